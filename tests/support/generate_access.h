#pragma once
// Policies, publications, owners and privileges for the random databases of generate.h.

#include "model/database.h"
#include "support/random.h"

namespace mimar::support {

void add_random_policy(model::Objects& objects, Random& random, const model::Table& table);
void add_random_publication(model::Objects& objects, Random& random);
void add_random_access(model::Objects& objects, Random& random);

}  // namespace mimar::support
