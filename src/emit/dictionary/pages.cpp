#include "emit/dictionary/pages.h"

#include <array>
#include <set>

#include "base/digest.h"
#include "base/text.h"

namespace mimar::emit::dictionary {
namespace {

bool is_safe(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::string safe(std::string_view part) {
  std::string result;
  for (const char c : part)
    result += is_safe(c) ? c : '-';
  return result;
}

// Windows takes "con.anything" for a device.
bool is_device(std::string_view part) {
  constexpr std::array<std::string_view, 4> devices{"con", "prn", "aux", "nul"};
  const std::string lower = text::lower(part);
  for (const std::string_view device : devices) {
    if (lower == device) return true;
  }
  return lower.size() == 4 && (lower.starts_with("com") || lower.starts_with("lpt")) &&
         lower[3] >= '0' && lower[3] <= '9';
}

std::string file_name(const model::Name& name) {
  return (is_device(name.schema) ? "_" : "") + safe(name.schema) + '.' + safe(name.name);
}

}  // namespace

std::map<model::Name, std::string> page_names(const model::Database& database) {
  std::set<model::Name> names;
  for (const model::Table& table : database->tables) {
    if (!table.partition_of) names.insert(table.name);
  }
  for (const model::View& view : database->views)
    names.insert(view.name);
  for (const model::Enum& one : database->enums)
    names.insert(one.name);
  std::map<model::Name, std::string> result;
  std::set<std::string> taken;
  // Plain names go first: "orders" keeps its page when somebody adds "Orders".
  for (const bool plain : {true, false}) {
    for (const model::Name& name : names) {
      std::string page = file_name(name);
      if ((page == text::lower(name.text())) != plain) continue;
      const bool is_itself = page == name.text();
      if (!is_itself || !taken.insert(text::lower(page)).second) {
        page += '-' + sha256_hex(name.schema + '\0' + name.name).substr(0, 8);
        taken.insert(text::lower(page));
      }
      result[name] = page;
    }
  }
  return result;
}

}  // namespace mimar::emit::dictionary
