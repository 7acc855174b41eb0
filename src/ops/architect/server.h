#pragma once
// On which PostgreSQL a review is proved: the version that the task states, where it is installed.

#include <optional>
#include <string>

#include "ops/architect/task.h"
#include "world/world.h"

namespace mimar::ops::architect {

// "PostgreSQL 16.2 on RDS" -> 16; nullopt when no version is stated. Errors: ErrorKind::unsupported
// with the place when another engine, or a version that Mimar does not review, is stated.
Result<std::optional<int>> stated_version(const Task& task);

// What scratch::Options::binaries gets: `asked` when that is not "", else the stated version where
// it is on this machine, else "", the one that is found.
std::string choose_server(const std::string& asked, std::optional<int> stated, world::World& world);

// Why what was executed on `server_version` ("15.20") is not proven for the stated one, or "".
std::string version_gap(const std::string& server_version, std::optional<int> stated);

}  // namespace mimar::ops::architect
