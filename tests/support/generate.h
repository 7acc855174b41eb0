#pragma once
// Databases for property tests: every small one, and random ones of every kind and attribute. All
// of them are accepted by PostgreSQL 15. Comparison forms are left to model::build (the text) or to
// sql::canonicalise.

#include <cstdint>
#include <vector>

#include "model/database.h"
#include "support/random.h"

namespace mimar::support {

// Every schema of at most two tables with at most two columns over a small alphabet of features.
std::vector<model::Database> all_small();

// Objects of different seeds share names, so that two of them differ in parts and not only in the
// whole.
model::Objects random_objects(std::uint64_t seed);
model::Database random_database(std::uint64_t seed);

// A few edits: things dropped, changed, moved.
model::Objects mutated(model::Objects objects, std::uint64_t seed);

// The same objects in another order.
model::Objects shuffled(model::Objects objects, std::uint64_t seed);

}  // namespace mimar::support
