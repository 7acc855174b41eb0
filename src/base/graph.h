#pragma once
// Directed graphs over indices 0..n-1, deterministic: ties are broken by the smaller index.

#include <cstddef>
#include <vector>

namespace mimar {

class Graph {
 public:
  explicit Graph(std::size_t size) : successors_(size) {}
  std::size_t size() const { return successors_.size(); }
  void must_run(std::size_t first, std::size_t then);  // duplicates and self-edges are ignored
  const std::vector<std::size_t>& after(std::size_t node) const { return successors_[node]; }

 private:
  std::vector<std::vector<std::size_t>> successors_;
};

struct Order {
  std::vector<std::size_t> nodes;                 // all nodes; edges that close a cycle are not honoured
  std::vector<std::vector<std::size_t>> cycles;   // strongly connected components larger than one
};

// Kahn's algorithm; among ready nodes the smallest index first. In a cycle the smallest index is released first.
Order topological_order(const Graph& graph);

}  // namespace mimar
