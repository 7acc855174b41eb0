#pragma once
// How things fail when the world or the input does not cooperate. A fact about the user's schema is a Finding
// (evidence/finding.h), our own bug is ensure() (base/ensure.h); everything else that can fail returns Result<T>.

#include <optional>
#include <string>
#include <utility>

#include <tl/expected.hpp>

#include "base/source.h"

namespace mimar {

enum class ErrorKind : std::uint8_t {
  usage,        // the command line, a task file or mimar.toml says something we do not understand
  input,        // a file that is missing or does not parse
  unsupported,  // valid, but beyond what Mimar can do today
  database,     // a server answered with an error
  environment,  // no binaries, no disk, no permission, unreachable
  interrupted,  // Ctrl-C or SIGTERM
};

struct Error {
  ErrorKind kind = ErrorKind::input;
  std::string message;               // one sentence, no trailing newline
  std::optional<SourceSpan> where;   // file, line and column when the input has them
  std::string sqlstate;              // five characters, or empty
  std::string hint;                  // what to do next, or empty
  std::string excerpt;               // the offending line and a caret below it, or empty
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorKind kind, std::string message, std::string hint = {}) {
  return tl::unexpected<Error>(Error{kind, std::move(message), std::nullopt, {}, std::move(hint), {}});
}
inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

}  // namespace mimar
