// Publications.
#include <algorithm>

#include "read/sql_files/state.h"

namespace mimar::read::sql_files {
namespace {

using Change = model::ChangePublication::Change;

void sort(model::Publication& publication) {
  std::sort(publication.tables.begin(), publication.tables.end(),
            [](const auto& a, const auto& b) { return a.table < b.table; });
  std::sort(publication.schemas.begin(), publication.schemas.end());
}

void sort_columns(const State& state, model::PublishedTable& published) {
  const auto table = state.tables.find(published.table);
  if (table == state.tables.end()) return;
  std::vector<std::string> sorted;
  for (const model::Column& column : table->second.columns) {
    const auto& wanted = published.columns;
    if (std::find(wanted.begin(), wanted.end(), column.name) != wanted.end())
      sorted.push_back(column.name);
  }
  if (sorted.size() == published.columns.size()) published.columns = std::move(sorted);
}

// Tables that inherit come with their parent, unless it says ONLY; partitions do so by themselves.
void add_children(const State& state, const model::PublishedTable& parent,
                  std::vector<model::PublishedTable>& tables) {
  for (const model::Name& name : children_of(state, parent.table)) {
    if (state.tables.at(name).partition_of) continue;
    model::PublishedTable child = parent;
    child.table = name;
    add_children(state, child, tables);
    const auto there = [&](const auto& one) { return one.table == name; };
    if (std::none_of(tables.begin(), tables.end(), there)) tables.push_back(std::move(child));
  }
}

model::Publication resolved(const State& state, const model::ChangePublication& change) {
  model::Publication result = change.publication;
  for (std::string& schema : result.schemas) {
    if (schema.empty()) schema = new_name(state, {}).schema;
  }
  const std::size_t written = result.tables.size();
  for (std::size_t i = 0; i < written; ++i) {
    const model::Name name = result.tables[i].table;
    result.tables[i].table = relation_name(state, name);
    sort_columns(state, result.tables[i]);
    if (std::find(change.only.begin(), change.only.end(), name) == change.only.end())
      add_children(state, model::PublishedTable(result.tables[i]), result.tables);
  }
  sort(result);
  return result;
}

void set_options(model::Publication& publication,
                 const std::map<std::string, std::string>& options) {
  for (const auto& [name, value] : options)
    publication.options[name] = value;
  std::erase_if(publication.options, [](const auto& option) { return option.second.empty(); });
}

void apply(model::Publication& publication, Change change, model::Publication named) {
  switch (change) {
    case Change::create: publication = std::move(named); break;
    case Change::add:
      for (model::PublishedTable& table : named.tables)
        publication.tables.push_back(std::move(table));
      publication.schemas.insert(publication.schemas.end(), named.schemas.begin(),
                                 named.schemas.end());
      break;
    case Change::drop:
      for (const model::PublishedTable& table : named.tables)
        std::erase_if(publication.tables,
                      [&](const auto& one) { return one.table == table.table; });
      for (const std::string& schema : named.schemas)
        std::erase(publication.schemas, schema);
      break;
    case Change::set:
      publication.tables = std::move(named.tables);
      publication.schemas = std::move(named.schemas);
      break;
    case Change::set_options: break;
  }
  set_options(publication, named.options);
  sort(publication);
}

}  // namespace

Result<void> change_publication(State& state, const model::ChangePublication& change) {
  const ObjectKey key{"publication", change.publication.name};
  const auto found = state.others.find(key);
  if (change.change == Change::create) {
    if (found != state.others.end())
      return error(state, "publication `" + key.second + "` exists already");
    model::OtherObject object;
    object.kind = key.first;
    object.name = key.second;
    object.origin = change.origin;
    object.sql = state.statement->sql + ";";
    model::Publication publication;
    apply(publication, change.change, resolved(state, change));
    set_options(publication, {});
    object.definition = std::move(publication);
    state.others[key] = std::move(object);
    return {};
  }
  if (found == state.others.end()) return missing(state, "publication", {"", key.second});
  apply(std::get<model::Publication>(found->second.definition), change.change,
        resolved(state, change));
  return {};
}

}  // namespace mimar::read::sql_files
