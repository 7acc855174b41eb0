#pragma once
// The cached cluster every scratch server is copied from: initdb runs once per server version.

#include <string>

#include "scratch/binaries.h"

namespace mimar::scratch {

struct Template {
  std::string folder;          // holds data/ and the password
  std::string data;            // the cluster, stopped; never started in place
  std::string admin_password;  // of mimar_admin, the superuser no user SQL ever runs as
  bool fresh = false;          // made by this call
};

// Where Mimar keeps what it can make again.
std::string cache_folder(world::World& world);

// Lives in $MIMAR_CACHE, $XDG_CACHE_HOME/mimar or ~/.cache/mimar; as root, and without a home, in a
// folder of the system. Safe against other Mimar processes doing the same. Errors:
// ErrorKind::environment, ErrorKind::interrupted.
Result<Template> cached_template(world::World& world, const Binaries& binaries);

// A template that does not start (a cleaner of old files took some) goes; the next cached_template
// makes a new one.
void discard(const Template& damaged);

}  // namespace mimar::scratch
