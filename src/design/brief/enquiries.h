#pragma once
// Where a brief lists what is asked of the database: "Reports: a; b; c", "Which parcels are late?",
// bullets below "Frequent queries". Each is a noun phrase or a question, and no sentence.

#include <optional>
#include <string>
#include <string_view>

#include "design/brief/sentences.h"

namespace mimar::design::brief {

// Whether a heading or label announces enquiries: "Frequent lookups", "Screens".
bool announces_enquiries(std::string_view words);
// The access patterns of one sentence that is a question, a list behind a label or, below a heading
// that announces them, a noun phrase; nullopt when it is none of these.
std::optional<ReadSentence> read_enquiries(const Tokens& tokens, const Vocabulary& vocabulary,
                                           const std::string& heading, const std::string& topic,
                                           bool announced);

}  // namespace mimar::design::brief
