#include "base/text.h"
#include "check/fix.h"
#include "check/index_view.h"
#include "check/subject.h"
#include "check/tenancy.h"
#include "check/wording.h"

namespace mimar::check {
namespace {

// What a generator makes is unique everywhere, and may as well be declared so.
bool is_generated(const model::Column& column) {
  return column.type.is("uuid") || column.identity || is_integer(column.type) ||
         is_one_of(last_word(column.name),
                   {"uuid", "guid", "token", "hash", "digest", "secret", "key", "nonce", "id"});
}

bool concerns_values_people_choose(const model::Table& table, const IndexView& index) {
  for (const model::IndexKey& key : index.keys) {
    const model::Column* column = model::find_column(table, key.column);
    if (!column || is_generated(*column) || in_foreign_key(table, column->name)) return false;
  }
  return true;
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const Tenancy& tenancy : tenancies(subject.database))
    for (const model::Table* table : tenancy.with)
      for (const IndexView& index : index_views(*table))
        if (index.unique && !index.primary && concerns_values_people_choose(*table, index)) {
          std::vector<std::string> columns;
          for (const model::IndexKey& key : index.keys)
            columns.push_back(key.column);
          if (has_column(columns, tenancy.column)) continue;
          findings.push_back(finding(
              *table, *index.origin, object_name(*table, columns),
              fmt::format("unique key {} of {} leaves out {}: no two tenants can have the same {}",
                          index.name, table->name.text(), tenancy.column,
                          text::join(columns, ", ")),
              no_automatic_fix(fmt::format("if each tenant may have its own, build a unique index "
                                           "over ({}, {}) and drop this one",
                                           tenancy.column, text::join(columns, ", ")))));
        }
}

}  // namespace

extern const Rule unique_without_tenant_column;
constinit const Rule unique_without_tenant_column{.id = "unique-without-tenant-column",
                                                  .title = "Unique key across all tenants",
                                                  .severity = evidence::Severity::note,
                                                  .maturity = Maturity::preview,
                                                  .documentation = R"md(## What it finds

In tables with the tenant column of the schema, unique keys over values that people choose which
leave the column out.

## Why it matters

The second customer who wants a label, a domain or a name that another one has is refused, and
learns from the error that the other one exists. Widening a unique key later means to rebuild it,
and every ON CONFLICT that names it.

## When to allow it

The value is unique in the world, as a verified domain or a login name is.

## References

- PostgreSQL manual, Constraints: Unique Constraints
)md",
                                                  .check = check};

}  // namespace mimar::check
