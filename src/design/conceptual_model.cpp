#include "design/conceptual_model.h"

#include <algorithm>

namespace mimar::design {

const Entity* find_entity(const ConceptualModel& model, const std::string& name) {
  const auto found = std::ranges::find(model.entities, name, &Entity::name);
  return found == model.entities.end() ? nullptr : &*found;
}

const Attribute* find_attribute(const Entity& entity, const std::string& name) {
  const auto found = std::ranges::find(entity.attributes, name, &Attribute::name);
  return found == entity.attributes.end() ? nullptr : &*found;
}

bool is_figure(Access::Kind kind) {
  using enum Access::Kind;
  return kind == count || kind == sum || kind == average || kind == minimum || kind == maximum;
}

}  // namespace mimar::design
