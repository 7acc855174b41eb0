#pragma once
// The open questions of a brief, asked one by one; the answers are sentences of the brief.

#include <string>

#include "base/result.h"
#include "world/world.h"

namespace mimar::ops::designing {

struct Interview {
  std::string markdown;  // the brief with the answers in place of what was not understood
  std::size_t answered = 0, left_out = 0, open = 0;
};

// An answer is one sentence or more, understood before it is taken; what was understood of the old
// sentence stays. "-" turns the sentence into a quotation, an empty line leaves it open, the end of
// the input all that follow. Errors: those of read_brief; ErrorKind::interrupted.
Result<Interview> interview(std::string markdown, const std::string& file, world::World& world);

}  // namespace mimar::ops::designing
