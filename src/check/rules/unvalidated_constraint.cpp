#include "check/fix.h"
#include "check/subject.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

void report(const model::Table& table, const std::string& constraint, const model::Origin& origin,
            std::string_view kind, std::vector<evidence::Finding>& findings) {
  findings.push_back(
      finding(table, origin, object_name(table, constraint),
              fmt::format("{} {} of {} is NOT VALID: rows from before it have never been checked",
                          kind, constraint, table.name.text()),
              {alter_table(table, "VALIDATE CONSTRAINT " + model::quote_identifier(constraint)),
               "it reads the table once and blocks no writes; it fails when a row violates the "
               "constraint"}));
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database)) {
    for (const model::ForeignKey& key : table->foreign_keys)
      if (key.not_valid) report(*table, key.name, key.origin, "foreign key", findings);
    for (const model::Check& check : table->checks)
      if (check.not_valid) report(*table, check.name, check.origin, "CHECK", findings);
  }
}

}  // namespace

extern const Rule unvalidated_constraint;
constinit const Rule unvalidated_constraint{
    .id = "unvalidated-constraint",
    .title = "Constraint that was never validated",
    .severity = evidence::Severity::warning,
    .maturity = Maturity::stable,
    .documentation = R"md(## What it finds

Foreign keys and CHECK constraints in the state NOT VALID.

## Why it matters

NOT VALID is the first half of adding a constraint without a long lock; VALIDATE CONSTRAINT is the
second. As long as it is missing, old rows may violate what the schema appears to promise, and the
planner does not use the constraint. The next dump and restore fails on such a row.

## When to allow it

Between the two steps of a migration, or when history is known to be dirty and only new rows must
conform; then say so in a comment on the constraint.

## References

- PostgreSQL manual, ALTER TABLE: ADD table_constraint NOT VALID, VALIDATE CONSTRAINT
)md",
    .probe_sql = R"sql(SELECT n.nspname || '.' || t.relname || '.' || c.conname
  FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
 WHERE NOT c.convalidated AND NOT t.relispartition AND n.nspname NOT LIKE 'pg\_%')sql",
    .check = check};

}  // namespace mimar::check
