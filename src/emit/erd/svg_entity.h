#pragma once
// One table: a header and rows, each in columns of the widths its content needs.

#include <string>
#include <vector>

#include "emit/erd/diagram.h"
#include "emit/erd/layout.h"

namespace mimar::emit::erd {

struct Columns {
  double tags = 0, names = 0, types = 0, nulls = 0, elsewhere = 0;
  double width() const;
};

Columns measure(const Diagram& diagram, const Entity& entity);
Shape shape_of(const Entity& entity, const Columns& columns);

// What an entity is drawn with. `anchors`: it and its references to other groups can be jumped to.
struct Look {
  const Diagram& diagram;
  const std::vector<std::size_t>& colour_of;
  const std::vector<std::string>& links;  // of every entity; "" for none
  bool anchors = false;
};

std::string entity_text(std::size_t number, const Columns& columns, const Box& box,
                        const Look& look);

}  // namespace mimar::emit::erd
