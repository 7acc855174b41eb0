// What an expert points at in a plan. Thresholds keep small plans quiet.

#include "base/text.h"
#include "explain/explain.h"

namespace mimar::explain {
namespace {

constexpr double few_rows = 1000;  // below, nothing is worth a sentence
constexpr double misestimate = 10;

struct Observation {
  double weight = 0;  // rows or kilobytes for nothing: orders the sentences
  std::string sentence;
};

std::string rows(double count) {
  return text::thousands(static_cast<std::uint64_t>(count + 0.5)) + (count == 1 ? " row" : " rows");
}

std::string place(const Node& node) {
  std::string place = node.type;
  if (!node.index.empty()) place += " using " + node.index;
  if (!node.relation.empty()) place += " on " + node.relation;
  return place;
}

void scans(const Node& node, std::vector<Observation>& found) {
  const double removed = node.rows_removed * node.loops, kept = node.actual_rows * node.loops;
  if (removed < few_rows || removed < 9 * kept) return;
  if (node.type == "Seq Scan") {
    found.push_back(
        {removed, fmt::format("{} reads {} to return {}", place(node), rows(removed + kept),
                              text::thousands(static_cast<std::uint64_t>(kept)))});
  } else {
    found.push_back({removed, fmt::format("{} throws away {} by its filter and keeps {}",
                                          place(node), rows(removed), rows(kept))});
  }
}

void sorts(const Node& node, std::vector<Observation>& found) {
  if (!node.sort_on_disk) return;
  found.push_back({node.sort_kb * 10,
                   fmt::format("Sort by {} does not fit in work_mem and writes {} to disk",
                               text::join(node.sort_keys, ", "),
                               text::bytes(static_cast<std::uint64_t>(node.sort_kb * 1024)))});
}

void hashes(const Node& node, std::vector<Observation>& found) {
  if (node.hash_batches <= 1) return;
  found.push_back(
      {node.actual_rows,
       fmt::format("Hash of {} is split into {:.0f} batches because it does not fit in work_mem",
                   rows(node.actual_rows), node.hash_batches)});
}

void estimates(const Node& node, std::vector<Observation>& found) {
  if (node.loops < 1) return;
  const double planned = std::max(node.plan_rows, 1.0), actual = std::max(node.actual_rows, 1.0);
  const double factor = std::max(planned / actual, actual / planned);
  if (factor < misestimate || std::max(planned, actual) * node.loops < few_rows / 10) return;
  found.push_back({std::max(planned, actual),
                   fmt::format("{} was expected to give {} and gave {}, off by {:.0f}×",
                               place(node), rows(node.plan_rows), rows(node.actual_rows), factor)});
}

// The side of a nested loop that runs once per outer row, read from start to end each time.
void repeated_scans(const Node& node, std::vector<Observation>& found) {
  if (node.type != "Nested Loop") return;
  for (const Node& child : node.children) {
    const double read = (child.actual_rows + child.rows_removed) * child.loops;
    if (child.relationship != "Inner" || child.type != "Seq Scan" || child.loops < 2 ||
        read < few_rows)
      continue;
    found.push_back(
        {read, fmt::format("Nested Loop scans the whole of {} {} times, {} in all", child.relation,
                           text::thousands(static_cast<std::uint64_t>(child.loops)), rows(read))});
  }
}

// Below a LIMIT rows are missing on purpose, and estimates for the whole are not wrong.
void observe(const Node& node, bool limited, std::vector<Observation>& found) {
  repeated_scans(node, found);
  scans(node, found);
  sorts(node, found);
  hashes(node, found);
  if (!limited) estimates(node, found);
  const bool blocking = node.type == "Sort" || node.type == "Aggregate" || node.type == "Hash";
  for (const Node& child : node.children)
    observe(child, node.type == "Limit" || (limited && !blocking), found);
}

}  // namespace

std::vector<std::string> observations(const Plan& plan) {
  if (!plan.analyzed()) return {};
  std::vector<Observation> found;
  observe(plan.root, false, found);
  std::stable_sort(found.begin(), found.end(),
                   [](const Observation& a, const Observation& b) { return a.weight > b.weight; });
  std::vector<std::string> sentences;
  for (Observation& observation : found) {
    const bool known =
        std::find(sentences.begin(), sentences.end(), observation.sentence) != sentences.end();
    if (!known) sentences.push_back(std::move(observation.sentence));
  }
  return sentences;
}

}  // namespace mimar::explain
