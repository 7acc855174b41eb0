#include <algorithm>

#include "check/fix.h"
#include "check/subject.h"
#include "check/wording.h"

namespace mimar::check {
namespace {

constexpr std::size_t fewest_columns = 4;

// The words that start the name of every column but keys: "pullreq" of pullreq_title.
std::size_t repeating(const model::Table& table, std::size_t& judged) {
  std::vector<std::string> name = words(table.name.name);
  if (name.empty()) return 0;
  name.back() = singular(name.back());
  std::size_t count = 0;
  for (const model::Column& column : table.columns) {
    if (is_primary_key(table, column.name) || in_foreign_key(table, column.name)) continue;
    ++judged;
    const std::vector<std::string> parts = words(column.name);
    if (parts.size() > name.size() && std::equal(name.begin(), name.end(), parts.begin())) ++count;
  }
  return count;
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database)) {
    std::size_t judged = 0;
    const std::size_t count = repeating(*table, judged);
    if (judged >= fewest_columns && count * 2 > judged)
      findings.push_back(
          finding(*table, table->origin, table->name.text(),
                  fmt::format("{} of {} columns of {} start with the name of the table", count,
                              judged, table->name.text()),
                  no_automatic_fix("renaming breaks every query that uses the names; leave the "
                                   "prefix out in new tables")));
  }
}

}  // namespace

extern const Rule table_name_in_column_names;
constinit const Rule table_name_in_column_names{
    .id = "table-name-in-column-names",
    .title = "Columns that repeat the name of their table",
    .severity = evidence::Severity::note,
    .maturity = Maturity::preview,
    .documentation = R"md(## What it finds

Tables with at least four columns beside their keys of which more than half start with the
(singular) name of the table: `user_name`, `user_email` in `users`.

## Why it matters

A column is always read together with its table or an alias, so the prefix says the same thing
twice, in every query, class and document.

## When to allow it

House style; columns of joined tables are never confused then.

## References

- Celko, SQL Programming Style: Names
)md",
    .check = check};

}  // namespace mimar::check
