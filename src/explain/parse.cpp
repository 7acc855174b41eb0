#include <nlohmann/json.hpp>

#include "explain/explain.h"

namespace mimar::explain {
namespace {

using Json = nlohmann::json;

std::string text(const Json& node, const char* key) {
  const auto found = node.find(key);
  return found != node.end() && found->is_string() ? found->get<std::string>() : std::string();
}

double number(const Json& node, const char* key) {
  const auto found = node.find(key);
  return found != node.end() && found->is_number() ? found->get<double>() : 0;
}

std::uint64_t blocks(const Json& node, const char* key) {
  return static_cast<std::uint64_t>(std::max(0.0, number(node, key)));
}

std::vector<std::string> list(const Json& node, const char* key) {
  std::vector<std::string> items;
  const auto found = node.find(key);
  if (found == node.end() || !found->is_array()) return items;
  for (const Json& item : *found) {
    if (item.is_string()) items.push_back(item.get<std::string>());
  }
  return items;
}

std::string condition(const Json& node) {
  for (const char* key :
       {"Index Cond", "Hash Cond", "Merge Cond", "Join Filter", "Recheck Cond", "TID Cond"}) {
    if (std::string found = text(node, key); !found.empty()) return found;
  }
  return {};
}

void read_names(Node& made, const Json& node) {
  made.type = text(node, "Node Type");
  made.relation = text(node, "Relation Name");
  made.schema = text(node, "Schema");
  made.alias = text(node, "Alias");
  made.index = text(node, "Index Name");
  made.filter = text(node, "Filter");
  made.condition = condition(node);
  made.join_type = text(node, "Join Type");
  made.strategy = text(node, "Strategy");
  made.direction = text(node, "Scan Direction");
  made.relationship = text(node, "Parent Relationship");
  made.subplan = text(node, "Subplan Name");
  made.sort_keys = list(node, "Sort Key");
  made.group_keys = list(node, "Group Key");
}

void read_figures(Node& made, const Json& node) {
  made.startup_cost = number(node, "Startup Cost");
  made.total_cost = number(node, "Total Cost");
  made.plan_rows = number(node, "Plan Rows");
  made.actual_ms = number(node, "Actual Total Time");
  made.actual_rows = number(node, "Actual Rows");
  made.loops = number(node, "Actual Loops");
  made.rows_removed = number(node, "Rows Removed by Filter") +
                      number(node, "Rows Removed by Join Filter") +
                      number(node, "Rows Removed by Index Recheck");
  made.shared_hit = blocks(node, "Shared Hit Blocks");
  made.shared_read = blocks(node, "Shared Read Blocks");
  made.sort_method = text(node, "Sort Method");
  made.sort_kb = number(node, "Sort Space Used");
  made.sort_on_disk = text(node, "Sort Space Type") == "Disk";
  made.hash_batches = number(node, "Hash Batches");
}

Node read_node(const Json& node) {
  Node made;
  read_names(made, node);
  read_figures(made, node);
  const auto children = node.find("Plans");
  if (children == node.end() || !children->is_array()) return made;
  for (const Json& child : *children) {
    if (child.is_object()) made.children.push_back(read_node(child));
  }
  return made;
}

}  // namespace

Result<Plan> parse(std::string_view json) {
  Json parsed = Json::parse(json, nullptr, false);
  if (parsed.is_array() && !parsed.empty()) parsed = Json(parsed.front());
  const bool is_plan = parsed.is_object() && parsed.contains("Plan") &&
                       parsed["Plan"].is_object() && !text(parsed["Plan"], "Node Type").empty();
  if (!is_plan) {
    return fail(
        ErrorKind::input, "this is not the output of EXPLAIN (FORMAT JSON)",
        "run EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) and pass on what it prints, and nothing else");
  }
  Plan plan;
  plan.root = read_node(parsed["Plan"]);
  plan.planning_ms = number(parsed, "Planning Time");
  plan.execution_ms = number(parsed, "Execution Time");
  return plan;
}

}  // namespace mimar::explain
