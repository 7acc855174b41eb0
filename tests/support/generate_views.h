#pragma once
// Sequences and views for the random databases of generate.h, over the tables that are there.

#include "model/database.h"
#include "support/random.h"

namespace mimar::support {

void add_random_sequences(model::Objects& objects, Random& random);
void add_random_views(model::Objects& objects, Random& random);

}  // namespace mimar::support
