#include "base/graph.h"

namespace mimar {
namespace {

TEST(Graph, OrdersByEdgesThenByIndex) {
  Graph graph(4);
  graph.must_run(3, 0);
  graph.must_run(2, 1);
  EXPECT_EQ(topological_order(graph).nodes, (std::vector<std::size_t>{2, 1, 3, 0}));
}

TEST(Graph, NamesCyclesAndStillListsEveryNode) {
  Graph graph(4);
  graph.must_run(0, 1);
  graph.must_run(1, 2);
  graph.must_run(2, 1);
  graph.must_run(2, 3);
  const Order order = topological_order(graph);
  EXPECT_EQ(order.cycles, (std::vector<std::vector<std::size_t>>{{1, 2}}));
  EXPECT_EQ(order.nodes, (std::vector<std::size_t>{0, 1, 2, 3}));
}

}  // namespace
}  // namespace mimar
