#include "scratch/binaries.h"

#include <cstdlib>

#include <fmt/core.h>

#include "base/text.h"
#include "scratch/template.h"

namespace mimar::scratch {
namespace {

constexpr int oldest = 14, newest = 18;

bool has_both(world::World& world, const std::string& folder) {
  return world.exists(folder + "/initdb") && world.exists(folder + "/postgres");
}

// "postgres (PostgreSQL) 15.20 (Debian ...)" -> "15.20"; "17beta1" stays.
std::string version_in(const std::string& line) {
  const std::size_t start = line.find(") ");
  if (start == std::string::npos) return {};
  return line.substr(start + 2, line.find_first_of(" \n", start + 2) - start - 2);
}

Result<Binaries> examine(world::World& world, const std::string& folder) {
  Binaries binaries{folder + "/initdb", folder + "/postgres", {}};
  world::Command command;
  command.arguments = {binaries.postgres, "--version"};
  command.unprivileged = true;
  const Result<world::Completed> completed = world.run(command);
  if (!completed) return tl::unexpected(completed.error());
  binaries.version = version_in(completed->output);
  const int major = std::atoi(binaries.version.c_str());
  if (major == 0)
    return fail(ErrorKind::environment, binaries.postgres + " does not tell its version");
  if (major < oldest) {
    return fail(
        ErrorKind::unsupported, binaries.postgres + " is PostgreSQL " + binaries.version,
        "Mimar needs PostgreSQL 14 or newer: apt-get install postgresql-15 or set MIMAR_PG_BIN");
  }
  return binaries;
}

std::vector<std::string> folders_of(const std::string& version) {
  return {fmt::format("/usr/lib/postgresql/{}/bin", version),
          fmt::format("/usr/pgsql-{}/bin", version)};
}

std::vector<std::string> usual_folders() {
  std::vector<std::string> folders;
  for (int version = newest; version >= oldest; --version) {
    for (std::string& folder : folders_of(std::to_string(version)))
      folders.push_back(std::move(folder));
  }
  return folders;
}

bool is_version(const std::string& named) {
  return !named.empty() && named.size() <= 2 &&
         named.find_first_not_of("0123456789") == std::string::npos;
}

std::vector<std::string> folders_in_path(world::World& world) {
  std::vector<std::string> folders;
  world::Command command;
  command.arguments = {"pg_config", "--bindir"};
  if (const auto completed = world.run(command); completed && completed->exit_code == 0) {
    folders.emplace_back(text::trim(completed->output));
  }
  const std::string path = world.environment("PATH").value_or("");
  for (const std::string_view folder : text::split(path, ':'))
    folders.emplace_back(folder);
  return folders;
}

std::string first_with_both(world::World& world, const std::vector<std::string>& folders) {
  for (const std::string& folder : folders) {
    if (has_both(world, folder)) return folder;
  }
  return {};
}

}  // namespace

Result<Binaries> find_binaries(world::World& world, const std::string& option) {
  const std::string named =
      !option.empty() ? option : world.environment("MIMAR_PG_BIN").value_or("");
  if (is_version(named)) {
    std::vector<std::string> folders = folders_of(named);
    folders.push_back(fmt::format("{}/servers/node_modules/postgresql-{}/native/bin",
                                  cache_folder(world), named));
    if (const std::string found = first_with_both(world, folders); !found.empty())
      return examine(world, found);
    return fail(
        ErrorKind::environment,
        "PostgreSQL " + named + " is not on this machine: looked in " + text::join(folders, ", "),
        "apt-get install postgresql-" + named + ", or name the folder of its initdb and postgres");
  }
  if (!named.empty()) {
    if (has_both(world, named)) return examine(world, named);
    return fail(
        ErrorKind::environment, "no PostgreSQL server binaries in " + named,
        "name the folder that holds initdb and postgres, such as /usr/lib/postgresql/15/bin");
  }
  std::string folder = first_with_both(world, usual_folders());
  if (folder.empty()) folder = first_with_both(world, folders_in_path(world));
  if (!folder.empty()) return examine(world, folder);
  return fail(ErrorKind::environment, "no PostgreSQL server binaries found",
              "apt-get install postgresql-15 or set MIMAR_PG_BIN");
}

}  // namespace mimar::scratch
