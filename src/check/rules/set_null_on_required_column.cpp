#include "base/text.h"
#include "check/fix.h"
#include "check/subject.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

const std::vector<std::string>& nulled(const model::ForeignKey& key) {
  return key.on_delete_set_columns.empty() ? key.columns : key.on_delete_set_columns;
}

evidence::Fix fix(const model::Table& table, const model::Column& column) {
  if (table.primary_key && has_column(table.primary_key->columns, column.name))
    return no_automatic_fix(
        "the column is part of the primary key and can never be NULL: choose CASCADE or RESTRICT");
  return {
      alter_table(table, "ALTER COLUMN " + model::quote_identifier(column.name) + " DROP NOT NULL"),
      "if the column must stay required, the action is wrong: CASCADE or RESTRICT instead"};
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::ForeignKey& key : table->foreign_keys) {
      if (key.on_delete != model::Action::set_null) continue;
      for (const std::string& name : nulled(key)) {
        const model::Column* column = model::find_column(*table, name);
        if (!column || !column->not_null) continue;
        findings.push_back(finding(*table, key.origin, object_name(*table, name),
                                   fmt::format("foreign key {} sets {} of {} to NULL on delete, "
                                               "which is NOT NULL: the delete always fails",
                                               key.name, name, table->name.text()),
                                   fix(*table, *column)));
      }
    }
}

}  // namespace

extern const Rule set_null_on_required_column;
constinit const Rule set_null_on_required_column{.id = "set-null-on-required-column",
                                                 .title = "ON DELETE SET NULL on a NOT NULL column",
                                                 .severity = evidence::Severity::blocking,
                                                 .maturity = Maturity::stable,
                                                 .documentation = R"md(## What it finds

Foreign keys with ON DELETE SET NULL over a column that is NOT NULL.

## Why it matters

PostgreSQL accepts the definition and fails at the first deletion of a referenced row, with an error
about a NULL value in a table that the caller did not touch. Composite keys meet this often: SET
NULL empties all their columns, the tenant's too, unless the columns to empty are listed.

## When to allow it

Never; one of the two declarations is a mistake. Since PostgreSQL 15, `ON DELETE SET NULL (column)`
empties the listed columns only.

## References

- PostgreSQL manual, CREATE TABLE: SET NULL [ ( column_name [, ... ] ) ]
)md",
                                                 .check = check};

}  // namespace mimar::check
