#include "synthesis/volumes.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "synthesis/recipe.h"
#include "synthesis/synthesis.h"

namespace mimar::synthesis {
namespace {

constexpr std::uint64_t fewest_rows = 10;
constexpr std::size_t large_tables = 3;
constexpr double least_weight = 0.001;  // however far from the largest

// Table -> how many steps lead away from it to the end of its longest chain of parents.
class Depths {
 public:
  explicit Depths(const model::Database& database) : database_(database) {}

  std::size_t of(const model::Table& table) {
    const auto known = depths_.find(table.name);
    if (known != depths_.end()) return known->second;
    depths_[table.name] = 0;  // around a cycle: no deeper
    std::size_t depth = 0;
    for (const model::ForeignKey& key : with_partitions(database_, table).foreign_keys) {
      const model::Table* parent = model::find_table(database_, key.referenced_table);
      if (parent != nullptr && parent != &table) depth = std::max(depth, of(*parent) + 1);
    }
    return depths_[table.name] = depth;
  }

 private:
  const model::Database& database_;
  std::map<model::Name, std::size_t> depths_;
};

struct Weighed {
  const model::Table* table = nullptr;
  double weight = 0;  // relative to the largest
};

// The tables whose constraints leave room for that many rows, if all others had as many.
std::set<model::Name> roomy(const model::Database& database, std::uint64_t rows) {
  model::Statistics everywhere;
  for (const model::Table& table : database->tables)
    everywhere.tables[table.name].rows = rows;
  std::set<model::Name> names;
  for (const TablePlan& table : outline(database, everywhere).tables)
    if (table.rows >= rows) names.insert(table.table);
  return names;
}

// The three that refer furthest, of those that can, get as many as each other: lines, events, links
// between things.
void weigh_by_depth(std::vector<Weighed>& tables, const model::Database& database,
                    std::uint64_t largest) {
  Depths depths(database);
  std::size_t deepest = 0;
  for (const Weighed& weighed : tables)
    deepest = std::max(deepest, depths.of(*weighed.table));
  for (Weighed& weighed : tables) {
    const std::size_t steps = deepest - depths.of(*weighed.table);
    weighed.weight = std::max(least_weight, std::pow(0.1, static_cast<double>(steps)));
  }
  const std::set<model::Name> able = roomy(database, largest);
  const auto rank = [&](const Weighed& weighed) {
    return std::tuple(!able.contains(weighed.table->name), -weighed.weight,
                      -static_cast<std::ptrdiff_t>(weighed.table->foreign_keys.size()));
  };
  std::stable_sort(tables.begin(), tables.end(),
                   [&](const Weighed& a, const Weighed& b) { return rank(a) < rank(b); });
  for (std::size_t i = 0; i < std::min(large_tables, tables.size()); ++i)
    tables[i].weight = 1;
  for (std::size_t i = large_tables; i < tables.size(); ++i)
    tables[i].weight = std::min(tables[i].weight, 0.3);
}

void weigh_by_rows(std::vector<Weighed>& tables, const model::Statistics& known) {
  std::uint64_t largest = 1;
  for (const auto& [name, statistics] : known.tables)
    largest = std::max(largest, statistics.rows);
  for (Weighed& weighed : tables) {
    const auto found = known.tables.find(weighed.table->name);
    const std::uint64_t rows = found == known.tables.end() ? 0 : found->second.rows;
    weighed.weight = static_cast<double>(rows) / static_cast<double>(largest);
  }
}

bool has_rows(const model::Statistics& known) {
  return std::any_of(known.tables.begin(), known.tables.end(),
                     [](const auto& table) { return table.second.rows > 0; });
}

}  // namespace

model::Statistics proportioned(const model::Database& database, std::uint64_t largest,
                               const model::Statistics& stated, const model::Statistics& known) {
  std::vector<Weighed> tables;
  for (const model::Table& table : database->tables)
    if (!table.partition_of) tables.push_back({&table, 0});
  const bool measured = has_rows(known);
  if (measured) {
    weigh_by_rows(tables, known);
  } else {
    weigh_by_depth(tables, database, largest);
  }
  model::Statistics rows;
  for (const Weighed& weighed : tables) {
    const double wanted = weighed.weight * static_cast<double>(largest);
    const std::uint64_t least =
        std::min(largest, measured && weighed.weight == 0 ? 0 : fewest_rows);
    rows.tables[weighed.table->name] = {
        std::max(static_cast<std::uint64_t>(wanted), least),
        measured ? "in proportion to pg_class.reltuples" : "in proportion"};
  }
  for (const auto& [name, statistics] : stated.tables)
    rows.tables[name] = statistics;
  return rows;
}

}  // namespace mimar::synthesis
