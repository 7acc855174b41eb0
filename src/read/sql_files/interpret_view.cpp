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

// The views from `view` through what it reads back to itself; empty when there is no way.
std::vector<model::Name> circle(const State& state, const model::Name& start,
                                const model::Name& view, std::set<model::Name>& seen) {
  const auto found = state.views.find(view);
  if (found == state.views.end() || !seen.insert(view).second) return {};
  for (const model::Name& written : sql::relations_in(found->second.query.sql)) {
    const model::Name used = relation_name(state, written);
    std::vector<model::Name> rest;
    if (used != start && (rest = circle(state, start, used, seen)).empty()) continue;
    rest.insert(rest.begin(), view);
    return rest;
  }
  return {};
}

// Only what replaces a view can close a circle: everything else reads what was there before.
Result<void> check_circle(const State& state, const model::Name& view) {
  std::set<model::Name> seen;
  const std::vector<model::Name> names = circle(state, view, view, seen);
  if (names.empty()) return {};
  std::string way;
  for (const model::Name& name : names)
    way += "`" + name.text() + "` reads ";
  return error(state, "circular views: " + way + "`" + view.text() + "`",
               "PostgreSQL takes the statement and then refuses every query of them: infinite "
               "recursion detected in rules");
}

}  // namespace

Result<void> select_by_rule(State& state, const model::Rule& rule) {
  if (rule.actions.empty()) return error(state, "a rule ON SELECT needs a query");
  model::View& view = state.views[rule.table];
  view.name = rule.table;
  view.query = rule.actions.front();
  if (const auto table = state.tables.find(rule.table); table != state.tables.end()) {
    view.comment = table->second.comment;
    view.access = table->second.access;
    view.origin = table->second.origin;
    for (const model::Column& column : table->second.columns)
      if (column.comment) view.column_comments[column.name] = *column.comment;
    state.tables.erase(table);
  }
  return check_circle(state, rule.table);
}

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
  const bool replaces = existing != state.views.end();
  state.views[name] = std::move(view);
  return replaces ? check_circle(state, name) : Result<void>();
}

}  // namespace mimar::read::sql_files
