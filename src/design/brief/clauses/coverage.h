#pragma once
// Which words of a clause its family has used. Families that look for a phrase anywhere in a clause
// cannot say where they stopped; what they did not use, and what is no filler, is asked about.

#include <initializer_list>
#include <string_view>
#include <vector>

#include "design/brief/clauses/clause.h"

namespace mimar::design::brief {

class Coverage {
 public:
  explicit Coverage(const Clause& clause) : clause_(clause), used_(clause.tokens.size(), false) {}

  void use(std::size_t from, std::size_t to);
  void use_word(std::string_view word);      // wherever it stands
  void use_phrase(std::string_view phrase);  // wherever it stands
  void use_words(std::initializer_list<std::string_view> words);
  void use_entities();  // the names the vocabulary knows
  void use_numbers();
  // What was not used is put into `unread` of the clause.
  void finish(Clause& clause) const;

 private:
  const Clause& clause_;
  std::vector<bool> used_;
};

// Where "except test accounts", "unless it is paid" begins; the number of words when nothing is
// excepted. What stands there limits what is said and is never its subject.
std::size_t find_exception(const Tokens& tokens);

}  // namespace mimar::design::brief
