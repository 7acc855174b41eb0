#include "scratch/template.h"

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <thread>

#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/text.h"
#include "scratch/files.h"

namespace mimar::scratch {
namespace {

// A change of this recipe changes the name of the cached folder. One statement a line: they go to a
// single-user backend. Databases nobody needs only cost copying. The public schema belongs to
// whoever owns the database.
constexpr std::string_view recipe =
    "UPDATE pg_database SET datistemplate = false WHERE datname = 'template0'\n"
    "DROP DATABASE template0\n"
    "DROP DATABASE postgres\n"
    "REVOKE ALL ON DATABASE template1 FROM PUBLIC\n"
    "ALTER SCHEMA public OWNER TO pg_database_owner\n"
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC\n"
    "CREATE ROLE mimar_scripts NOLOGIN\n";

// As root the folder must let the server's account pass.
Result<void> open_cache(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(std::filesystem::path(folder).parent_path(), error);
  if (error) return system_error("cannot create the folders above " + folder, error.value());
  if (mkdir(folder.c_str(), geteuid() == 0 ? 0711 : 0700) != 0 && errno != EEXIST) {
    return system_error("cannot create the cache folder " + folder, errno);
  }
  if (is_our_folder(folder)) return {};
  return fail(ErrorKind::environment,
              "the cache folder " + folder + " is not a folder that only we can write",
              "remove it, or set MIMAR_CACHE to a folder of yours");
}

Result<void> run(world::World& world, world::Command command) {
  command.unprivileged = true;
  command.environment = {{"LC_ALL", "C"}, {"PGOPTIONS", ""}};
  const Result<world::Completed> completed = world.run(command);
  if (!completed) return tl::unexpected(completed.error());
  // A single-user backend goes on after an error and exits with 0.
  if (completed->exit_code == 0 && completed->errors.find("ERROR:") == std::string::npos) return {};
  const std::string said(text::trim(completed->errors));
  return fail(
      ErrorKind::environment,
      command.arguments.front() + " failed: " + text::replace_all(said.substr(0, 1000), "\n", "; "),
      geteuid() == 0
          ? "the account that runs the server must reach MIMAR_CACHE; is there space on the disk?"
          : "is there space on the disk?");
}

Result<void> initialise(world::World& world, const Binaries& binaries, const std::string& data) {
  world::Command command;
  command.arguments = {binaries.initdb,
                       "-D",
                       data,
                       "-U",
                       "mimar_admin",
                       "-E",
                       "UTF8",
                       "--locale=C.UTF-8",
                       "--no-sync",
                       "--no-instructions",
                       "--wal-segsize=1",
                       "--auth=trust"};
  const Result<void> done = run(world, command);
  if (done || done.error().message.find("locale") == std::string::npos) return done;
  command.arguments[7] = "--locale=C";  // systems without C.UTF-8
  return run(world, command);
}

Result<void> build(world::World& world, const Binaries& binaries, const std::string& folder) {
  const std::string data = folder + "/data";
  const std::string password = random_hex(16);
  if (auto made = make_server_folder(data); !made) return made;
  if (auto made = write_new_file(folder + "/password", password, 0600); !made) return made;
  if (auto done = initialise(world, binaries, data); !done) return done;
  world::Command command;
  command.arguments = {binaries.postgres, "--single", "-D", data, "-c", "fsync=off", "template1"};
  command.input = std::string(recipe) + "ALTER ROLE mimar_admin PASSWORD '" + password + "'\n";
  return run(world, command);
}

Result<FileLock> lock_cache(world::World& world, const std::string& path) {
  while (true) {
    if (auto lock = FileLock::try_lock(path, true)) return std::move(*lock);
    if (world.interrupted())
      return fail(ErrorKind::interrupted,
                  "interrupted while another process prepared the template");
    if (access(path.c_str(), W_OK) != 0) return system_error("cannot lock " + path, errno);
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

std::optional<Template> existing(const std::string& folder) {
  if (!is_our_folder(folder)) return std::nullopt;
  const Result<std::string> password = read_small_file(folder + "/password");
  if (!password || password->empty()) return std::nullopt;
  return Template{folder, folder + "/data", *password, false};
}

// Under the lock nobody builds: what is there was left by processes that were killed.
void remove_unfinished(world::World& world, const std::string& cache) {
  const Result<std::vector<world::Entry>> entries = world.list(cache);
  if (!entries) return;
  for (const world::Entry& entry : *entries) {
    const bool unfinished =
        entry.name.substr(0, 9) == "building-" || entry.name.find(".gone-") != std::string::npos;
    if (unfinished) remove_folder(cache + '/' + entry.name);
  }
}

// Builds under another name, then renames: a folder with the final name is complete.
Result<void> publish(world::World& world, const Binaries& binaries, const std::string& cache,
                     const std::string& folder) {
  const Result<std::string> building = make_unique_folder(cache + "/building-");
  if (!building) return tl::unexpected(building.error());
  const Result<void> built = build(world, binaries, *building);
  if (built && ::rename(building->c_str(), folder.c_str()) == 0) return {};
  const int reason = errno;
  remove_folder(*building);
  return built ? Result<void>(system_error("cannot rename to " + folder, reason)) : built;
}

}  // namespace

std::string cache_folder(world::World& world) {
  if (const auto named = world.environment("MIMAR_CACHE"); named && !named->empty()) {
    return std::filesystem::absolute(*named).string();
  }
  if (geteuid() == 0) return "/var/cache/mimar";
  if (const auto xdg = world.environment("XDG_CACHE_HOME"); xdg && xdg->substr(0, 1) == "/")
    return *xdg + "/mimar";
  if (const auto home = world.environment("HOME"); home && access(home->c_str(), W_OK) == 0)
    return *home + "/.cache/mimar";
  return fmt::format("/var/tmp/mimar-cache-{}", geteuid());
}

Result<Template> cached_template(world::World& world, const Binaries& binaries) {
  const std::string cache = cache_folder(world);
  if (auto opened = open_cache(cache); !opened) return tl::unexpected(opened.error());
  const std::string identity =
      sha256_hex(binaries.postgres + '\n' + std::string(recipe)).substr(0, 8);
  const std::string folder = cache + "/postgres-" + binaries.version + '-' + identity;
  if (auto found = existing(folder)) return *found;
  const Result<FileLock> lock = lock_cache(world, cache + "/lock");
  if (!lock) return tl::unexpected(lock.error());
  if (auto found = existing(folder)) return *found;  // made while we waited
  remove_unfinished(world, cache);
  remove_folder(folder);
  if (auto made = publish(world, binaries, cache, folder); !made)
    return tl::unexpected(made.error());
  auto found = existing(folder);
  if (!found)
    return fail(ErrorKind::environment, "the template " + folder + " vanished while it was made");
  found->fresh = true;
  return *found;
}

void discard(const Template& damaged) {
  // Renamed first, so that no other process copies from a folder half gone.
  const std::string away = damaged.folder + ".gone-" + random_hex(4);
  if (::rename(damaged.folder.c_str(), away.c_str()) == 0) remove_folder(away);
}

}  // namespace mimar::scratch
