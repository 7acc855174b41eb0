#pragma once
// Conceptual models written by hand, for tests of what is made of them.

#include <string>
#include <utility>
#include <vector>

#include "design/conceptual_model.h"

namespace mimar::support {

inline design::Attribute attribute(std::string name, design::ValueKind kind,
                                   bool optional = false) {
  design::Attribute made;
  made.name = std::move(name);
  made.kind = kind;
  made.optional = optional;
  made.said = {0};
  return made;
}

inline design::Attribute choice(std::string name, std::vector<std::string> choices) {
  design::Attribute made = attribute(std::move(name), design::ValueKind::choice);
  made.choices = std::move(choices);
  return made;
}

inline design::Entity entity(std::string name, std::string plural,
                             std::vector<design::Attribute> attributes) {
  design::Entity made;
  made.name = std::move(name);
  made.plural = std::move(plural);
  made.attributes = std::move(attributes);
  made.said = {0};
  return made;
}

// "A `one` has many `many`", each of which has one.
inline design::Relationship has_many(std::string one, std::string many, bool owned = false) {
  design::Relationship made;
  made.verb = "has";
  made.from = {std::move(one), "", false, true};
  made.to = {std::move(many), "", true, false};
  made.owned = owned;
  made.said = {0};
  return made;
}

inline design::Relationship many_to_many(std::string verb, std::string from, std::string to,
                                         std::string through = {}) {
  design::Relationship made;
  made.verb = std::move(verb);
  made.from = {std::move(from), "", true, false};
  made.to = {std::move(to), "", true, false};
  made.through = std::move(through);
  made.said = {0};
  return made;
}

}  // namespace mimar::support
