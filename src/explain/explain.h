#pragma once
// EXPLAIN (FORMAT JSON) as values (PostgreSQL manual: Using EXPLAIN).

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mimar::explain {

struct Node {
  std::string type, relation, schema, alias, index, filter, condition;
  double startup_cost = 0, total_cost = 0, plan_rows = 0;
  double actual_ms = 0, actual_rows = 0, loops = 0;  // 0 without ANALYZE
  double rows_removed = 0;
  std::uint64_t shared_hit = 0, shared_read = 0;
  std::vector<Node> children;
};

struct Plan {
  Node root;
  double planning_ms = 0, execution_ms = 0;
};

Result<Plan> parse(std::string_view json);
std::string to_text(const Plan& plan);  // the familiar indented text, timings rounded
bool uses_index(const Plan& plan, std::string_view index);

// Where the time goes, one sentence each: "Seq Scan on orders reads 200,000 rows to return 12".
std::vector<std::string> observations(const Plan& plan);

}  // namespace mimar::explain
