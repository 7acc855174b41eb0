#include "world/process.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace mimar::world {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }
  int number() const { return number_; }
  void reset(int number) {
    close();
    number_ = number;
  }
  void close() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }

 private:
  int number_;
};

struct Pipe {
  Descriptor reading, writing;
};

bool open_pipe(Pipe& pipe) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return false;
  pipe.reading.reset(ends[0]);
  pipe.writing.reset(ends[1]);
  return true;
}

// Everything the child needs, made before fork: afterwards only async-signal-safe calls are
// allowed.
struct Prepared {
  std::vector<std::string> text;
  std::vector<char*> arguments, environment;
  std::vector<std::string> candidates;  // the paths to try
  Account account;
};

std::vector<std::string> programs(const std::string& name) {
  if (name.find('/') != std::string::npos) return {name};
  const char* path = std::getenv("PATH");
  std::vector<std::string> result;
  std::string rest = path != nullptr ? path : "/usr/local/bin:/usr/bin:/bin";
  for (std::size_t at = 0; at <= rest.size();) {
    const std::size_t end = std::min(rest.find(':', at), rest.size());
    const std::string candidate = rest.substr(at, end - at) + '/' + name;
    if (end > at && access(candidate.c_str(), F_OK) == 0) result.push_back(candidate);
    at = end + 1;
  }
  return result;
}

bool overridden(const Command& command, std::string_view variable) {
  const std::string_view name = variable.substr(0, variable.find('='));
  return std::any_of(command.environment.begin(), command.environment.end(),
                     [&](const auto& added) { return added.first == name; });
}

Prepared prepare(const Command& command) {
  Prepared prepared;
  prepared.candidates = programs(command.arguments.front());
  for (char** variable = environ; *variable != nullptr; ++variable) {
    if (!overridden(command, *variable)) prepared.text.emplace_back(*variable);
  }
  for (const auto& [name, value] : command.environment)
    prepared.text.push_back(name + '=' + value);
  const std::size_t variables = prepared.text.size();
  for (const std::string& argument : command.arguments)
    prepared.text.push_back(argument);
  for (std::size_t at = 0; at < prepared.text.size(); ++at) {
    (at < variables ? prepared.environment : prepared.arguments)
        .push_back(prepared.text[at].data());
  }
  prepared.environment.push_back(nullptr);
  prepared.arguments.push_back(nullptr);
  if (command.unprivileged) prepared.account = unprivileged_account();
  return prepared;
}

bool become(const Account& account) {
  return setgroups(0, nullptr) == 0 && setgid(account.group) == 0 && setuid(account.user) == 0;
}

bool place(int from, int to) {
  if (from >= 0) return from == to ? fcntl(to, F_SETFD, 0) == 0 : dup2(from, to) >= 0;
  const int null = ::open("/dev/null", O_RDWR);
  return null >= 0 && (null == to || (dup2(null, to) >= 0 && ::close(null) == 0));
}

// Runs in the child; returns only when it could not start the program, with errno.
void start_program(const Spawn& request, const Prepared& prepared, pid_t parent) {
  if (request.own_session) setsid();
  if (!place(request.input, 0) || !place(request.output, 1) || !place(request.errors, 2)) return;
  if (request.command.unprivileged && geteuid() == 0 && !become(prepared.account)) return;
  if (!request.folder.empty() && chdir(request.folder.c_str()) != 0) return;
  if (request.signal_when_we_die != 0) {  // after setuid, which clears it
    prctl(PR_SET_PDEATHSIG, request.signal_when_we_die);
    if (getppid() != parent) _exit(127);
  }
  struct sigaction normal {};
  normal.sa_handler = SIG_DFL;
  for (const int number : {SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGPIPE})
    sigaction(number, &normal, nullptr);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  int reason = ENOENT;
  for (const std::string& candidate : prepared.candidates) {
    execve(candidate.c_str(), prepared.arguments.data(), prepared.environment.data());
    if (errno != ENOENT && errno != ENOTDIR) reason = errno;
  }
  errno = reason;
}

tl::unexpected<Error> cannot_start(const Command& command, int reason) {
  return fail(ErrorKind::environment,
              "cannot start " + command.arguments.front() + ": " + std::strerror(reason),
              reason == ENOENT ? "install it or put it in PATH" : "check its permissions");
}

struct Streams {
  Pipe input, output, errors;
};

// A reader that went away is told by EPIPE, not by a signal, whatever the process made of SIGPIPE.
ssize_t write_quietly(int to, const char* data, std::size_t size) {
  sigset_t broken, before;
  sigemptyset(&broken);
  sigaddset(&broken, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &broken, &before);
  const ssize_t n = ::write(to, data, size);
  const int reason = errno;
  const timespec at_once{};
  if (n < 0 && reason == EPIPE && sigismember(&before, SIGPIPE) == 0)
    sigtimedwait(&broken, nullptr, &at_once);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  errno = reason;
  return n;
}

// Moves bytes until both outputs are closed or `interrupted`.
class Pump {
 public:
  Pump(Streams& streams, const std::string& input, Completed& completed)
      : streams_(streams), input_(input), completed_(completed) {
    if (input.empty())
      streams.input.writing.close();
    else
      fcntl(streams.input.writing.number(), F_SETFL, O_NONBLOCK);
  }

  bool finish(const std::function<bool()>& interrupted) {
    while (streams_.output.reading.number() >= 0 || streams_.errors.reading.number() >= 0) {
      std::array<pollfd, 3> waiting{{{streams_.input.writing.number(), POLLOUT, 0},
                                     {streams_.output.reading.number(), POLLIN, 0},
                                     {streams_.errors.reading.number(), POLLIN, 0}}};
      poll(waiting.data(), waiting.size(), 100);
      if (interrupted && interrupted()) return false;
      if (waiting[0].revents != 0) write_some();
      if (waiting[1].revents != 0) read_some(streams_.output.reading, completed_.output);
      if (waiting[2].revents != 0) read_some(streams_.errors.reading, completed_.errors);
    }
    return true;
  }

 private:
  void write_some() {
    const ssize_t n = write_quietly(streams_.input.writing.number(), input_.data() + written_,
                                    input_.size() - written_);
    if (n > 0) written_ += static_cast<std::size_t>(n);
    // A program that reads no further is not an error: its exit code tells.
    if (written_ == input_.size() || (n < 0 && errno != EAGAIN && errno != EINTR))
      streams_.input.writing.close();
  }
  static void read_some(Descriptor& from, std::string& to) {
    std::array<char, 65536> buffer{};
    const ssize_t n = ::read(from.number(), buffer.data(), buffer.size());
    if (n > 0)
      to.append(buffer.data(), static_cast<std::size_t>(n));
    else if (n == 0 || errno != EINTR)
      from.close();
  }

  Streams& streams_;
  const std::string& input_;
  Completed& completed_;
  std::size_t written_ = 0;
};

int wait_for(pid_t process) {
  int status = 0;
  while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Account unprivileged_account() {
  if (geteuid() != 0) return {geteuid(), getegid()};
  for (const char* name : {"postgres", "nobody"}) {
    if (const passwd* entry = getpwnam(name); entry != nullptr)
      return {entry->pw_uid, entry->pw_gid};
  }
  return {65534, 65534};
}

Result<pid_t> spawn(const Spawn& request) {
  const Prepared prepared = prepare(request.command);
  Pipe failure;  // closed by a successful exec, else carries errno
  if (!open_pipe(failure)) return cannot_start(request.command, errno);
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child < 0) return cannot_start(request.command, errno);
  if (child == 0) {
    start_program(request, prepared, parent);
    const int reason = errno;
    const ssize_t told = ::write(failure.writing.number(), &reason, sizeof reason);
    _exit(told < 0 ? 126 : 127);
  }
  failure.writing.close();
  int reason = 0;
  ssize_t n = 0;
  while ((n = ::read(failure.reading.number(), &reason, sizeof reason)) < 0 && errno == EINTR) {
  }
  if (n <= 0) return child;
  wait_for(child);
  return cannot_start(request.command, reason);
}

Result<Completed> run(const Command& command, const std::function<bool()>& interrupted) {
  Streams streams;
  if (!open_pipe(streams.input) || !open_pipe(streams.output) || !open_pipe(streams.errors)) {
    return cannot_start(command, errno);
  }
  Spawn request;
  request.command = command;
  request.input = streams.input.reading.number();
  request.output = streams.output.writing.number();
  request.errors = streams.errors.writing.number();
  const Result<pid_t> child = spawn(request);
  if (!child) return tl::unexpected(child.error());
  streams.input.reading.close();
  streams.output.writing.close();
  streams.errors.writing.close();
  Completed completed;
  if (!Pump(streams, command.input, completed).finish(interrupted)) {
    kill(*child, SIGKILL);
    wait_for(*child);
    return fail(ErrorKind::interrupted,
                "interrupted while " + command.arguments.front() + " was running");
  }
  completed.exit_code = wait_for(*child);
  return completed;
}

}  // namespace mimar::world
