// What PostgreSQL does to partitions and inheriting tables when their parent changes, and to a
// table that becomes a partition.
#include <algorithm>

#include "base/ensure.h"
#include "read/sql_files/state.h"

namespace mimar::read::sql_files {
namespace {

bool same_definition(const model::Index& a, const model::Index& b) {
  return a.unique == b.unique && a.method == b.method && a.keys == b.keys &&
         a.include == b.include && a.nulls_not_distinct == b.nulls_not_distinct &&
         a.predicate.has_value() == b.predicate.has_value() &&
         (!a.predicate || a.predicate->sql == b.predicate->sql);
}

bool same_keys(const model::IndexKey& a, const model::IndexKey& b) {
  return a.column == b.column && a.opclass == b.opclass && a.collation == b.collation &&
         a.descending == b.descending && a.nulls_first == b.nulls_first &&
         a.expression.has_value() == b.expression.has_value() &&
         (!a.expression || a.expression->sql == b.expression->sql);
}

bool equivalent(const model::Index& a, const model::Index& b) {
  model::Index plain_a = a, plain_b = b;
  if (a.keys.size() != b.keys.size() ||
      !std::equal(a.keys.begin(), a.keys.end(), b.keys.begin(), same_keys))
    return false;
  plain_b.keys = plain_a.keys;
  return same_definition(plain_a, plain_b);
}

bool same_columns(const model::Key& a, const model::Key& b) {
  return a.columns == b.columns;
}

bool same_reference(const model::ForeignKey& a, const model::ForeignKey& b) {
  return a.columns == b.columns && a.referenced_table == b.referenced_table &&
         a.referenced_columns == b.referenced_columns && a.on_delete == b.on_delete &&
         a.on_update == b.on_update;
}

std::string attached_name(const model::Table& parent, const model::Index& index) {
  return parent.name.schema + "." + index.name;
}

void adopt_index(State& state, const model::Table& parent, model::Table& child,
                 const model::Index& index) {
  if (state.foreign.contains(child.name)) return;
  for (model::Index& existing : child.indexes) {
    if (!existing.partition_of.empty() || !equivalent(existing, index)) continue;
    existing.partition_of = attached_name(parent, index);
    return;
  }
  model::Index copy = index;
  copy.comment.reset();
  copy.partition_of = attached_name(parent, index);
  place(state, copy.tablespace);
  copy.name = choose_relation_name(state, child.name.schema, child.name.name,
                                   name_addition(index_column_names(index)), "idx");
  note_name(state, copy.name);
  child.indexes.push_back(copy);
  for (const model::Name& grandchild : children_of(state, child.name))
    adopt_index(state, child, state.tables.at(grandchild), copy);
}

void adopt_key(State& state, model::Table& child, const model::Key& key, bool primary) {
  if ((primary && child.primary_key) || state.foreign.contains(child.name)) return;
  if (!primary && std::any_of(child.uniques.begin(), child.uniques.end(),
                              [&](const model::Key& other) { return same_columns(other, key); }))
    return;
  model::Key copy = key;
  copy.comment.reset();
  copy.name.clear();
  static_cast<void>(
      add_constraint(state, child, model::KeyDefinition{primary, std::move(copy), ""}, false));
}

void adopt_foreign_key(State& state, model::Table& child, const model::ForeignKey& key) {
  if (std::any_of(child.foreign_keys.begin(), child.foreign_keys.end(),
                  [&](const model::ForeignKey& other) { return same_reference(other, key); }))
    return;
  model::ForeignKey copy = key;
  copy.comment.reset();
  const bool taken =
      std::any_of(child.foreign_keys.begin(), child.foreign_keys.end(),
                  [&](const model::ForeignKey& other) { return other.name == key.name; });
  if (taken)
    copy.name = choose_constraint_name(state, child.name.schema, child.name.name,
                                       name_addition(key.columns), "fkey");
  note_name(state, copy.name);
  child.foreign_keys.push_back(std::move(copy));
}

void adopt_check(model::Table& child, const model::Check& check) {
  if (check.no_inherit) return;
  if (std::any_of(child.checks.begin(), child.checks.end(),
                  [&](const model::Check& other) { return other.name == check.name; }))
    return;
  model::Check copy = check;
  copy.comment.reset();
  child.checks.push_back(std::move(copy));
}

}  // namespace

namespace {

std::vector<model::Name> find_children(const State& state, const model::Name& parent) {
  std::vector<model::Name> children;
  for (const auto& [name, table] : state.tables) {
    const bool inherits =
        std::find(table.inherits.begin(), table.inherits.end(), parent) != table.inherits.end();
    if (inherits || (table.partition_of && table.partition_of->parent == parent))
      children.push_back(name);
  }
  return children;
}

}  // namespace

std::vector<model::Name> children_of(const State& state, const model::Name& parent) {
  if (state.names.parents.contains(parent)) return find_children(state, parent);
#ifndef NDEBUG
  ensure(find_children(state, parent).empty(), "a table got a parent without note_parent()");
#endif
  return {};
}

void attach_partition(State& state, model::Table& parent, model::Table& child) {
  for (model::Column& column : child.columns) {
    const model::Column* above = model::find_column(parent, column.name);
    if (above != nullptr && above->not_null) column.not_null = true;
  }
  for (const model::Check& check : parent.checks)
    adopt_check(child, check);
  if (parent.primary_key) adopt_key(state, child, *parent.primary_key, true);
  for (const model::Key& key : parent.uniques)
    adopt_key(state, child, key, false);
  for (const model::Index& index : parent.indexes)
    adopt_index(state, parent, child, index);
  for (const model::ForeignKey& key : parent.foreign_keys)
    adopt_foreign_key(state, child, key);
}

void add_index_to_partitions(State& state, const model::Name& parent, const model::Index& index) {
  const model::Table& table = state.tables.at(parent);
  for (const model::Name& child : children_of(state, parent)) {
    model::Table& below = state.tables.at(child);
    if (below.partition_of) adopt_index(state, table, below, index);
  }
}

void add_constraint_to_children(State& state, const model::Name& parent,
                                const model::ConstraintDefinition& definition) {
  const model::Table& table = state.tables.at(parent);
  for (const model::Name& child_name : children_of(state, parent)) {
    model::Table& child = state.tables.at(child_name);
    if (const auto* key = std::get_if<model::KeyDefinition>(&definition);
        key != nullptr && child.partition_of) {
      adopt_key(state, child, key->primary ? *table.primary_key : table.uniques.back(),
                key->primary);
    }
    if (std::holds_alternative<model::ForeignKey>(definition) && child.partition_of)
      adopt_foreign_key(state, child, table.foreign_keys.back());
    if (std::holds_alternative<model::Check>(definition)) adopt_check(child, table.checks.back());
    add_constraint_to_children(state, child_name, definition);
  }
}

}  // namespace mimar::read::sql_files
