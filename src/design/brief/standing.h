#pragma once
// Which things a brief speaks of are things to keep rows of. One that sentences describe is. One
// that is merely met in a sentence ("orders are refunded in whole") is only when that sentence was
// understood and uses the word as a noun; what such a sentence says is asked about otherwise. What
// deletes rows is asked about too, unless every word of it was understood.

#include <vector>

#include "design/brief/markdown.h"
#include "design/brief/sentences.h"

namespace mimar::design::brief {

// `passages[i]` is what `read[i]` was read from.
void drop_doubtful(const std::vector<Passage>& passages, std::vector<ReadSentence>& read);

}  // namespace mimar::design::brief
