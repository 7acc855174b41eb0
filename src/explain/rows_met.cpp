#include <algorithm>
#include <array>

#include "explain/explain.h"

namespace mimar::explain {
namespace {

// What passes on or folds the rows below it; a change has its rows below it, too.
constexpr std::array<std::string_view, 11> above_the_rows{
    "ModifyTable", "Aggregate",    "Group",  "Limit",     "Sort", "Incremental Sort",
    "Gather",      "Gather Merge", "Unique", "WindowAgg", "Hash"};

bool is_part(const Node& child) {
  return child.relationship == "InitPlan" || child.relationship == "SubPlan";
}

double met(const Node& node);

// Which child holds the rows of which an anti join keeps those without a partner.
double met_by_anti_join(const Node& node) {
  const bool right = node.join_type.starts_with("Right");
  for (const Node& child : node.children) {
    if (child.relationship == (right ? "Inner" : "Outer")) return met(child);
  }
  return 0;
}

double met(const Node& node) {
  if (node.join_type.ends_with("Anti")) return met_by_anti_join(node);
  const bool above =
      std::find(above_the_rows.begin(), above_the_rows.end(), node.type) != above_the_rows.end();
  double below = 0;
  bool asks = false;  // a filter that asks a sub-query of each row, as NOT IN does
  for (const Node& child : node.children) {
    asks = asks || child.relationship == "SubPlan";
    if (above && !is_part(child)) below += met(child);
  }
  if (below > 0) return below;
  const double given = node.actual_rows * node.loops;
  if (above && !node.children.empty()) return node.type == "ModifyTable" ? 0 : below;
  return given > 0 || !asks ? given : node.rows_removed * node.loops;
}

}  // namespace

double rows_met(const Plan& plan) {
  return met(plan.root);
}

}  // namespace mimar::explain
