#include "base/graph.h"
#include "synthesis/calendar.h"
#include "synthesis/layout.h"
#include "synthesis/synthesis.h"

namespace mimar::synthesis {
namespace {

constexpr int most_rounds = 4;  // each table that is found to hold fewer rows limits its children
constexpr std::string_view fixed_today = "2026-01-01";

struct Edge {
  std::size_t child = 0, parent = 0;
  std::size_t holder = 0;  // whose key it is: the child, or a partition of it
  const model::ForeignKey* key = nullptr;
  bool nullable = false;
};

bool nullable(const model::Table& table, const model::ForeignKey& key) {
  const auto may_be_null = [&](const std::string& column) {
    const model::Column* found = model::find_column(table, column);
    return found != nullptr && !found->not_null;
  };
  return key.match_full ? std::all_of(key.columns.begin(), key.columns.end(), may_be_null)
                        : std::any_of(key.columns.begin(), key.columns.end(), may_be_null);
}

// Foreign keys between different tables; those of partitions count for the root that is filled.
std::vector<Edge> edges(const model::Database& database) {
  std::vector<Edge> found;
  for (std::size_t child = 0; child < database->tables.size(); ++child) {
    const model::Table& table = database->tables[child];
    std::size_t root = child;
    while (database->tables[root].partition_of) {
      const std::size_t parent =
          table_position(database, database->tables[root].partition_of->parent);
      if (parent == none) break;
      root = parent;
    }
    for (const model::ForeignKey& key : table.foreign_keys) {
      const std::size_t parent = table_position(database, key.referenced_table);
      if (parent != none && parent != root)
        found.push_back({root, parent, child, &key, nullable(table, key)});
    }
  }
  return found;
}

// Nullable foreign keys inside a cycle do not constrain the order: their columns stay empty where
// the parent comes later.
std::vector<std::size_t> load_order(std::size_t tables, const std::vector<Edge>& edges) {
  Graph all(tables);
  for (const Edge& edge : edges)
    all.must_run(edge.parent, edge.child);
  const Order order = topological_order(all);
  if (order.cycles.empty()) return order.nodes;
  std::vector<std::size_t> cycle_of(tables, none);
  for (std::size_t i = 0; i < order.cycles.size(); ++i) {
    for (std::size_t table : order.cycles[i])
      cycle_of[table] = i;
  }
  Graph required(tables);
  for (const Edge& edge : edges) {
    const bool inside =
        cycle_of[edge.child] != none && cycle_of[edge.child] == cycle_of[edge.parent];
    if (!edge.nullable || !inside) required.must_run(edge.parent, edge.child);
  }
  return topological_order(required).nodes;
}

bool is_filled(const model::Table& table) {
  return !table.partition_of;
}

TablePlan wanted(const model::Name& table, const model::Statistics& rows,
                 const Reserved& reserved) {
  TablePlan planned;
  planned.table = table;
  const auto stated = rows.tables.find(table);
  planned.rows = stated == rows.tables.end() ? assumed_rows : stated->second.rows;
  const auto further = reserved.find(table);
  planned.reserved = further == reserved.end() ? 0 : further->second;
  return planned;
}

// None where nothing is known of any column.
std::shared_ptr<const model::Statistics> shape_of(const model::Statistics& rows) {
  const bool known = std::any_of(rows.tables.begin(), rows.tables.end(),
                                 [](const auto& table) { return !table.second.columns.empty(); });
  return known ? std::make_shared<const model::Statistics>(rows) : nullptr;
}

// Parents with fewer rows than asked for leave less room for children; twice around settles what
// cycles leave open.
void settle_limits(Recipes& recipes, Layout& layout, const std::vector<std::size_t>& order,
                   Plan& plan) {
  plan.tables.clear();
  plan.not_filled.clear();
  plan.not_kept.clear();
  for (std::size_t table : order) {
    if (layout.loaded_as[table] == none) continue;
    const Recipe& recipe = recipes.of(table);
    Layout::Limit limit{recipe.limit, recipe.limited_by};
    if (layout.limits[table].rows < limit.rows) limit = layout.limits[table];
    TablePlan planned;
    planned.table = recipe.table.name;
    planned.rows = std::min(layout.rows[table], limit.rows);
    planned.reserved = limit.rows - planned.rows;
    planned.limited_by = limit.reason;
    for (std::size_t i = 0; i < recipe.columns.size(); ++i) {
      if (recipe.columns[i].written) planned.columns.push_back(recipe.table.columns[i].name);
    }
    layout.rows[table] = planned.rows;
    layout.reserved[table] = planned.reserved;
    plan.not_filled.insert(plan.not_filled.end(), recipe.notes.begin(), recipe.notes.end());
    plan.not_kept.insert(plan.not_kept.end(), recipe.not_kept.begin(), recipe.not_kept.end());
    if (limit.rows == 0 && recipe.rows > 0)
      plan.not_filled.push_back(planned.table.text() + ": no rows; " + limit.reason);
    plan.tables.push_back(std::move(planned));
  }
}

// Why a table has fewer rows is known in the round that cut it.
void keep_reasons(Plan& plan, const Plan& before) {
  for (std::size_t i = 0; i < plan.tables.size() && i < before.tables.size(); ++i) {
    if (plan.tables[i].limited_by.empty()) plan.tables[i].limited_by = before.tables[i].limited_by;
  }
  for (const std::string& note : before.not_filled) {
    if (std::find(plan.not_filled.begin(), plan.not_filled.end(), note) == plan.not_filled.end())
      plan.not_filled.push_back(note);
  }
}

}  // namespace

Layout layout_of(const model::Database& database, const Plan& plan) {
  Layout layout;
  const std::size_t tables = database->tables.size();
  layout.rows.assign(tables, 0);
  layout.reserved.assign(tables, 0);
  layout.loaded_as.assign(tables, none);
  layout.limits.resize(tables);
  for (std::size_t i = 0; i < plan.tables.size(); ++i) {
    const std::size_t table = table_position(database, plan.tables[i].table);
    if (table == none) continue;
    layout.rows[table] = plan.tables[i].rows;
    layout.reserved[table] = plan.tables[i].reserved;
    layout.loaded_as[table] = i;
  }
  layout.statistics = plan.shape.get();
  layout.today =
      parse_timestamp(plan.today.empty() ? fixed_today : plan.today).value_or(0) / seconds_per_day;
  return layout;
}

namespace {

Plan settled(const model::Database& database, const model::Statistics& rows, std::string_view today,
             const Reserved& reserved, bool tried) {
  const std::vector<Edge> keys = edges(database);
  const std::vector<std::size_t> order = load_order(database->tables.size(), keys);
  Plan plan;
  plan.today = today;
  plan.shape = shape_of(rows);
  for (std::size_t table : order) {
    if (is_filled(database->tables[table]))
      plan.tables.push_back(wanted(database->tables[table].name, rows, reserved));
  }
  Layout layout = layout_of(database, plan);
  Recipes recipes(database, layout);
  settle_limits(recipes, layout, order, plan);
  const auto settle_again = [&] {
    const Plan before = plan;
    settle_limits(recipes, layout, order, plan);
    keep_reasons(plan, before);
  };
  settle_again();
  std::vector<std::string> notes;
  if (tried) notes = try_rows(recipes, layout);
  for (int round = 0; round < most_rounds && layout.limited; ++round) {
    settle_again();
    notes = try_rows(recipes, layout);
  }
  plan.not_filled.insert(plan.not_filled.end(), notes.begin(), notes.end());
  for (const Edge& edge : keys) {
    const bool late = layout.loaded_as[edge.parent] != none &&
                      layout.loaded_as[edge.child] != none &&
                      layout.loaded_as[edge.parent] > layout.loaded_as[edge.child];
    if (late && !edge.nullable)
      plan.late.push_back({database->tables[edge.holder].name, edge.key->name});
  }
  return plan;
}

}  // namespace

Plan plan(const model::Database& database, const model::Statistics& rows, std::string_view today,
          const Reserved& reserved) {
  return settled(database, rows, today, reserved, true);
}

Plan outline(const model::Database& database, const model::Statistics& rows) {
  return settled(database, rows, fixed_today, {}, false);
}

}  // namespace mimar::synthesis
