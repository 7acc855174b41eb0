#include "design/relational/carry.h"

#include <algorithm>
#include <deque>

#include <fmt/core.h>

#include "design/relational/naming.h"
#include "design/relational/relational.h"

namespace mimar::design::relational {
namespace {

bool same_set(Names a, Names b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

void need_unique(Table& table, const Names& columns, const Said& said) {
  if (same_set(table.key, columns)) return;
  for (const Unique& unique : table.uniques)
    if (!unique.deferrable && unique.columns == columns) return;
  Unique unique;
  unique.columns = columns;
  unique.name = constraint_name(table, joined(columns), "key");
  unique.why = fmt::format(
      "what foreign keys refer to that carry {} along",
      columns.size() > 2 && columns.front() == "tenant_id" ? columns[1] : columns.front());
  unique.said = said;
  table.uniques.push_back(unique);
}

bool names(const ForeignKey& key, const std::string& name) {
  return (!key.role.empty() && key.role == name) || key.entity == name;
}

void both_or_neither(Table& table, const std::string& reference, const std::string& carried,
                     const Said& said) {
  Check check;
  check.name = constraint_name(table, reference + "_with_" + carried, "check");
  check.columns = {reference, carried};
  check.expression = fmt::format("({} IS NULL) = ({} IS NULL)", quoted(reference), quoted(carried));
  check.bad = quoted(carried) + " = NULL";
  check.rows = quoted(carried) + " IS NOT NULL";
  check.why = "a foreign key of two columns says nothing where one of them is NULL";
  check.said = said;
  table.checks.push_back(check);
}

// Repeats the last column of `above`'s foreign key in `below`.
std::string carry(Layout& layout, const Step& below, const std::string& column, const Said& said) {
  Table& child = *find_table(layout, below.table);
  const ForeignKey key = child.foreign_keys[below.key];
  const Table& parent = *find_table(layout, key.table);
  const Column& original = *find_column(parent, column);
  const std::string reference = key.columns.back();
  const bool required = find_column(child, reference)->required && original.required;
  const bool is_new = find_column(child, column) == nullptr;
  if (is_new) {
    Column copy{column, original.type};
    copy.required = required;
    copy.comment =
        fmt::format("The same as of its row in {}: the foreign key sees to it", parent.name);
    copy.why =
        "not in BCNF on purpose: a unique key can only be over columns of its own table, and "
        "the foreign key over both keeps the copy right";
    copy.said = said;
    child.columns.push_back(copy);
  }
  widen(layout, child, below.key, column, said);
  child.foreign_keys[below.key].on_update = "CASCADE";
  child.foreign_keys[below.key].set_null.clear();
  if (!required && is_new) both_or_neither(child, reference, column, said);
  return column;
}

}  // namespace

void widen(Layout& layout, Table& child, std::size_t position, const std::string& column,
           const Said& said) {
  ForeignKey& key = child.foreign_keys[position];
  if (contains(key.columns, column)) return;
  const std::string reference = key.columns.back();
  // The tenant stays first: everything is found by it.
  const auto place = key.columns.front() == "tenant_id" ? 1 : 0;
  key.columns.insert(key.columns.begin() + place, column);
  key.referenced.insert(key.referenced.begin() + place, column);
  need_unique(*find_table(layout, key.table), key.referenced, said);
  key.name.clear();
  key.name = constraint_name(child, joined(key.columns), "fkey");
  if (key.on_delete != "SET NULL") return;
  if (layout.policy.version >= 15) {
    key.set_null = {reference};
  } else {
    key.on_delete = "NO ACTION";
    key.why +=
        "; SET NULL of one column of two is known from PostgreSQL 15 on, so the reference is "
        "cleared by whoever deletes";
  }
}

std::vector<Step> way_to(const Layout& layout, const std::string& table, const std::string& name) {
  std::deque<std::vector<Step>> open{{}};
  std::vector<std::string> seen{table};
  while (!open.empty()) {
    const std::vector<Step> way = open.front();
    open.pop_front();
    const std::string at =
        way.empty() ? table
                    : find_table(layout, way.back().table)->foreign_keys[way.back().key].table;
    const Table& here = *find_table(layout, at);
    for (std::size_t i = 0; i < here.foreign_keys.size(); ++i)
      if (names(here.foreign_keys[i], name)) {
        std::vector<Step> found = way;
        found.push_back({at, i});
        return found;
      }
    for (std::size_t i = 0; i < here.foreign_keys.size(); ++i) {
      const std::string& next = here.foreign_keys[i].table;
      if (contains(seen, next)) continue;
      seen.push_back(next);
      std::vector<Step> longer = way;
      longer.push_back({at, i});
      open.push_back(longer);
    }
  }
  return {};
}

std::optional<std::string> column_for(Layout& layout, const std::string& name,
                                      const std::string& wanted, const Said& said) {
  const Table& table = *find_table(layout, name);
  if (const Column* column = column_of(table, wanted)) return column->name;
  if (table.of_tenant && layout.model.tenancy && layout.model.tenancy->entity == wanted)
    return "tenant_id";
  const std::vector<Step> way = way_to(layout, name, wanted);
  if (way.empty()) {
    const Column* column = find_column(table, column_name(wanted));
    return column == nullptr ? std::nullopt : std::optional(column->name);
  }
  const Table& last = *find_table(layout, way.back().table);
  std::string column = last.foreign_keys[way.back().key].columns.back();
  for (std::size_t i = way.size() - 1; i-- > 0;)
    column = carry(layout, way[i], column, said);
  return column;
}

}  // namespace mimar::design::relational
