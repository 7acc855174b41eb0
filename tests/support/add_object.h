#pragma once
// What the generators share: an object of a definition, and comments by chance.

#include "model/database.h"
#include "support/random.h"

namespace mimar::support {

inline void add_object(model::Objects& objects, model::Definition definition,
                       model::Comment comment = {}) {
  model::OtherObject object;
  object.kind = model::kind_of(definition);
  object.name = model::identity_of(definition);
  object.definition = std::move(definition);
  object.comment = std::move(comment);
  objects.others.push_back(std::move(object));
}

inline model::Comment random_comment(Random& random) {
  return random.chance(30) ? model::Comment("what it's \"for\"") : std::nullopt;
}

}  // namespace mimar::support
