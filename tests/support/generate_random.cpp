#include <algorithm>

#include "base/ensure.h"
#include "base/text.h"
#include "model/quote.h"
#include "model/role.h"
#include "support/generate.h"
#include "support/generate_access.h"
#include "support/generate_columns.h"
#include "support/generate_foreign_data.h"
#include "support/generate_parts.h"
#include "support/generate_routines.h"
#include "support/generate_text_search.h"
#include "support/generate_types.h"
#include "support/generate_views.h"

namespace mimar::support {
namespace {

using model::Expression;
using model::Name;
using model::Objects;
using model::Reference;
using model::Table;

const std::vector<std::string> table_names{"customer",  "order", "Line Item", "user",
                                           "event_log", "übung", "t_7",       "T8"};
const std::vector<std::string> column_names{"id",    "name",   "Group", "created_at",
                                            "state", "amount", "tags",  "data"};

// Fills one Objects value; every helper adds one kind of thing.
class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  Objects run() {
    add_schemas();
    add_types();
    add_functions();
    const std::size_t tables = random_.below(table_names.size() + 1);
    for (std::size_t i = 0; i < tables; ++i)
      add_table(i);
    if (random_.chance(60)) add_partitioned_table();
    if (random_.chance(50)) add_child_table();
    for (std::size_t i = 0; i < objects_.tables.size(); ++i)
      add_foreign_keys(i);
    add_random_sequences(objects_, random_);
    add_random_views(objects_, random_);
    add_attachments();
    if (random_.chance(25)) add_random_publication(objects_, random_);
    if (random_.chance(50)) add_random_access(objects_, random_);
    if (random_.chance(20)) add_random_foreign_data(objects_, random_);
    return std::move(objects_);
  }

 private:
  static std::string on_column(const std::string& pattern, const std::string& column) {
    // Only the first letters of LIKE patterns use % for themselves; those are in quotes.
    std::string sql;
    bool quoted = false;
    for (const char c : pattern) {
      if (c == '\'') quoted = !quoted;
      if (c == '%' && !quoted)
        sql += model::quote_identifier(column);
      else
        sql += c;
    }
    return sql;
  }

  void add_schemas() {
    for (const char* name : {"app", "Odd Schema"}) {
      if (random_.chance(60)) objects_.schemas.push_back({name, random_comment(random_), {}});
    }
  }

  void add_types() {
    types_ = builtin_types();
    for (const char* name : {"state", "Mood"}) {
      if (random_.chance(40)) continue;
      model::Enum type{{random_schema(objects_, random_), name},
                       {"new", "it's", "Übung", "a b"},
                       random_comment(random_),
                       {}};
      type.labels.resize(1 + random_.below(4));
      const std::string sql =
          model::quote_literal(random_.pick(type.labels)) + "::" + model::quote_name(type.name);
      types_.push_back(
          {{type.name, {}, "", false}, {sql}, {"% <> " + sql}, {}, "", false, false, false});
      objects_.enums.push_back(std::move(type));
    }
    if (random_.chance(50)) {
      add_random_types(objects_, random_);
      add_random_text_search(objects_, random_);
      types_.push_back(
          {{{"public", "positive"}, {}, "", false}, {"1"}, {}, {}, "", false, false, false});
    }
  }

  void add_functions() {
    if (!random_.chance(70)) return;
    for (model::OtherObject& routine : random_routines(random_))
      objects_.others.push_back(std::move(routine));
    functions_ = true;
  }

  model::Column column(const std::string& name) {
    const ColumnType& type = random_.pick(types_);
    types_of_[name] = &type;
    model::Column result;
    result.name = name;
    result.type = type.type;
    result.not_null = random_.chance(40);
    result.comment = random_comment(random_);
    const std::size_t kind = random_.below(10);
    if (type.integer && kind == 0) {
      result.identity = identity(type.type.name.name);
      result.not_null = true;
    } else if (type.integer && kind == 1) {
      result.generated = expression("1 + 2");
    } else if (type.type.name.name == "integer" && kind == 2 && functions_) {
      result.default_value = expression(
          "public.next_number(1)", {{Reference::Kind::function, {"public", "next_number"}, ""}});
    } else if (!type.defaults.empty() && kind < 6) {
      result.default_value = expression(random_.pick(type.defaults));
    }
    if (type.text && random_.chance(20)) result.collation = {"", "C"};
    if (type.text && random_.chance(10)) result.storage = "external";
    if (type.text && random_.chance(10)) result.compression = "pglz";
    if (random_.chance(10)) result.statistics_target = 50;
    if (random_.chance(10)) result.options = {{"n_distinct", "-0.5"}};
    return result;
  }

  model::Identity identity(const std::string& type) {
    return {random_.chance(50), random_options(random_, type), ""};
  }

  void add_table(std::size_t number) {
    Table table;
    table.name = {random_schema(objects_, random_), table_names[number]};
    types_of_.clear();
    const std::size_t columns = 1 + random_.below(column_names.size());
    for (std::size_t i = 0; i < columns; ++i)
      table.columns.push_back(column(column_names[i]));
    random_.shuffle(table.columns);
    table.comment = random_comment(random_);
    table.unlogged = random_.chance(10);
    table.row_security = random_.chance(15);
    table.force_row_security = table.row_security && random_.chance(40);
    if (random_.chance(10)) table.replica_identity = random_.chance(50) ? "full" : "nothing";
    if (random_.chance(15)) table.options = {{"autovacuum_enabled", "false"}, {"fillfactor", "70"}};
    add_keys(table);
    add_checks(table);
    const std::size_t indexes = random_.below(4);
    for (std::size_t i = 0; i < indexes; ++i)
      table.indexes.push_back(index(table, i));
    for (model::Column& column : table.columns)
      if (column.identity && random_.chance(20))
        column.identity->sequence = table.name.name + "_numbers_" + column.name;
    if (table.primary_key && random_.chance(10)) table.clustered_on = table.primary_key->name;
    objects_.tables.push_back(std::move(table));
  }

  void add_keys(Table& table) {
    if (random_.chance(75)) {
      model::Key key;
      key.name = table.name.name + "_pkey";
      key.columns = some_columns(random_, table, 2);
      if (random_.chance(15)) key.options = {{"fillfactor", "80"}};
      key.comment = random_comment(random_);
      table.primary_key = key;
    }
    if (!random_.chance(40)) return;
    model::Key key;
    key.name = table.name.name + "_key";
    key.columns = some_columns(random_, table, 3);
    key.nulls_not_distinct = random_.chance(20);
    key.initially_deferred = random_.chance(15);
    key.deferrable = key.initially_deferred || random_.chance(15);
    if (random_.chance(25)) key.include = some_columns(random_, table, 1);
    key.comment = random_comment(random_);
    table.uniques.push_back(key);
  }

  void add_checks(Table& table) {
    for (const model::Column& own : table.columns) {
      const std::vector<std::string>& checks = types_of_[own.name]->checks;
      if (checks.empty() || !random_.chance(25)) continue;
      model::Check check;
      check.name = table.name.name + "_" + own.name + "_check";
      check.expression = expression(on_column(random_.pick(checks), own.name));
      check.no_inherit = random_.chance(15);
      check.not_valid = random_.chance(15);
      check.comment = random_comment(random_);
      table.checks.push_back(check);
    }
  }

  model::Index index(const Table& table, std::size_t number) {
    model::Index result;
    result.name = table.name.name + "_idx" + std::to_string(number);
    result.comment = random_comment(random_);
    const std::string first = some_columns(random_, table, 1).front();
    const ColumnType& type = *types_of_[first];
    if (type.gin && random_.chance(70)) {
      result.method = "gin";
      result.keys.push_back(index_key(first, type));
      return result;
    }
    if (random_.chance(15)) {
      result.method = "hash";
      result.keys.resize(1);
      result.keys[0].column = first;
      return result;
    }
    for (const std::string& column : some_columns(random_, table, 3))
      result.keys.push_back(btree_key(column));
    result.unique = random_.chance(30);
    result.nulls_not_distinct = result.unique && random_.chance(25);
    if (random_.chance(20)) result.include = some_columns(random_, table, 2);
    if (random_.chance(20)) result.options = {{"fillfactor", "80"}};
    if (!type.checks.empty() && random_.chance(30))
      result.predicate = expression(on_column(random_.pick(type.checks), first));
    return result;
  }

  model::IndexKey index_key(const std::string& column, const ColumnType& type) {
    model::IndexKey key;
    key.column = column;
    if (!type.opclass.empty() && random_.chance(40)) key.opclass = {"", type.opclass};
    return key;
  }

  model::IndexKey btree_key(const std::string& column) {
    const ColumnType& type = *types_of_[column];
    model::IndexKey key = type.gin ? model::IndexKey{} : index_key(column, type);
    key.column = column;
    if (!type.expressions.empty() && random_.chance(30)) {
      key = {};
      key.expression = expression(on_column(random_.pick(type.expressions), column));
    } else if (type.text && random_.chance(15)) {
      key.collation = {"", "POSIX"};
    }
    key.descending = random_.chance(25);
    key.nulls_first = random_.chance(20) ? !key.descending : key.descending;
    return key;
  }

  // sales: RANGE (id), with partitions that mirror it, that do not, and one that is partitioned
  // itself.
  void add_partitioned_table() {
    Table parent;
    parent.name = {random_schema(objects_, random_), "sales"};
    parent.columns.resize(2);
    parent.columns[0].name = "id";
    parent.columns[0].type = builtin("integer");
    parent.columns[0].not_null = true;
    parent.columns[1].name = "Region";
    parent.columns[1].type = builtin("text");
    parent.columns[1].default_value = expression("'north'");
    parent.partition_by = expression("RANGE (id)");
    const bool keyed = random_.chance(60), indexed = random_.chance(60);
    if (random_.chance(50)) {
      parent.checks.resize(1);
      parent.checks[0].name = "sales_id_check";
      parent.checks[0].expression = expression("id >= 0");
    }
    if (keyed) parent.primary_key = key_named("sales_pkey");
    if (indexed) parent.indexes = {index_named("sales_idx", "")};
    parent.comment = random_comment(random_);
    objects_.tables.push_back(parent);
    const std::vector<std::string> bounds{"FOR VALUES FROM (0) TO (100)",
                                          "FOR VALUES FROM (100) TO (MAXVALUE)", "DEFAULT"};
    for (std::size_t i = 0; i < bounds.size(); ++i)
      add_partition(parent, "sales_" + std::to_string(i), bounds[i]);
  }

  static model::Key key_named(std::string name) {
    model::Key key;
    key.name = std::move(name);
    key.columns = {"id"};
    return key;
  }

  static model::Index index_named(std::string name, std::string partition_of) {
    model::Index index;
    index.name = std::move(name);
    index.keys.resize(1);
    index.keys[0].column = "Region";
    index.partition_of = std::move(partition_of);
    return index;
  }

  void add_partition(const Table& parent, const std::string& name, const std::string& bound) {
    Table table = parent;
    table.name.name = name;
    table.partition_by.reset();
    table.partition_of = model::PartitionOf{parent.name, expression(bound)};
    table.comment = random_comment(random_);
    if (random_.chance(30)) std::reverse(table.columns.begin(), table.columns.end());
    if (random_.chance(20)) table.columns[0].comment = "of the partition";
    const bool renamed = random_.chance(30);
    if (table.primary_key) table.primary_key = key_named(name + (renamed ? "_own" : "_pkey"));
    if (!table.indexes.empty()) {
      table.indexes = {
          index_named(name + "_idx", Name{parent.name.schema, parent.indexes[0].name}.text())};
    }
    if (random_.chance(20)) table.options = {{"fillfactor", "90"}};
    objects_.tables.push_back(std::move(table));
  }

  void add_child_table() {
    std::vector<std::size_t> parents;
    for (std::size_t i = 0; i < objects_.tables.size(); ++i) {
      if (!objects_.tables[i].partition_by && !objects_.tables[i].partition_of)
        parents.push_back(i);
    }
    if (parents.empty()) return;
    const Table& parent = objects_.tables[random_.pick(parents)];
    Table child;
    child.name = {parent.name.schema, "child"};
    for (model::Column own : parent.columns) {
      own.identity.reset();
      own.comment = random_comment(random_);
      child.columns.push_back(std::move(own));
    }
    child.columns.emplace_back();
    child.columns.back().name = "extra";
    child.columns.back().type = builtin("integer");
    if (random_.chance(30)) std::reverse(child.columns.begin(), child.columns.end());
    for (model::Check check : parent.checks) {
      check.not_valid = false;
      check.comment.reset();
      if (!check.no_inherit) child.checks.push_back(std::move(check));
    }
    child.inherits = {parent.name};
    set_key_columns_not_null(parent, child);
    objects_.tables.push_back(std::move(child));
  }

  // What is NOT NULL in a parent is so in its children, primary key columns included.
  static void set_key_columns_not_null(const Table& parent, Table& child) {
    if (!parent.primary_key) return;
    for (model::Column& own : child.columns) {
      const std::vector<std::string>& key = parent.primary_key->columns;
      if (std::find(key.begin(), key.end(), own.name) != key.end()) own.not_null = true;
    }
  }

  static bool can_be_referenced(const Table& table) {
    return table.primary_key && !table.primary_key->deferrable && !table.partition_of;
  }

  void add_foreign_keys(std::size_t from) {
    if (objects_.tables[from].partition_of || objects_.tables[from].partition_by ||
        !objects_.tables[from].inherits.empty())
      return;
    const bool is_parent =
        std::any_of(objects_.tables.begin(), objects_.tables.end(), [&](const Table& other) {
          return !other.inherits.empty() && other.inherits[0] == objects_.tables[from].name;
        });
    if (is_parent) return;  // its children would miss the new columns
    const std::size_t keys = random_.below(3);
    for (std::size_t i = 0; i < keys; ++i) {
      const Table target = random_.pick(objects_.tables);
      Table& table = objects_.tables[from];
      if (!can_be_referenced(target) || (target.unlogged && !table.unlogged)) continue;
      table.foreign_keys.push_back(foreign_key(table, target, i));
    }
  }

  model::ForeignKey foreign_key(Table& table, const Table& target, std::size_t number) {
    model::ForeignKey key;
    key.name = table.name.name + "_fkey" + std::to_string(number);
    key.referenced_table = target.name;
    key.referenced_columns = target.primary_key->columns;
    for (const std::string& referenced : key.referenced_columns) {
      model::Column column;
      column.name = "ref" + std::to_string(number) + "_" + referenced;
      column.type = model::find_column(target, referenced)->type;
      column.collation = model::find_column(target, referenced)->collation;
      key.columns.push_back(column.name);
      table.columns.push_back(std::move(column));
    }
    key.on_delete = static_cast<model::Action>(random_.below(5));
    key.on_update = static_cast<model::Action>(random_.below(5));
    if (key.on_delete == model::Action::set_null && random_.chance(40))
      key.on_delete_set_columns = {key.columns.front()};
    key.match_full = random_.chance(20);
    key.initially_deferred = random_.chance(15);
    key.deferrable = key.initially_deferred || random_.chance(15);
    key.not_valid = !target.partition_by && random_.chance(20);
    key.comment = random_comment(random_);
    return key;
  }

  void add_attachments() {
    for (const Table& table : objects_.tables) {
      const std::string name = model::quote_name(table.name);
      if (functions_ && !table.partition_of && random_.chance(15)) {
        objects_.others.push_back(random_trigger(random_, table));
      }
      if (random_.chance(20)) add_random_policy(objects_, random_, table);
    }
  }

  Random random_;
  Objects objects_;
  std::vector<ColumnType> types_;
  std::map<std::string, const ColumnType*> types_of_;  // by column of the table at hand
  bool functions_ = false;
};

}  // namespace

Objects random_objects(std::uint64_t seed) {
  return Generator(seed).run();
}

model::Database random_database(std::uint64_t seed) {
  Result<model::Database> database = model::build(random_objects(seed));
  ensure(database.has_value(), database ? "" : database.error().message.c_str());
  return std::move(*database);
}

}  // namespace mimar::support
