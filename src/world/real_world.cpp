#include "world/real_world.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <system_error>

#include <dirent.h>
#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "world/http.h"
#include "world/process.h"

namespace mimar::world {
namespace {

namespace fs = std::filesystem;

std::string advice(int reason) {
  switch (reason) {
    case ENOENT: return "check the path";
    case EACCES:
    case EPERM: return "check the permissions of the file and of the folders above it";
    case ENOSPC:
    case EDQUOT:
      return "the disk is full: free some space, or set MIMAR_TMPDIR to a folder on another disk";
    case EROFS: return "the file system is read-only: choose another folder";
    case EISDIR: return "name a file, not a folder";
    case ENOTDIR: return "a part of the path is a file, not a folder";
    case ENAMETOOLONG: return "use a shorter path";
    default: return {};
  }
}

tl::unexpected<Error> cannot(std::string_view what, const std::string& path, int reason) {
  std::string message = "cannot " + std::string(what) + ' ' + path + ": ";
  message += reason == ENOSPC || reason == EDQUOT ? "disk full" : std::strerror(reason);
  return fail(ErrorKind::environment, std::move(message), advice(reason));
}

// close() after a write can report what write() did not: a full quota on network file systems.
class File {
 public:
  File(const std::string& path, int flags)
      : number_(::open(path.c_str(), flags | O_CLOEXEC, 0666)) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() { close(); }
  bool is_open() const { return number_ >= 0; }
  int number() const { return number_; }
  int close() {
    const int status = number_ >= 0 ? ::close(number_) : 0;
    number_ = -1;
    return status;
  }

 private:
  int number_;
};

constexpr std::size_t block = 1 << 16;

bool read_all(int from, const World::TakeBlock& take) {
  const auto buffer = std::make_unique_for_overwrite<char[]>(block);
  while (true) {
    const ssize_t n = ::read(from, buffer.get(), block);
    if (n == 0) return true;
    if (n < 0 && errno != EINTR) return false;
    if (n > 0 && !take({buffer.get(), static_cast<std::size_t>(n)})) return true;
  }
}

// Devices such as /dev/zero have no end; a terminal and /dev/null do.
bool is_endless(int file) {
  struct stat facts {};
  struct stat null {};
  if (fstat(file, &facts) != 0 || !S_ISCHR(facts.st_mode) || isatty(file) == 1) return false;
  return stat("/dev/null", &null) != 0 || null.st_rdev != facts.st_rdev;
}

bool write_all(int to, std::string_view content) {
  while (!content.empty()) {
    const ssize_t n = ::write(to, content.data(), content.size());
    if (n > 0)
      content.remove_prefix(static_cast<std::size_t>(n));
    else if (errno != EINTR)
      return false;
  }
  return true;
}

std::string temporary_base() {
  for (const char* name : {"MIMAR_TMPDIR", "TMPDIR"}) {
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return value;
  }
  return "/tmp";
}

// A link to a folder it lies in: following it would never end.
bool leads_back(const fs::directory_entry& entry) {
  std::error_code error;
  if (!entry.is_symlink(error)) return false;
  const fs::path target = fs::canonical(entry.path(), error);
  const fs::path folder = fs::canonical(entry.path().parent_path(), error);
  return !error &&
         std::mismatch(target.begin(), target.end(), folder.begin(), folder.end()).first ==
             target.end();
}

// The entry of the folder that a missing path may have meant.
std::string instead_of_missing(const std::string& path) {
  const fs::path wanted(path);
  const fs::path folder = wanted.has_parent_path() ? wanted.parent_path() : fs::path(".");
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error))
    names.push_back(entry->path().filename().string());
  std::sort(names.begin(), names.end());
  const std::string near = text::nearest(wanted.filename().string(), names);
  return near.empty() ? "" : (wanted.parent_path() / near).string();
}

class RealWorld final : public World {
 public:
  explicit RealWorld(Progress& progress) : progress_(progress) {}
  ~RealWorld() override {
    std::error_code
        ignored;  // a destructor cannot report; what stays is in a folder for temporary files
    for (const std::string& folder : temporary_)
      fs::remove_all(folder, ignored);
  }

  Result<std::string> read_file(const std::string& path) override {
    std::string content;
    const auto all = read_blocks(path, [&](std::string_view bytes) {
      content += bytes;
      return true;
    });
    if (!all) return fail(all.error());
    return content;
  }

  Result<void> read_blocks(const std::string& path, const TakeBlock& take) override {
    const File file(path, O_RDONLY);
    if (file.is_open() && is_endless(file.number()))
      return fail(ErrorKind::environment, "cannot read " + path + ": it is a device",
                  "name a file");
    if (file.is_open() && read_all(file.number(), take)) return {};
    const int reason = errno;
    const std::string near = reason == ENOENT ? instead_of_missing(path) : "";
    if (near.empty()) return cannot("read", path, reason);
    return fail(ErrorKind::environment, "cannot read " + path + ": " + std::strerror(reason),
                "did you mean " + near + "?");
  }

  Result<void> write_file(const std::string& path, std::string_view content) override {
    File file(path, O_WRONLY | O_CREAT | O_TRUNC);
    if (!file.is_open() || !write_all(file.number(), content) || file.close() != 0)
      return cannot("write", path, errno);
    return {};
  }

  Result<void> write_blocks(const std::string& path, const GiveBlocks& give) override {
    File file(path, O_WRONLY | O_CREAT | O_TRUNC);
    if (!file.is_open()) return cannot("write", path, errno);
    int reason = 0;
    give([&](std::string_view content) {
      if (reason == 0 && !write_all(file.number(), content)) reason = errno;
      return reason == 0;
    });
    if (file.close() != 0 && reason == 0) reason = errno;
    return reason == 0 ? Result<void>() : cannot("write", path, reason);
  }

  std::optional<std::uint64_t> free_space(const std::string& path) override {
    std::error_code error;
    fs::path folder = fs::absolute(path, error);
    while (!error && !fs::exists(folder, error) && folder.has_relative_path())
      folder = folder.parent_path();
    const fs::space_info space = fs::space(folder, error);
    if (error) return std::nullopt;
    return space.available;
  }

  Result<std::vector<Entry>> list(const std::string& folder) override {
    std::error_code error;
    fs::directory_iterator entries(folder, error);
    std::vector<Entry> result;
    for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
      std::error_code broken;  // a dangling link is listed as a file
      result.push_back({entries->path().filename().string(),
                        entries->is_directory(broken) && !leads_back(*entries)});
    }
    if (error) return cannot("list", folder, error.value());
    std::sort(result.begin(), result.end(),
              [](const Entry& a, const Entry& b) { return a.name < b.name; });
    return result;
  }

  bool exists(const std::string& path) override {
    std::error_code error;
    return fs::exists(path, error);
  }
  bool is_directory(const std::string& path) override {
    std::error_code error;
    return fs::is_directory(path, error);
  }
  Result<void> make_directories(const std::string& path) override {
    std::error_code error;
    fs::create_directories(path, error);
    if (error) return cannot("create the folder", path, error.value());
    return {};
  }
  Result<void> rename(const std::string& from, const std::string& to) override {
    std::error_code error;
    fs::rename(from, to, error);
    if (error) return cannot("rename", from + " to " + to, error.value());
    return {};
  }
  Result<void> remove_all(const std::string& path) override {
    std::error_code error;
    fs::remove_all(path, error);
    if (error) return cannot("remove", path, error.value());
    return {};
  }

  Result<std::string> make_temporary_directory(std::string_view prefix) override {
    const std::string base = temporary_base();
    std::string path = base + '/' + std::string(prefix) + "XXXXXX";
    if (mkdtemp(path.data()) == nullptr) return cannot("create a temporary folder in", base, errno);
    temporary_.push_back(path);
    return path;
  }

  std::optional<std::string> environment(const std::string& name) override {
    const char* value = std::getenv(name.c_str());
    return value != nullptr ? std::optional<std::string>(value) : std::nullopt;
  }
  std::chrono::steady_clock::time_point now() override { return std::chrono::steady_clock::now(); }
  std::string today() override {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    return fmt::format("{:04}-{:02}-{:02}", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
  }
  bool running_as_root() override { return geteuid() == 0; }
  bool interrupted() override { return interruption_seen(); }
  Result<Completed> run(const Command& command) override {
    return world::run(command, [] { return interruption_seen(); });
  }
  Result<HttpResponse> post(const HttpRequest& request) override {
    return world::post(request, [] { return interruption_seen(); });
  }
  // Byte by byte: what follows the line is left for the next question.
  Result<std::optional<std::string>> ask(std::string_view question) override {
    progress_.ask(question);
    std::string line;
    while (true) {
      if (interruption_seen()) return fail(ErrorKind::interrupted, "interrupted while asking");
      char byte = 0;
      const ssize_t got = ::read(STDIN_FILENO, &byte, 1);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return cannot("read", "the answer", errno);
      if (got == 0 && line.empty()) return std::optional<std::string>();
      if (got == 0 || byte == '\n') break;
      line += byte;
    }
    if (line.ends_with('\r')) line.pop_back();
    return std::optional<std::string>(std::move(line));
  }
  Progress& progress() override { return progress_; }

 private:
  Progress& progress_;
  std::vector<std::string> temporary_;
};

}  // namespace

std::unique_ptr<World> make_real_world(Progress& progress) {
  return std::make_unique<RealWorld>(progress);
}

}  // namespace mimar::world
