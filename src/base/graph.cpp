#include "base/graph.h"

#include <algorithm>
#include <functional>
#include <set>

namespace mimar {
namespace {

// Tarjan's strongly connected components, those larger than one node, each sorted.
class Components {
 public:
  explicit Components(const Graph& graph)
      : graph_(graph), index_(graph.size(), 0), low_(graph.size(), 0), on_stack_(graph.size(), false) {
    for (std::size_t node = 0; node < graph.size(); ++node) {
      if (index_[node] == 0) visit(node);
    }
    std::sort(found_.begin(), found_.end());
  }
  std::vector<std::vector<std::size_t>> take() { return std::move(found_); }

 private:
  struct Frame {
    std::size_t node, next = 0;
  };

  // Iterative: schemas can chain thousands of objects.
  void visit(std::size_t start) {
    std::vector<Frame> frames{{start}};
    enter(start);
    while (!frames.empty()) {
      Frame& frame = frames.back();
      const auto& successors = graph_.after(frame.node);
      if (frame.next < successors.size()) {
        const std::size_t successor = successors[frame.next++];
        if (index_[successor] == 0) {
          enter(successor);
          frames.push_back({successor});
        } else if (on_stack_[successor]) {
          low_[frame.node] = std::min(low_[frame.node], index_[successor]);
        }
      } else {
        const std::size_t node = frame.node;
        frames.pop_back();
        if (!frames.empty()) low_[frames.back().node] = std::min(low_[frames.back().node], low_[node]);
        if (low_[node] == index_[node]) leave(node);
      }
    }
  }

  void enter(std::size_t node) {
    index_[node] = low_[node] = ++counter_;
    stack_.push_back(node);
    on_stack_[node] = true;
  }

  void leave(std::size_t root) {
    std::vector<std::size_t> component;
    for (std::size_t node = graph_.size(); node != root;) {
      node = stack_.back();
      stack_.pop_back();
      on_stack_[node] = false;
      component.push_back(node);
    }
    if (component.size() < 2) return;
    std::sort(component.begin(), component.end());
    found_.push_back(std::move(component));
  }

  const Graph& graph_;
  std::vector<std::size_t> index_, low_, stack_;
  std::vector<bool> on_stack_;
  std::size_t counter_ = 0;
  std::vector<std::vector<std::size_t>> found_;
};

}  // namespace

void Graph::must_run(std::size_t first, std::size_t then) {
  std::vector<std::size_t>& successors = successors_[first];
  if (first == then || std::find(successors.begin(), successors.end(), then) != successors.end()) return;
  successors.push_back(then);
}

Order topological_order(const Graph& graph) {
  Order order;
  order.cycles = Components(graph).take();
  std::vector<std::size_t> waiting_for(graph.size(), 0);
  for (std::size_t node = 0; node < graph.size(); ++node) {
    for (std::size_t successor : graph.after(node)) ++waiting_for[successor];
  }
  std::set<std::size_t> ready, waiting;
  for (std::size_t node = 0; node < graph.size(); ++node) (waiting_for[node] == 0 ? ready : waiting).insert(node);
  while (!ready.empty() || !waiting.empty()) {
    std::set<std::size_t>& source = ready.empty() ? waiting : ready;  // only cycles are left: release the smallest
    const std::size_t node = *source.begin();
    source.erase(source.begin());
    order.nodes.push_back(node);
    for (std::size_t successor : graph.after(node)) {
      if (--waiting_for[successor] == 0 && waiting.erase(successor) > 0) ready.insert(successor);
    }
  }
  return order;
}

}  // namespace mimar
