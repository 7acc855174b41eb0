// CREATE TABLE: LIKE, inheritance, columns, constraints, partitions.
#include <algorithm>
#include <span>

#include "model/quote.h"
#include "read/sql_files/definitions.h"

namespace mimar::read::sql_files {
namespace {

// A column that comes from a parent or a LIKE: merged with one of the same name.
void merge_column(model::Table& table, model::Column column) {
  for (model::Column& existing : table.columns) {
    if (existing.name != column.name) continue;
    existing.not_null = existing.not_null || column.not_null;
    if (!existing.default_value) existing.default_value = column.default_value;
    return;
  }
  table.columns.push_back(std::move(column));
}

Result<void> copy_like(State& state, model::Table& table, const model::LikeClause& like) {
  if (const model::Name name = relation_name(state, like.table); state.temporary.contains(name)) {
    not_followed(state, "LIKE in table " + table.name.text(), name);
    return {};
  }
  const auto found = state.tables.find(relation_name(state, like.table));
  if (found == state.tables.end()) return missing(state, "table", like.table);
  const model::Table& source = found->second;
  for (model::Column column : source.columns) {
    if (!like.defaults) column.default_value.reset();
    if (!like.identity) column.identity.reset();
    if (column.identity) name_identity(state, table, column, {});
    if (!like.generated) column.generated.reset();
    if (!like.comments) column.comment.reset();
    if (!like.storage) column.storage.clear();
    if (!like.compression) column.compression.clear();
    forget_statistics(column);
    table.columns.push_back(std::move(column));
  }
  if (like.constraints) {
    for (const model::Check& check : source.checks)
      table.checks.push_back(check);
  }
  return {};
}

// Indexes and keys of LIKE ... INCLUDING INDEXES get names of their own.
std::vector<std::string> element_names(const model::Exclusion& exclusion) {
  model::Index index;
  for (const model::ExclusionElement& element : exclusion.elements)
    index.keys.push_back(element.key);
  index.include = exclusion.include;
  return index_column_names(index);
}

Result<void> copy_like_indexes(State& state, model::Table& table, const model::LikeClause& like) {
  if (!like.indexes || state.foreign.contains(table.name)) return {};
  const model::Table source = state.tables.at(relation_name(state, like.table));
  const auto key = [&](model::Key copy, bool primary) {
    copy.name.clear();
    copy.comment.reset();  // comments of indexes are copied, those of constraints are not
    return add_constraint(state, table, model::KeyDefinition{primary, std::move(copy), ""}, true);
  };
  if (source.primary_key && !table.primary_key) {
    if (auto added = key(*source.primary_key, true); !added) return added;
  }
  for (const model::Key& unique : source.uniques) {
    if (auto added = key(unique, false); !added) return added;
  }
  for (model::Exclusion copy : source.exclusions) {
    copy.name.clear();
    copy.comment.reset();
    std::vector<std::string> names = element_names(copy);
    if (auto added = add_constraint(
            state, table, model::ExclusionDefinition{std::move(copy), std::move(names)}, true);
        !added)
      return added;
  }
  for (model::Index index : source.indexes) {
    index.name = choose_relation_name(state, table.name.schema, table.name.name,
                                      name_addition(index_column_names(index)), "idx");
    if (!like.comments) index.comment.reset();
    place(state, index.tablespace);
    note_name(state, index.name);
    table.indexes.push_back(std::move(index));
  }
  return {};
}

Result<void> inherit(State& state, model::Table& table) {
  for (model::Name& parent_name : table.inherits) {
    parent_name = relation_name(state, parent_name);
    note_parent(state, parent_name);
    if (state.temporary.contains(parent_name)) {
      not_followed(state, "INHERITS of table " + table.name.text(), parent_name);
      continue;
    }
    const auto parent = state.tables.find(parent_name);
    if (parent == state.tables.end()) return missing(state, "table", parent_name);
    for (model::Column column : parent->second.columns) {
      column.identity.reset();
      column.comment.reset();
      forget_statistics(column);
      merge_column(table, std::move(column));
    }
    for (model::Check check : parent->second.checks) {
      check.comment.reset();
      if (!check.no_inherit) table.checks.push_back(std::move(check));
    }
  }
  return {};
}

Result<void> copy_partition_columns(State& state, model::Table& table) {
  if (!table.partition_of) return {};
  model::Name& parent_name = table.partition_of->parent;
  parent_name = relation_name(state, parent_name);
  note_parent(state, parent_name);
  const auto parent = state.tables.find(parent_name);
  if (parent == state.tables.end()) return missing(state, "table", parent_name);
  for (model::Column column : parent->second.columns) {
    column.identity.reset();
    column.comment.reset();
    forget_statistics(column);
    table.columns.push_back(std::move(column));
  }
  return {};
}

std::string serial_type(const std::string& serial) {
  if (serial == "smallserial") return "smallint";
  return serial == "bigserial" ? "bigint" : "integer";
}

// Own columns: new ones are added, those of a parent take over what is written here.
Result<void> own_columns(State& state, model::Table& table,
                         std::span<const model::ColumnDefinition> columns) {
  for (const model::ColumnDefinition& definition : columns) {
    const auto existing = std::find_if(
        table.columns.begin(), table.columns.end(),
        [&](const model::Column& column) { return column.name == definition.column.name; });
    if (existing == table.columns.end()) {
      if (auto added = add_column(state, table, definition); !added) return added;
      continue;
    }
    if (!table.partition_of && table.inherits.empty())
      return error(state, "column `" + definition.column.name + "` is there twice in `" +
                              table.name.text() + "`");
    existing->not_null = existing->not_null || definition.column.not_null;
    if (definition.column.default_value) existing->default_value = definition.column.default_value;
  }
  return {};
}

// Columns and LIKE clauses in the order they were written.
Result<void> written_columns(State& state, model::Table& table, const model::CreateTable& create) {
  const std::span<const model::ColumnDefinition> columns(create.columns);
  std::size_t done = 0;
  for (const model::LikeClause& like : create.likes) {
    const auto before = columns.subspan(done, like.position - done);
    if (auto added = own_columns(state, table, before); !added) return added;
    if (auto copied = copy_like(state, table, like); !copied) return copied;
    done = like.position;
  }
  return own_columns(state, table, columns.subspan(done));
}

template <class Kind>
Result<void> constraints_of_kind(State& state, model::Table& table,
                                 const std::vector<model::ConstraintDefinition>& all) {
  for (const model::ConstraintDefinition& definition : all) {
    if (!std::holds_alternative<Kind>(definition)) continue;
    if (auto added = add_constraint(state, table, definition, true); !added) return added;
  }
  return {};
}

// In PostgreSQL's order, which decides the names: checks, the primary key, other keys, exclusions,
// foreign keys.
Result<void> all_constraints(State& state, model::Table& table, const model::CreateTable& create) {
  std::vector<model::ConstraintDefinition> all;
  for (const model::ColumnDefinition& column : create.columns)
    all.insert(all.end(), column.constraints.begin(), column.constraints.end());
  all.insert(all.end(), create.constraints.begin(), create.constraints.end());
  std::stable_partition(all.begin(), all.end(), [](const model::ConstraintDefinition& definition) {
    const auto* key = std::get_if<model::KeyDefinition>(&definition);
    return key != nullptr && key->primary;
  });
  if (auto added = constraints_of_kind<model::Check>(state, table, all); !added) return added;
  if (auto added = constraints_of_kind<model::KeyDefinition>(state, table, all); !added)
    return added;
  if (auto added = constraints_of_kind<model::ExclusionDefinition>(state, table, all); !added)
    return added;
  return constraints_of_kind<model::ForeignKey>(state, table, all);
}

}  // namespace

Result<void> create_table(State& state, const model::CreateTable& create) {
  if (create.temporary) {
    state.temporary.insert(new_name(state, create.table.name));
    return {};
  }
  const model::Name name = new_name(state, create.table.name);
  if (create.table.partition_of) {
    const model::Name parent = relation_name(state, create.table.partition_of->parent);
    if (state.temporary.contains(parent)) {
      not_followed(state, "PARTITION OF for table " + name.text(), parent);
      keep_with_unread(state, parent);
      state.temporary.insert(name);
      return {};
    }
  }
  if (relation_exists(state, name)) {
    if (create.if_not_exists) return {};
    return error(state, "relation `" + name.text() + "` exists already",
                 "use IF NOT EXISTS, or drop it first");
  }
  // The table is in the state from the start: self-references and generated names look it up. It
  // leaves again on an error.
  model::Table& table = state.tables[name] = create.table;
  table.name = name;
  table.columns.clear();
  if (create.foreign) state.foreign[name] = *create.foreign;
  const auto build = [&]() -> Result<void> {
    if (auto copied = copy_partition_columns(state, table); !copied) return copied;
    place(state, table);
    if (auto inherited = inherit(state, table); !inherited) return inherited;
    if (auto added = written_columns(state, table, create); !added) return added;
    if (auto added = all_constraints(state, table, create); !added) return added;
    for (const model::LikeClause& like : create.likes) {
      if (auto copied = copy_like_indexes(state, table, like); !copied) return copied;
    }
    if (table.partition_of)
      attach_partition(state, state.tables.at(table.partition_of->parent), table);
    return {};
  };
  Result<void> built = build();
  if (!built) {
    state.tables.erase(name);
    state.foreign.erase(name);
  }
  return built;
}

void forget_null_default(const State& state, model::Column& column) {
  if (!column.default_value) return;
  const std::string& sql = column.default_value->sql;
  const bool null = sql == "NULL" || sql == "NULL::" + model::to_sql(column.type);
  // Where the type has a modifier or is a domain, NULL is cast to it and that cast is stored.
  const bool domain = state.others.contains({"domain", column.type.name.text()});
  if (null && !domain && column.type.modifiers.empty()) column.default_value.reset();
}

Result<void> add_column(State& state, model::Table& table,
                        const model::ColumnDefinition& definition) {
  model::Column column = definition.column;
  if (definition.serial.empty()) resolve_type(state, column.type);
  column.collation = collation_name(state, column.collation);
  forget_null_default(state, column);
  if (!definition.serial.empty()) {
    column.type.name = {"", serial_type(definition.serial)};
    model::Sequence sequence;
    sequence.name = {table.name.schema, choose_relation_name(state, table.name.schema,
                                                             table.name.name, column.name, "seq")};
    sequence.options = effective_options({}, nullptr, column.type.name.name);
    sequence.owned_by = model::ColumnOf{table.name, column.name};
    sequence.origin = column.origin;
    column.default_value = model::Expression(
        "nextval(" + model::quote_literal(model::quote_name(sequence.name)) + "::regclass)");
    column.not_null = true;
    state.sequences[sequence.name] = sequence;
  }
  if (column.identity) {
    const std::string type = column.type.name.name;
    column.identity->options = effective_options(
        definition.identity_settings.value_or(model::SequenceSettings{}), nullptr, type);
    name_identity(state, table, column,
                  definition.identity_settings.value_or(model::SequenceSettings{}));
    column.not_null = true;
  }
  table.columns.push_back(std::move(column));
  return {};
}

}  // namespace mimar::read::sql_files
