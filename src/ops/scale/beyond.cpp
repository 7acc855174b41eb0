// Partitions and shards, as they are told.
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "ops/scale/scale.h"

namespace mimar::ops::scale {
namespace {

using design::growth::Distribution;
using design::growth::Obstacle;
using design::growth::Partitioned;
using design::growth::Placed;
using design::growth::Placement;
using Json = nlohmann::ordered_json;

std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string code(const std::string& sql, bool markdown) {
  return markdown ? "```sql\n" + sql + "```\n" : sql;
}

std::string partition_words(const std::vector<Partitioned>& partitions, bool markdown) {
  std::string result;
  for (const Partitioned& one : partitions) {
    result +=
        one.method.empty()
            ? fmt::format("{}: {}.\n", one.table.text(), one.why)
            : fmt::format("{} by {} ({}){}: {}.\n", one.table.text(), one.method, one.column,
                          one.interval.empty() ? "" : ", a partition a " + one.interval, one.why);
    for (const std::string& change : one.changes)
      result += "- " + change + ".\n";
    if (one.sql.empty()) continue;
    result += "\n" + code(one.sql, markdown);
    if (!one.upkeep.empty())
      result += "\nLater, before each period:\n\n" + code(one.upkeep, markdown);
    result += "\n";
  }
  if (!partitions.empty())
    result +=
        "The statements lock the table while they run. What refers to it is filled in one UPDATE: "
        "of "
        "many rows do that in batches, before. Privileges and publications of the table are given "
        "again by hand.\n";
  return result;
}

std::string placed_words(const Distribution& plan) {
  std::string result;
  for (const Placement placement :
       {Placement::distributed, Placement::reference, Placement::local}) {
    for (const Placed& placed : plan.tables)
      if (placed.placement == placement)
        result += fmt::format("- {}{}: {} ({})\n", name(placement),
                              placed.column.empty() ? "" : " by " + placed.column,
                              placed.table.text(), placed.why);
  }
  return result;
}

std::string distribution_words(const Distribution& plan, bool due, bool markdown) {
  if (!plan.unclear.empty())
    return due ? "Sharding is due, and there is no plan for it: " + plan.unclear + ".\n" : "";
  std::string result = due ? "Within these years no single primary is enough. "
                           : "Not due within these years; this is what it would take. ";
  result += fmt::format("The tenants are the rows of {}; {:.0f} % of the tables lead to it.\n\n",
                        plan.tenant->text(), 100 * plan.reached);
  result += placed_words(plan);
  if (!plan.obstacles.empty()) {
    result += "\nWhat has to change:\n\n";
    for (const Obstacle& obstacle : plan.obstacles)
      result += fmt::format("- {} {}: {}{}\n", obstacle.object, obstacle.what, obstacle.change,
                            obstacle.by_hand ? " (by hand)" : "");
  }
  for (const std::string& remark : plan.remarks)
    result += "- " + remark + "\n";
  if (due) result += "\n" + code(distribution_sql(plan), markdown);
  return result + (due ? "" : "\nThe statements are in citus.sql of --out, and in the JSON.\n");
}

}  // namespace

std::string partition_sql(const std::vector<Partitioned>& partitions) {
  std::string sql;
  for (const Partitioned& one : partitions)
    if (!one.sql.empty())
      sql += "-- " + one.table.text() + ": " + one.why + "\nBEGIN;\n" + one.sql + "COMMIT;\n" +
             (one.upkeep.empty() ? "" : "-- later, before each period:\n") +
             (one.upkeep.empty() ? "" : "-- " + text::replace_all(one.upkeep, "\n-- ", "\n--   "));
  return sql;
}

std::string distribution_sql(const Distribution& plan) {
  if (!plan.unclear.empty() || plan.distribute.empty()) return {};
  std::string sql;
  if (!plan.checks.empty()) {
    sql += "-- Rows that refer to another tenant's: each of these must return none.\n";
    for (const std::string& check : plan.checks)
      sql += check + ";\n";
  }
  if (!plan.changes.empty())
    sql += "\n-- What has to change; PostgreSQL runs it without Citus.\nBEGIN;\n" + plan.changes +
           "COMMIT;\n";
  return sql + "\n-- On the coordinator of a Citus cluster. Not checked: there was no Citus.\n" +
         plan.distribute;
}

Section partition_section(const std::vector<Partitioned>& partitions) {
  Json json = Json::array();
  for (const Partitioned& one : partitions)
    json.push_back({{"table", one.table.text()},
                    {"method", one.method},
                    {"column", one.column},
                    {"interval", one.interval},
                    {"partitions", one.partitions},
                    {"why", one.why},
                    {"changes", one.changes},
                    {"sql", one.sql},
                    {"upkeep", one.upkeep}});
  return {partition_words(partitions, false), partition_words(partitions, true), dumped(json)};
}

Section distribution_section(const Distribution& plan, bool due) {
  Json tables = Json::array(), obstacles = Json::array();
  for (const Placed& placed : plan.tables)
    tables.push_back({{"table", placed.table.text()},
                      {"placement", name(placed.placement)},
                      {"column", placed.column},
                      {"why", placed.why}});
  for (const Obstacle& obstacle : plan.obstacles)
    obstacles.push_back({{"object", obstacle.object},
                         {"what", obstacle.what},
                         {"change", obstacle.change},
                         {"by_hand", obstacle.by_hand}});
  const Json json = {{"due", due},
                     {"unclear", plan.unclear},
                     {"tenant", plan.tenant ? Json(plan.tenant->text()) : Json()},
                     {"reached", plan.reached},
                     {"tables", std::move(tables)},
                     {"obstacles", std::move(obstacles)},
                     {"remarks", plan.remarks},
                     {"checks", plan.checks},
                     {"changes", plan.changes},
                     {"distribute", plan.distribute},
                     {"verdict", "not_checked"}};
  return {distribution_words(plan, due, false), distribution_words(plan, due, true), dumped(json)};
}

}  // namespace mimar::ops::scale
