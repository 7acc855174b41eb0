#include <algorithm>

#include "base/text.h"
#include "check/fix.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

bool has_capital(const std::string& name) {
  return text::lower(name) != name;
}

void check_table(const model::Table& table, std::vector<evidence::Finding>& findings) {
  std::vector<std::string> names;
  if (has_capital(table.name.name)) names.push_back(table.name.name);
  for (const model::Column& column : table.columns)
    if (has_capital(column.name)) names.push_back(column.name);
  if (names.empty()) return;
  findings.push_back(finding(
      table, table.origin, table.name.text(),
      fmt::format(
          "{} of table {} must be quoted in every query because of capital letters, {} first",
          text::count(names.size(), "name"), table.name.text(), names.front()),
      no_automatic_fix(
          "renaming breaks every query that uses the names; keep to lower case in new tables")));
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    check_table(*table, findings);
}

}  // namespace

extern const Rule mixed_case_name;
constinit const Rule mixed_case_name{.id = "mixed-case-name",
                                     .title = "Names with capital letters",
                                     .severity = evidence::Severity::note,
                                     .maturity = Maturity::stable,
                                     .documentation = R"md(## What it finds

Tables whose own name, or the names of whose columns, contain capital letters. One finding per
table.

## Why it matters

PostgreSQL folds unquoted names to lower case, so `SELECT userId FROM Account` looks for `userid`
and `account` and finds neither. Such names work only in double quotes, in every query, function,
report and import for as long as they live.

## When to allow it

A mapper that owns all access generates the names and always quotes them.

## References

- PostgreSQL manual, Lexical Structure: Identifiers and Key Words
)md",
                                     .check = check};

}  // namespace mimar::check
