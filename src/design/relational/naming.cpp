#include "design/relational/naming.h"

#include <algorithm>
#include <string_view>

#include <fmt/core.h>

#include "base/digest.h"
#include "base/text.h"
#include "design/relational/relational.h"
#include "model/keywords.h"
#include "model/lexer.h"

namespace mimar::design {
namespace relational {
namespace {

constexpr std::size_t longest = 63;  // NAMEDATALEN - 1

// Columns that every row has; an attribute of that name would not be told from them.
constexpr std::string_view system_columns[] = {"cmax", "cmin", "ctid", "tableoid", "xmax", "xmin"};

bool is_system_column(const std::string& name) {
  return std::find(std::begin(system_columns), std::end(system_columns), name) !=
         std::end(system_columns);
}

}  // namespace

std::string snake(const std::string& words) {
  std::string name;
  for (const char c : text::lower(words)) {
    if (model::in_word(c) && c != '$' && c != '_')
      name += c;
    else if (c != '\'' && !name.empty() && name.back() != '_')
      name += '_';
  }
  while (!name.empty() && name.back() == '_')
    name.pop_back();
  if (name.empty()) return "unnamed";
  return model::is_digit(name.front()) ? "n" + name : name;
}

std::string shortened(const std::string& name) {
  if (name.size() <= longest) return name;
  std::size_t end = longest - 9;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U)
    --end;
  return name.substr(0, end) + "_" + sha256_hex(name).substr(0, 8);
}

std::string take(Layout& layout, const std::string& name) {
  std::string taken = shortened(name);
  for (int number = 2; !layout.taken.insert(taken).second; ++number)
    taken = shortened(fmt::format("{}_{}", name, number));
  return taken;
}

std::string constraint_name(const Table& table, const std::string& columns,
                            const std::string& kind) {
  const auto is_taken = [&](const std::string& name) {
    const auto same = [&](const auto& object) { return object.name == name; };
    return std::any_of(table.checks.begin(), table.checks.end(), same) ||
           std::any_of(table.uniques.begin(), table.uniques.end(), same) ||
           std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(), same) ||
           std::any_of(table.exclusions.begin(), table.exclusions.end(), same) ||
           std::any_of(table.indexes.begin(), table.indexes.end(), same);
  };
  const std::string base = table.name + "_" + columns;
  std::string name = shortened(base + "_" + kind);
  for (int number = 2; is_taken(name); ++number)
    name = shortened(fmt::format("{}_{}_{}", base, number, kind));
  return name;
}

std::string key_name(const Table& table) {
  return shortened(table.name + "_pkey");
}

std::string singular(const Table& table) {
  return table.entity.empty() ? table.name : snake(table.entity);
}

std::string with_article(const std::string& word) {
  if (word.empty()) return word;
  const bool vowel = std::string_view("aeiouAEIOU").find(word.front()) != std::string_view::npos;
  const bool said_you =
      word.starts_with("use") || word.starts_with("uni") || word.starts_with("eu");
  const bool silent = word.starts_with("hour") || word.starts_with("honour");
  return ((vowel && !said_you) || silent ? "an " : "a ") + word;
}

std::string joined(const Names& names) {
  return text::join(names, "_");
}

}  // namespace relational

std::string table_name(const Entity& entity) {
  const std::string name =
      relational::snake(entity.plural.empty() ? entity.name + "s" : entity.plural);
  return relational::shortened(
      model::is_reserved(name) ? relational::snake(entity.name) + "_records" : name);
}

std::string column_name(const std::string& attribute) {
  const std::string name = relational::snake(attribute);
  if (name == "end") return "ends";
  if (name == "order") return "sort_order";
  if (name == "desc") return "description";
  if (model::is_reserved(name) || relational::is_system_column(name)) return name + "_value";
  return relational::shortened(name);
}

}  // namespace mimar::design
