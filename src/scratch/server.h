#pragma once
// One running server on a private copy of the template.

#include <string>

#include "scratch/files.h"
#include "scratch/template.h"

namespace mimar::scratch {

// The folder of one scratch server and the lock that says its owner lives:
//   owner.lock  data/  socket/  server.conf  hba.conf  server.log
class Home {
 public:
  // Below `base`, with the name reap.h looks for.
  static Result<Home> create(const std::string& base);
  Home(Home&& other) noexcept = default;
  Home& operator=(Home&&) = delete;
  ~Home();  // removes the folder
  const std::string& folder() const { return folder_; }

 private:
  Home(std::string folder, FileLock lock) : folder_(std::move(folder)), lock_(std::move(lock)) {}
  std::string folder_;
  FileLock lock_;
};

// A postmaster; stopped at once (its data are disposable) when this goes, and killed by the kernel
// when the thread that started it ends without that.
class Server {
 public:
  // Returns when it accepts connections. Errors: ErrorKind::environment with what the server said;
  // ErrorKind::interrupted.
  static Result<Server> start(world::World& world, const Binaries& binaries, const Template& from,
                              const Home& home, bool durable);
  Server(Server&& other) noexcept
      : process_(std::exchange(other.process_, 0)), starter_(other.starter_) {}
  Server& operator=(Server&&) = delete;
  ~Server();

 private:
  explicit Server(pid_t process);
  pid_t process_, starter_;
};

}  // namespace mimar::scratch
