// ALTER VIEW ... RENAME COLUMN: the query puts it out under another name, and who reads the view
// keeps meaning it.
#include <algorithm>

#include "read/sql_files/follow.h"
#include "sql/column_scope.h"
#include "sql/edit.h"
#include "sql/output_names.h"

namespace mimar::read::sql_files {
namespace {

std::optional<bool> has_column(const State& state, const model::Name& relation,
                               const std::string& column) {
  if (const auto table = state.tables.find(relation); table != state.tables.end())
    return model::find_column(table->second, column) != nullptr;
  const auto view = state.views.find(relation);
  if (view == state.views.end()) return std::nullopt;
  const auto names = sql::output_names(view->second.query.sql);
  if (!names) return std::nullopt;
  return std::find(names->begin(), names->end(), column) != names->end();
}

void not_followed(State& state, const model::Name& view, const std::string& column,
                  const std::string& where) {
  state.incomplete.push_back("the column " + column + " of view " + view.text() +
                             " was renamed, which was not followed in " + where);
}

// Queries over the view, which has its new column already.
void follow_in_queries(State& state, const model::Name& renamed, const std::string& from,
                       const std::string& to) {
  const sql::ColumnScope scope{
      {},
      [&](const model::Name& written) { return relation_name(state, written); },
      [&](const model::Name& relation) -> std::optional<bool> {
        return relation == renamed ? true : has_column(state, relation, from);
      }};
  for (auto& [name, view] : state.views) {
    const auto used = sql::relations_in(view.query.sql);
    if (std::none_of(used.begin(), used.end(), [&](const model::Name& written) {
          return relation_name(state, written) == renamed;
        }))
      continue;
    sql::ScopedEdit edit = sql::rename_column_of(view.query.sql, scope, renamed, from, to);
    if (!edit.certain) not_followed(state, renamed, from, "view " + name.text());
    view.query.sql = std::move(edit.sql);
  }
}

template <class Value>
void rename_key(std::map<std::string, Value>& values, const std::string& from,
                const std::string& to) {
  auto node = values.extract(from);
  if (node.empty()) return;
  node.key() = to;
  values.insert(std::move(node));
}

}  // namespace

Result<void> rename_view_column(State& state, const model::Name& name, const std::string& from,
                                const std::string& to) {
  model::View& view = state.views.at(name);
  const auto names = sql::output_names(view.query.sql);
  const auto renamed = sql::rename_output(view.query.sql, from, to);
  if (!names || !renamed) {
    not_followed(state, name, from, "its query");
    return {};
  }
  if (std::find(names->begin(), names->end(), from) == names->end())
    return missing(state, "column", {name.text(), from});
  if (std::find(names->begin(), names->end(), to) != names->end())
    return error(state, "column `" + to + "` exists already in `" + name.text() + "`");
  view.query = model::Expression(*renamed);
  rename_column_in_indexes(view.indexes, from, to);
  rename_key(view.column_comments, from, to);
  rename_key(view.column_defaults, from, to);
  for (model::Grant& grant : view.access.grants)
    if (grant.column == from) grant.column = to;
  follow_column_in_policies(state, name, from, to);
  follow_column_in_definitions(state, name, from, to);
  follow_in_queries(state, name, from, to);
  return {};
}

}  // namespace mimar::read::sql_files
