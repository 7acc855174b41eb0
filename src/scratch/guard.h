#pragma once
// What stops a statement on a scratch server: Ctrl-C, a time limit that scripts cannot lift, a disk
// that runs full.

#include <chrono>
#include <string>

#include "engine/postgres/connection.h"
#include "world/world.h"

namespace mimar::scratch {

engine::postgres::Guard scratch_guard(world::World& world, const std::string& folder,
                                      std::chrono::seconds limit);

}  // namespace mimar::scratch
