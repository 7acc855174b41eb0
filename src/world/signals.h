#pragma once
// Ctrl-C and SIGTERM. The first is remembered, so that long work can stop in order; the second ends
// the process at once, after the servers it started were told to stop. Process-wide, lock-free; the
// handler does only what POSIX allows in one.

#include <sys/types.h>

namespace mimar::world {

void install_signal_handlers();  // SIGINT, SIGTERM, SIGHUP; SIGPIPE is ignored. Called once by a
                                 // face.
bool interruption_seen();

// Processes that must not outlive ours: they get SIGQUIT when a second Ctrl-C ends us. At most 64;
// more are not watched.
void watch_process(pid_t process);
void unwatch_process(pid_t process);

}  // namespace mimar::world
