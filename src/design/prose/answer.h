#pragma once
// What a model answered, taken apart line by line.

#include <string>
#include <string_view>
#include <vector>

namespace mimar::design::prose {

struct Line {
  enum class Kind : std::uint8_t { heading, sentence, question };
  Kind kind = Kind::sentence;
  std::string text;                     // without bullet and numbers; a heading keeps its #
  std::vector<std::size_t> cited = {};  // passages of the prose, from 1; those that are there
  bool cites_unknown = false;           // or some that are not
};

// `passages`: how many there are. Fences around the whole are taken off; whatever else a model
// talks is a sentence without a source.
std::vector<Line> read_answer(std::string_view answer, std::size_t passages);

}  // namespace mimar::design::prose
