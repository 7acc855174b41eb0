#include "emit/erd/communities.h"

#include <algorithm>
#include <map>

namespace mimar::emit::erd {
namespace {

// One level: nodes are tables at first, communities of the level before later.
struct Network {
  std::vector<std::map<std::size_t, std::int64_t>> neighbours;  // without the node itself
  std::vector<std::int64_t> strength;  // all ties of a node, those inside a merged one twice
  std::int64_t total = 0;              // of strength
};

Network network(std::size_t nodes, const std::vector<Tie>& ties) {
  Network result;
  result.neighbours.resize(nodes);
  result.strength.assign(nodes, 0);
  for (const Tie& tie : ties) {
    if (tie.a == tie.b) continue;
    result.neighbours[tie.a][tie.b] += tie.weight;
    result.neighbours[tie.b][tie.a] += tie.weight;
    result.strength[tie.a] += tie.weight;
    result.strength[tie.b] += tie.weight;
    result.total += 2 * tie.weight;
  }
  return result;
}

class Level {
 public:
  Level(const Network& network, std::int64_t resolution)
      : network_(network), resolution_(resolution), strength_(network.strength) {
    for (std::size_t i = 0; i < network.strength.size(); ++i)
      home_.push_back(i);
  }

  // Moves every node to where it is drawn most, until none wants to move. The bound is for safety:
  // gains only grow, so that passes end by themselves.
  bool settle() {
    bool moved_any = false;
    for (int pass = 0; pass < 100; ++pass) {
      bool moved = false;
      for (std::size_t node = 0; node < home_.size(); ++node)
        moved |= move(node);
      if (!moved) break;
      moved_any = true;
    }
    return moved_any;
  }

  const std::vector<std::size_t>& home() const { return home_; }

 private:
  bool move(std::size_t node) {
    std::map<std::size_t, std::int64_t> drawn;
    for (const auto& [other, weight] : network_.neighbours[node])
      drawn[home_[other]] += weight;
    const std::size_t from = home_[node];
    const std::int64_t own = network_.strength[node];
    strength_[from] -= own;
    const auto gain = [&](std::size_t to, std::int64_t weight) {
      return weight * network_.total - resolution_ * own * strength_[to];
    };
    std::size_t best = from;
    std::int64_t most = gain(from, drawn.count(from) > 0 ? drawn[from] : 0);
    for (const auto& [to, weight] : drawn) {
      if (const std::int64_t here = gain(to, weight); here > most) {
        most = here;
        best = to;
      }
    }
    strength_[best] += own;
    home_[node] = best;
    return best != from;
  }

  const Network& network_;
  std::int64_t resolution_;
  std::vector<std::int64_t> strength_;  // of every community
  std::vector<std::size_t> home_;
};

// Numbers from 0 in the order in which they first appear.
std::vector<std::size_t> renumbered(const std::vector<std::size_t>& numbers) {
  std::map<std::size_t, std::size_t> seen;
  std::vector<std::size_t> result;
  for (const std::size_t number : numbers)
    result.push_back(seen.emplace(number, seen.size()).first->second);
  return result;
}

Network merged(const Network& network, const std::vector<std::size_t>& home, std::size_t count) {
  Network result;
  result.neighbours.resize(count);
  result.strength.assign(count, 0);
  result.total = network.total;
  for (std::size_t node = 0; node < home.size(); ++node) {
    result.strength[home[node]] += network.strength[node];
    for (const auto& [other, weight] : network.neighbours[node]) {
      if (home[other] != home[node]) result.neighbours[home[node]][home[other]] += weight;
    }
  }
  return result;
}

}  // namespace

std::vector<std::size_t> communities(std::size_t nodes, const std::vector<Tie>& ties,
                                     std::int64_t resolution) {
  std::vector<std::size_t> result;
  for (std::size_t i = 0; i < nodes; ++i)
    result.push_back(i);
  Network current = network(nodes, ties);
  while (true) {
    Level level(current, resolution);
    if (!level.settle()) break;
    const std::vector<std::size_t> home = renumbered(level.home());
    std::size_t count = 0;
    for (const std::size_t number : home)
      count = std::max(count, number + 1);
    for (std::size_t& number : result)
      number = home[number];
    current = merged(current, home, count);
  }
  return renumbered(result);
}

}  // namespace mimar::emit::erd
