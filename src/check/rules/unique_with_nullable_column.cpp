#include <algorithm>

#include "base/text.h"
#include "check/fix.h"
#include "check/index_view.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

std::vector<std::string> nullable_columns(const model::Table& table, const IndexView& index) {
  std::vector<std::string> columns;
  for (const model::IndexKey& key : index.keys) {
    const model::Column* column = model::find_column(table, key.column);
    if (column && !column->not_null) columns.push_back(column->name);
  }
  return columns;
}

// Another unique index whose predicate speaks of the NULLs closes the gap.
bool gap_is_closed(const std::vector<IndexView>& indexes,
                   const std::vector<std::string>& nullable) {
  return std::any_of(indexes.begin(), indexes.end(), [&](const IndexView& index) {
    return index.unique && index.predicate &&
           std::any_of(nullable.begin(), nullable.end(), [&](const std::string& column) {
             return index.predicate->sql.find(column) != std::string::npos;
           });
  });
}

// A single nullable column says "unique where given", which is what people mean; several columns
// seldom do.
bool lets_duplicates_in(const IndexView& index, const std::vector<std::string>& nullable) {
  return index.unique && !index.primary && index.valid && !index.predicate &&
         !index.nulls_not_distinct && index.keys.size() > 1 && !nullable.empty() &&
         nullable.size() < index.keys.size();
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database)) {
    const std::vector<IndexView> indexes = index_views(*table);
    for (const IndexView& index : indexes) {
      const std::vector<std::string> nullable = nullable_columns(*table, index);
      if (!lets_duplicates_in(index, nullable) || gap_is_closed(indexes, nullable)) continue;
      findings.push_back(
          finding(*table, *index.origin, object_name(*table, index.name),
                  fmt::format("{} of {} does not keep rows apart in which {} is NULL", index.name,
                              table->name.text(), text::join(nullable, " or ")),
                  no_automatic_fix("make the column NOT NULL, declare the key NULLS NOT DISTINCT "
                                   "(PostgreSQL 15), or add "
                                   "a second unique index for the rows WHERE it IS NULL")));
    }
  }
}

}  // namespace

extern const Rule unique_with_nullable_column;
constinit const Rule unique_with_nullable_column{
    .id = "unique-with-nullable-column",
    .title = "Composite unique key with a nullable column",
    .severity = evidence::Severity::note,
    .maturity = Maturity::stable,
    .documentation = R"md(## What it finds

Unique constraints and indexes over several columns of which some, but not all, may be NULL, unless
NULLS NOT DISTINCT is declared or a partial unique index takes care of the NULLs.

## Why it matters

To a unique index two NULLs are different. With UNIQUE (team_id, name) and a nullable team, ten rows
called "default" without a team are accepted, and ON CONFLICT never fires for them. The key looks as
if it forbade that.

## When to allow it

Rows with a NULL there are meant to be free of the rule.

## References

- PostgreSQL manual, CREATE TABLE: UNIQUE, NULLS NOT DISTINCT
- PostgreSQL manual, Indexes: Unique Indexes
)md",
    .check = check};

}  // namespace mimar::check
