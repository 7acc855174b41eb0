#pragma once
// One sentence to facts: what does not matter is taken off, the rest is split into clauses.

#include <string>
#include <vector>

#include "design/brief/facts.h"
#include "design/brief/tokens.h"
#include "design/brief/vocabulary.h"

namespace mimar::design::brief {

struct ReadSentence {
  Facts facts;
  std::vector<std::string> unread;
  std::vector<std::pair<std::string, std::string>> corrected = {};  // misspelt, meant
  std::string question;
  bool remark = false;
  bool foreign = false;  // of another language than English
};

// `topic`: what was spoken of last; updated. `heading`: the entity of the heading above, or "".
// `enquiries`: it stands where a heading announces them.
ReadSentence read_sentence(const std::string& text, const Vocabulary& vocabulary,
                           const std::string& heading, std::string& topic, bool enquiries = false);

}  // namespace mimar::design::brief
