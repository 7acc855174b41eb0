#pragma once
// A brief that a model made, as a file for the person who is to confirm it: each sentence below the
// prose it comes from, as a quotation, which a brief passes over.

#include <string>
#include <vector>

#include "design/prose/support.h"

namespace mimar::design::prose {

struct Maker {
  std::string model, place, date;  // "https://host"
};

std::string written_brief(const std::vector<Passage>& prose, const Judgement& judgement,
                          const Maker& maker);

}  // namespace mimar::design::prose
