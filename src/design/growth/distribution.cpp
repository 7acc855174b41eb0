#include "design/growth/distribution.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/core.h>

#include "base/graph.h"
#include "base/text.h"
#include "design/growth/distribution_changes.h"
#include "design/growth/tenant_paths.h"
#include "model/quote.h"

namespace mimar::design::growth {
namespace {

constexpr double large_reference = 1e6;  // rows that are copied to each node

// What most tables call the tenant's key.
std::string usual_column(const std::map<model::Name, TenantPath>& paths,
                         const model::Table& tenant) {
  std::map<std::string, std::size_t> votes;
  for (const auto& [table, path] : paths)
    if (!path.column.empty()) ++votes[path.column];
  std::string best;
  for (const auto& [column, count] : votes)
    if (best.empty() || count > votes[best]) best = column;
  if (!best.empty()) return best;
  std::string singular = tenant.name.name;
  if (singular.ends_with("ies")) {
    singular.replace(singular.size() - 3, 3, "y");
  } else if (singular.ends_with("s")) {
    singular.pop_back();
  }
  return singular + "_id";
}

class Planner {
 public:
  Planner(const model::Database& database, const model::Table& tenant,
          const model::Statistics& statistics)
      : database_(database),
        tenant_(tenant),
        statistics_(statistics),
        paths_(tenant_paths(database, tenant)),
        usual_(usual_column(paths_, tenant)) {}

  Distribution plan() {
    Distribution result;
    result.tenant = tenant_.name;
    result.tenant_key = tenant_.primary_key->columns[0];
    place(result);
    ChangesWanted wanted{database_, tenant_, paths_, result};
    plan_changes(wanted);
    result.distribute = calls(result);
    remarks(result);
    return result;
  }

 private:
  void place(Distribution& result) const {
    std::size_t counted = 0, reaching = 1;
    std::map<model::Name, Placed> placed;
    for (const model::Table& table : database_->tables) {
      if (table.partition_of) continue;
      ++counted;
      Placed& one = placed[table.name];
      one.table = table.name;
      if (table.name == tenant_.name) {
        one.placement = Placement::distributed;
        one.column = tenant_.primary_key->columns[0];
        one.why = "its rows are the tenants";
        continue;
      }
      const auto path = paths_.find(table.name);
      if (path == paths_.end()) continue;
      reaching += 1;
      if (inherits(table)) {
        one.why = "it inherits or is inherited from, which Citus does not distribute";
        continue;
      }
      if (path->second.nullable) {
        one.why = "rows may be without a tenant: a column on the way to " + tenant_.name.text() +
                  " may be NULL";
        continue;
      }
      one.placement = Placement::distributed;
      one.column = path->second.column.empty() ? usual_ : path->second.column;
      one.why = path->second.column.empty()
                    ? "it leads to the tenants in " + std::to_string(path->second.steps) + " steps"
                    : "it has the tenant's key";
    }
    references(placed);
    for (auto& [name, one] : placed)
      result.tables.push_back(std::move(one));
    result.reached = counted > 0 ? static_cast<double>(reaching) / static_cast<double>(counted) : 0;
  }

  bool inherits(const model::Table& table) const {
    return !table.inherits.empty() ||
           std::any_of(database_->tables.begin(), database_->tables.end(), [&](const auto& other) {
             return std::find(other.inherits.begin(), other.inherits.end(), table.name) !=
                    other.inherits.end();
           });
  }

  // What distributed and reference tables refer to is needed on each node.
  void references(std::map<model::Name, Placed>& placed) const {
    for (bool again = true; again;) {
      again = false;
      for (const model::Table& table : database_->tables) {
        const auto from = placed.find(table.name);
        if (from == placed.end() || from->second.placement == Placement::local) continue;
        for (const model::ForeignKey& key : table.foreign_keys) {
          const auto to = placed.find(key.referenced_table);
          if (to == placed.end() || to->second.placement != Placement::local) continue;
          to->second.placement = Placement::reference;
          if (!to->second.why.empty()) to->second.why += "; ";
          to->second.why += table.name.text() + " refers to it";
          again = true;
        }
      }
    }
    for (auto& [name, one] : placed)
      if (one.placement == Placement::local && one.why.empty())
        one.why = "it neither leads to the tenants nor is referred to by what does";
  }

  // What is referred to comes first.
  std::string calls(const Distribution& result) const {
    Graph order(result.tables.size());
    std::map<model::Name, std::size_t> at;
    for (std::size_t i = 0; i < result.tables.size(); ++i)
      at[result.tables[i].table] = i;
    for (const model::Table& table : database_->tables)
      for (const model::ForeignKey& key : table.foreign_keys)
        if (at.contains(table.name) && at.contains(key.referenced_table))
          order.must_run(at[key.referenced_table], at[table.name]);
    const std::string tenant = model::quote_literal(model::quote_name(tenant_.name));
    std::string first, then;
    for (const std::size_t i : topological_order(order).nodes) {
      const Placed& one = result.tables[i];
      const std::string table = model::quote_literal(model::quote_name(one.table));
      if (one.placement == Placement::reference)
        first += "SELECT create_reference_table(" + table + ");\n";
      if (one.placement != Placement::distributed) continue;
      const std::string call =
          "SELECT create_distributed_table(" + table + ", " + model::quote_literal(one.column);
      if (one.table == tenant_.name) {
        first += call + ", shard_count => 64);\n";
      } else {
        then += call + ", colocate_with => " + tenant + ");\n";
      }
    }
    return "CREATE EXTENSION IF NOT EXISTS citus;\n" + first + then;
  }

  void remarks(Distribution& result) const {
    for (const Placed& one : result.tables) {
      const auto known = statistics_.tables.find(one.table);
      if (known == statistics_.tables.end()) continue;
      if (one.placement == Placement::reference &&
          static_cast<double>(known->second.rows) > large_reference)
        result.remarks.push_back(
            fmt::format("{} would be copied to each node with {} rows; give it the tenant's key if "
                        "its rows are of one tenant",
                        one.table.text(), text::thousands(known->second.rows)));
      const auto column = known->second.columns.find(one.column);
      if (one.placement != Placement::distributed || column == known->second.columns.end() ||
          one.table == tenant_.name || column->second.most_common_freqs.empty())
        continue;
      const double top = column->second.most_common_freqs[0];
      if (top > 0.1)
        result.remarks.push_back(
            fmt::format("the largest tenant has {:.0f} % of the rows of {}: its shard is the one "
                        "that fills first; isolate_tenant_to_new_shard gives it one of its own",
                        100 * top, one.table.text()));
    }
  }

  const model::Database& database_;
  const model::Table& tenant_;
  const model::Statistics& statistics_;
  const std::map<model::Name, TenantPath> paths_;
  const std::string usual_;
};

}  // namespace

std::string_view name(Placement placement) {
  constexpr std::array<std::string_view, 3> names{"distributed", "reference", "local"};
  return names[static_cast<std::size_t>(placement)];
}

Distribution distribution(const model::Database& database, const std::optional<model::Name>& tenant,
                          const model::Statistics& statistics) {
  Distribution result;
  const model::Table* table = tenant ? model::find_table(database, *tenant) : find_tenant(database);
  if (table == nullptr) {
    result.unclear = tenant ? "there is no table " + tenant->text()
                            : "no table is called after a word for tenants and referred to by "
                              "others; --tenant names it";
    return result;
  }
  result.tenant = table->name;
  if (!table->primary_key || table->primary_key->columns.size() != 1) {
    result.unclear = table->name.text() + " has no primary key of one column to distribute by";
    return result;
  }
  if (tenant_paths(database, *table).empty()) {
    result.unclear = "no other table leads to " + table->name.text() + " by foreign keys";
    return result;
  }
  return Planner(database, *table, statistics).plan();
}

}  // namespace mimar::design::growth
