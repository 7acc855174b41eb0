#pragma once
// EXPLAIN (FORMAT JSON) as values (PostgreSQL manual: Using EXPLAIN).

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mimar::explain {

struct Node {
  std::string type, relation, schema, alias, index, filter, condition;
  std::string join_type, strategy, direction, relationship,
      subplan;  // "Left", "Hashed", "Backward", "Inner", "SubPlan 1"
  std::vector<std::string> sort_keys, group_keys;
  std::string sort_method;  // "external merge"
  double sort_kb = 0;       // memory or disk, see sort_on_disk
  bool sort_on_disk = false;
  double hash_batches = 0;  // more than 1: the hash table went to disk
  double startup_cost = 0, total_cost = 0, plan_rows = 0;
  double actual_ms = 0, actual_rows = 0,
         loops = 0;         // 0 without ANALYZE; per loop, as PostgreSQL counts
  double rows_removed = 0;  // by filter, join filter or recheck; per loop
  std::uint64_t shared_hit = 0, shared_read = 0;  // 8 kB blocks, children included
  std::vector<Node> children;
};

struct Plan {
  Node root;
  double planning_ms = 0, execution_ms = 0;
  bool analyzed() const { return root.loops > 0 || execution_ms > 0; }
};

// The output of EXPLAIN (FORMAT JSON [, ANALYZE, BUFFERS]). Errors: ErrorKind::input when it is not
// that.
Result<Plan> parse(std::string_view json);
std::string to_text(const Plan& plan);  // the familiar indented text, timings rounded
bool uses_index(const Plan& plan, std::string_view index);

// The rows that the conditions of the statement let through, before aggregates and LIMIT fold them
// and anti joins take them away. 0: it met nothing, and its figures say nothing about a search that
// finds something or a change that changes something.
double rows_met(const Plan& plan);

// Where the time goes, one sentence each: "Seq Scan on orders reads 200,000 rows to return 12". The
// most telling first.
std::vector<std::string> observations(const Plan& plan);

}  // namespace mimar::explain
