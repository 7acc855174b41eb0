#pragma once
// The conceptual model as a diagram: entities with what they have, and how many of each belong to
// how many of the other.

#include "design/conceptual_model.h"
#include "emit/erd/diagram.h"

namespace mimar::ops::designing {

// A many-to-many relationship whose pairs have attributes is drawn as the entity that holds them.
// The schema of what is drawn is its context.
emit::erd::Diagram concept_diagram(const design::ConceptualModel& model);
// A frame for each context, where there are several.
std::vector<emit::erd::NamedGroup> contexts_of(const emit::erd::Diagram& diagram);

}  // namespace mimar::ops::designing
