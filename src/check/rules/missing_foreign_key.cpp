#include <algorithm>

#include "base/text.h"
#include "check/fix.h"
#include "check/index_view.h"
#include "check/subject.h"
#include "emit/ddl/ddl.h"

namespace mimar::check {
namespace {

// What a table may be called when a row of it is `word`: the word, and its plain English plurals.
std::vector<std::string> table_names(const std::string& word) {
  std::vector<std::string> names{word, word + "s", word + "es"};
  if (!word.empty() && word.back() == 'y') names.push_back(word.substr(0, word.size() - 1) + "ies");
  return names;
}

// The one table of the same schema that a column "<table>_id" speaks of by its name, when its key
// has the same type.
const model::Table* target_of(const model::Database& database, const model::Table& table,
                              const model::Column& column) {
  std::vector<std::string> parts = words(column.name);
  if (parts.size() < 2 || parts.back() != "id") return nullptr;
  parts.pop_back();
  const model::Table* found = nullptr;
  for (const std::string& name : table_names(text::join(parts, "_")))
    for (const model::Table& other : database->tables) {
      if (other.name.schema != table.name.schema || &other == &table) continue;
      if (text::join(words(other.name.name), "_") != name) continue;
      if (found) return nullptr;
      found = &other;
    }
  if (!found || !found->primary_key || found->primary_key->columns.size() != 1) return nullptr;
  const model::Column* key = model::find_column(*found, found->primary_key->columns.front());
  return key && key->type == column.type ? found : nullptr;
}

// commentable_type beside commentable_id: the table differs from row to row.
bool is_polymorphic(const model::Table& table, const model::Column& column) {
  std::vector<std::string> parts = words(column.name);
  parts.back() = "type";
  return std::any_of(table.columns.begin(), table.columns.end(),
                     [&](const model::Column& other) { return words(other.name) == parts; });
}

evidence::Fix fix(const model::Table& table, const model::Column& column,
                  const model::Table& target, NameBook& names) {
  model::ForeignKey key;
  key.name = names.take(table.name.schema, table.name.name + "_" + column.name + "_fkey");
  key.columns = {column.name};
  key.referenced_table = target.name;
  key.referenced_columns = target.primary_key->columns;
  key.on_delete = model::Action::restrict;
  std::string sql;
  if (!any_index_finds_by(table, key.columns)) sql = create_index_on(table, key.columns, names);
  return {sql + emit::ddl::add_foreign_key(table.name, key),
          "decide what deleting the parent shall do; on a large table in use, add it NOT VALID and "
          "validate it in a second step"};
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  NameBook names(subject.database);
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Column& column : table->columns) {
      if (in_foreign_key(*table, column.name) || is_primary_key(*table, column.name)) continue;
      const model::Table* target = target_of(subject.database, *table, column);
      if (!target || target->partition_of || is_polymorphic(*table, column)) continue;
      findings.push_back(finding(
          *table, column.origin, object_name(*table, column.name),
          fmt::format("column {} of {} is named after table {} but no foreign key ties them",
                      column.name, table->name.text(), target->name.text()),
          fix(*table, column, *target, names)));
    }
}

}  // namespace

extern const Rule missing_foreign_key;
constinit const Rule missing_foreign_key{.id = "missing-foreign-key",
                                         .title = "Reference by name only",
                                         .severity = evidence::Severity::warning,
                                         .maturity = Maturity::preview,
                                         .documentation = R"md(## What it finds

Columns called `<table>_id`, of the same type as the primary key of exactly one table of that name in the same schema, without a
foreign key. Pairs such as `owner_type`, `owner_id` are passed over.

## Why it matters

Without the constraint, rows stay behind when their parent is deleted, and identifiers of nothing are accepted. Each reader
must then decide what to do about orphans. The planner also loses what the constraint tells it about the size of joins.

## When to allow it

Tables split over several services or shards, event and audit tables that must outlive what they speak of, and bulk
loads where every microsecond of the check is known to count.

## References

- PostgreSQL manual, Constraints: Foreign Keys
)md",
                                         .check = check};

}  // namespace mimar::check
