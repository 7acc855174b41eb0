#include "design/relational/gathering.h"

#include <fmt/core.h>

#include "design/relational/carry.h"

namespace mimar::design::relational {
namespace {

using Kind = Derivation::Kind;

// FROM and WHERE of the rows that belong to one of `table`.
struct Rows {
  std::string sql;
};

std::string on(const std::string& child, const ForeignKey& key, const std::string& parent) {
  return fmt::format("{}.{} = {}.{}", child, quoted(key.columns.back()), parent,
                     quoted(key.referenced.back()));
}

// Up from the rows that are gathered, table by table.
std::optional<Rows> by_references(const Layout& layout, const Table& table, const Table& gathered) {
  const std::vector<Step> way = way_to(layout, gathered.name, table.entity);
  if (way.empty()) return std::nullopt;
  std::string sql = fmt::format("FROM {} AS row0", full(layout, gathered.name));
  for (std::size_t i = 0; i + 1 < way.size(); ++i) {
    const ForeignKey& key = find_table(layout, way[i].table)->foreign_keys[way[i].key];
    const std::string below = fmt::format("row{}", i), above = fmt::format("row{}", i + 1);
    sql +=
        fmt::format(" JOIN {} AS {} ON {}", full(layout, key.table), above, on(below, key, above));
  }
  const ForeignKey& last = find_table(layout, way.back().table)->foreign_keys[way.back().key];
  return Rows{sql + " WHERE " + on(fmt::format("row{}", way.size() - 1), last, quoted(table.name))};
}

// Through a table of links.
std::optional<Rows> by_links(const Layout& layout, const Table& table, const Table& gathered) {
  for (const Table& links : layout.tables) {
    const ForeignKey *here = nullptr, *there = nullptr;
    for (const ForeignKey& key : links.foreign_keys) {
      if (here == nullptr && key.table == table.name && key.columns.back() != "tenant_id")
        here = &key;
      else if (key.table == gathered.name && key.columns.back() != "tenant_id")
        there = &key;
    }
    if (here == nullptr || there == nullptr) continue;
    return Rows{fmt::format("FROM {} AS links JOIN {} AS row0 ON {} WHERE {}",
                            full(layout, links.name), full(layout, gathered.name),
                            on("links", *there, "row0"), on("links", *here, quoted(table.name)))};
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> gathered(const Layout& layout, const Table& table,
                                    const Attribute& attribute) {
  const Derivation& derivation = *attribute.derived;
  const Table* of = table_of(layout, derivation.entity);
  if (of == nullptr) return std::nullopt;
  auto rows = by_references(layout, table, *of);
  if (!rows) rows = by_links(layout, table, *of);
  if (!rows) return std::nullopt;
  if (derivation.kind == Kind::count) return fmt::format("(SELECT count(*) {})", rows->sql);
  std::string value, nothing = "0";
  for (const std::string& name : derivation.attributes) {
    const Column* column = column_of(*of, name);
    if (column == nullptr) return std::nullopt;
    if (column->type == "interval") nothing = "interval '0'";
    value += (value.empty() ? "row0." : " * row0.") + quoted(column->name);
  }
  if (value.empty()) return std::nullopt;
  switch (derivation.kind) {
    case Kind::sum:
      return fmt::format("(SELECT coalesce(sum({}), {}) {})", value, nothing, rows->sql);
    case Kind::minimum: return fmt::format("(SELECT min({}) {})", value, rows->sql);
    case Kind::maximum: return fmt::format("(SELECT max({}) {})", value, rows->sql);
    case Kind::average: return fmt::format("(SELECT avg({}) {})", value, rows->sql);
    case Kind::concatenation:
      return fmt::format("(SELECT string_agg({0}::text, ', ' ORDER BY {0}) {1})", value, rows->sql);
    case Kind::product:
      return fmt::format("(SELECT coalesce(sum({}), {}) {})", value, nothing, rows->sql);
    default: return std::nullopt;
  }
}

}  // namespace mimar::design::relational
