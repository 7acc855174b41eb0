#pragma once
// Random text search dictionaries and configurations.

#include "model/database.h"
#include "support/random.h"

namespace mimar::support {

void add_random_text_search(model::Objects& objects, Random& random);

}  // namespace mimar::support
