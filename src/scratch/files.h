#pragma once
// What scratch/ needs of files beyond world/: locks that die with their process, folders of another
// account.

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace mimar::scratch {

// An exclusive lock on a file, held until destroyed or until the process dies, however it dies.
class FileLock {
 public:
  static std::optional<FileLock> try_lock(
      const std::string& path, bool create);  // nullopt: held by another, or no such file
  FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FileLock& operator=(FileLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

// A new folder with a name nobody can foresee: `prefix` + six characters. Others may pass through
// it (mode 0711) when we are root, so that the server's account reaches its folders inside; else it
// is private.
Result<std::string> make_unique_folder(const std::string& prefix);

// A new folder of mode 0700 for the account that runs the server.
Result<void> make_server_folder(const std::string& path);

// Ours, a real folder, and writable by nobody else: safe to trust though its name can be foreseen.
bool is_our_folder(const std::string& path);

Result<void> write_new_file(const std::string& path, std::string_view content, unsigned mode);
Result<std::string> read_small_file(const std::string& path);  // follows no link
void remove_folder(const std::string& path);  // quietly; for destructors and leftovers

// 2 * `bytes` hexadecimal digits from the system's generator.
std::string random_hex(std::size_t bytes);

tl::unexpected<Error> system_error(const std::string& what, int reason);

}  // namespace mimar::scratch
