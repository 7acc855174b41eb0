// CREATE TABLE AS and SELECT INTO: a table whose columns are what a query puts out.
#include "read/sql_files/definitions.h"
#include "sql/edit.h"
#include "sql/output_columns.h"

namespace mimar::read::sql_files {
namespace {

void collect_relations(const State& state, const std::string& query, std::set<model::Name>& seen,
                       model::Objects& objects) {
  for (const model::Name& written : sql::relations_in(query)) {
    const model::Name name = relation_name(state, written);
    if (!seen.insert(name).second) continue;
    if (const auto table = state.tables.find(name); table != state.tables.end())
      objects.tables.push_back(table->second);
    const auto view = state.views.find(name);
    if (view == state.views.end()) continue;
    collect_relations(state, view->second.query.sql, seen, objects);
    objects.views.push_back(view->second);
  }
}

// The relation is there, but nothing is known of it.
void not_seen(State& state, const std::string& what, const model::Name& relation) {
  const SourceSpan& where = state.statement->where;
  state.incomplete.push_back(what + " at " + where.file + ":" + std::to_string(where.line) +
                             " makes columns of " + relation.text() +
                             " that only executing it can tell");
  state.temporary.insert(relation);
}

}  // namespace

model::Objects read_by(const State& state, const std::string& query) {
  model::Objects objects;
  std::set<model::Name> seen;
  collect_relations(state, query, seen, objects);
  return objects;
}

void add_others(const State& state, model::Objects& objects) {
  for (const auto& [name, type] : state.enums)
    objects.enums.push_back(type);
  for (const auto& [key, object] : state.others)
    objects.others.push_back(object);
}

Result<void> create_table_as(State& state, const model::CreateTableAs& create) {
  const model::Name name = new_name(state, create.table.name);
  if (relation_exists(state, name)) {
    if (create.if_not_exists) return {};
    return error(state, "relation `" + name.text() + "` exists already");
  }
  model::Objects objects = read_by(state, create.query.sql);
  add_others(state, objects);
  auto columns = sql::output_columns(create.query.sql, objects, state.search_path);
  if (!columns) {
    not_seen(state, create.what, name);
    return {};
  }
  if (create.columns.size() > columns->size())
    return error(state, "`" + name.text() + "` has more column names than its query has columns");
  model::Table table = create.table;
  table.name = name;
  place(state, table);
  for (std::size_t i = 0; i < columns->size(); ++i) {
    model::Column& column = (*columns)[i];
    if (i < create.columns.size()) column.name = create.columns[i];
    column.collation = collation_name(state, column.collation);
    column.origin = table.origin;
    table.columns.push_back(std::move(column));
  }
  state.tables[name] = std::move(table);
  return {};
}

}  // namespace mimar::read::sql_files
