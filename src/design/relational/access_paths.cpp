#include "design/relational/access_paths.h"

#include <deque>

#include <fmt/core.h>

#include "base/text.h"
#include "design/relational/naming.h"
#include "design/relational/relational.h"
#include "design/relational/rules.h"

namespace mimar::design::relational {
namespace {

constexpr std::size_t longest = 4;  // hops; what is further away was hardly meant

// From one table to the next, by a foreign key of the one (up) or of the other.
struct Hop {
  std::string from, to;
  ForeignKey key;
  bool up = false;
};
using Path = std::vector<Hop>;

bool is_of_tenant(const ForeignKey& key) {
  return key.columns.back() == "tenant_id";
}

// The columns of the hop on the side of `from`, and on that of `to`.
const Names& near_columns(const Hop& hop) {
  return hop.up ? hop.key.columns : hop.key.referenced;
}
const Names& far_columns(const Hop& hop) {
  return hop.up ? hop.key.referenced : hop.key.columns;
}

bool reaches(const Layout& layout, const Hop& hop, const std::string& name) {
  if (hop.up) return (!hop.key.role.empty() && hop.key.role == name) || hop.key.entity == name;
  const Table* wanted = table_of(layout, name);
  return wanted != nullptr && wanted->name == hop.to;
}

std::vector<Hop> hops_from(const Layout& layout, const std::string& at) {
  std::vector<Hop> hops;
  for (const ForeignKey& key : find_table(layout, at)->foreign_keys)
    if (!is_of_tenant(key)) hops.push_back({at, key.table, key, true});
  for (const Table& table : layout.tables)
    for (const ForeignKey& key : table.foreign_keys)
      if (key.table == at && !is_of_tenant(key) && table.name != at)
        hops.push_back({at, table.name, key, false});
  return hops;
}

// The shortest one.
Path path_to(const Layout& layout, const std::string& table, const std::string& name) {
  std::deque<Path> open{{}};
  Names seen{table};
  while (!open.empty()) {
    const Path path = open.front();
    open.pop_front();
    const std::vector<Hop> hops = hops_from(layout, path.empty() ? table : path.back().to);
    for (const Hop& hop : hops) {
      if (!reaches(layout, hop, name)) continue;
      Path found = path;
      found.push_back(hop);
      return found;
    }
    if (path.size() + 1 >= longest) continue;
    for (const Hop& hop : hops) {
      if (contains(seen, hop.to)) continue;
      seen.push_back(hop.to);
      Path longer = path;
      longer.push_back(hop);
      open.push_back(longer);
    }
  }
  return {};
}

std::string columns_of(const std::string& table, const Names& columns) {
  std::vector<std::string> names;
  for (const std::string& column : columns)
    names.push_back(quoted(table) + "." + quoted(column));
  return names.size() == 1 ? names.front() : "(" + text::join(names, ", ") + ")";
}

std::string compared(const Hop& hop) {
  std::vector<std::string> pairs;
  for (std::size_t i = 0; i < hop.key.columns.size(); ++i)
    pairs.push_back(fmt::format("{}.{} = {}.{}", quoted(hop.to), quoted(far_columns(hop)[i]),
                                quoted(hop.from), quoted(near_columns(hop)[i])));
  return text::join(pairs, " AND ");
}

// FROM and JOINs of the hops up to `end`.
std::string rows_along(const Layout& layout, const Path& path, std::size_t end) {
  std::string sql = "FROM " + full(layout, path.front().to);
  for (std::size_t i = 1; i < end; ++i)
    sql += fmt::format(" JOIN {} ON {}", full(layout, path[i].to), compared(path[i]));
  return sql;
}

// What holds of the last table's row, with its literal or parameter.
std::string at_the_end(AccessText& text, const Filter& filter, const Path& path) {
  const Table& last = *find_table(text.layout, path.back().to);
  if (filter.of.empty()) {
    // The last hop of a link names the row already.
    const Hop& hop = path.back();
    const bool named = hop.up && path.size() > 1;
    const std::string table = named ? hop.from : hop.to;
    const std::string column = named ? hop.key.columns.back() : last.key.back();
    return fmt::format("{}.{} = {}", quoted(table), quoted(column),
                       parameter_of(text, table, column));
  }
  // As a filter on a table of its own, which the last one is read as.
  Access access;
  access.entity = last.entity;
  AccessText there{text.layout, access, last.name, ""};
  there.pattern.parameters = text.pattern.parameters;
  const Column* column = column_of(last, filter.attribute);
  if (column == nullptr) return "";
  Filter own = filter;
  own.of.clear();
  const Condition condition = on_column(there, own, column->name);
  text.pattern.parameters = there.pattern.parameters;
  text.pattern.query.parameters = static_cast<int>(text.pattern.parameters.size());
  return condition.sql;
}

// The tables that are gone are not among them.
std::string alive_along(const Layout& layout, const Path& path, std::size_t end) {
  std::string sql;
  for (std::size_t i = 0; i < end; ++i) {
    const std::string living = alive(*find_table(layout, path[i].to));
    if (!living.empty()) sql += fmt::format(" AND {}.{}", quoted(path[i].to), living);
  }
  return sql;
}

}  // namespace

bool by_path(AccessText& text, const Filter& filter) {
  const std::string& name = filter.of.empty() ? filter.attribute : filter.of;
  const Path path = path_to(text.layout, text.table, name);
  if (path.empty()) return false;
  const Hop& first = path.front();
  const bool lacking = filter.op == "is null";
  if (filter.of.empty() && (lacking || filter.op == "is not null")) {
    std::string living = alive_along(text.layout, path, path.size());
    text.conditions.push_back(
        {fmt::format("{}EXISTS (SELECT 1 {} WHERE {}{})", lacking ? "NOT " : "",
                     rows_along(text.layout, path, path.size()), compared(first), living),
         "", ""});
    text.joined = true;
    return true;
  }
  if (filter.of.empty() && filter.op != "=") return false;
  const bool named = filter.of.empty() && path.back().up && path.size() > 1;
  const std::size_t end = named ? path.size() - 1 : path.size();
  const std::string holds = at_the_end(text, filter, path);
  if (holds.empty()) return false;
  text.conditions.push_back(
      {fmt::format("{} IN (SELECT {} {} WHERE {}{})", columns_of(text.table, near_columns(first)),
                   text::join(
                       [&] {
                         std::vector<std::string> far;
                         for (const std::string& column : far_columns(first))
                           far.push_back(quoted(first.to) + "." + quoted(column));
                         return far;
                       }(),
                       ", "),
                   rows_along(text.layout, path, end), holds, alive_along(text.layout, path, end)),
       "", ""});
  text.joined = true;
  return true;
}

}  // namespace mimar::design::relational
