// Constraints as CREATE TABLE and ALTER TABLE add them, with the names PostgreSQL would choose.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "read/sql_files/state.h"
#include "sql/edit.h"

namespace mimar::read::sql_files {
namespace {

Result<void> check_columns(const State& state, const model::Table& table,
                           const std::vector<std::string>& columns) {
  for (const std::string& column : columns) {
    if (model::find_column(table, column) != nullptr) continue;
    std::vector<std::string> known;
    for (const model::Column& candidate : table.columns)
      known.push_back(candidate.name);
    const std::string near = text::nearest(column, known);
    return error(state, "column `" + column + "` does not exist in `" + table.name.text() + "`",
                 near.empty() ? "" : "did you mean `" + near + "`?");
  }
  return {};
}

// ADD CONSTRAINT ... USING INDEX: the index becomes the constraint's and takes its name.
Result<void> use_index(const State& state, model::Table& table, model::KeyDefinition& definition) {
  const auto index = std::find_if(
      table.indexes.begin(), table.indexes.end(),
      [&](const model::Index& candidate) { return candidate.name == definition.using_index; });
  if (index == table.indexes.end())
    return error(state, "index `" + definition.using_index + "` does not exist on `" +
                            table.name.text() + "`");
  for (const model::IndexKey& key : index->keys)
    definition.key.columns.push_back(key.column);
  definition.key.include = index->include;
  definition.key.options = index->options;
  definition.key.tablespace = index->tablespace;
  definition.key.nulls_not_distinct = index->nulls_not_distinct;
  if (definition.key.name.empty()) definition.key.name = index->name;
  table.indexes.erase(index);
  return {};
}

bool same_key(const model::Key& a, const model::Key& b) {
  return a.columns == b.columns && a.include == b.include && a.deferrable == b.deferrable &&
         a.initially_deferred == b.initially_deferred;
}

Result<void> add_key(State& state, model::Table& table, model::KeyDefinition definition,
                     bool new_table) {
  if (!definition.using_index.empty()) {
    if (auto used = use_index(state, table, definition); !used) return used;
  }
  model::Key& key = definition.key;
  if (auto known = check_columns(state, table, key.columns); !known) return known;
  if (definition.using_index.empty()) place(state, key.tablespace);
  if (new_table && !definition.primary) {
    // UNIQUE that repeats the primary key or another UNIQUE of the same CREATE TABLE is folded into
    // it.
    if (table.primary_key && same_key(*table.primary_key, key)) return {};
    if (std::any_of(table.uniques.begin(), table.uniques.end(),
                    [&](const model::Key& other) { return same_key(other, key); }))
      return {};
  }
  if (key.name.empty()) {
    std::vector<std::string> columns = key.columns;
    columns.insert(columns.end(), key.include.begin(), key.include.end());
    key.name = choose_relation_name(state, table.name.schema, table.name.name,
                                    definition.primary ? "" : name_addition(columns),
                                    definition.primary ? "pkey" : "key");
  } else if (relation_exists(state, {table.name.schema, key.name})) {
    return error(state, "relation `" + table.name.schema + "." + key.name + "` exists already");
  }
  if (!definition.primary) {
    note_name(state, key.name);
    table.uniques.push_back(key);
    return {};
  }
  if (table.primary_key)
    return error(state, "table `" + table.name.text() + "` has a primary key already");
  for (model::Column& column : table.columns) {
    if (std::find(key.columns.begin(), key.columns.end(), column.name) != key.columns.end())
      column.not_null = true;
  }
  note_name(state, key.name);
  table.primary_key = key;
  return {};
}

Result<void> add_foreign_key(State& state, model::Table& table, model::ForeignKey key,
                             bool new_table) {
  if (auto known = check_columns(state, table, key.columns); !known) return known;
  const model::Name written = key.referenced_table;
  key.referenced_table = relation_name(state, written);
  const auto target = state.tables.find(key.referenced_table);
  if (state.temporary.contains(key.referenced_table)) {
    not_followed(state, "the foreign key of table " + table.name.text(), key.referenced_table);
    return {};
  }
  if (target == state.tables.end()) return missing(state, "table", written);
  if (key.referenced_columns.empty()) {
    if (!target->second.primary_key)
      return error(state,
                   "table `" + key.referenced_table.text() + "` has no primary key to refer to");
    key.referenced_columns = target->second.primary_key->columns;
  }
  if (auto known = check_columns(state, target->second, key.referenced_columns); !known)
    return known;
  if (key.name.empty())
    key.name = choose_constraint_name(state, table.name.schema, table.name.name,
                                      name_addition(key.columns), "fkey");
  if (new_table) key.not_valid = false;
  note_name(state, key.name);
  table.foreign_keys.push_back(std::move(key));
  return {};
}

Result<void> add_check(State& state, model::Table& table, model::Check check, bool new_table) {
  const std::set<std::string> columns = sql::columns_in(check.expression.sql);
  if (check.name.empty()) {
    check.name = choose_constraint_name(state, table.name.schema, table.name.name,
                                        columns.size() == 1 ? *columns.begin() : "", "check");
  }
  for (const model::Check& existing : table.checks) {
    if (existing.name != check.name) continue;
    if (new_table) return {};  // merged with the parent's
    return error(state,
                 "constraint `" + check.name + "` exists already on `" + table.name.text() + "`");
  }
  if (new_table) check.not_valid = false;
  note_name(state, check.name);
  table.checks.push_back(std::move(check));
  return {};
}

// An operator of the user's own is known by its schema, one of pg_catalog by its name alone.
void resolve_operator(const State& state, model::Name& written) {
  if (written.schema == "pg_catalog") written.schema.clear();
  if (!written.schema.empty()) return;
  for (const std::string& schema : state.search_path) {
    const std::string prefix = schema + "." + written.name + "(";
    const auto at = state.others.lower_bound({"operator", prefix});
    if (at == state.others.end() || at->first.first != "operator" ||
        !at->first.second.starts_with(prefix))
      continue;
    written.schema = schema;
    return;
  }
}

Result<void> add_exclusion(State& state, model::Table& table,
                           const model::ExclusionDefinition& definition) {
  model::Exclusion exclusion = definition.exclusion;
  place(state, exclusion.tablespace);
  for (model::ExclusionElement& element : exclusion.elements) {
    if (auto known = element.key.expression ? Result<void>()
                                            : check_columns(state, table, {element.key.column});
        !known)
      return known;
    forget_default_class(element.key, exclusion.method);
    resolve_operator(state, element.with_operator);
  }
  if (exclusion.name.empty()) {
    exclusion.name = choose_relation_name(state, table.name.schema, table.name.name,
                                          name_addition(definition.key_names), "excl");
  } else if (relation_exists(state, {table.name.schema, exclusion.name})) {
    return error(state,
                 "relation `" + table.name.schema + "." + exclusion.name + "` exists already");
  }
  if (state.statement != nullptr) exclusion.origin.span = state.statement->where;
  note_name(state, exclusion.name);
  table.exclusions.push_back(std::move(exclusion));
  return {};
}

}  // namespace

Result<void> add_constraint(State& state, model::Table& table,
                            const model::ConstraintDefinition& definition, bool new_table) {
  if (state.foreign.contains(table.name) && !std::holds_alternative<model::Check>(definition))
    return error(state, "the foreign table `" + table.name.text() +
                            "` can have no keys: nothing here could hold them");
  if (const auto* key = std::get_if<model::KeyDefinition>(&definition))
    return add_key(state, table, *key, new_table);
  if (const auto* foreign_key = std::get_if<model::ForeignKey>(&definition))
    return add_foreign_key(state, table, *foreign_key, new_table);
  if (const auto* check = std::get_if<model::Check>(&definition))
    return add_check(state, table, *check, new_table);
  return add_exclusion(state, table, std::get<model::ExclusionDefinition>(definition));
}

}  // namespace mimar::read::sql_files
