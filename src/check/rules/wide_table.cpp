#include "check/fix.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

constexpr std::size_t most_columns = 60;

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    if (table->columns.size() > most_columns)
      findings.push_back(
          finding(*table, table->origin, table->name.text(),
                  fmt::format("table {} has {} columns", table->name.text(), table->columns.size()),
                  no_automatic_fix(
                      "group what is read and written together; move groups that are mostly empty, "
                      "or change at another pace, into tables of their own with the same key")));
}

}  // namespace

extern const Rule wide_table;
constinit const Rule wide_table{.id = "wide-table",
                                .title = "Table with many columns",
                                .severity = evidence::Severity::note,
                                .maturity = Maturity::preview,
                                .documentation = R"md(## What it finds

Tables with more than sixty columns.

## Why it matters

An UPDATE writes the whole row anew, whatever it changes, so one counter makes copies of everything
beside it. Rows that do not fit a page many times over make scans slow, wide values move out to
TOAST, and a table that means everything cannot be constrained.

## When to allow it

Tables of measurements or reports that are written once and read by column, or the staging of a
foreign format.

## References

- PostgreSQL manual, Database Page Layout; TOAST
)md",
                                .check = check};

}  // namespace mimar::check
