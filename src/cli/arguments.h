#pragma once
// Words of the command line to a command and its arguments. The only includer of CLI11.

#include <string>
#include <vector>

#include "ops/operation.h"

namespace mimar::cli {

enum class Colour : std::uint8_t { automatic, always, never };

struct Invocation {
  const ops::Operation* command = nullptr;  // nullptr: none was named
  ops::Arguments arguments;                 // as given, not yet completed
  bool help = false, version = false;
  Colour colour = Colour::automatic;
};

// Errors: ErrorKind::usage, with the nearest known word as the hint.
Result<Invocation> parse(const std::vector<std::string>& words);

}  // namespace mimar::cli
