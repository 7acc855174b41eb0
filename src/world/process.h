#pragma once
// Starting processes without a shell. Used by the real World and by scratch/, which starts a
// server.

#include <functional>

#include <sys/types.h>

#include "world/world.h"

namespace mimar::world {

struct Account {
  uid_t user = 0;
  gid_t group = 0;
};

// Who may run a database server: as root the account `postgres`, else `nobody`; otherwise
// ourselves.
Account unprivileged_account();

struct Spawn {
  Command command;
  int input = -1, output = -1, errors = -1;  // descriptors for 0, 1 and 2; -1 is /dev/null
  std::string folder;                        // working directory; "" = ours
  bool own_session = false;                  // out of reach of the terminal's Ctrl-C
  int signal_when_we_die = 0;                // Linux: sent when the thread that spawned it ends
};

// Errors: ErrorKind::environment when the program cannot be started.
Result<pid_t> spawn(const Spawn& request);

// Runs to the end. `interrupted` is asked while it runs: true kills it and gives
// ErrorKind::interrupted.
Result<Completed> run(const Command& command, const std::function<bool()>& interrupted);

}  // namespace mimar::world
