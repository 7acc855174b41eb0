#pragma once
// What the sentences say, put together into one conceptual model; what contradicts is reported.

#include <string>
#include <vector>

#include "design/brief/facts.h"
#include "design/conceptual_model.h"

namespace mimar::design::brief {

struct SaidFact {
  Fact fact;
  SentenceId sentence = 0;
  std::uint32_t line = 0;
};

struct Merged {
  ConceptualModel model;
  std::vector<std::string> contradictions, remarks;
};

Merged merge(const std::vector<SaidFact>& facts);

}  // namespace mimar::design::brief
