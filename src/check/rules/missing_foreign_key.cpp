#include <algorithm>
#include <map>

#include "base/text.h"
#include "check/fix.h"
#include "check/index_view.h"
#include "check/subject.h"
#include "emit/ddl/ddl.h"

namespace mimar::check {
namespace {

// Short forms that columns use of tables with long names.
constexpr std::pair<std::string_view, std::string_view> short_forms[] = {
    {"acct", "account"},
    {"addr", "address"},
    {"app", "application"},
    {"cat", "category"},
    {"config", "configuration"},
    {"cust", "customer"},
    {"dept", "department"},
    {"doc", "document"},
    {"emp", "employee"},
    {"env", "environment"},
    {"img", "image"},
    {"loc", "location"},
    {"msg", "message"},
    {"org", "organisation"},
    {"org", "organization"},
    {"proj", "project"},
    {"repo", "repository"},
    {"txn", "transaction"},
};

void add_with_plurals(const std::string& word, std::vector<std::string>& names) {
  for (const char* plural : {"", "s", "es"})
    names.push_back(word + plural);
  if (!word.empty() && word.back() == 'y') names.push_back(word.substr(0, word.size() - 1) + "ies");
}

// What a table may be called when a row of it is `word`: the word, what it is short for, and plain
// English plurals.
std::vector<std::string> table_names(const std::string& word) {
  std::vector<std::string> names;
  add_with_plurals(word, names);
  for (const auto& [brief, full] : short_forms)
    if (word == brief) add_with_plurals(std::string(full), names);
  return names;
}

// Every key fits in; the other way round is reference-narrower-than-key.
bool is_wider(const model::DataType& reference, const model::DataType& key) {
  if (reference.is("bigint")) return key.is("integer") || key.is("smallint");
  return reference.is("integer") && key.is("smallint");
}

bool fits(const model::Table& target, const model::Column& column) {
  if (!target.primary_key || target.primary_key->columns.size() != 1) return false;
  const model::Column* key = model::find_column(target, target.primary_key->columns.front());
  return key && (key->type == column.type || is_wider(column.type, key->type));
}

// What a column's name may speak of, looked up by schema and name.
class Targets {
 public:
  explicit Targets(const model::Database& database);
  // The one other table of its schema that a column "<table>_id" speaks of by its name; else the
  // one that columns of this name reference everywhere else in the schema.
  const model::Table* find(const model::Table& table, const model::Column& column,
                           const std::vector<std::string>& parts) const;

 private:
  using Key = std::pair<std::string, std::string>;  // schema, and a name
  const model::Table* named(const model::Table& table, std::vector<std::string> parts) const;

  std::map<Key, std::vector<const model::Table*>> named_;
  std::map<Key, const model::Table*> customary_;  // nullptr: columns of this name disagree
};

Targets::Targets(const model::Database& database) {
  for (const model::Table& table : database->tables)
    named_[{table.name.schema, text::join(words(table.name.name), "_")}].push_back(&table);
  for (const model::Table* table : judged_tables(database))
    for (const model::ForeignKey& key : table->foreign_keys) {
      if (key.columns.size() != 1) continue;
      const model::Table* target = model::find_table(database, key.referenced_table);
      const bool whole_key =
          target && target->primary_key && key.referenced_columns == target->primary_key->columns;
      const auto [entry, first] = customary_.try_emplace({table->name.schema, key.columns.front()},
                                                         whole_key ? target : nullptr);
      if (!first && (!whole_key || entry->second != target)) entry->second = nullptr;
    }
}

const model::Table* Targets::named(const model::Table& table,
                                   std::vector<std::string> parts) const {
  parts.pop_back();
  const model::Table* found = nullptr;
  for (const std::string& name : table_names(text::join(parts, "_"))) {
    const auto tables = named_.find({table.name.schema, name});
    if (tables == named_.end()) continue;
    for (const model::Table* other : tables->second) {
      if (other == &table) continue;
      if (found) return nullptr;
      found = other;
    }
  }
  return found;
}

const model::Table* Targets::find(const model::Table& table, const model::Column& column,
                                  const std::vector<std::string>& parts) const {
  if (const model::Table* found = named(table, parts)) return found;
  const auto custom = customary_.find({table.name.schema, column.name});
  return custom == customary_.end() || custom->second == &table ? nullptr : custom->second;
}

const model::Table* target_of(const Targets& targets, const model::Table& table,
                              const model::Column& column) {
  const std::vector<std::string> parts = words(column.name);
  if (parts.size() < 2 || parts.back() != "id") return nullptr;
  const model::Table* found = targets.find(table, column, parts);
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

// What partitions have each for itself.
struct OnPartitions {
  std::size_t partitions = 0;
  std::vector<std::pair<const model::Table*, const model::ForeignKey*>> keys;  // one a partition
};

OnPartitions on_partitions(const model::Database& database, const model::Table& table,
                           const model::Column& column, const model::Table& target) {
  OnPartitions found;
  for (const model::Table& part : database->tables) {
    if (!part.partition_of || part.partition_of->parent != table.name) continue;
    ++found.partitions;
    const auto key = std::find_if(part.foreign_keys.begin(), part.foreign_keys.end(),
                                  [&](const model::ForeignKey& one) {
                                    return one.referenced_table == target.name &&
                                           one.columns == std::vector<std::string>{column.name};
                                  });
    if (key != part.foreign_keys.end()) found.keys.emplace_back(&part, &*key);
  }
  return found;
}

// PostgreSQL takes the key of a partition for the parent's when the two are alike in everything but
// the name; of any other there would be two.
bool is_taken_over(const model::ForeignKey& own, model::ForeignKey parents) {
  parents.name = own.name;
  parents.comment = own.comment;
  return own == parents && !own.not_valid;
}

evidence::Fix fix_for_partitions(const model::Table& table, const model::Column& column,
                                 const OnPartitions& parts, NameBook& names) {
  model::ForeignKey key = *parts.keys.front().second;
  key.name = names.take(table.name.schema, table.name.name + "_" + column.name + "_fkey");
  key.not_valid = false;
  std::string sql;
  for (const auto& [part, own] : parts.keys)
    if (!is_taken_over(*own, key)) sql += drop_constraint(*part, own->name);
  return {sql + emit::ddl::add_foreign_key(table.name, key),
          "equal keys of partitions become part of it; run it in one transaction"};
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
  if (table.partition_by)
    return {sql + emit::ddl::add_foreign_key(table.name, key),
            "decide what deleting the parent shall do; a partitioned table takes no key NOT VALID"};
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

std::vector<Reference> loose_references(const model::Database& database) {
  std::vector<Reference> loose;
  const Targets targets(database);
  for (const model::Table* table : judged_tables(database)) {
    if (outlives_its_parents(*table)) continue;
    for (const model::Column& column : table->columns) {
      if (in_foreign_key(*table, column.name) || is_primary_key(*table, column.name)) continue;
      const model::Table* target = target_of(targets, *table, column);
      if (target && !target->partition_of && !is_polymorphic(*table, column))
        loose.push_back({table, &column, target});
    }
  }
  return loose;
}

// ", and it is bigint where the key is integer": the foreign key works, but one of the two is
// wrong.
std::string and_types(const Reference& loose) {
  const model::Column* key =
      model::find_column(*loose.target, loose.target->primary_key->columns.front());
  if (!key || key->type == loose.column->type) return "";
  return fmt::format(", and it is {} where {} is {}: make the key as wide",
                     model::to_sql(loose.column->type), key->name, model::to_sql(key->type));
}

evidence::Finding told(const model::Database& database, const Reference& loose, NameBook& names) {
  const model::Table& table = *loose.table;
  const std::string &column = loose.column->name, target = loose.target->name.text();
  const OnPartitions parts = on_partitions(database, table, *loose.column, *loose.target);
  if (parts.keys.empty())
    return finding(table, loose.column->origin, object_name(table, column),
                   fmt::format("column {} of {} speaks of table {}, but no foreign key ties them{}",
                               column, table.name.text(), target, and_types(loose)),
                   fix(table, *loose.column, *loose.target, names));
  const std::string which =
      parts.keys.size() == parts.partitions
          ? "each partition"
          : fmt::format("{} of {} partitions", parts.keys.size(), parts.partitions);
  return finding(
      table, loose.column->origin, object_name(table, column),
      fmt::format("column {} of {} is tied to table {} on {} and not on the whole: a new partition "
                  "comes without the foreign key",
                  column, table.name.text(), target, which),
      fix_for_partitions(table, *loose.column, parts, names));
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  NameBook names(subject.database);
  for (const Reference& loose : loose_references(subject.database))
    findings.push_back(told(subject.database, loose, names));
}

}  // namespace

extern const Rule missing_foreign_key;
constinit const Rule missing_foreign_key{
    .id = "missing-foreign-key",
    .title = "Reference by name only",
    .severity = evidence::Severity::warning,
    .maturity = Maturity::preview,
    .documentation = R"md(## What it finds

Columns called `<table>_id` (or a customary short form of it, as `org_id` for organizations), of the
same type as the primary key of exactly one table of that name, or a wider integer,
in the same schema, without a foreign key; and columns whose namesakes in other tables all reference
one table. Pairs such as `owner_type`, `owner_id` and tables of logs, events and history are passed
over. A partitioned table is named, too, when its partitions have the foreign key each for itself.
Where a schema does it again and again, the recommended set speaks of all of them in one
finding; the strict set names each.

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
    .check = check,
    .custom = true,
    .custom_advice =
        "find orphans first, column by column; then add each foreign key NOT VALID with an index, "
        "and validate it"};

}  // namespace mimar::check
