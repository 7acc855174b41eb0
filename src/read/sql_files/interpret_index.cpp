#include <algorithm>
#include <array>

#include "read/sql_files/definitions.h"
#include "sql/column_cast.h"
#include "sql/extension_classes.h"

namespace mimar::read::sql_files {
namespace {

// Operator classes that are their type's default in every access method that has them
// (pg_opclass.opcdefault).
constexpr std::array<std::string_view, 43> default_classes{
    "array_ops",     "bit_ops",         "bool_ops",   "box_ops",      "bpchar_ops",
    "bytea_ops",     "char_ops",        "cid_ops",    "circle_ops",   "date_ops",
    "enum_ops",      "float4_ops",      "float8_ops", "int2_ops",     "int4_ops",
    "int8_ops",      "interval_ops",    "jsonb_ops",  "macaddr8_ops", "macaddr_ops",
    "money_ops",     "multirange_ops",  "name_ops",   "numeric_ops",  "oid_ops",
    "oidvector_ops", "pg_lsn_ops",      "point_ops",  "poly_ops",     "quad_point_ops",
    "range_ops",     "record_ops",      "text_ops",   "tid_ops",      "time_ops",
    "timestamp_ops", "timestamptz_ops", "timetz_ops", "tsquery_ops",  "tsvector_ops",
    "uuid_ops",      "varbit_ops",      "xid8_ops"};
static_assert(std::is_sorted(default_classes.begin(), default_classes.end()));

// The server shows the class of an extension with the schema that CREATE EXTENSION put it in, and
// one that is the default of its type not at all.
void qualify_extension_class(const State& state, model::IndexKey& key) {
  const std::optional<sql::ExtensionClass> known = sql::find_extension_class(key.opclass.name);
  if (!known || !key.opclass_options.empty()) return;
  if (known->is_default) {
    key.opclass = {};
    return;
  }
  if (!key.opclass.schema.empty()) return;
  const auto found = state.others.find({"extension", std::string(known->extension)});
  if (found == state.others.end()) return;
  const auto* extension = model::as<model::Extension>(found->second);
  if (extension != nullptr)
    key.opclass.schema = extension->schema.empty() ? "public" : extension->schema;
}

// inet_ops is no default of GiST.
bool is_default_class(const model::Name& opclass, const std::string& method) {
  return std::binary_search(default_classes.begin(), default_classes.end(), opclass.name) ||
         (opclass.name == "inet_ops" && method != "gist") ||
         (opclass.name.ends_with("_minmax_ops") && opclass.name != "inet_minmax_ops");
}

bool is_partitioned(const State& state, const model::Name& relation) {
  const auto table = state.tables.find(relation);
  return table != state.tables.end() && table->second.partition_by.has_value();
}

// "" where it is the column's own.
model::Name key_collation(const State& state, const model::Name& relation,
                          const model::IndexKey& key) {
  const model::Name meant = collation_name(state, key.collation);
  const auto table = state.tables.find(relation);
  const model::Column* column =
      table == state.tables.end() ? nullptr : model::find_column(table->second, key.column);
  if (column == nullptr) return meant;
  const model::Name usual{"", "default"};
  return meant == (column->collation.empty() ? usual : column->collation) ? model::Name() : meant;
}

}  // namespace

void forget_default_class(model::IndexKey& key, const std::string& method) {
  const bool builtin = key.opclass.schema.empty() || key.opclass.schema == "pg_catalog";
  if (builtin && is_default_class(key.opclass, method) && key.opclass_options.empty())
    key.opclass = {};
  if (key.opclass.schema == "pg_catalog") key.opclass.schema.clear();
}

void settle_cast(model::IndexKey& key, const model::Table& table) {
  if (!key.expression) return;
  const std::optional<sql::ColumnCast> cast = sql::column_cast(key.expression->sql);
  const model::Column* column = cast ? model::find_column(table, cast->column) : nullptr;
  if (column == nullptr || !(column->type == cast->type)) return;
  key.column = column->name;
  key.expression.reset();
}

Result<void> create_index(State& state, const model::CreateIndex& create) {
  const model::Name relation = relation_name(state, create.table);
  if (state.temporary.contains(relation)) {
    keep_with_unread(state, relation);
    return {};
  }
  std::vector<model::Index>* indexes = indexes_of(state, relation);
  if (indexes == nullptr) return missing(state, "table", create.table);
  if (state.foreign.contains(relation))
    return error(state, "the foreign table `" + relation.text() + "` can have no indexes");
  model::Index index = create.index;
  place(state, index.tablespace);
  if (const auto table = state.tables.find(relation); table != state.tables.end()) {
    for (model::IndexKey& key : index.keys)
      settle_cast(key, table->second);
  }
  for (model::IndexKey& key : index.keys) {
    forget_default_class(key, index.method);
    qualify_extension_class(state, key);
    key.collation = key_collation(state, relation, key);
  }
  if (index.name.empty()) {
    index.name = choose_relation_name(state, relation.schema, relation.name,
                                      name_addition(create.key_names), "idx");
  } else if (relation_exists(state, {relation.schema, index.name})) {
    if (create.if_not_exists) return {};
    return error(state, "relation `" + relation.schema + "." + index.name + "` exists already",
                 "use IF NOT EXISTS, or drop it first");
  }
  if (create.only)
    index.valid = !is_partitioned(state, relation) || children_of(state, relation).empty();
  note_name(state, index.name);
  indexes->push_back(index);
  if (!create.only && state.tables.contains(relation))
    add_index_to_partitions(state, relation, index);
  return {};
}

}  // namespace mimar::read::sql_files
