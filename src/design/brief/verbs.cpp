#include "design/brief/verbs.h"

#include "design/brief/clauses/clause.h"
#include "design/brief/words.h"

namespace mimar::design::brief {

bool is_verb_at(const Cursor& cursor) {
  const std::string_view word = cursor.word();
  if (word == "is" || word == "are" || word == "has" || word == "have" || is_modal(word) ||
      word == "needs" || word == "never" || word == "does" || word == "do" || word == "goes")
    return true;
  const Verb* verb = find_verb(word);
  if (verb == nullptr) return false;
  if (word == verb->stem && !verb->noun && (is_article(cursor.word(1)) || cursor.is_number(1)))
    return true;
  return word == third_person(verb->stem) && (!verb->noun || cursor.word(1) == "to" ||
                                              is_article(cursor.word(1)) || cursor.is_number(1));
}

bool find_verb_behind(const Tokens& tokens, std::size_t at, const Vocabulary& vocabulary) {
  Tokens rest;
  rest.assign(tokens.begin() + static_cast<std::ptrdiff_t>(at), tokens.end());
  return find_main_verb(rest, vocabulary) != kNowhere;
}

}  // namespace mimar::design::brief
