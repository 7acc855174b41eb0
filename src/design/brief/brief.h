#pragma once
// A brief: requirements in near-English sentences, in markdown, as a person writes them; read into
// a conceptual model. A sentence that is not understood is never guessed over: it is kept with what
// was understood of it and a question.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "design/conceptual_model.h"

namespace mimar::design {

struct Sentence {
  enum class Outcome : std::uint8_t {
    understood,      // all of it is in the model
    partly,          // something of it is; `question` asks for the rest
    not_understood,  // nothing of it is
    remark,          // says nothing about a database: a heading, a greeting, a quotation, code
  };
  std::string text;  // as written, markdown removed
  SourceSpan where;  // file, line, column
  Outcome outcome = Outcome::not_understood;
  std::vector<std::string> restated = {};  // what was understood, as sentences of the same
                                           // language: reading them again gives the same
  std::string question =
      {};  // one sentence, with a proposal where there is one ("Did you mean «milestone»?")
};

struct Brief {
  std::vector<Sentence> sentences;
  ConceptualModel model;
  // What holds between sentences: contradictions, entities nobody described, two that say the same.
  // Clauses with lines.
  std::vector<std::string> contradictions = {}, remarks = {};
};

// Errors: ErrorKind::usage: not UTF-8 (the place, what it looks like), nothing but white space.
Result<Brief> read_brief(std::string_view markdown, const std::string& file);

}  // namespace mimar::design
