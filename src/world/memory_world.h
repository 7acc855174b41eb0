#pragma once
// The only fake in the project: a World of in-memory files, a settable environment and a clock that
// moves when told to. It can fail the n-th fallible call and be interrupted after n questions.
// Processes: none can be started. Servers: those whose answers are set.

#include <map>
#include <set>

#include "world/world.h"

namespace mimar::world {

class MemoryWorld final : public World {
 public:
  std::map<std::string, std::string> files;  // by path; their folders exist
  std::map<std::string, std::string> variables;
  std::vector<std::string> answers, asked;  // what ask() gives, in order, and what it was asked
  std::vector<HttpResponse> responses;      // what post() gives, in order
  std::vector<HttpRequest> requests;        // what it was asked
  std::string date = "2000-01-01";
  bool root = false;
  std::size_t block_size = 4096;       // of read_blocks()
  std::optional<std::uint64_t> space;  // what free_space() says

  void fail_call(std::size_t n) {
    failing_call_ = calls_ + n;
  }  // the n-th from now, counted from 1
  void interrupt_after(std::size_t n) {
    interrupt_at_ = questions_ + n;
  }  // interrupted() is true from the n-th question on
  void advance(std::chrono::steady_clock::duration by) { now_ += by; }
  std::size_t calls() const { return calls_; }  // fallible calls so far

  Result<std::string> read_file(const std::string& path) override;
  Result<void> read_blocks(const std::string& path, const TakeBlock& take) override;
  Result<void> write_file(const std::string& path, std::string_view content) override;
  Result<void> write_blocks(const std::string& path, const GiveBlocks& give) override;
  std::optional<std::uint64_t> free_space(const std::string&) override { return space; }
  Result<std::vector<Entry>> list(const std::string& folder) override;
  bool exists(const std::string& path) override;
  bool is_directory(const std::string& path) override;
  Result<void> make_directories(const std::string& path) override;
  Result<void> rename(const std::string& from, const std::string& to) override;
  Result<void> remove_all(const std::string& path) override;
  Result<std::string> make_temporary_directory(std::string_view prefix) override;

  std::optional<std::string> environment(const std::string& name) override;
  std::chrono::steady_clock::time_point now() override { return now_; }
  std::string today() override { return date; }
  bool running_as_root() override { return root; }
  bool interrupted() override;
  Result<Completed> run(const Command& command) override;
  Result<HttpResponse> post(const HttpRequest& request) override;
  Result<std::optional<std::string>> ask(std::string_view question) override;
  Progress& progress() override { return progress_; }

 private:
  struct Silence final : Progress {
    void begin(std::string_view, std::uint64_t) override {}
    void advance(std::uint64_t) override {}
    void end() override {}
  };

  std::optional<Error> trouble(std::string_view what, const std::string& path);

  std::set<std::string> folders_;
  std::size_t calls_ = 0, failing_call_ = 0, questions_ = 0, temporary_ = 0;
  std::optional<std::size_t> interrupt_at_;
  std::chrono::steady_clock::time_point now_;
  Silence progress_;
};

}  // namespace mimar::world
