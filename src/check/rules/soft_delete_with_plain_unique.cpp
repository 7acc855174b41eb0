#include <algorithm>

#include "base/text.h"
#include "check/fix.h"
#include "check/index_view.h"
#include "check/subject.h"
#include "emit/ddl/ddl.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

constexpr std::string_view moments[] = {"deletedat", "deletedon", "deleteddate", "deletiondate",
                                        "deletedtime"};
constexpr std::string_view flags[] = {"deleted", "isdeleted", "softdeleted"};

template <std::size_t n>
bool among(const std::string_view (&names)[n], const std::string& column) {
  const std::string joined = text::join(words(column), "");
  return std::find(std::begin(names), std::end(names), joined) != std::end(names);
}

// The condition under which a row is alive, or "" when the table does not mark deleted rows.
std::string alive(const model::Table& table, std::string& marker) {
  for (const model::Column& column : table.columns) {
    const bool moment =
        is_timestamp(column.type) && !column.not_null && among(moments, column.name);
    if (!moment && !(column.type.is("boolean") && among(flags, column.name))) continue;
    marker = column.name;
    const std::string name = model::quote_identifier(column.name);
    if (moment) return name + " IS NULL";
    return column.not_null ? "NOT " + name : name + " IS NOT TRUE";
  }
  return "";
}

// Values that are made unique by a generator never come back, whatever happened to their first row.
bool is_generated(const model::Column& column) {
  if (column.type.is("uuid") || column.identity) return true;
  const std::vector<std::string> parts = words(column.name);
  constexpr std::string_view generated[] = {"uuid",   "guid",   "token", "hash",
                                            "digest", "secret", "nonce"};
  return !parts.empty() &&
         std::find(std::begin(generated), std::end(generated), parts.back()) != std::end(generated);
}

bool concerns_names(const model::Table& table, const IndexView& index, const std::string& marker) {
  if (!index.unique || index.primary || !index.valid || index.predicate) return false;
  bool natural = false;
  for (const model::IndexKey& key : index.keys) {
    if (key.expression) return false;
    if (key.column == marker || is_primary_key(table, key.column)) return false;
    const model::Column* column = model::find_column(table, key.column);
    if (!column) return false;
    natural = natural || !is_generated(*column);
  }
  return natural;
}

evidence::Fix fix(const model::Database& database, const model::Table& table,
                  const IndexView& unique, const std::string& condition) {
  model::Index index;
  std::vector<std::string> columns;
  for (const model::IndexKey& key : unique.keys)
    columns.push_back(key.column);
  if (referenced(database, table, columns))
    return no_automatic_fix(
        "foreign keys reference " + unique.name +
        ", and they need a unique key over all rows; let them reference the primary key first");
  index.name = unique.name;
  index.unique = true;
  index.keys = unique.keys;
  index.include = unique.include;
  index.nulls_not_distinct = unique.nulls_not_distinct;
  index.predicate = model::Expression(condition);
  return {(unique.key ? drop_constraint(table, unique.name) : drop_index(table, unique.name)) +
              emit::ddl::create_index(table.name, index),
          "run both in one transaction; ON CONFLICT clauses must then repeat the predicate"};
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database)) {
    std::string marker;
    const std::string condition = alive(*table, marker);
    if (condition.empty() || table->partition_by) continue;
    for (const IndexView& index : index_views(*table))
      if (concerns_names(*table, index, marker))
        findings.push_back(finding(*table, *index.origin, object_name(*table, index.name),
                                   fmt::format("{} of {} also counts rows that {} marks as deleted",
                                               index.name, table->name.text(), marker),
                                   fix(subject.database, *table, index, condition)));
  }
}

}  // namespace

extern const Rule soft_delete_with_plain_unique;
constinit const Rule soft_delete_with_plain_unique{
    .id = "soft-delete-with-plain-unique",
    .title = "Unique key that counts soft-deleted rows",
    .severity = evidence::Severity::warning,
    .maturity = Maturity::stable,
    .documentation = R"md(## What it finds

Tables that mark rows as deleted (a nullable `deleted_at`, a boolean `is_deleted`) and have a unique
constraint or index over values people choose, without a predicate that leaves the deleted rows out.
Keys over UUIDs, tokens and hashes are passed over: they do not come back.

## Why it matters

A deleted row keeps its name for ever. Whoever deletes the project "website" cannot create another
one of that name, and the error speaks of a row that nobody can see. The usual repairs in
application code (renaming rows while deleting them) damage the history that soft deletion was meant
to keep.

## When to allow it

A value must never be used again, even after deletion: invoice numbers, user names that others could
impersonate.

## References

- PostgreSQL manual, Indexes: Partial Indexes
- PostgreSQL manual, Indexes: Unique Indexes
)md",
    .check = check};

}  // namespace mimar::check
