#pragma once
// Our own bugs. ensure() states what must hold; when it does not, it throws, and each face (cli, mcp) catches it once
// and exits with 70. Never reachable by user input.

#include <stdexcept>
#include <string>

namespace mimar {

class BrokenInvariant : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

inline void ensure(bool condition, const char* why, const char* file = __builtin_FILE(),
                   int line = __builtin_LINE()) {
  if (!condition) throw BrokenInvariant(std::string(file) + ":" + std::to_string(line) + ": " + why);
}

}  // namespace mimar
