// DROP and what it takes along.
#include <algorithm>

#include "read/sql_files/definitions.h"
#include "read/sql_files/dependents.h"
#include "sql/edit.h"

namespace mimar::read::sql_files {
namespace {

bool names_column(const std::vector<std::string>& columns, const std::string& column) {
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

bool uses_column(const model::Index& index, const std::string& column) {
  if (names_column(index.include, column)) return true;
  if (index.predicate && sql::columns_in(index.predicate->sql).contains(column)) return true;
  return std::any_of(index.keys.begin(), index.keys.end(), [&](const model::IndexKey& key) {
    return key.expression ? sql::columns_in(key.expression->sql).contains(column)
                          : key.column == column;
  });
}

bool uses_column(const model::Exclusion& exclusion, const std::string& column) {
  model::Index index;
  index.include = exclusion.include;
  index.predicate = exclusion.predicate;
  for (const model::ExclusionElement& element : exclusion.elements)
    index.keys.push_back(element.key);
  return uses_column(index, column);
}

bool key_uses(const model::Key& key, const std::string& column) {
  return names_column(key.columns, column) || names_column(key.include, column);
}

void remove_owned(State& state, const model::Name& relation) {
  std::erase_if(state.sequences, [&](const auto& entry) {
    return entry.second.owned_by && entry.second.owned_by->table == relation;
  });
  const std::string prefix = relation.text() + ".";
  std::erase_if(state.others, [&](const auto& entry) {
    const std::string& kind = entry.first.first;
    const auto* statistics = std::get_if<model::ExtendedStatistics>(&entry.second.definition);
    return (statistics != nullptr && statistics->table == relation) ||
           ((kind == "trigger" || kind == "rule" || kind == "policy") &&
            entry.first.second.starts_with(prefix));
  });
  for (auto& [key, object] : state.others) {
    if (auto* publication = std::get_if<model::Publication>(&object.definition))
      std::erase_if(publication->tables, [&](const model::PublishedTable& published) {
        return published.table == relation;
      });
  }
}

bool remove_type(State& state, const model::Name& written, bool cascade) {
  const model::Name name = type_name(state, written);
  bool known = state.enums.contains(name);
  for (const char* kind : {"domain", "composite type", "range type", "base type"})
    known = known || state.others.contains({kind, name.text()});
  if (known) drop_type(state, name, cascade);
  return known;
}

// The indexes of partitions go with the parent's, level by level.
void remove_attached_indexes(State& state, const model::Name& parent) {
  std::vector<model::Name> removed;
  for (auto& [table_name, table] : state.tables) {
    for (const model::Index& index : table.indexes) {
      if (index.partition_of == parent.text()) removed.push_back({table_name.schema, index.name});
    }
    std::erase_if(table.indexes,
                  [&](const model::Index& index) { return index.partition_of == parent.text(); });
  }
  for (const model::Name& index : removed)
    remove_attached_indexes(state, index);
}

// Foreign keys lean on the first unique index of their columns; that of a key is older as a rule.
void remove_references_to(State& state, const model::Table& table, const model::Index& index) {
  if (!index.unique || index.predicate) return;
  std::vector<std::string> columns;
  for (const model::IndexKey& key : index.keys) {
    if (key.expression) return;
    columns.push_back(key.column);
  }
  const auto same = [&](const std::vector<std::string>& key) {
    return std::is_permutation(key.begin(), key.end(), columns.begin(), columns.end());
  };
  if (table.primary_key && same(table.primary_key->columns)) return;
  for (const model::Key& key : table.uniques)
    if (same(key.columns)) return;
  remove_references(state, table.name, columns, false);
}

bool remove_index(State& state, const model::Name& written, bool cascade) {
  const model::Name name = index_name(state, written);
  const IndexPlace place = find_index(state, name);
  if (place.index == nullptr) return false;
  if (cascade && place.table != nullptr) remove_references_to(state, *place.table, *place.index);
  std::vector<model::Index>& indexes =
      place.table != nullptr ? place.table->indexes : place.view->indexes;
  std::erase_if(indexes, [&](const model::Index& index) { return index.name == name.name; });
  if (place.table != nullptr) forget_lost_indexes(*place.table);
  if (place.view != nullptr && place.view->clustered_on == name.name)
    place.view->clustered_on.clear();
  remove_attached_indexes(state, name);
  return true;
}

bool remove_object(State& state, const model::ObjectAddress& address, bool cascade) {
  const std::vector<ObjectKey> meant = objects_meant(state, address);
  for (const ObjectKey& key : meant)
    drop_object(state, key, cascade);
  return !meant.empty();
}

bool remove_one(State& state, const model::ObjectAddress& address, bool cascade) {
  switch (address.kind) {
    case model::ObjectKind::schema: {
      const bool known = state.schemas.contains(address.name.name);
      if (known) drop_schema(state, address.name.name);
      return known;
    }
    case model::ObjectKind::table:
    case model::ObjectKind::view:
    case model::ObjectKind::materialized_view:
    case model::ObjectKind::sequence: {
      const model::Name name = relation_name(state, address.name);
      if (state.temporary.erase(name) > 0) return true;
      const bool known = relation_exists(state, name);
      if (known) remove_relation(state, name, cascade);
      return known;
    }
    case model::ObjectKind::index: return remove_index(state, address.name, cascade);
    case model::ObjectKind::type: return remove_type(state, address.name, cascade);
    case model::ObjectKind::column:
    case model::ObjectKind::constraint: return false;
    case model::ObjectKind::other:
      if (address.word == "domain") return remove_type(state, address.name, cascade);
      return remove_object(state, address, cascade);
  }
  return false;
}

}  // namespace

void remove_column(State& state, model::Table& table, const std::string& column) {
  drop_column_parts(state, table.name, column);
  std::erase_if(table.access.grants, [&](const auto& grant) { return grant.column == column; });
  std::erase_if(table.columns,
                [&](const model::Column& candidate) { return candidate.name == column; });
  if (table.primary_key && key_uses(*table.primary_key, column)) table.primary_key.reset();
  std::erase_if(table.uniques, [&](const model::Key& key) { return key_uses(key, column); });
  std::erase_if(table.foreign_keys,
                [&](const model::ForeignKey& key) { return names_column(key.columns, column); });
  std::erase_if(table.checks, [&](const model::Check& check) {
    return sql::columns_in(check.expression.sql).contains(column);
  });
  std::erase_if(table.indexes,
                [&](const model::Index& index) { return uses_column(index, column); });
  std::erase_if(table.exclusions,
                [&](const model::Exclusion& exclusion) { return uses_column(exclusion, column); });
  forget_lost_indexes(table);
  std::erase_if(state.sequences, [&](const auto& entry) {
    return entry.second.owned_by == model::ColumnOf{table.name, column};
  });
  for (auto& [name, other] : state.tables) {
    std::erase_if(other.foreign_keys, [&](const model::ForeignKey& key) {
      return key.referenced_table == table.name && names_column(key.referenced_columns, column);
    });
  }
}

void remove_references(State& state, const model::Name& table,
                       const std::vector<std::string>& columns, bool primary) {
  for (auto& [other, referring] : state.tables) {
    std::erase_if(referring.foreign_keys, [&](const model::ForeignKey& reference) {
      const auto& used = reference.referenced_columns;
      if (reference.referenced_table != table) return false;
      if (used.empty()) return primary;
      return std::is_permutation(used.begin(), used.end(), columns.begin(), columns.end());
    });
  }
}

void remove_relation(State& state, const model::Name& name, bool cascade) {
  for (const model::Name& child : children_of(state, name))
    remove_relation(state, child, cascade);
  if (cascade) drop_dependents(state, {Gone::Kind::relation, name});
  remove_owned(state, name);
  state.tables.erase(name);
  state.views.erase(name);
  state.sequences.erase(name);
  state.others.erase({"composite type", name.text()});
  state.foreign.erase(name);
}

Result<void> drop(State& state, const model::Drop& statement) {
  for (const model::ObjectAddress& address : statement.objects) {
    if (remove_one(state, address, statement.cascade) || statement.if_exists) continue;
    // What Mimar keeps opaque may have come from an extension, whose objects are not known here.
    if (address.kind == model::ObjectKind::other) {
      state.incomplete.push_back("DROP " + address.word + " " + address.name.text() +
                                 ": no such object is known here");
      continue;
    }
    return missing(state, address.word.c_str(), address.name);
  }
  return {};
}

}  // namespace mimar::read::sql_files
