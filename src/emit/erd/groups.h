#pragma once
// Which entities of a diagram stand together. Schemas first; a schema too large to read at once
// falls into communities of its foreign keys, with names that begin alike as a weaker hint.

#include <cstddef>
#include <string>
#include <vector>

#include "emit/erd/diagram.h"

namespace mimar::emit::erd {

struct Group {
  std::string name;
  std::vector<std::size_t> members;  // entities, in their order
  std::size_t colour = 0;
};

// A line of the legend: what a colour stands for.
struct Shade {
  std::string name;
  std::size_t colour = 0, tables = 0;
};

// Groups in one frame: those of one schema, where there are several schemas.
struct Section {
  std::string name;  // empty: its groups stand for themselves
  std::vector<std::size_t> groups;
};

struct Grouping {
  std::vector<Section> sections;
  std::vector<Group> groups;
  std::vector<std::size_t> group_of, colour_of;  // one per entity
  std::vector<Shade> legend;                     // empty where all have one colour
  bool framed = false;                           // a small diagram is one group that nobody frames
};

Grouping group(const Diagram& diagram, const Options& options);

}  // namespace mimar::emit::erd
