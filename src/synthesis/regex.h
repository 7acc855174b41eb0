#pragma once
// PostgreSQL's regular expressions (manual, "POSIX Regular Expressions", the advanced ones) and
// LIKE patterns: matched against a text, and texts drawn that match.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mimar::synthesis {

struct Regex {
  enum class Kind : std::uint8_t {
    set,
    sequence,
    choice,
    repeat,
    start,
    end,
    ahead,
    not_ahead,
    word
  };
  Kind kind = Kind::sequence;
  std::vector<Regex> parts;
  std::vector<bool> characters;     // set: by byte
  std::size_t least = 1, most = 1;  // repeat
};

// nullopt when it uses what is not known here: back references, conditions of a locale.
std::optional<Regex> parse_regex(std::string_view expression, bool ignore_case);
// LIKE with % and _ and a backslash to escape; matches the whole text.
Regex parse_like(std::string_view pattern, bool ignore_case);

// Somewhere in the text, as ~ does; nullopt when it takes too long.
std::optional<bool> matches(const Regex& regex, std::string_view text);
// A text it should match; look-ahead is not kept.
std::string draw(const Regex& regex, std::uint64_t random);

}  // namespace mimar::synthesis
