#pragma once
// Is what a model wrote in the prose? Words and numbers are held against the sentences that it says
// it has them from; no model is asked.

#include <string>
#include <vector>

#include "design/prose/answer.h"
#include "design/prose/prose.h"

namespace mimar::design::prose {

struct Judged {
  Line line;  // a sentence each, also where the model wrote several in a line
  // Clauses. What says why there is nothing in the prose for it keeps it out of the brief: a figure
  // that is not there, most of its words, no source at all. What is doubtful stays in.
  std::vector<std::string> against, doubts;
};

struct Judgement {
  std::vector<Judged> lines;
  std::vector<std::size_t> left_out;  // passages, from 1, that no line comes from
};

Judgement judge(const std::vector<Passage>& prose, const std::vector<Line>& answer);

}  // namespace mimar::design::prose
