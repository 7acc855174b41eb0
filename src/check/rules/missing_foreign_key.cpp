#include <algorithm>
#include <map>

#include "base/text.h"
#include "check/fix.h"
#include "check/index_view.h"
#include "check/subject.h"
#include "emit/ddl/ddl.h"

namespace mimar::check {
namespace {

constexpr std::size_t fewest_for_custom = 3;  // columns
constexpr std::size_t most_named = 8;         // columns in one message

// What a table may be called when a row of it is `word`: the word, and its plain English plurals.
std::vector<std::string> table_names(const std::string& word) {
  std::vector<std::string> names{word, word + "s", word + "es"};
  if (!word.empty() && word.back() == 'y') names.push_back(word.substr(0, word.size() - 1) + "ies");
  return names;
}

bool fits(const model::Table& target, const model::Column& column) {
  if (!target.primary_key || target.primary_key->columns.size() != 1) return false;
  const model::Column* key = model::find_column(target, target.primary_key->columns.front());
  return key && key->type == column.type;
}

// The one table of the same schema that a column "<table>_id" speaks of by its name.
const model::Table* named_target(const model::Database& database, const model::Table& table,
                                 const model::Column& column) {
  std::vector<std::string> parts = words(column.name);
  parts.pop_back();
  const model::Table* found = nullptr;
  for (const std::string& name : table_names(text::join(parts, "_")))
    for (const model::Table& other : database->tables) {
      if (other.name.schema != table.name.schema || &other == &table) continue;
      if (text::join(words(other.name.name), "_") != name) continue;
      if (found) return nullptr;
      found = &other;
    }
  return found;
}

// The one table that columns of this name reference everywhere else in the schema.
const model::Table* customary_target(const model::Database& database, const model::Table& table,
                                     const model::Column& column) {
  const model::Table* found = nullptr;
  for (const model::Table* other : judged_tables(database)) {
    if (other->name.schema != table.name.schema) continue;
    for (const model::ForeignKey& key : other->foreign_keys) {
      if (key.columns != std::vector<std::string>{column.name}) continue;
      const model::Table* target = model::find_table(database, key.referenced_table);
      if (!target || !target->primary_key || key.referenced_columns != target->primary_key->columns)
        return nullptr;
      if (found && found != target) return nullptr;
      found = target;
    }
  }
  return found == &table ? nullptr : found;
}

const model::Table* target_of(const model::Database& database, const model::Table& table,
                              const model::Column& column) {
  const std::vector<std::string> parts = words(column.name);
  if (parts.size() < 2 || parts.back() != "id") return nullptr;
  const model::Table* found = named_target(database, table, column);
  if (!found) found = customary_target(database, table, column);
  // A table that inherits a column holds its own rows of it.
  if (found &&
      std::find(table.inherits.begin(), table.inherits.end(), found->name) != table.inherits.end())
    return nullptr;
  return found && fits(*found, column) ? found : nullptr;
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

// What they speak of may be gone.
bool outlives_its_parents(const model::Table& table) {
  constexpr std::string_view records[] = {"log",    "logs",    "audit",   "audits",
                                          "event",  "events",  "history", "archive",
                                          "backup", "backups", "journal"};
  const std::vector<std::string> parts = words(table.name.name);
  return std::any_of(parts.begin(), parts.end(), [&](const std::string& part) {
    return std::find(std::begin(records), std::end(records), part) != std::end(records);
  });
}

struct Reference {
  const model::Table* table;
  const model::Column* column;
  const model::Table* target;
};

struct Custom {
  std::vector<Reference> loose;  // by name only
  std::size_t tied = 0;          // by a foreign key
};

std::map<std::string, Custom> customs_by_schema(const model::Database& database) {
  std::map<std::string, Custom> schemas;
  for (const model::Table* table : judged_tables(database)) {
    if (outlives_its_parents(*table)) continue;
    Custom& custom = schemas[table->name.schema];
    custom.tied += table->foreign_keys.size();
    for (const model::Column& column : table->columns) {
      if (in_foreign_key(*table, column.name) || is_primary_key(*table, column.name)) continue;
      const model::Table* target = target_of(database, *table, column);
      if (target && !target->partition_of && !is_polymorphic(*table, column))
        custom.loose.push_back({table, &column, target});
    }
  }
  return schemas;
}

void report_each(const Custom& custom, NameBook& names, std::vector<evidence::Finding>& findings) {
  for (const Reference& loose : custom.loose)
    findings.push_back(finding(
        *loose.table, loose.column->origin, object_name(*loose.table, loose.column->name),
        fmt::format("column {} of {} speaks of table {}, but no foreign key ties them",
                    loose.column->name, loose.table->name.text(), loose.target->name.text()),
        fix(*loose.table, *loose.column, *loose.target, names)));
}

// A schema that does without foreign keys made one decision, and gets one finding.
void report_custom(const std::string& schema, const Custom& custom,
                   std::vector<evidence::Finding>& findings) {
  std::vector<std::string> named;
  for (const Reference& loose : custom.loose)
    if (named.size() < most_named)
      named.push_back(loose.table->name.name + "." + loose.column->name);
  const std::size_t others = custom.loose.size() - named.size();
  std::string list = text::join(named, ", ");
  if (others > 0) list += fmt::format(" and {} more", others);
  const Reference& first = custom.loose.front();
  findings.push_back(
      finding(*first.table, first.column->origin, schema,
              fmt::format("{} of schema {} are references by name only, {} are foreign keys: {}",
                          text::count(custom.loose.size(), "column"), schema, custom.tied, list),
              no_automatic_fix("find orphans first, column by column; then add each foreign key "
                               "NOT VALID with an index, and validate it")));
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  NameBook names(subject.database);
  for (const auto& [schema, custom] : customs_by_schema(subject.database)) {
    if (custom.loose.size() > fewest_for_custom && custom.loose.size() > custom.tied)
      report_custom(schema, custom, findings);
    else
      report_each(custom, names, findings);
  }
}

}  // namespace

extern const Rule missing_foreign_key;
constinit const Rule missing_foreign_key{.id = "missing-foreign-key",
                                         .title = "Reference by name only",
                                         .severity = evidence::Severity::warning,
                                         .maturity = Maturity::preview,
                                         .documentation = R"md(## What it finds

Columns called `<table>_id`, of the same type as the primary key of exactly one table of that name
in the same schema, without a foreign key; and columns whose namesakes in other tables all reference
one table. Pairs such as `owner_type`, `owner_id` and tables of logs, events and history are passed
over. A schema in which references by name outnumber the foreign keys is told once.

## Why it matters

Without the constraint, rows stay behind when their parent is deleted, and identifiers of nothing
are accepted. Each reader must then decide what to do about orphans. The planner also loses what the
constraint tells it about the size of joins.

## When to allow it

Tables split over several services or shards, event and audit tables that must outlive what they
speak of, and bulk loads where every microsecond of the check is known to count.

## References

- PostgreSQL manual, Constraints: Foreign Keys
)md",
                                         .check = check};

}  // namespace mimar::check
