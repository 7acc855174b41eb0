// RENAME and SET SCHEMA, with everything that follows the name.
#include <algorithm>

#include "read/sql_files/definitions.h"
#include "read/sql_files/follow.h"
#include "sql/edit.h"

namespace mimar::read::sql_files {
namespace {

void replace(std::vector<std::string>& names, const std::string& from, const std::string& to) {
  std::replace(names.begin(), names.end(), from, to);
}

void rename_in(std::optional<model::Expression>& expression, const std::string& from,
               const std::string& to) {
  if (expression) expression->sql = sql::rename_column(expression->sql, from, to);
}

}  // namespace

void rename_column_in_indexes(std::vector<model::Index>& indexes, const std::string& from,
                              const std::string& to) {
  for (model::Index& index : indexes) {
    for (model::IndexKey& key : index.keys) {
      if (key.column == from) key.column = to;
      rename_in(key.expression, from, to);
    }
    replace(index.include, from, to);
    rename_in(index.predicate, from, to);
  }
}

namespace {

void rename_column_in_table(model::Table& table, const std::string& from, const std::string& to) {
  for (model::Column& column : table.columns) {
    if (column.name == from) column.name = to;
    rename_in(column.generated, from, to);
  }
  for (model::Grant& grant : table.access.grants) {
    if (grant.column == from) grant.column = to;
  }
  if (table.primary_key) replace(table.primary_key->columns, from, to);
  for (model::Key& key : table.uniques) {
    replace(key.columns, from, to);
    replace(key.include, from, to);
  }
  for (model::ForeignKey& key : table.foreign_keys) {
    replace(key.columns, from, to);
    replace(key.on_delete_set_columns, from, to);
  }
  for (model::Check& check : table.checks)
    check.expression.sql = sql::rename_column(check.expression.sql, from, to);
  for (model::Exclusion& exclusion : table.exclusions) {
    for (model::ExclusionElement& element : exclusion.elements) {
      if (element.key.column == from) element.key.column = to;
      rename_in(element.key.expression, from, to);
    }
    replace(exclusion.include, from, to);
    rename_in(exclusion.predicate, from, to);
  }
  rename_column_in_indexes(table.indexes, from, to);
  if (table.partition_by)
    table.partition_by->sql = sql::rename_column(table.partition_by->sql, from, to);
}

// Opaque objects on a table are known by its name.
void move_opaque_parts(State& state, const model::Name& from, const model::Name& to) {
  std::map<ObjectKey, model::OtherObject> moved;
  for (const auto& [key, object] : state.others) {
    if (object.opaque() && key.second.starts_with(from.text() + ".") &&
        (key.first == "trigger" || key.first == "policy" || key.first == "rule"))
      moved.insert({key, object});
  }
  for (auto& [key, object] : moved) {
    state.others.erase(key);
    object.name = to.text() + key.second.substr(from.text().size());
    for (model::Reference& reference : object.references) {
      if (reference.name == from) reference.name = to;
    }
    state.incomplete.push_back("the text of " + key.first + " " + object.name + " still names " +
                               from.text());
    state.others[{key.first, object.name}] = std::move(object);
  }
}

// What refers to a relation by name, when it moves: foreign keys, owned sequences, defaults, views,
// partitions, opaque identities.
void follow_relation(State& state, const model::Name& from, const model::Name& to) {
  if (state.names.parents.contains(from)) note_parent(state, to);
  for (auto& [name, table] : state.tables) {
    for (model::ForeignKey& key : table.foreign_keys) {
      if (key.referenced_table == from) key.referenced_table = to;
    }
    std::replace(table.inherits.begin(), table.inherits.end(), from, to);
    if (table.partition_of && table.partition_of->parent == from) table.partition_of->parent = to;
    for (model::Column& column : table.columns) {
      if (column.default_value)
        column.default_value->sql = sql::rename_in_regclass(column.default_value->sql, from, to);
      if (column.type.name == from) column.type.name = to;
    }
  }
  for (auto& [name, sequence] : state.sequences) {
    if (sequence.owned_by && sequence.owned_by->table == from) sequence.owned_by->table = to;
  }
  for (auto& [name, view] : state.views)
    view.query.sql = sql::rename_relation_in_query(view.query.sql, from, to);
  follow_own_table_in_policies(state, from, to);
  follow_relation_in_definitions(state, from, to);
  move_opaque_parts(state, from, to);
}

template <class Map>
bool move_entry(Map& map, const model::Name& from, const model::Name& to) {
  auto node = map.extract(from);
  if (node.empty()) return false;
  node.key() = to;
  node.mapped().name = to;
  map.insert(std::move(node));
  return true;
}

Result<void> move_relation(State& state, const model::Name& from, const model::Name& to) {
  if (relation_exists(state, to))
    return error(state, "relation `" + to.text() + "` exists already");
  // Sequences owned by a table move with it to another schema.
  if (from.schema != to.schema && state.tables.contains(from)) {
    std::vector<model::Name> owned;
    for (const auto& [name, sequence] : state.sequences) {
      if (sequence.owned_by && sequence.owned_by->table == from) owned.push_back(name);
    }
    for (const model::Name& sequence : owned) {
      if (auto moved = move_relation(state, sequence, {to.schema, sequence.name}); !moved)
        return moved;
    }
  }
  if (auto foreign = state.foreign.extract(from); !foreign.empty()) {
    foreign.key() = to;
    state.foreign.insert(std::move(foreign));
  }
  const bool moved = move_entry(state.tables, from, to) || move_entry(state.views, from, to) ||
                     move_entry(state.sequences, from, to);
  if (moved) follow_relation(state, from, to);
  return {};
}

bool rename_constraint(State& state, model::Table& table, const std::string& from,
                       const std::string& to) {
  note_name(state, to);
  bool found = false;
  follow_index(table, from, to);
  const auto rename_one = [&](auto& constraint) {
    if (constraint.name != from) return;
    constraint.name = to;
    found = true;
  };
  if (table.primary_key) rename_one(*table.primary_key);
  for (model::Key& key : table.uniques)
    rename_one(key);
  for (model::ForeignKey& key : table.foreign_keys)
    rename_one(key);
  for (model::Check& check : table.checks)
    rename_one(check);
  for (model::Exclusion& exclusion : table.exclusions)
    rename_one(exclusion);
  return found;
}

// An inherited CHECK has one name on every level.
void rename_inherited_checks(State& state, const model::Name& parent, const std::string& from,
                             const std::string& to) {
  for (const model::Name& child : children_of(state, parent)) {
    for (model::Check& check : state.tables.at(child).checks) {
      if (check.name == from && !check.no_inherit) check.name = to;
    }
    rename_inherited_checks(state, child, from, to);
  }
}

bool is_check(const model::Table& table, const std::string& name) {
  return std::any_of(table.checks.begin(), table.checks.end(),
                     [&](const model::Check& check) { return check.name == name; });
}

// ALTER INDEX ... RENAME also renames the constraint behind an index.
bool rename_index(State& state, const model::Name& from, const std::string& to) {
  if (const IndexPlace place = find_index(state, from); place.index != nullptr) {
    note_name(state, to);
    place.index->name = to;
    if (place.table != nullptr) follow_index(*place.table, from.name, to);
    if (place.view != nullptr && place.view->clustered_on == from.name)
      place.view->clustered_on = to;
    for (auto& [name, table] : state.tables) {
      for (model::Index& index : table.indexes) {
        if (index.partition_of == from.text()) index.partition_of = from.schema + "." + to;
      }
    }
    return true;
  }
  for (auto& [name, table] : state.tables) {
    const bool key =
        (table.primary_key && table.primary_key->name == from.name) ||
        std::any_of(table.uniques.begin(), table.uniques.end(),
                    [&](const model::Key& unique) { return unique.name == from.name; }) ||
        std::any_of(table.exclusions.begin(), table.exclusions.end(),
                    [&](const model::Exclusion& other) { return other.name == from.name; });
    if (name.schema == from.schema && key) return rename_constraint(state, table, from.name, to);
  }
  return false;
}

Result<void> rename_schema(State& state, const std::string& from, const std::string& to) {
  auto node = state.schemas.extract(from);
  if (node.empty()) return missing(state, "schema", {"", from});
  node.key() = node.mapped().name = to;
  state.schemas.insert(std::move(node));
  std::vector<model::Name> relations, types;
  for (const auto& [name, table] : state.tables)
    relations.push_back(name);
  for (const auto& [name, view] : state.views)
    relations.push_back(name);
  for (const auto& [name, sequence] : state.sequences)
    relations.push_back(name);
  for (const auto& [name, type] : state.enums)
    types.push_back(name);
  for (const model::Name& name : relations) {
    if (name.schema != from) continue;
    if (auto moved = move_relation(state, name, {to, name.name}); !moved) return moved;
  }
  for (const model::Name& name : types) {
    if (name.schema == from) move_type(state, name, {to, name.name});
  }
  follow_schema(state, from, to);
  return {};
}

Result<void> rename_column(State& state, const model::Rename& rename) {
  const model::Name name = relation_name(state, rename.object.name);
  if (state.temporary.contains(name)) return {};
  if (state.views.contains(name))
    return rename_view_column(state, name, rename.object.sub, rename.to);
  const auto table = state.tables.find(name);
  if (table == state.tables.end()) {
    if (rename.if_exists) return {};
    return missing(state, "table", rename.object.name);
  }
  if (model::find_column(table->second, rename.object.sub) == nullptr)
    return missing(state, "column", {name.text(), rename.object.sub});
  if (model::find_column(table->second, rename.to) != nullptr)
    return error(state, "column `" + rename.to + "` exists already in `" + name.text() + "`");
  rename_column_everywhere(state, name, rename.object.sub, rename.to);
  return {};
}

Result<void> rename_relation(State& state, const model::Rename& rename) {
  const model::Name from = relation_name(state, rename.object.name);
  if (state.temporary.contains(from)) {
    state.temporary.insert({from.schema, rename.to});
    return {};
  }
  if (!state.tables.contains(from) && !state.views.contains(from) &&
      !state.sequences.contains(from)) {
    if (model::Identity* identity = find_identity(state, from)) {
      identity->sequence = rename.to;
      note_name(state, rename.to);
      return {};
    }
    if (rename_index(state, index_name(state, rename.object.name), rename.to) || rename.if_exists)
      return {};
    return missing(state, rename.object.word.c_str(), rename.object.name);
  }
  return move_relation(state, from, {from.schema, rename.to});
}

}  // namespace

void rename_column_everywhere(State& state, const model::Name& table_name, const std::string& from,
                              const std::string& to) {
  follow_column_in_policies(state, table_name, from, to);
  rename_column_in_table(state.tables.at(table_name), from, to);
  follow_column_in_definitions(state, table_name, from, to);
  for (const model::Name& child : children_of(state, table_name))
    rename_column_everywhere(state, child, from, to);
  for (auto& [name, table] : state.tables) {
    for (model::ForeignKey& key : table.foreign_keys) {
      if (key.referenced_table == table_name) replace(key.referenced_columns, from, to);
    }
  }
  for (auto& [name, sequence] : state.sequences) {
    if (sequence.owned_by == model::ColumnOf{table_name, from}) sequence.owned_by->column = to;
  }
  for (auto& [name, view] : state.views) {
    for (const model::Name& used : sql::relations_in(view.query.sql)) {
      if (relation_name(state, used) != table_name) continue;
      view.query.sql = sql::rename_column_in_query(view.query.sql, from, to);
      break;
    }
  }
}

Result<void> rename(State& state, const model::Rename& rename) {
  switch (rename.object.kind) {
    case model::ObjectKind::schema: return rename_schema(state, rename.object.name.name, rename.to);
    case model::ObjectKind::table:
    case model::ObjectKind::view:
    case model::ObjectKind::materialized_view:
    case model::ObjectKind::sequence: return rename_relation(state, rename);
    case model::ObjectKind::index:
      if (rename_index(state, index_name(state, rename.object.name), rename.to) || rename.if_exists)
        return {};
      return missing(state, "index", rename.object.name);
    case model::ObjectKind::type: {
      const model::Name from = type_name(state, rename.object.name);
      if (move_type(state, from, {from.schema, rename.to})) return {};
      return missing(state, "type", rename.object.name);
    }
    case model::ObjectKind::column: return rename_column(state, rename);
    case model::ObjectKind::constraint: {
      const auto table = state.tables.find(relation_name(state, rename.object.name));
      if (table == state.tables.end()) return missing(state, "table", rename.object.name);
      if (is_check(table->second, rename.object.sub))
        rename_inherited_checks(state, table->first, rename.object.sub, rename.to);
      if (rename_constraint(state, table->second, rename.object.sub, rename.to)) return {};
      return error(state, "constraint `" + rename.object.sub + "` does not exist on `" +
                              table->first.text() + "`");
    }
    case model::ObjectKind::other:
      if (rename.object.word == "domain" && !rename.object.sub.empty())
        return rename_domain_constraint(state, rename);
      if (rename.object.word == "composite type" && !rename.object.sub.empty())
        return rename_attribute(state, rename);
      if (rename.object.word == "domain") {
        const model::Name from = type_name(state, rename.object.name);
        if (move_type(state, from, {from.schema, rename.to})) return {};
      }
      if (rename_object(state, rename.object, rename.to)) return {};
      state.incomplete.push_back("ALTER " + rename.object.word + " " + rename.object.name.text() +
                                 " RENAME: no such object is known here");
      return {};
  }
  return {};
}

Result<void> set_schema(State& state, const model::SetSchema& set) {
  const model::ObjectAddress& object = set.object;
  const bool other = object.kind == model::ObjectKind::other && object.word != "domain";
  const bool is_type = object.kind == model::ObjectKind::type || object.word == "domain";
  const model::Name relation = relation_name(state, object.name);
  const bool known = state.tables.contains(relation) || state.views.contains(relation) ||
                     state.sequences.contains(relation);
  if (!other && !is_type && known)
    return move_relation(state, relation, {set.schema, relation.name});
  const model::Name type = type_name(state, object.name);
  if (is_type && move_type(state, type, {set.schema, type.name})) return {};
  if (other && move_object(state, object, set.schema)) return {};
  if (set.if_exists) return {};
  if (object.kind != model::ObjectKind::other)
    return missing(state, object.word.c_str(), object.name);
  state.incomplete.push_back("ALTER " + object.word + " " + object.name.text() +
                             " SET SCHEMA: no such object is known here");
  return {};
}

}  // namespace mimar::read::sql_files
