// What is unique, and within what. Ignoring case it is an index over lower(); among rows that are
// not deleted a partial one.

#include <algorithm>

#include <fmt/core.h>

#include "base/text.h"
#include "design/relational/carry.h"
#include "design/relational/naming.h"
#include "design/relational/rules.h"

namespace mimar::design::relational {
namespace {

bool is_text(const Column& column) {
  return column.type.starts_with("text") && column.type.find("[]") == std::string::npos;
}

// Scope first, so that the index serves lists within it, too.
std::optional<Names> columns_of(Layout& layout, const std::string& table, const Uniqueness& rule) {
  Names columns;
  const auto add = [&](const std::string& name) {
    const auto column = column_for(layout, table, name, rule.said);
    if (!column) return false;
    if (!contains(columns, *column)) columns.push_back(*column);
    return true;
  };
  for (const auto* list : {&rule.within, &rule.attributes})
    for (const std::string& name : *list)
      if (!add(name)) {
        layout.questions.push_back(
            fmt::format("«{}» is to be unique in {}, but it is no attribute of {} and nothing it "
                        "belongs to: what is meant?",
                        name, table, with_article(rule.entity)));
        return std::nullopt;
      }
  return columns;
}

void within_tenant(Layout& layout, const Table& table, const Uniqueness& rule, Names& columns) {
  if (!table.of_tenant || contains(columns, "tenant_id")) return;
  columns.insert(columns.begin(), "tenant_id");
  if (!rule.within.empty()) return;  // within something of the tenant's
  layout.questions.push_back(fmt::format(
      "Is {} of {} unique in the whole world? It is within a tenant, so that one tenant does not "
      "learn from an error what another one has.",
      text::join(rule.attributes, ", "), table.name));
}

std::string why_unique(const Uniqueness& rule) {
  return fmt::format("{} tells one {} from another{}", text::join(rule.attributes, " and "),
                     rule.entity,
                     rule.within.empty() ? "" : " within " + text::join(rule.within, " and "));
}

void add_index(Layout& layout, Table& table, const Uniqueness& rule, const Names& columns) {
  Index index;
  Names parts;
  index.unique = true;
  index.columns = columns;
  index.where = alive(table);
  for (const std::string& name : columns) {
    const bool folded = rule.ignoring_case && is_text(*find_column(table, name)) &&
                        find_column(table, name)->attribute != "" &&
                        std::find(rule.attributes.begin(), rule.attributes.end(),
                                  find_column(table, name)->attribute) != rule.attributes.end();
    index.keys.push_back(folded ? fmt::format("lower({})", quoted(name)) : quoted(name));
    parts.push_back(folded ? name + "_lower" : name);
  }
  index.name = take(layout, table.name + "_" + joined(parts) + "_key");
  index.why = why_unique(rule);
  if (rule.ignoring_case) index.why += ", however it is written: over lower()";
  if (!index.where.empty()) index.why += ", among the rows that are not deleted";
  index.said = rule.said;
  table.indexes.push_back(index);
}

void add_constraint(Table& table, const Uniqueness& rule, const Names& columns) {
  for (Unique& unique : table.uniques)
    if (unique.columns == columns) return add_said(unique.said, rule.said);
  Unique unique;
  unique.columns = columns;
  unique.name = constraint_name(table, joined(columns), "key");
  unique.why = why_unique(rule);
  unique.said = rule.said;
  table.uniques.push_back(unique);
}

void add_unique(Layout& layout, const Uniqueness& rule) {
  const Table* found = table_of(layout, rule.entity);
  if (found == nullptr) return;
  const std::string name = found->name;
  auto columns = columns_of(layout, name, rule);
  if (!columns) return;
  Table& table = *find_table(layout, name);
  within_tenant(layout, table, rule, *columns);
  const auto folds = [&](const std::string& column) {
    return is_text(*find_column(table, column));
  };
  const bool ignoring = rule.ignoring_case && std::any_of(columns->begin(), columns->end(), folds);
  if (ignoring || !alive(table).empty())
    add_index(layout, table, rule, *columns);
  else if (*columns == table.key)
    add_said(table.said, rule.said);
  else
    add_constraint(table, rule, *columns);
}

}  // namespace

std::string alive(const Table& table) {
  const Column* column = find_column(table, "deleted_at");
  return column != nullptr && !column->required ? "deleted_at IS NULL" : "";
}

namespace {

bool is_referenced(const Layout& layout, const Table& table, const Unique& unique) {
  for (const Table& other : layout.tables)
    for (const ForeignKey& key : other.foreign_keys)
      if (key.table == table.name && key.referenced == unique.columns) return true;
  return false;
}

// A partial index cannot be deferred, an exclusion constraint over equality can.
void as_exclusion(Layout& layout, Table& table, const Unique& unique) {
  Exclusion exclusion;
  exclusion.name = take(layout, unique.name);
  exclusion.columns = unique.columns;
  std::vector<std::string> parts, present;
  for (const std::string& column : unique.columns) {
    parts.push_back(quoted(column) + " WITH =");
    present.push_back(quoted(column) + " IS NOT NULL");
  }
  exclusion.rows = text::join(present, " AND ");
  exclusion.body = fmt::format("USING btree ({}) WHERE ({}) DEFERRABLE INITIALLY DEFERRED",
                               text::join(parts, ", "), alive(table));
  exclusion.why = unique.why + "; among the rows that are not deleted";
  exclusion.said = unique.said;
  table.exclusions.push_back(exclusion);
}

void as_index(Layout& layout, Table& table, const Unique& unique) {
  Index index;
  index.unique = true;
  index.name = take(layout, unique.name);
  index.columns = unique.columns;
  for (const std::string& column : unique.columns)
    index.keys.push_back(quoted(column));
  index.where = alive(table);
  index.why = unique.why + ", among the rows that are not deleted";
  index.said = unique.said;
  table.indexes.push_back(index);
}

}  // namespace

void count_the_living(Layout& layout) {
  for (Table& table : layout.tables) {
    if (alive(table).empty()) continue;
    std::vector<Unique> kept;
    for (const Unique& unique : table.uniques) {
      if (contains(unique.columns, "id") || is_referenced(layout, table, unique))
        kept.push_back(unique);
      else if (unique.deferrable)
        as_exclusion(layout, table, unique);
      else
        as_index(layout, table, unique);
    }
    table.uniques = kept;
  }
}

void add_uniques(Layout& layout) {
  for (const Uniqueness& rule : layout.model.uniques)
    add_unique(layout, rule);
}

}  // namespace mimar::design::relational
