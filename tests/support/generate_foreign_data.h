#pragma once
// A foreign data wrapper, servers, user mappings and foreign tables for the random databases of
// generate.h.

#include "model/database.h"
#include "support/random.h"

namespace mimar::support {

void add_random_foreign_data(model::Objects& objects, Random& random);

}  // namespace mimar::support
