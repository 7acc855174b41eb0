#include "ops/architect/roles.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace mimar::ops::architect {
namespace {

std::string list_targets(const std::vector<const model::ForeignKey*>& keys) {
  std::vector<std::string> names;
  for (const model::ForeignKey* key : keys)
    names.push_back("`" + key->referenced_table.name + "`");
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return text::join(names, " and ");
}

// The foreign keys whose columns all lie inside the primary key.
std::vector<const model::ForeignKey*> keys_inside_primary(const model::Table& table) {
  std::vector<const model::ForeignKey*> inside;
  if (!table.primary_key) return inside;
  const auto& primary = table.primary_key->columns;
  for (const model::ForeignKey& key : table.foreign_keys) {
    const bool all =
        std::all_of(key.columns.begin(), key.columns.end(), [&](const std::string& column) {
          return std::find(primary.begin(), primary.end(), column) != primary.end();
        });
    if (all) inside.push_back(&key);
  }
  return inside;
}

std::size_t referenced_by(const model::Table& table, const model::Database& database) {
  std::size_t count = 0;
  for (const model::Table& other : database->tables) {
    if (other.partition_of || other.name == table.name) continue;
    for (const model::ForeignKey& key : other.foreign_keys)
      count += key.referenced_table == table.name ? 1 : 0;
  }
  return count;
}

bool has_time_column(const model::Table& table) {
  return std::any_of(table.columns.begin(), table.columns.end(), [](const model::Column& column) {
    return column.not_null && column.type.name.name.starts_with("timestamp");
  });
}

bool aggregates(const model::Query& query) {
  return (query.aggregates && !query.has_limit) || !query.group.empty();
}

}  // namespace

Role role_of(const model::Table& table, const model::Database& database) {
  if (table.partition_of)
    return {"partition", "it holds part of `" + table.partition_of->parent.name + "`"};
  const auto inside = keys_inside_primary(table);
  std::set<model::Name> targets;
  std::size_t covered = 0;
  for (const model::ForeignKey* key : inside) {
    targets.insert(key->referenced_table);
    covered += key->columns.size();
  }
  const std::size_t referenced = referenced_by(table, database);
  if (inside.size() >= 2 && covered >= table.primary_key->columns.size()) {
    return {"join table", "its primary key is made of the foreign keys to " + list_targets(inside)};
  }
  if (inside.size() == 1 && covered < table.primary_key->columns.size()) {
    return {"detail", "its primary key extends the one of " + list_targets(inside)};
  }
  if (table.foreign_keys.empty() && referenced > 0 && table.columns.size() <= 4) {
    return {"reference list",
            "it is small, refers to nothing, and " +
                text::count(referenced, "foreign key points", "foreign keys point") + " at it"};
  }
  if (referenced == 0 && !table.foreign_keys.empty() && has_time_column(table) &&
      !table.primary_key) {
    return {"event log", "nothing refers to it, and it has a time but no key"};
  }
  if (referenced == 0 && table.foreign_keys.empty())
    return {"stand-alone", "no foreign key leads to it or away from it"};
  return {"entity",
          referenced > 0
              ? text::count(referenced, "foreign key points", "foreign keys point") + " at it"
              : "it has a key of its own and refers to " +
                    text::count(table.foreign_keys.size(), "table")};
}

std::size_t queries_on(const Architecture& architecture, const model::Name& table) {
  std::size_t count = 0;
  for (const model::Query& query : architecture.queries) {
    count += std::any_of(query.relations.begin(), query.relations.end(),
                         [&](const model::Name& name) {
                           return name.name == table.name &&
                                  (name.schema.empty() || name.schema == table.schema);
                         })
                 ? 1
                 : 0;
  }
  return count;
}

PatternReading pattern_of(const Architecture& architecture) {
  std::size_t analytic = 0, lookups = 0, writes = 0;
  for (const model::Query& query : architecture.queries) {
    if (query.kind != model::Query::Kind::select) {
      ++writes;
    } else if (aggregates(query)) {
      ++analytic;
    } else {
      ++lookups;
    }
  }
  if (architecture.queries.empty()) return {Pattern::unknown, "no queries were given"};
  const std::string reason =
      fmt::format("{}, {}, {}", text::count(lookups, "look-up"), text::count(analytic, "aggregate"),
                  text::count(writes, "write"));
  if (analytic == 0) return {Pattern::oltp, reason};
  return {lookups + writes == 0 ? Pattern::olap : Pattern::hybrid, reason};
}

std::string_view name(Pattern pattern) {
  switch (pattern) {
    case Pattern::unknown: return "not known";
    case Pattern::oltp: return "OLTP";
    case Pattern::olap: return "OLAP";
    case Pattern::hybrid: return "hybrid (OLTP with reporting)";
  }
  return "";
}

}  // namespace mimar::ops::architect
