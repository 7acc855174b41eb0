#include "read/sql_files/state.h"

namespace mimar::read::sql_files {
namespace {

bool is_partitioned(const State& state, const model::Name& relation) {
  const auto table = state.tables.find(relation);
  return table != state.tables.end() && table->second.partition_by.has_value();
}

}  // namespace

Result<void> create_index(State& state, const model::CreateIndex& create) {
  const model::Name relation = relation_name(state, create.table);
  if (state.temporary.contains(relation)) return {};
  std::vector<model::Index>* indexes = indexes_of(state, relation);
  if (indexes == nullptr) return missing(state, "table", create.table);
  model::Index index = create.index;
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
  indexes->push_back(index);
  if (!create.only && state.tables.contains(relation))
    add_index_to_partitions(state, relation, index);
  return {};
}

}  // namespace mimar::read::sql_files
