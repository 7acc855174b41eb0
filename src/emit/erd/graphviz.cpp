#include "emit/erd/graphviz.h"

#include <algorithm>
#include <memory>

#include <graphviz/gvc.h>

namespace mimar::emit::erd {
namespace {

struct FreeContext {
  void operator()(GVC_t* context) const { gvFreeContext(context); }
};
struct CloseGraph {
  GVC_t* context = nullptr;
  void operator()(graph_t* graph) const {
    gvFreeLayout(context, graph);
    agclose(graph);
  }
};

// Graphviz would print its warnings; what matters shows in the result.
int say_nothing(char*) {
  return 0;
}

Point flipped(pointf point, double height) {
  return {point.x, height - point.y};
}

std::vector<Point> curve_of(edge_t* edge, double height) {
  std::vector<Point> points;
  const splines* route = ED_spl(edge);
  if (route == nullptr || route->size == 0) return points;
  const bezier& piece = route->list[0];
  for (std::size_t i = 0; i < static_cast<std::size_t>(piece.size); ++i)
    points.push_back(flipped(piece.list[i], height));
  return points;
}

}  // namespace

Result<Placed> place(const std::string& dot, std::size_t nodes, std::size_t edges) {
  agseterr(AGMAX);
  agseterrf(say_nothing);
  const std::unique_ptr<GVC_t, FreeContext> context(gvContext());
  graph_t* read = context ? agmemread(dot.c_str()) : nullptr;
  if (read == nullptr)
    return fail(ErrorKind::environment, "Graphviz cannot read a graph", "apt-get install libgvc6");
  if (gvLayout(context.get(), read, "dot") != 0) {
    agclose(read);
    return fail(ErrorKind::environment, "Graphviz has no `dot` layout",
                "apt-get install --reinstall libgvc6, or run `dot -c` as root");
  }
  const std::unique_ptr<graph_t, CloseGraph> graph(read, CloseGraph{context.get()});
  const boxf frame = GD_bb(read);
  Placed placed;
  placed.width = frame.UR.x;
  placed.height = frame.UR.y;
  placed.curves.resize(edges);
  for (std::size_t i = 0; i < nodes; ++i) {
    std::string name = "n" + std::to_string(i);
    node_t* node = agnode(read, name.data(), 0);
    placed.centres.push_back(flipped(ND_coord(node), placed.height));
  }
  std::string key = "id";
  for (node_t* node = agfstnode(read); node != nullptr; node = agnxtnode(read, node)) {
    for (edge_t* edge = agfstout(read, node); edge != nullptr; edge = agnxtout(read, edge)) {
      const std::string id = agget(edge, key.data());
      placed.curves[std::stoul(id.substr(1))] = curve_of(edge, placed.height);
    }
  }
  return placed;
}

}  // namespace mimar::emit::erd
