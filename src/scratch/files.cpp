#include "scratch/files.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/ensure.h"
#include "world/process.h"

namespace mimar::scratch {

std::optional<FileLock> FileLock::try_lock(const std::string& path, bool create) {
  const int flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW | (create ? O_CREAT : 0);
  const int descriptor = ::open(path.c_str(), flags, 0600);
  if (descriptor < 0) return std::nullopt;
  FileLock lock(descriptor);
  if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) return std::nullopt;
  return lock;
}

FileLock::~FileLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<std::string> make_unique_folder(const std::string& prefix) {
  std::string path = prefix + "XXXXXX";
  if (mkdtemp(path.data()) == nullptr)
    return system_error("cannot create a folder " + prefix + '*', errno);
  if (geteuid() == 0 && chmod(path.c_str(), 0711) != 0)
    return system_error("cannot open up " + path, errno);
  return path;
}

Result<void> make_server_folder(const std::string& path) {
  if (mkdir(path.c_str(), 0700) != 0)
    return system_error("cannot create the folder " + path, errno);
  const world::Account account = world::unprivileged_account();
  if (geteuid() == 0 && lchown(path.c_str(), account.user, account.group) != 0) {
    return system_error("cannot give " + path + " to the server's account", errno);
  }
  return {};
}

bool is_our_folder(const std::string& path) {
  struct stat facts {};
  return lstat(path.c_str(), &facts) == 0 && S_ISDIR(facts.st_mode) && facts.st_uid == geteuid() &&
         (facts.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

Result<void> write_new_file(const std::string& path, std::string_view content, unsigned mode) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) return system_error("cannot create " + path, errno);
  const ssize_t n = ::write(descriptor, content.data(), content.size());
  const int reason = n < 0 ? errno : ENOSPC;
  const bool complete = n == static_cast<ssize_t>(content.size()) && fchmod(descriptor, mode) == 0;
  if (::close(descriptor) != 0 || !complete) return system_error("cannot write " + path, reason);
  return {};
}

Result<std::string> read_small_file(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (descriptor < 0) return system_error("cannot read " + path, errno);
  std::string content(8192, '\0');
  const ssize_t n = ::read(descriptor, content.data(), content.size());
  const int reason = errno;
  ::close(descriptor);
  if (n < 0) return system_error("cannot read " + path, reason);
  content.resize(static_cast<std::size_t>(n));
  return content;
}

void remove_folder(const std::string& path) {
  std::error_code ignored;
  std::filesystem::remove_all(path, ignored);
}

std::string random_hex(std::size_t bytes) {
  std::string raw(bytes, '\0'), hex;
  ensure(getentropy(raw.data(), raw.size()) == 0, "the system has no random numbers");
  for (const char c : raw)
    hex += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return hex;
}

tl::unexpected<Error> system_error(const std::string& what, int reason) {
  if (reason == ENOSPC || reason == EDQUOT) {
    return fail(ErrorKind::environment, what + ": disk full",
                "free some space, or set MIMAR_TMPDIR and MIMAR_CACHE to folders on another disk");
  }
  return fail(ErrorKind::environment, what + ": " + std::strerror(reason),
              reason == EACCES ? "set MIMAR_TMPDIR and MIMAR_CACHE to folders you may write" : "");
}

}  // namespace mimar::scratch
