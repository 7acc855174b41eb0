#pragma once
// HTTP, as far as Mimar speaks it: one POST, and only where the user's configuration names the
// place. http.cpp is the only includer of cpp-httplib in the program (decision 0009).

#include <functional>
#include <string>
#include <string_view>

#include "world/world.h"

namespace mimar::world {

struct Address {
  bool secure = false;        // https
  std::string host;           // without brackets
  int port = 0;               // as said, else 443 or 80
  std::string target;         // path and query, "/" at least
  bool loopback = false;      // this machine
  std::string place() const;  // "https://host:port": what messages may show
};

// Errors: ErrorKind::usage for another scheme, a missing host, a bad port, a user or password in
// it, blanks and control characters.
Result<Address> read_address(std::string_view url);

// World::post(). `interrupted` is asked meanwhile.
Result<HttpResponse> post(const HttpRequest& request, const std::function<bool()>& interrupted);

}  // namespace mimar::world
