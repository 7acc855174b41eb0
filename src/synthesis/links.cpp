// Foreign keys of a table as links: the widest first, because a composite key decides the columns
// that narrower ones share.

#include "synthesis/circles.h"
#include "synthesis/recipe.h"
#include "synthesis/values/choose.h"

namespace mimar::synthesis {
namespace {

bool resolve_columns(Link& link, const model::Table& table, const model::Table& parent) {
  for (const std::string& column : link.key->columns)
    link.columns.push_back(column_position(table, column));
  for (const std::string& column : link.key->referenced_columns)
    link.parent_columns.push_back(column_position(parent, column));
  const auto absent = [](const std::vector<std::size_t>& list) {
    return std::find(list.begin(), list.end(), none) != list.end();
  };
  return link.columns.size() == link.parent_columns.size() && !absent(link.columns) &&
         !absent(link.parent_columns);
}

// Is `narrow` kept by any row that keeps `wide`? Then the shared column of the wide one's parent
// refers to the same place.
bool implied(const model::Database& database, const Link& narrow, const Link& wide) {
  if (narrow.columns.size() != 1) return false;
  const auto shared = std::find(wide.columns.begin(), wide.columns.end(), narrow.columns[0]);
  if (shared == wide.columns.end() || wide.nullable) return false;
  const model::Table& parent = database->tables[wide.parent];
  const std::size_t at = static_cast<std::size_t>(shared - wide.columns.begin());
  const std::string& column = parent.columns[wide.parent_columns[at]].name;
  if (wide.parent == narrow.parent && wide.parent_columns[at] == narrow.parent_columns[0])
    return true;
  for (const model::ForeignKey& key : parent.foreign_keys) {
    if (key.columns == std::vector<std::string>{column} &&
        key.referenced_table == narrow.key->referenced_table &&
        key.referenced_columns == narrow.key->referenced_columns) {
      return true;
    }
  }
  return false;
}

// Parents later in the load order can be referred to when they exist by then: the constraint is
// added after the rows.
bool reachable(const Link& link, std::size_t table, const Layout& layout) {
  if (link.self) return true;
  if (layout.loaded_as[link.parent] == none) return false;
  return !link.nullable || layout.loaded_as[link.parent] < layout.loaded_as[table];
}

// With MATCH FULL either all columns are NULL or none.
bool may_be_null(const Recipe& recipe, const Link& link) {
  const auto nullable = [&](std::size_t column) {
    return !recipe.columns[column].not_null && recipe.columns[column].written;
  };
  return link.key->match_full ? std::all_of(link.columns.begin(), link.columns.end(), nullable)
                              : std::any_of(link.columns.begin(), link.columns.end(), nullable);
}

// Must every row of the parent refer to a row of `table` that refers to it? Its current revision is
// one of its own.
bool needs_child(const model::Database& database, const Link& link, std::size_t table) {
  const model::Table& parent = database->tables[link.parent];
  if (link.self || link.columns.size() != 1) return false;
  const std::string& child_column = database->tables[table].columns[link.columns[0]].name;
  const std::string& parent_column = parent.columns[link.parent_columns[0]].name;
  return std::any_of(
      parent.foreign_keys.begin(), parent.foreign_keys.end(), [&](const model::ForeignKey& back) {
        if (back.referenced_table != database->tables[table].name) return false;
        bool same = false, required = true;
        for (std::size_t at = 0; at < back.columns.size(); ++at) {
          same =
              same || (back.columns[at] == parent_column && at < back.referenced_columns.size() &&
                       back.referenced_columns[at] == child_column);
          const std::size_t column = column_position(parent, back.columns[at]);
          required = required && column != none && parent.columns[column].not_null;
        }
        return same && required;
      });
}

// Where parents have several children each, some are popular; where most have one, they are evenly
// spread.
void choose_pick(Link& link, std::uint64_t children) {
  link.pick.nulls = link.nullable ? 0.1 : 0;
  link.pick.how = children / 3 >= link.parent_rows ? Pick::How::skewed : Pick::How::uniform;
}

// Has it a time that grows with its rows?
bool has_history(const model::Table& table) {
  return std::any_of(table.columns.begin(), table.columns.end(), [](const model::Column& column) {
    const bool time = column.type.is("date") || column.type.name.name.starts_with("timestamp");
    return time && !column.type.array && !column.generated && grows_with_rows(column.name);
  });
}

}  // namespace

std::vector<Link> make_links(const model::Database& database, const Recipe& recipe,
                             std::size_t table, const Layout& layout) {
  std::vector<Link> found;
  for (const model::ForeignKey& key : recipe.table.foreign_keys) {
    Link link;
    link.key = &key;
    link.parent = table_position(database, key.referenced_table);
    if (link.parent == none || !resolve_columns(link, recipe.table, database->tables[link.parent]))
      continue;
    link.self = link.parent == table;
    link.nullable = may_be_null(recipe, link);
    link.parent_rows = reachable(link, table, layout) ? layout.rows[link.parent] : 0;
    link.in_time =
        !link.self && has_history(recipe.table) && has_history(database->tables[link.parent]);
    link.covers = needs_child(database, link, table);
    choose_pick(link, recipe.rows);
    found.push_back(std::move(link));
  }
  std::stable_sort(found.begin(), found.end(), [](const Link& a, const Link& b) {
    if (a.self != b.self) return b.self;
    if (a.nullable != b.nullable) return b.nullable;
    return a.columns.size() > b.columns.size();
  });
  std::vector<Link> links;
  std::set<std::size_t> decided;
  for (Link& link : found) {
    const bool redundant = std::any_of(links.begin(), links.end(), [&](const Link& wide) {
      return implied(database, link, wide);
    });
    if (redundant) continue;
    for (std::size_t at = 0; at < link.columns.size(); ++at) {
      const bool leads = !link.self && leads_circle(database, {table, link.columns[at]});
      const bool own = leads || (link.self && link.columns[at] == link.parent_columns[at]);
      link.leads = link.leads || leads;
      if (own || decided.contains(link.columns[at])) link.overlap.push_back(at);
    }
    decided.insert(link.columns.begin(), link.columns.end());
    links.push_back(std::move(link));
  }
  return links;
}

}  // namespace mimar::synthesis
