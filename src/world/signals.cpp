#include "world/signals.h"

#include <array>
#include <atomic>
#include <csignal>

#include <unistd.h>

namespace mimar::world {
namespace {

std::atomic<bool> seen{false};
std::array<std::atomic<pid_t>, 64> watched{};
static_assert(std::atomic<pid_t>::is_always_lock_free,
              "the handler may only touch lock-free atomics");

extern "C" void mimar_on_signal(int signal_number) {
  if (!seen.exchange(true)) return;
  for (const std::atomic<pid_t>& process : watched) {
    if (const pid_t id = process.load(); id > 0) kill(id, SIGQUIT);
  }
  _exit(128 + signal_number);
}

}  // namespace

void install_signal_handlers() {
  struct sigaction action {};
  action.sa_handler = mimar_on_signal;
  sigemptyset(&action.sa_mask);
  for (const int number : {SIGINT, SIGTERM, SIGHUP})
    sigaction(number, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

bool interruption_seen() {
  return seen.load();
}

void watch_process(pid_t process) {
  for (std::atomic<pid_t>& slot : watched) {
    pid_t empty = 0;
    if (slot.compare_exchange_strong(empty, process)) return;
  }
}

void unwatch_process(pid_t process) {
  for (std::atomic<pid_t>& slot : watched) {
    pid_t expected = process;
    if (slot.compare_exchange_strong(expected, 0)) return;
  }
}

}  // namespace mimar::world
