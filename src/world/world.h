#pragma once
// Everything Mimar may ask of the machine, except databases (engine/). The core never sees a World;
// operations do. The real one is world/real_world.h; tests use world/memory_world.h, the only fake
// in the project, whose n-th call can fail. Errors: ErrorKind::environment with the path and what
// to do, ErrorKind::interrupted after Ctrl-C.

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mimar::world {

struct Entry {
  std::string name;  // without the folder
  bool directory = false;
};

// A process runs without a shell. As root, `unprivileged` runs it as the user that may run a
// database server.
struct Command {
  std::vector<std::string>
      arguments;  // [0] is the program: an absolute path or a name looked up in PATH
  std::vector<std::pair<std::string, std::string>> environment;  // added to ours
  std::string input;                                             // standard input
  bool unprivileged = false;
};

struct Completed {
  int exit_code = 0;
  std::string output, errors;
};

// A POST to an http:// or https:// address. Redirects are not followed: what is sent goes to the
// place that is named, or nowhere.
struct HttpRequest {
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::chrono::milliseconds timeout{60'000};  // for the whole of it
  std::size_t most_bytes = 4 << 20;           // of the answer
};

struct HttpResponse {
  int status = 0;
  std::map<std::string, std::string> headers;  // by lower-case name
  std::string body;
};

// What long work tells a person. The sink decides whether and how to show it. Thread-confined.
class Progress {
 public:
  virtual ~Progress() = default;
  virtual void begin(std::string_view what, std::uint64_t total) = 0;  // total 0: unknown
  virtual void advance(std::uint64_t done) = 0;
  virtual void end() = 0;
  virtual void ask(std::string_view) {}  // shows a question that somebody waits for an answer to
};

class World {
 public:
  virtual ~World() = default;

  virtual Result<std::string> read_file(const std::string& path) = 0;  // whole, bytes as they are
  // The same bytes block after block, for files that may be larger than memory should hold; `take`
  // says whether it wants the next one.
  using TakeBlock = std::function<bool(std::string_view)>;
  virtual Result<void> read_blocks(const std::string& path, const TakeBlock& take) = 0;
  virtual Result<void> write_file(const std::string& path, std::string_view content) = 0;
  // Writes what `give` hands to the function it is called with, block after block; that function
  // says false when no more is of use (the disk is full).
  using GiveBlocks = std::function<void(const TakeBlock&)>;
  virtual Result<void> write_blocks(const std::string& path, const GiveBlocks& give) = 0;
  // Bytes that may still be written below `path` or the nearest folder above it that exists.
  virtual std::optional<std::uint64_t> free_space(const std::string& path) = 0;
  virtual Result<std::vector<Entry>> list(const std::string& folder) = 0;  // sorted by name
  virtual bool exists(const std::string& path) = 0;
  virtual bool is_directory(const std::string& path) = 0;
  virtual Result<void> make_directories(const std::string& path) = 0;
  virtual Result<void> rename(const std::string& from, const std::string& to) = 0;
  virtual Result<void> remove_all(const std::string& path) = 0;
  // A new private folder (mode 0700) that this process removes; below $MIMAR_TMPDIR, $TMPDIR or
  // /tmp.
  virtual Result<std::string> make_temporary_directory(std::string_view prefix) = 0;

  virtual std::optional<std::string> environment(const std::string& name) = 0;
  virtual std::chrono::steady_clock::time_point now() = 0;
  virtual std::string today() = 0;  // YYYY-MM-DD, UTC
  virtual bool running_as_root() = 0;
  virtual bool interrupted() = 0;  // Ctrl-C or SIGTERM was seen; long work asks and stops with
                                   // ErrorKind::interrupted
  virtual Result<Completed> run(const Command& command) = 0;
  // Any status is an answer. Errors: ErrorKind::usage for what is no such address,
  // ErrorKind::environment for an unreachable or silent server, a certificate that does not hold
  // and an answer that is too large, ErrorKind::interrupted.
  virtual Result<HttpResponse> post(const HttpRequest& request) = 0;
  // Shows `question` to the person and waits for a line, without its end; nullopt when there are no
  // more. Errors: ErrorKind::interrupted.
  virtual Result<std::optional<std::string>> ask(std::string_view question) = 0;
  virtual Progress& progress() = 0;
};

}  // namespace mimar::world
