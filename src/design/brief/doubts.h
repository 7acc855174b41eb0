#pragma once
// What a person should be asked: about one sentence, and about the brief as a whole.

#include <string>
#include <vector>

#include "design/brief/brief.h"
#include "design/brief/markdown.h"
#include "design/brief/sentences.h"

namespace mimar::design::brief {

std::string question_for(const ReadSentence& sentence, const Vocabulary& vocabulary);
// The title of the brief and the headings its entities stand below.
void name_contexts(const std::vector<Passage>& passages, Brief& brief);
// "Requirements", "Load": a heading that says nothing about what is below it.
bool is_general_heading(const std::string& heading);
// Entities nobody described, names that differ by a letter, circles of must-haves.
void find_doubts(const Vocabulary& vocabulary, Brief& brief);

}  // namespace mimar::design::brief
