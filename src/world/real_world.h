#pragma once
// The machine itself. One per process is enough; thread-confined like its Progress.

#include <memory>

#include "world/signals.h"
#include "world/world.h"

namespace mimar::world {

// `progress` must outlive the World. Temporary directories made through it are removed with it.
std::unique_ptr<World> make_real_world(Progress& progress);

}  // namespace mimar::world
