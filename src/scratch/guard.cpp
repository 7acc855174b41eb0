#include "scratch/guard.h"

#include <fmt/core.h>
#include <sys/statvfs.h>

#include "base/text.h"

namespace mimar::scratch {
namespace {

constexpr std::uint64_t spare_bytes = std::uint64_t{512} << 20;

bool nearly_full(const std::string& folder) {
  struct statvfs facts {};
  return statvfs(folder.c_str(), &facts) == 0 &&
         std::uint64_t{facts.f_bavail} * facts.f_frsize < spare_bytes;
}

}  // namespace

engine::postgres::Guard scratch_guard(world::World& world, const std::string& folder,
                                      std::chrono::seconds limit) {
  return [&world, folder, limit](std::chrono::milliseconds running) -> Result<void> {
    if (world.interrupted()) return fail(ErrorKind::interrupted, "interrupted");
    if (running > limit) {
      Error error{ErrorKind::database,
                  fmt::format("stopped after {} s on the scratch server", limit.count()),
                  {},
                  "57014",
                  {},
                  {}};
      error.hint = "scratch servers are for small data; does this statement end?";
      return fail(error);
    }
    if (nearly_full(folder)) {
      return fail(ErrorKind::environment,
                  "disk nearly full: less than " + text::bytes(spare_bytes) + " left for " + folder,
                  "free some space, or set MIMAR_TMPDIR to a folder on another disk");
    }
    return {};
  };
}

}  // namespace mimar::scratch
