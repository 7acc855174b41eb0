#include "cli/terminal.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <unistd.h>

namespace mimar::cli {

bool use_colour(Colour wish, std::FILE* stream) {
  if (wish != Colour::automatic) return wish == Colour::always;
  const char* no_color = std::getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0') return false;
  const char* terminal = std::getenv("TERM");
  if (terminal != nullptr && std::strcmp(terminal, "dumb") == 0) return false;
  return isatty(fileno(stream)) == 1;
}

Result<void> print(const std::string& text) {
  errno = 0;
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  if (written && std::fflush(stdout) == 0) return {};
  if (errno == EPIPE) return {};  // the reader has seen enough: `mimar check | head`
  return fail(ErrorKind::environment,
              std::string("cannot write to standard output: ") + std::strerror(errno));
}

void print_error(const std::string& text) noexcept {
  static_cast<void>(std::fwrite(text.data(), 1, text.size(), stderr));
}

std::string progress_line(std::string_view what, std::uint64_t done, std::uint64_t total,
                          std::uint64_t seconds) {
  constexpr std::size_t bar = 20, room = 40;
  std::string line(what.substr(0, room));
  line.resize(room, ' ');
  if (total > 0) {
    const std::uint64_t reached = std::min(done, total);
    const std::size_t filled = static_cast<std::size_t>(reached * bar / total);
    line += " [" + std::string(filled, '#') + std::string(bar - filled, '.') + "] " +
            std::to_string(reached * 100 / total) + " %";
  }
  return line + ' ' + std::to_string(seconds) + " s";
}

TerminalProgress::TerminalProgress() : terminal_(isatty(STDERR_FILENO) == 1) {}
TerminalProgress::~TerminalProgress() {
  end();
}

void TerminalProgress::begin(std::string_view what, std::uint64_t total) {
  end();
  what_ = what;
  total_ = total;
  started_ = drawn_ = Clock::now();
}

void TerminalProgress::advance(std::uint64_t done) {
  if (!terminal_) return;
  const Clock::time_point now = Clock::now();
  const bool due =
      now - started_ > std::chrono::seconds(1) && now - drawn_ > std::chrono::milliseconds(100);
  if (!due) return;
  drawn_ = now;
  shown_ = true;
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now - started_).count();
  print_error("\r" + progress_line(what_, done, total_, static_cast<std::uint64_t>(seconds)) +
              "\033[K");
}

void TerminalProgress::end() {
  if (shown_) print_error("\r\033[K");
  shown_ = false;
}

void TerminalProgress::ask(std::string_view question) {
  print_error(std::string(question));
}

}  // namespace mimar::cli
