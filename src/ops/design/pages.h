#pragma once
// A design as text: for people in markdown, for programs in JSON. Pure.

#include <string>

#include "ops/design/designing.h"

namespace mimar::ops::designing {

std::string report_page(const Design& design);
// Its part on contexts, aggregates and events; "" without entities.
std::string domain_section(const Design& design);
// Its beginning: what was understood, what is open, what a server showed; for a terminal when the
// whole is in a folder.
std::string overview(const Design& design);
// What was understood, as a brief that says the same: sentences below their headings, those that
// were not understood as remarks with their questions.
std::string understood_page(const Design& design);

// Which normal form each table is in and why it stays so; of patterns added to a schema, their own.
std::string normal_forms(const Design& design);
evidence::Evidence forms_are_wanted(const Design& design, const std::string& command);

// The payload: {"partial", "sentences", "questions", "contradictions", "patterns", "reasons",
// "accesses", "traces", "sql"}.
std::string as_json(const Design& design);
// [{"lines", "sentences", "object", "witness": {...}, "verdict", "reason"}]
std::string traces_json(const Design& design);

// The patterns there are, with what they promise, cost and ask.
std::string patterns_page();
std::string patterns_json();

}  // namespace mimar::ops::designing
