#pragma once
// Random domains, composite types, range types and collations.

#include "model/database.h"
#include "support/random.h"

namespace mimar::support {

// Always the domain public.positive over integer; the others by chance.
void add_random_types(model::Objects& objects, Random& random);

}  // namespace mimar::support
