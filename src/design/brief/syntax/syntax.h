#pragma once
// The grammar of a sentence, by Link Grammar (Sleator and Temperley, Parsing English with a Link
// Grammar, 1993) and its dictionary of English: what part of speech each word is, and which words
// belong together. A second opinion on what the reader took a sentence for; a sentence takes some
// 20 ms, so only those that leave a doubt are asked about.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mimar::design::brief {

enum class PartOfSpeech : std::uint8_t {
  unknown,  // not in the dictionary, or no place for it was found in the sentence
  noun,
  verb,
  adjective,
  adverb,
  preposition,
  other,
};

struct ParsedWord {
  std::string text;  // lower case
  PartOfSpeech part = PartOfSpeech::unknown;
};

// The words of the sentence in their order, signs and all; empty when the sentence is too long or
// the dictionary is not installed. The same sentence is parsed once.
const std::vector<ParsedWord>& parse_sentence(const std::string& sentence);

// Whether the dictionary has the word, or takes it for a form of one; false when it is not
// installed.
bool is_english(const std::string& word);

// Whether the sentence has the word and uses it as something that is no noun.
bool is_no_noun(const std::string& sentence, std::string_view word);

}  // namespace mimar::design::brief
