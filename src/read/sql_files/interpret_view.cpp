#include "read/sql_files/state.h"
#include "sql/edit.h"
#include "sql/star.h"

namespace mimar::read::sql_files {
namespace {

// PostgreSQL stores what `*` stands for when the view is created.
void freeze_stars(State& state, const std::vector<std::string>& columns, model::View& view) {
  if (!sql::has_star(view.query.sql)) return;
  model::Objects objects = read_by(state, view.query.sql);
  // Only functions have columns that take more than the relations to know.
  if (!sql::functions_in(view.query.sql).empty()) add_others(state, objects);
  sql::FrozenQuery frozen = sql::freeze(view, columns, objects, state.search_path);
  view.query = model::Expression(std::move(frozen.sql));
  if (frozen.complete) return;
  const SourceSpan& where = state.statement->where;
  state.incomplete.push_back("the `*` in view " + view.name.text() + " (" + where.file + ":" +
                             std::to_string(where.line) +
                             ") stands for columns that only executing it can tell");
}

}  // namespace

Result<void> create_view(State& state, const model::CreateView& create) {
  const model::Name name = new_name(state, create.view.name);
  if (create.temporary) {
    state.temporary.insert(name);
    return {};
  }
  const auto existing = state.views.find(name);
  if (relation_exists(state, name)) {
    if (create.if_not_exists) return {};
    if (!create.or_replace || existing == state.views.end())
      return error(state, "relation `" + name.text() + "` exists already");
  }
  model::View view = create.view;
  view.name = name;
  if (existing != state.views.end()) {
    view.comment = existing->second.comment;
    view.column_comments = existing->second.column_comments;
    view.column_defaults = existing->second.column_defaults;
    view.access = existing->second.access;
  }
  if (view.materialized) place(state, view.tablespace);
  freeze_stars(state, create.columns, view);
  state.views[name] = std::move(view);
  return {};
}

}  // namespace mimar::read::sql_files
