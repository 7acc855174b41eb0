#include "base/text.h"
#include "check/fix.h"
#include "check/subject.h"
#include "emit/ddl/ddl.h"

namespace mimar::check {
namespace {

std::string restate(const model::Table& table, model::ForeignKey key) {
  key.on_delete = model::Action::restrict;
  return drop_constraint(table, key.name) + emit::ddl::add_foreign_key(table.name, key);
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::ForeignKey& key : table->foreign_keys)
      if (key.on_delete == model::Action::no_action && !key.deferrable)
        findings.push_back(finding(
            *table, key.origin, object_name(*table, key.columns),
            fmt::format("foreign key {} from {} to {} does not say what deleting the parent does",
                        key.name, table->name.text(), key.referenced_table.text()),
            {restate(*table, key),
             "RESTRICT states what happens today; CASCADE where the rows are parts of their "
             "parent, SET NULL "
             "where they can live without it"}));
}

}  // namespace

extern const Rule foreign_key_without_on_delete;
constinit const Rule foreign_key_without_on_delete{
    .id = "foreign-key-without-on-delete",
    .title = "Foreign key that leaves deletion undecided",
    .severity = evidence::Severity::note,
    .maturity = Maturity::stable,
    .documentation = R"md(## What it finds

Foreign keys without an ON DELETE clause, or with ON DELETE NO ACTION, that are not deferrable.

## Why it matters

NO ACTION is what one gets by saying nothing, so it cannot be told from a decision. The first DELETE
of a parent then fails in production, and the children are removed by hand or by application code,
in an order that each caller has to know.

## When to allow it

Schemas in which nothing is ever deleted, or where refusing is the known house rule.

## References

- PostgreSQL manual, CREATE TABLE: REFERENCES, referential actions
)md",
    .check = check};

}  // namespace mimar::check
