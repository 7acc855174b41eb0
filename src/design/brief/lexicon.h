#pragma once
// The words that requirements are written with: verbs and what they say about a relationship, and
// the closed classes (articles, prepositions, modal verbs).

#include <string>
#include <string_view>

namespace mimar::design::brief {

// What "A <verb> B" says about how many.
enum class Reach : std::uint8_t {
  has,     // A has B; B is of one A
  part,    // as has, and B goes with A
  makes,   // A brings B about: B is of one A
  refers,  // A points at one B, unless said otherwise
  links,   // many A, many B
};

struct Verb {
  std::string_view stem;
  Reach reach = Reach::links;
  std::string_view doer = {};  // what the one who does it is to the other: "author"
  bool noun = false;           // the same word is a noun too: "order", "books"
};

// nullptr when the word is no form of a verb we know.
const Verb* find_verb(std::string_view word);

bool is_article(std::string_view word);      // a, the, each, every, its, their ...
bool is_preposition(std::string_view word);  // of, in, by, to ...
bool is_modal(std::string_view word);        // must, may, can, should ...
bool is_pronoun(std::string_view word);      // it, they, he, she, them, one
bool is_conjunction(std::string_view word);  // and, or, but ...
bool is_adverb(std::string_view word);       // also, only, always, typically ...
// Whether the word belongs to a closed class, so that it cannot be part of a name.
bool is_function_word(std::string_view word);

}  // namespace mimar::design::brief
