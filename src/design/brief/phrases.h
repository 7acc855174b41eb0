#pragma once
// Noun phrases and how many: "an optional due date", "one or more order lines", "a project's open
// tasks", "the total of an order".

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "design/brief/tokens.h"
#include "design/brief/vocabulary.h"

namespace mimar::design::brief {

// A place in a sentence, up to `end`.
struct Cursor {
  const Tokens* tokens = nullptr;
  std::size_t at = 0, end = 0;

  bool done() const { return at >= end; }
  const Token& token(std::size_t ahead = 0) const { return (*tokens)[at + ahead]; }
  std::string_view word(std::size_t ahead = 0) const;  // lower case; "" behind the end
  bool is_number(std::size_t ahead = 0) const;
  bool accept(std::string_view word);
  bool accept_any(std::initializer_list<std::string_view> words);
  // One after the other, all or none: "is part of".
  bool accept_words(std::string_view words);
  bool accept_phrase(std::initializer_list<std::string_view> phrases);
};

struct Quantity {
  std::optional<std::size_t> min, max;  // as said
  bool many = false;                    // more than one is possible
  bool required = false;                // at least one is said
  bool said = false;                    // by more than an article
  bool article = false;                 // "a", "the", "each" ...
  bool none = false;                    // "no", "zero"
};

// "at most 40", "exactly 11", "2 to 6": what is said beyond one and many; or "".
std::string limit_of(const Quantity& quantity);
// "a", "each", "exactly one", "zero or more", "up to 5", "a list of"; moves behind it.
Quantity read_quantity(Cursor& cursor);

struct Noun {
  Quantity quantity;
  std::string name;                     // lower-case singular words
  std::string owner = {};               // "a project's", "of a project": singular
  std::string owner_name = {};          // what it is called there: "manager" of "user"
  std::vector<std::string> flags = {};  // "optional", "unique": in front of the name
  bool plural = false;
  bool other = false;  // "other users"
  std::size_t from = 0, to = 0;
};

// "optional", "unique", "positive": what is said of an attribute in front of its name.
bool is_flag_word(std::string_view word);
// Stops before what cannot be part of a name: verbs with a preposition, articles, signs.
std::optional<Noun> read_noun(Cursor& cursor, const Vocabulary& vocabulary);
// The words of [from, to) as a name: lower case, "due_date" and "dueDate" taken apart.
std::string as_name(const Tokens& tokens, std::size_t from, std::size_t to);
// As as_name(), its last word singular.
std::string as_singular(const Tokens& tokens, std::size_t from, std::size_t to);
// The entity this phrase speaks of, as the vocabulary knows it; its own name when it knows none.
std::string entity_of(const Noun& noun, const Vocabulary& vocabulary);
// Where the parenthesis opened at `at` closes; `end` when it does not.
std::size_t closing(const Tokens& tokens, std::size_t at, std::size_t end);

}  // namespace mimar::design::brief
