#pragma once
// The whole picture: every group laid out by itself, framed where there are several, and the frames
// packed side by side. Edges between groups are not drawn as lines: in a large database they would
// hide the rest; each end says where the other one is.

#include <string>
#include <vector>

#include "emit/erd/groups.h"
#include "emit/erd/layout.h"

namespace mimar::emit::erd {

struct Frame {
  Box box;
  std::string title;
  std::size_t tables = 0, colour = 0;
  double title_size = 0;  // of its font; larger in larger pictures, to be read from afar
  bool section = false;   // holds other frames
};

struct Arrangement {
  Layout layout;  // a curve without points: an edge between groups
  std::vector<Frame> frames;
  double title_size = 0;
};

Result<Arrangement> arrange(const Grouping& grouping, const std::vector<Shape>& shapes,
                            const std::vector<Link>& links, double stub);

}  // namespace mimar::emit::erd
