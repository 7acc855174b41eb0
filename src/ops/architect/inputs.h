#pragma once
// `Files:` to what the review works on: one schema and the queries on it.

#include <string>
#include <vector>

#include "model/database.h"
#include "model/query.h"
#include "ops/architect/task.h"
#include "read/source.h"
#include "world/world.h"

namespace mimar::ops::architect {

struct Inputs {
  read::Reading schema;
  std::vector<model::Query> queries;
  std::string
      source;  // the schema as `mimar inspect` takes it; "" when it is made of several files
};

// Relative paths start at `folder`. What the grammar of this build cannot read is read through
// `server` (scratch::Options::binaries), where that knows it. Errors: nothing there, no schema
// among the files, more than one live database.
Result<Inputs> read_inputs(const std::vector<Item>& files, const std::string& folder,
                           const std::string& server, world::World& world);

}  // namespace mimar::ops::architect
