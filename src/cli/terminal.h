#pragma once
// Standard output and error: whether a terminal is there, writing that notices a full disk, and the
// progress line.

#include <chrono>
#include <cstdio>
#include <string>

#include "cli/arguments.h"
#include "world/world.h"

namespace mimar::cli {

// https://no-color.org: NO_COLOR set to anything but "" turns colour off unless --color says
// otherwise.
bool use_colour(Colour wish, std::FILE* stream);

Result<void> print(const std::string& text);         // to stdout, flushed
void print_error(const std::string& text) noexcept;  // to stderr

// One line on stderr that appears when the work takes longer than a second, and only on a terminal.
class TerminalProgress : public world::Progress {
 public:
  TerminalProgress();
  ~TerminalProgress() override;
  void begin(std::string_view what, std::uint64_t total) override;
  void advance(std::uint64_t done) override;
  void end() override;
  void ask(std::string_view question) override;

 private:
  using Clock = std::chrono::steady_clock;
  bool terminal_, shown_ = false;
  std::string what_;
  std::uint64_t total_ = 0;
  Clock::time_point started_, drawn_;
};

// "Filling public.orders  [#####.....]  50 %  3 s": at most 79 columns.
std::string progress_line(std::string_view what, std::uint64_t done, std::uint64_t total,
                          std::uint64_t seconds);

}  // namespace mimar::cli
