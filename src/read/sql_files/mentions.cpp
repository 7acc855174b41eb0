#include "read/sql_files/mentions.h"

#include <algorithm>

#include "sql/canonical.h"
#include "sql/edit.h"

namespace mimar::read::sql_files {
namespace {

template <class Map, class List>
void copy_values(const Map& map, List& list) {
  for (const auto& [key, value] : map)
    list.push_back(value);
}

// Whether a query can use the column at all: it names the table, and the column or everything.
bool may_use(const State& state, const model::View& view, const model::Name& table,
             const std::string& column) {
  const std::string& sql = view.query.sql;
  if (sql.find(column) == std::string::npos && sql.find('*') == std::string::npos) return false;
  return mentions(state, sql, sql::Mention::relation, table);
}

}  // namespace

std::function<bool(const model::Name& written)> meaning(const State& state,
                                                        const model::Name& name) {
  const auto on = [&](const std::vector<std::string>& path) {
    return std::find(path.begin(), path.end(), name.schema) != path.end();
  };
  const bool on_path =
      name.schema.empty() || name.schema == "public" || on(state.search_path) || on(state.searched);
  return [=](const model::Name& written) {
    return written.name == name.name &&
           (written.schema.empty() ? on_path : written.schema == name.schema);
  };
}

bool mentions(const State& state, const std::string& sql, sql::Mention what,
              const model::Name& name) {
  if (sql.find(name.name) == std::string::npos) return false;
  bool found = false;
  const auto means = meaning(state, name);
  sql::rename_names(sql, [&](sql::Mention mention, const model::Name& written) {
    found = found || (mention == what && means(written));
    return std::optional<model::Name>();
  });
  return found;
}

bool mentions_as_text(const std::string& sql, const model::Name& relation) {
  return sql.find(relation.name) != std::string::npos &&
         sql::rename_in_regclass(sql, relation, {"", "\x01"}) != sql;
}

std::vector<model::Name> views_using(State& state, const model::Name& table,
                                     const std::string& column) {
  const bool possible = std::any_of(state.views.begin(), state.views.end(), [&](const auto& entry) {
    return may_use(state, entry.second, table, column);
  });
  if (!possible) return {};
  model::Objects objects;
  copy_values(state.tables, objects.tables);
  copy_values(state.views, objects.views);
  copy_values(state.sequences, objects.sequences);
  copy_values(state.enums, objects.enums);
  copy_values(state.others, objects.others);
  std::vector<std::string> path = state.search_path;
  path.insert(path.end(), state.searched.begin(), state.searched.end());
  path.emplace_back("public");
  sql::canonicalise(objects, {.schemas = path, .varied = false});
  std::vector<model::Name> found;
  for (const model::View& view : objects.views) {
    const auto uses = [&](const model::Reference& reference) {
      return reference.name == table && (reference.column == column || reference.column.empty());
    };
    const bool exact =
        std::any_of(view.query.references.begin(), view.query.references.end(),
                    [&](const model::Reference& one) { return uses(one) && one.column == column; });
    if (exact) found.push_back(view.name);
    if (!exact && !view.query.resolved && may_use(state, view, table, column))
      state.incomplete.push_back("view " + view.name.text() + " may use " + table.text() + "." +
                                 column + ", which was dropped");
  }
  return found;
}

}  // namespace mimar::read::sql_files
