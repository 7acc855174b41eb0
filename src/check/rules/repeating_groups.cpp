#include <algorithm>
#include <map>

#include "base/text.h"
#include "check/fix.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

constexpr std::size_t fewest = 3;  // two of a kind may be a pair: home and work

// Lines of an address, coordinates and matrix cells are numbered by nature, not repeated.
bool numbered_by_nature(const std::vector<std::string>& base) {
  constexpr std::string_view natural[] = {"line", "address", "addr", "street", "adress", "md",
                                          "sha",  "utf",     "ipv",  "dim",    "level"};
  if (base.empty() || base.back().size() == 1) return true;
  return std::any_of(base.begin(), base.end(), [&](const std::string& word) {
    return std::find(std::begin(natural), std::end(natural), word) != std::end(natural);
  });
}

struct Numbered {
  std::string base;  // "phone", or "option_text" of option1_text
  std::size_t number = 0;
};

std::optional<Numbered> numbered(const model::Column& column) {
  std::vector<std::string> parts = words(column.name);
  const auto digits = std::find_if(parts.begin(), parts.end(), [](const std::string& part) {
    return part[0] >= '0' && part[0] <= '9';
  });
  if (digits == parts.end() || digits->size() > 2) return std::nullopt;
  Numbered found;
  for (char c : *digits)
    found.number = found.number * 10 + static_cast<std::size_t>(c - '0');
  parts.erase(digits);
  if (numbered_by_nature(parts)) return std::nullopt;
  found.base = text::join(parts, "_");
  return found;
}

// Columns of one base and type whose numbers follow each other, from 0 or 1.
bool is_run(const std::map<std::size_t, const model::Column*>& columns) {
  if (columns.size() < fewest || columns.begin()->first > 1) return false;
  return columns.rbegin()->first - columns.begin()->first + 1 == columns.size();
}

void check_table(const model::Table& table, std::vector<evidence::Finding>& findings) {
  std::map<std::pair<std::string, model::DataType>, std::map<std::size_t, const model::Column*>>
      groups;
  for (const model::Column& column : table.columns)
    if (const auto name = numbered(column))
      groups[{name->base, column.type}].emplace(name->number, &column);
  for (const auto& [group, columns] : groups) {
    if (!is_run(columns)) continue;
    const model::Column& first = *columns.begin()->second;
    findings.push_back(
        finding(table, first.origin, object_name(table, first.name),
                fmt::format("columns {} to {} of {} repeat one attribute {} times", first.name,
                            columns.rbegin()->second->name, table.name.text(), columns.size()),
                no_automatic_fix(
                    "make a table with one row per value, its position, and a foreign key to " +
                    table.name.text())));
  }
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    check_table(*table, findings);
}

}  // namespace

extern const Rule repeating_groups;
constinit const Rule repeating_groups{.id = "repeating-groups",
                                      .title = "One attribute in several numbered columns",
                                      .severity = evidence::Severity::warning,
                                      .maturity = Maturity::stable,
                                      .documentation = R"md(## What it finds

Three or more columns of one type that differ only in a running number: `phone1`, `phone2`,
`phone3`. Lines of an address, coordinates and names such as `sha256` are passed over.

## Why it matters

The number of values is fixed by the schema: the fourth phone number needs a migration. Every search
must name every column, no constraint keeps a value from being stored twice, and gaps between the
columns mean nothing anybody agreed on.

## When to allow it

The number is given by nature or by law and each position has its own meaning, or the table is a
flat export for a tool that wants it so.

## References

- E. F. Codd, A Relational Model of Data for Large Shared Data Banks (1970): repeating groups
)md",
                                      .check = check};

}  // namespace mimar::check
