#include "scratch/server.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <thread>

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "scratch/reap.h"
#include "world/process.h"
#include "world/signals.h"

namespace mimar::scratch {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

// Passwords for everybody, and each login role only into the database of its name: user SQL that
// finds a way to open connections becomes neither the superuser nor the owner of another database.
constexpr std::string_view hba =
    "local all mimar_admin scram-sha-256\n"
    "local sameuser all scram-sha-256\n";

constexpr std::string_view settings =
    "listen_addresses = ''\n"
    "port = 5432\n"
    "unix_socket_permissions = 0700\n"
    "max_connections = 50\n"
    "max_locks_per_transaction = 256\n"
    "shared_buffers = '128MB'\n"
    "dynamic_shared_memory_type = mmap\n"
    "huge_pages = off\n"
    "max_wal_senders = 0\n"
    "jit = off\n"
    "checkpoint_timeout = '1h'\n"
    "max_wal_size = '2GB'\n"
    "temp_file_limit = '5GB'\n"
    "timezone = 'UTC'\n"
    "log_timezone = 'UTC'\n"
    "lc_messages = 'C'\n"
    "logging_collector = off\n"
    "log_checkpoints = off\n"
    "log_min_messages = log\n"
    "update_process_title = off\n";

constexpr std::string_view fast =
    "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nwal_level = minimal\n"
    "autovacuum = off\n";
constexpr std::string_view safe =
    "fsync = on\nsynchronous_commit = on\nfull_page_writes = on\nwal_level = replica\n"
    "autovacuum = on\n";

Result<void> socket_path_fits(const std::string& folder) {
  const std::size_t longest = sizeof(sockaddr_un::sun_path) - 1;
  if ((folder + "/.s.PGSQL.5432").size() <= longest) return {};
  return fail(
      ErrorKind::environment,
      fmt::format("the path {} is too long for a unix socket: at most {} bytes", folder, longest),
      "set MIMAR_TMPDIR to a folder with a shorter path, such as /tmp");
}

Result<void> copy_cluster(world::World& world, const Template& from, const std::string& to) {
  world::Command command;  // by the server's account: no link in its folders can lead us astray
  command.arguments = {"cp", "-R", from.data + "/.", to};
  command.unprivileged = true;
  const Result<world::Completed> copied = world.run(command);
  if (!copied) return tl::unexpected(copied.error());
  if (copied->exit_code == 0) return {};
  const bool full = copied->errors.find("No space left") != std::string::npos;
  return fail(ErrorKind::environment,
              full
                  ? "cannot copy the template to " + to + ": disk full"
                  : "cannot copy the template: " + std::string(text::lines(copied->errors).front()),
              full ? "free some space, or set MIMAR_TMPDIR to a folder on another disk"
                   : "the account that runs the server must reach MIMAR_TMPDIR and MIMAR_CACHE");
}

Result<void> furnish(world::World& world, const Template& from, const std::string& folder,
                     bool durable) {
  for (const char* name : {"/data", "/socket"}) {
    if (auto made = make_server_folder(folder + name); !made) return made;
  }
  if (auto written = write_new_file(folder + "/hba.conf", hba, 0644); !written) return written;
  const std::string conf = std::string(settings) + std::string(durable ? safe : fast);
  if (auto written = write_new_file(folder + "/server.conf", conf, 0644); !written) return written;
  if (auto written = write_new_file(folder + "/server.log", "", 0600); !written) return written;
  return copy_cluster(world, from, folder + "/data");
}

Result<pid_t> launch(const Binaries& binaries, const std::string& folder) {
  world::Spawn request;
  request.command.arguments = {binaries.postgres,
                               "-D",
                               folder + "/data",
                               "-c",
                               "config_file=" + folder + "/server.conf",
                               "-c",
                               "hba_file=" + folder + "/hba.conf",
                               "-c",
                               "unix_socket_directories=" + folder + "/socket"};
  request.command.environment = {{"LC_ALL", "C"}, {"PGOPTIONS", ""}};
  request.command.unprivileged = true;
  request.own_session = true;
  request.signal_when_we_die = SIGQUIT;
  request.errors = ::open((folder + "/server.log").c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  const Result<pid_t> process = world::spawn(request);
  ::close(request.errors);
  return process;
}

// The eighth line of postmaster.pid is the status (PostgreSQL: pg_ctl's wait_for_postmaster_start).
bool is_ready(const std::string& folder) {
  const Result<std::string> content = read_small_file(folder + "/data/postmaster.pid");
  if (!content) return false;
  const auto lines = text::lines(*content);
  return lines.size() >= 8 && text::trim(lines[7]) == "ready";
}

tl::unexpected<Error> did_not_start(const std::string& folder, const std::string& what) {
  const std::string log = read_small_file(folder + "/server.log").value_or("");
  return fail(
      ErrorKind::environment,
      what + ": " + text::replace_all(std::string(text::trim(log)).substr(0, 1000), "\n", "; "),
      "is there space on the disk, and memory?");
}

}  // namespace

Result<Home> Home::create(const std::string& base) {
  const Result<std::string> folder = make_unique_folder(home_prefix(base));
  if (!folder) return tl::unexpected(folder.error());
  if (auto fits = socket_path_fits(*folder + "/socket"); !fits) {
    remove_folder(*folder);
    return tl::unexpected(fits.error());
  }
  // Locked under another name: whoever sees owner.lock unlocked knows that the owner is gone.
  const std::string early = *folder + "/owner.lock.new", final_name = *folder + "/owner.lock";
  auto lock = FileLock::try_lock(early, true);
  if (lock && ::rename(early.c_str(), final_name.c_str()) == 0)
    return Home(*folder, std::move(*lock));
  const int reason = errno;
  remove_folder(*folder);
  return system_error("cannot lock " + *folder, reason);
}

Home::~Home() {
  if (!folder_.empty()) remove_folder(folder_);
}

Server::Server(pid_t process) : process_(process), starter_(getpid()) {
  world::watch_process(process);
}

Result<Server> Server::start(world::World& world, const Binaries& binaries, const Template& from,
                             const Home& home, bool durable) {
  const std::string& folder = home.folder();
  if (auto ready = furnish(world, from, folder, durable); !ready)
    return tl::unexpected(ready.error());
  const Result<pid_t> process = launch(binaries, folder);
  if (!process) return tl::unexpected(process.error());
  Server server(*process);
  for (const Clock::time_point started = Clock::now(); !is_ready(folder);
       std::this_thread::sleep_for(3ms)) {
    if (world.interrupted())
      return fail(ErrorKind::interrupted, "interrupted while the scratch server started");
    if (waitpid(*process, nullptr, WNOHANG) == *process) {
      world::unwatch_process(std::exchange(server.process_, 0));
      return did_not_start(folder, "the scratch server did not start");
    }
    if (Clock::now() - started > 60s)
      return did_not_start(folder, "the scratch server did not get ready in 60 s");
  }
  return server;
}

Server::~Server() {
  if (process_ == 0 || getpid() != starter_) return;  // a fork of ours owns nothing
  kill(process_, SIGQUIT);
  const Clock::time_point asked = Clock::now();
  while (waitpid(process_, nullptr, WNOHANG) == 0) {
    if (Clock::now() - asked > 10s) kill(process_, SIGKILL);
    std::this_thread::sleep_for(1ms);
  }
  world::unwatch_process(process_);
}

}  // namespace mimar::scratch
