#include "synthesis/shape/made_up.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "synthesis/calendar.h"
#include "synthesis/conditions.h"
#include "synthesis/domain.h"
#include "synthesis/random.h"
#include "synthesis/values/choose.h"

namespace mimar::synthesis {
namespace {

bool in(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_text(const model::DataType& type) {
  return !type.array && in(type.name.name, {"text", "citext", "character varying", "character",
                                            "bpchar", "name", "char", "\"char\""});
}

// Types whose values say how much or when, and not who.
bool is_measure(const model::DataType& type) {
  const std::string& name = type.name.name;
  return !type.array &&
         (in(name, {"smallint", "integer", "bigint", "numeric", "real", "double precision", "money",
                    "boolean", "date", "interval", "oid"}) ||
          name.starts_with("time"));
}

bool less(const std::string& a, const std::string& b) {
  const std::string x = text::lower(a), y = text::lower(b);
  return x == y ? a < b : x < y;
}

// Bounds are in the order of the column; the others are put between them.
std::vector<std::string> in_order(const model::ColumnStatistics& column) {
  std::vector<std::string> order;
  for (const std::string& bound : column.histogram_bounds)
    if (order.empty() || order.back() != bound) order.push_back(bound);
  std::vector<std::string> others;
  for (const std::string& value : column.most_common_vals)
    if (std::find(order.begin(), order.end(), value) == order.end()) others.push_back(value);
  std::sort(others.begin(), others.end(), less);
  std::vector<std::string> merged;
  std::merge(order.begin(), order.end(), others.begin(), others.end(), std::back_inserter(merged),
             less);
  return merged;
}

std::size_t characters(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

// The `number`th of all words of `width` letters, and as long as the original.
std::string word(std::uint64_t number, std::size_t width, char first, std::size_t length) {
  std::string made(width, first);
  for (std::size_t at = width; at-- > 0; number /= 26)
    made[at] = static_cast<char>(first + static_cast<char>(number % 26));
  const std::uint64_t random = mix(made.size(), made);
  while (made.size() < length)
    made += static_cast<char>(first + static_cast<char>(mix(random, made.size()) % 26));
  return made;
}

using Renaming = std::map<std::string, std::string>;

// Empty when no such words are all different from all originals, or none is short enough.
Renaming rename(const std::vector<std::string>& originals, std::size_t longest) {
  const std::set<std::string> known(originals.begin(), originals.end());
  std::size_t width = 1;
  for (std::uint64_t words = 26; words < originals.size(); words *= 26)
    ++width;
  for (std::size_t more = 0; more < 3; ++more) {
    for (char first : {'a', 'A'}) {
      for (std::uint64_t offset = 0; offset < 26; ++offset) {
        Renaming names;
        for (std::size_t i = 0; i < originals.size(); ++i) {
          const std::string made = word(offset + i, width + more, first, characters(originals[i]));
          if (known.contains(made) || made.size() > longest) break;
          names[originals[i]] = made;
        }
        const bool beyond = width + more == 1 && offset + originals.size() > 26;
        if (names.size() == originals.size() && !beyond) return names;
      }
    }
  }
  return {};
}

void rename_texts(model::ColumnStatistics& column, const model::DataType& type) {
  const bool limited = !type.modifiers.empty() && !type.is("text");
  const std::size_t longest = limited ? static_cast<std::size_t>(type.modifiers[0])
                              : in(type.name.name, {"char", "\"char\""}) ? 1
                              : type.is("name")                          ? 63
                                                                         : SIZE_MAX;
  const Renaming names = rename(in_order(column), longest);
  if (names.empty()) {
    column.most_common_vals.clear();
    column.most_common_freqs.clear();
    column.histogram_bounds.clear();
    return;
  }
  for (std::string& value : column.most_common_vals)
    value = names.at(value);
  for (std::string& bound : column.histogram_bounds)
    bound = names.at(bound);
}

// Labels that CHECKs of the table list for the column, so that the schema has them, too.
bool lists_labels(const model::Table& table, const std::string& column) {
  Conditions conditions;
  for (const model::Check& check : table.checks)
    require(conditions, text_of(check.expression));
  const auto found = conditions.columns.find(column);
  return found != conditions.columns.end() && found->second.allowed.has_value();
}

void hide(const model::Database& database, const model::Table& table, const model::Column& column,
          model::ColumnStatistics& statistics) {
  const model::DataType type = resolve_domains(database, column.type).type;
  if (is_measure(type) || (!type.array && model::find_enum(database, type.name)) ||
      lists_labels(table, column.name))
    return;
  if (is_text(type)) return rename_texts(statistics, type);
  for (std::string& value : statistics.most_common_vals)
    value.clear();
  statistics.histogram_bounds.clear();
}

}  // namespace

model::Statistics without_values(const model::Database& database,
                                 const model::Statistics& statistics) {
  model::Statistics hidden = statistics;
  for (auto& [name, known] : hidden.tables) {
    known.source = std::string(made_up);
    const model::Table* table = model::find_table(database, name);
    for (auto column = known.columns.begin(); column != known.columns.end();) {
      const model::Column* found =
          table == nullptr ? nullptr : model::find_column(*table, column->first);
      if (found == nullptr) {
        column = known.columns.erase(column);
        continue;
      }
      hide(database, *table, *found, column->second);
      ++column;
    }
  }
  return hidden;
}

std::string day_after(const model::Statistics& statistics) {
  std::optional<std::int64_t> latest;
  for (const auto& [name, table] : statistics.tables) {
    for (const auto& [column, known] : table.columns) {
      if (!grows_with_rows(column) || known.histogram_bounds.empty()) continue;
      const std::string& last = known.histogram_bounds.back();
      if (last.size() < 10 || last[4] != '-' || last[7] != '-') continue;
      if (const auto seconds = parse_timestamp(last))
        latest = std::max(latest.value_or(*seconds), *seconds);
    }
  }
  std::string day;
  if (latest) append_date(day, *latest / seconds_per_day + 1);
  return day;
}

}  // namespace mimar::synthesis
