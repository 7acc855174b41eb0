#pragma once
// Groups of nodes that have more to do with each other than with the rest: greedy modularity,
// moving nodes and then merging (Blondel et al., "Fast unfolding of communities in large networks",
// 2008). Whole numbers only and ties broken by the smaller index, so that every machine finds the
// same.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace mimar::emit::erd {

struct Tie {
  std::size_t a = 0, b = 0;  // a tie of a node to itself counts for nothing
  std::int64_t weight = 1;   // at least 1, at most a million
};

// The community of every node, numbered in the order of their smallest members. A node without ties
// is alone. `resolution` 1 is plain modularity; more of it gives smaller communities.
std::vector<std::size_t> communities(std::size_t nodes, const std::vector<Tie>& ties,
                                     std::int64_t resolution = 1);

}  // namespace mimar::emit::erd
