#include "base/text.h"

#include "explain/explain.h"

namespace mimar::explain {
namespace {

// "Hash Left Join", "HashAggregate", "Index Scan Backward": the names of the text format.
std::string title(const Node& node) {
  std::string title = node.type;
  if (node.type == "Aggregate") {
    if (node.strategy == "Hashed") title = "HashAggregate";
    if (node.strategy == "Sorted") title = "GroupAggregate";
  }
  if (node.type == "Nested Loop" && node.join_type != "Inner" && !node.join_type.empty())
    title += " " + node.join_type + " Join";
  if (node.type == "Hash Join" || node.type == "Merge Join") {
    if (node.join_type != "Inner" && !node.join_type.empty()) {
      title = node.type.substr(0, node.type.find(' ')) + " " + node.join_type + " Join";
    }
  }
  if (node.direction == "Backward") title += " Backward";
  if (!node.index.empty() && node.type != "Bitmap Index Scan") title += " using " + node.index;
  const std::string& on = node.type == "Bitmap Index Scan" ? node.index : node.relation;
  if (!on.empty()) title += " on " + on;
  if (!node.alias.empty() && node.alias != node.relation && !node.relation.empty())
    title += " " + node.alias;
  return title;
}

std::string figures(const Node& node, bool analyzed) {
  std::string text = fmt::format("  (cost={:.2f}..{:.2f} rows={:.0f})", node.startup_cost,
                                 node.total_cost, node.plan_rows);
  if (!analyzed) return text;
  if (node.loops < 1) return text + " (never executed)";
  return text + fmt::format(" (actual time={:.3f} rows={:.0f} loops={:.0f})", node.actual_ms,
                            node.actual_rows, node.loops);
}

void append_details(std::string& out, const Node& node, const std::string& indent) {
  const auto line = [&](std::string_view label, const std::string& value) {
    if (!value.empty()) out += indent + std::string(label) + ": " + value + "\n";
  };
  line("Sort Key", text::join(node.sort_keys, ", "));
  if (!node.sort_method.empty()) {
    line("Sort Method", fmt::format("{}  {}: {:.0f}kB", node.sort_method,
                                    node.sort_on_disk ? "Disk" : "Memory", node.sort_kb));
  }
  line("Group Key", text::join(node.group_keys, ", "));
  line("Cond", node.condition);
  line("Filter", node.filter);
  if (node.rows_removed > 0) line("Rows Removed", fmt::format("{:.0f}", node.rows_removed));
  if (node.hash_batches > 1) line("Hash Batches", fmt::format("{:.0f}", node.hash_batches));
}

void append_node(std::string& out, const Node& node, std::size_t depth, bool analyzed) {
  const std::string indent(depth == 0 ? 0 : 2 + (depth - 1) * 6, ' ');
  const std::string inside(depth == 0 ? 2 : indent.size() + 6, ' ');
  if (!node.subplan.empty()) out += indent + node.subplan + "\n";
  out += indent + (depth == 0 ? "" : "->  ") + title(node) + figures(node, analyzed) + "\n";
  append_details(out, node, inside);
  for (const Node& child : node.children)
    append_node(out, child, depth + 1, analyzed);
}

bool node_uses(const Node& node, std::string_view index) {
  if (node.index == index) return true;
  return std::any_of(node.children.begin(), node.children.end(),
                     [&](const Node& child) { return node_uses(child, index); });
}

}  // namespace

std::string to_text(const Plan& plan) {
  const bool analyzed = plan.analyzed();
  std::string out;
  append_node(out, plan.root, 0, analyzed);
  const std::uint64_t hit = plan.root.shared_hit, read = plan.root.shared_read;
  if (hit + read > 0) out += fmt::format("Buffers: shared hit={} read={}\n", hit, read);
  if (analyzed) {
    out += fmt::format("Planning Time: {:.3f} ms\nExecution Time: {:.3f} ms\n", plan.planning_ms,
                       plan.execution_ms);
  }
  return out;
}

bool uses_index(const Plan& plan, std::string_view index) {
  return node_uses(plan.root, index);
}

}  // namespace mimar::explain
