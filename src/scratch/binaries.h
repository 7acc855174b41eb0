#pragma once
// Finds initdb and postgres.

#include <string>

#include "world/world.h"

namespace mimar::scratch {

struct Binaries {
  std::string initdb, postgres;  // absolute paths
  std::string version;           // "15.20"
};

// `option`, then $MIMAR_PG_BIN, are folders that must have them or a version, as "17", looked for
// where distributions and tools/servers install it; without either the highest
// supported version in the places where distributions install it, then pg_config --bindir, then
// PATH. Errors: ErrorKind::environment with what to install; ErrorKind::unsupported when only
// servers older than 14 are there.
Result<Binaries> find_binaries(world::World& world, const std::string& option);

}  // namespace mimar::scratch
