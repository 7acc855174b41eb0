#include <map>

#include "check/fix.h"
#include "check/subject.h"
#include "check/type_change.h"
#include "check/wording.h"

namespace mimar::check {
namespace {

bool narrower(const model::DataType& from, const model::DataType& to) {
  if (from.is("integer")) return to.is("bigint");
  return from.is("smallint") && (to.is("bigint") || to.is("integer"));
}

// Schema and the words of a table's name in the singular, to the tables called so; partitions are
// their parent's.
using TablesByWords =
    std::map<std::pair<std::string, std::vector<std::string>>, std::vector<const model::Table*>>;

TablesByWords tables_by_words(const model::Database& database) {
  TablesByWords tables;
  for (const model::Table* table : judged_tables(database)) {
    std::vector<std::string> name = words(table->name.name);
    if (name.empty()) continue;
    name.back() = singular(name.back());
    tables[{table->name.schema, std::move(name)}].push_back(table);
  }
  return tables;
}

// The one other table of the schema that "<table>_id" speaks of.
const model::Table* spoken_of(const TablesByWords& tables, const model::Table& table,
                              const model::Column& column) {
  std::vector<std::string> parts = words(column.name);
  if (parts.size() < 2 || parts.back() != "id") return nullptr;
  parts.pop_back();
  parts.back() = singular(parts.back());
  const auto called_so = tables.find({table.name.schema, std::move(parts)});
  if (called_so == tables.end()) return nullptr;
  const model::Table* found = nullptr;
  for (const model::Table* other : called_so->second) {
    if (other == &table) continue;
    if (found) return nullptr;
    found = other;
  }
  return found;
}

const model::Column* key_of(const model::Table& table) {
  if (!table.primary_key || table.primary_key->columns.size() != 1) return nullptr;
  return model::find_column(table, table.primary_key->columns.front());
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  const TablesByWords tables = tables_by_words(subject.database);
  for (const model::Table& table : subject.database->tables)
    for (const model::Column& column : table.columns) {
      if (!column.type.is("integer") && !column.type.is("smallint")) continue;
      if (in_foreign_key(table, column.name)) continue;  // foreign-key-type-mismatch
      const model::Table* target = spoken_of(tables, table, column);
      const model::Column* key = target ? key_of(*target) : nullptr;
      if (!key || !narrower(column.type, key->type) || table.partition_of) continue;
      findings.push_back(
          finding(table, column.origin, object_name(table, column.name),
                  fmt::format("column {} of {} is {}, but key {} of {} is {}", column.name,
                              table.name.text(), model::to_sql(column.type), key->name,
                              target->name.text(), model::to_sql(key->type)),
                  change_type(subject, table, column, model::to_sql(key->type), rewrites_table)));
    }
}

}  // namespace

extern const Rule reference_narrower_than_key;
constinit const Rule reference_narrower_than_key{
    .id = "reference-narrower-than-key",
    .title = "Reference by name that is narrower than the key it speaks of",
    .severity = evidence::Severity::warning,
    .maturity = Maturity::preview,
    .documentation = R"md(## What it finds

Columns called `<table>_id` without a foreign key whose integer type is smaller than that of the
primary key of the table they are called after.

## Why it matters

The key was widened, or wide from the start, and this column was forgotten. The first parent beyond
2,147,483,647 can have no rows here: every INSERT fails with "integer out of range", all at once.

## When to allow it

The column speaks of something else than the table it is called after.

## References

- PostgreSQL manual, Numeric Types: Integer Types
)md",
    .check = check};

}  // namespace mimar::check
