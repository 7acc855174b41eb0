#include <map>

#include "check/fix.h"
#include "check/subject.h"
#include "check/wording.h"

namespace mimar::check {
namespace {

constexpr std::size_t fewest =
    4;  // columns of one name before a custom can be told from an exception

struct Uses {
  std::map<std::string, std::vector<std::pair<const model::Table*, const model::Column*>>> by_type;
  std::size_t count = 0;
};

// Only identifiers: "value" and "name" may well differ.
bool is_identifier(const model::Column& column) {
  const std::string last = last_word(column.name);
  return words(column.name).size() > 1 && is_one_of(last, {"id", "uuid", "code", "number"});
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  std::map<std::pair<std::string, std::string>, Uses> names;
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Column& column : table->columns) {
      if (!is_identifier(column)) continue;
      Uses& uses = names[{table->name.schema, column.name}];
      uses.by_type[column.type.name.text()].push_back({table, &column});
      ++uses.count;
    }
  for (const auto& [name, uses] : names)
    for (const auto& [type, places] : uses.by_type)
      if (uses.count >= fewest && places.size() * 4 <= uses.count)
        for (const auto& [table, column] : places)
          findings.push_back(finding(
              *table, column->origin, object_name(*table, column->name),
              fmt::format(
                  "column {} of {} is {}, unlike most of the {} columns of that name in the schema",
                  column->name, table->name.text(), model::to_sql(column->type), uses.count),
              no_automatic_fix("find out whether it means the same; then give it the type of the "
                               "others, or another name")));
}

}  // namespace

extern const Rule column_type_differs;
constinit const Rule column_type_differs{.id = "column-type-differs",
                                         .title = "One identifier in several types",
                                         .severity = evidence::Severity::note,
                                         .maturity = Maturity::preview,
                                         .documentation = R"md(## What it finds

Identifiers (columns that end in `_id`, `_uuid`, `_code`, `_number`) whose type differs from that of
at least three quarters of the columns of the same name in the schema.

## Why it matters

What has one name is taken for one thing. A join between the two needs a cast, which no index
serves, and values that fit one column do not fit the other.

## When to allow it

The same word names two things, and renaming one is not worth it.

## References

- PostgreSQL manual, Type Conversion
)md",
                                         .check = check};

}  // namespace mimar::check
