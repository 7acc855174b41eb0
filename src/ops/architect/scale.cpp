#include "ops/architect/scale.h"

#include <array>
#include <cmath>

#include "base/english.h"
#include "base/number.h"
#include "base/text.h"

namespace mimar::ops::architect {
namespace {

bool digit(char c) {
  return c >= '0' && c <= '9';
}

bool letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Fragments between commas, semicolons and "and"; a comma inside a number separates thousands.
std::vector<std::string> fragments(std::string_view text) {
  std::vector<std::string> result(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool thousands =
        text[i] == ',' && i > 0 && digit(text[i - 1]) && i + 1 < text.size() && digit(text[i + 1]);
    if (text[i] == ';' || (text[i] == ',' && !thousands)) {
      result.emplace_back();
    } else if (text.substr(i).starts_with(" and ")) {
      result.emplace_back();
      i += 4;
    } else {
      result.back() += text[i];
    }
  }
  return result;
}

// Lower case words in singular, joined by spaces: what table names and the user's words are
// compared by.
std::string comparable(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (char c : std::string(text) + " ") {
    if (letter(c) || digit(c) || (static_cast<unsigned char>(c) & 0x80) != 0) {
      word += c;
    } else if (!word.empty()) {
      words.push_back(english::singular(text::lower(word)));
      word.clear();
    }
  }
  return text::join(words, " ");
}

std::string without_filler(std::string words) {
  words = " " + words + " ";
  for (std::string_view filler : {" row ", " rows ", " in ", " table ", " of ", " the ", " about ",
                                  " total ", " record ", " entry "}) {
    words = text::replace_all(std::move(words), filler, " ");
  }
  return std::string(text::trim(words));
}

const model::Table* table_meant(std::string_view words, const model::Database& database) {
  const std::string wanted = without_filler(comparable(words));
  if (wanted.empty()) return nullptr;
  for (const model::Table& table : database->tables) {
    if (comparable(table.name.name) == wanted || comparable(table.name.text()) == wanted)
      return &table;
  }
  return nullptr;
}

struct Unit {
  std::string_view word;
  double per_second;
};
constexpr std::array<Unit, 7> units{{{"/s", 1},
                                     {"per second", 1},
                                     {"a second", 1},
                                     {"/min", 1.0 / 60},
                                     {"per minute", 1.0 / 60},
                                     {"a minute", 1.0 / 60},
                                     {"tps", 1}}};

bool names_any(std::string_view text, std::initializer_list<std::string_view> words) {
  for (std::string_view word : words) {
    if (text.find(word) != std::string_view::npos) return true;
  }
  return false;
}

// "400 reads/s", "60 writes per second", "200 requests a second".
bool read_rate(double number, std::string_view rest, Scale& scale) {
  const std::string words = text::lower(rest);
  for (const Unit& unit : units) {
    if (words.find(unit.word) == std::string::npos) continue;
    const bool writes = names_any(words, {"write", "insert", "update", "order", "event"});
    (writes ? scale.writes_per_second : scale.reads_per_second) = number * unit.per_second;
    return true;
  }
  return false;
}

// A number and what it counts, in either order: "2M orders", "orders: 2M rows", "orders = 2M".
bool read_fragment(std::string_view fragment, const model::Database& database, Scale& scale) {
  std::size_t start = 0;
  while (start < fragment.size() && !digit(fragment[start]))
    ++start;
  // A digit inside a name ("events_2024") does not begin the number.
  while (start > 0 && start < fragment.size() &&
         (fragment[start - 1] == '_' || letter(fragment[start - 1]))) {
    while (start < fragment.size() && fragment[start] != ' ')
      ++start;
    while (start < fragment.size() && !digit(fragment[start]))
      ++start;
  }
  std::string_view rest;
  const std::optional<double> number = text::read_number(fragment.substr(start), rest);
  if (!number) return false;
  if (read_rate(*number, rest, scale)) return true;
  const model::Table* table = table_meant(rest, database);
  if (table == nullptr) table = table_meant(fragment.substr(0, start), database);
  if (table == nullptr) return false;
  scale.rows.tables[table->name] = {static_cast<std::uint64_t>(std::llround(*number)),
                                    "stated in Scale"};
  return true;
}

}  // namespace

Scale read_scale(const std::vector<Item>& items, const model::Database& database) {
  Scale scale;
  for (const Item& item : items) {
    for (const std::string& fragment : fragments(item.text)) {
      if (text::trim(fragment).empty() || read_fragment(text::trim(fragment), database, scale))
        continue;
      scale.not_understood.emplace_back(text::trim(fragment));
    }
  }
  return scale;
}

}  // namespace mimar::ops::architect
