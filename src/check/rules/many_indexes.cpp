#include "check/fix.h"
#include "check/index_view.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

constexpr std::size_t most_indexes = 12;

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database)) {
    const std::size_t count = index_views(*table).size();
    if (count > most_indexes)
      findings.push_back(finding(*table, table->origin, table->name.text(),
                                 fmt::format("table {} has {} indexes, which every INSERT writes",
                                             table->name.text(), count),
                                 no_automatic_fix("look at idx_scan of pg_stat_user_indexes over "
                                                  "some weeks and drop what is not used")));
  }
}

}  // namespace

extern const Rule many_indexes;
constinit const Rule many_indexes{.id = "many-indexes",
                                  .title = "Table with many indexes",
                                  .severity = evidence::Severity::note,
                                  .maturity = Maturity::preview,
                                  .documentation = R"md(## What it finds

Tables with more than twelve indexes, those behind keys included.

## Why it matters

Every INSERT, and every UPDATE that is not HOT, writes all of them; the planner weighs all of them
for each query; and each takes memory that the others would use. From some number on new indexes
slow the table down more than they help.

## When to allow it

A table that is read in many ways and hardly written.

## References

- PostgreSQL manual, Indexes: Examining Index Usage
)md",
                                  .check = check};

}  // namespace mimar::check
