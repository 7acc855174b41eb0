#pragma once
// Graphviz, wrapped: DOT text in, coordinates out. The only includer of its headers.

#include <optional>
#include <string>

#include "emit/erd/layout.h"

namespace mimar::emit::erd {

struct Placed {
  double width = 0, height = 0;
  std::vector<Point> centres;              // of nodes n0, n1, ...
  std::vector<std::vector<Point>> curves;  // of edges with the ids e0, e1, ...; from tail to head
};

// Nodes are named n<i>, edges have id=e<i>. Points are pixels, y downwards. Errors:
// ErrorKind::environment when Graphviz or its `dot` layout is not there.
Result<Placed> place(const std::string& dot, std::size_t nodes, std::size_t edges);

}  // namespace mimar::emit::erd
