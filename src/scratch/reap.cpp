#include "scratch/reap.h"

#include <chrono>
#include <csignal>
#include <ctime>
#include <filesystem>
#include <thread>
#include <vector>

#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scratch/files.h"

namespace mimar::scratch {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

// Every process of a server works in its data folder. What we may not look at is not ours.
std::vector<pid_t> processes_in(const std::string& data) {
  std::vector<pid_t> found;
  std::error_code error;
  for (fs::directory_iterator entry("/proc", error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    std::error_code gone;
    if (fs::read_symlink(entry->path() / "cwd", gone) == data && !gone)
      found.push_back(std::stoi(name));
  }
  return found;
}

bool gone_after(const std::string& data, int signal_number, std::chrono::milliseconds patience) {
  const auto started = std::chrono::steady_clock::now();
  for (const pid_t process : processes_in(data))
    kill(process, signal_number);
  while (!processes_in(data).empty()) {
    if (std::chrono::steady_clock::now() - started > patience) return false;
    std::this_thread::sleep_for(5ms);
  }
  return true;
}

bool older_than_ten_minutes(const std::string& folder) {
  struct stat facts {};
  return stat(folder.c_str(), &facts) == 0 && std::time(nullptr) - facts.st_mtime > 600;
}

void reap(const std::string& folder) {
  if (!is_our_folder(folder)) return;
  const std::string lock_file = folder + "/owner.lock";
  if (access(lock_file.c_str(), F_OK) != 0) {
    // Its owner is about to lock it, or died before it could.
    if (older_than_ten_minutes(folder)) remove_folder(folder);
    return;
  }
  const auto lock = FileLock::try_lock(lock_file, false);
  if (!lock) return;
  const std::string data = fs::weakly_canonical(folder).string() + "/data";
  if (gone_after(data, SIGQUIT, 5s) || gone_after(data, SIGKILL, 5s)) remove_folder(folder);
}

}  // namespace

std::string home_prefix(const std::string& base) {
  return fmt::format("{}/mimar-scratch-{}-", base, geteuid());
}

void reap_leftovers(const std::string& base) {
  const std::string prefix = home_prefix(base);
  std::vector<std::string> leftovers;
  std::error_code error;
  for (fs::directory_iterator entry(base, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string path = base + '/' + entry->path().filename().string();
    if (path.compare(0, prefix.size(), prefix) == 0) leftovers.push_back(path);
  }
  for (const std::string& folder : leftovers)
    reap(folder);
}

}  // namespace mimar::scratch
