#include "base/text.h"
#include "check/fix.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database)) {
    std::vector<std::string> silent;
    for (const model::Column& column : table->columns)
      if (!column.comment && !is_primary_key(*table, column.name) &&
          !in_foreign_key(*table, column.name))
        silent.push_back(column.name);
    if (table->comment && silent.empty()) continue;
    std::string what = table->comment ? "" : "itself";
    if (!silent.empty())
      what += fmt::format("{}its {} {}", what.empty() ? "" : " and ",
                          silent.size() == 1 ? "column" : "columns", text::join(silent, ", "));
    findings.push_back(
        finding(*table, table->origin, table->name.text(),
                fmt::format("table {} has no comment on {}", table->name.text(), what),
                no_automatic_fix("say with COMMENT ON what a row is, and in which unit and from "
                                 "where each value comes")));
  }
}

}  // namespace

extern const Rule missing_comment;
constinit const Rule missing_comment{.id = "missing-comment",
                                     .title = "Table or column without a comment",
                                     .severity = evidence::Severity::note,
                                     .maturity = Maturity::preview,
                                     .documentation = R"md(## What it finds

Tables without a comment, and tables with columns without one; keys and references explain
themselves and may be silent. One finding per table. The rule is asked by the set `regulated` only.

## Why it matters

The comment is the one piece of documentation that travels with the schema: into dumps, diagrams,
data dictionaries and the completion of every client. Auditors ask for the purpose of each stored
value.

## When to allow it

The schema is documented elsewhere, and the place is known to everybody.

## References

- PostgreSQL manual, COMMENT
)md",
                                     .check = check};

}  // namespace mimar::check
