#pragma once
// The conceptual model as a diagram: entities with what they have, and how many of each belong to
// how many of the other.

#include "design/conceptual_model.h"
#include "emit/erd/diagram.h"

namespace mimar::ops::designing {

// A many-to-many relationship whose pairs have attributes is drawn as the entity that holds them.
emit::erd::Diagram concept_diagram(const design::ConceptualModel& model);

}  // namespace mimar::ops::designing
