#include "sql/statement_words.h"

#include <algorithm>

#include "base/text.h"

namespace mimar::sql {
namespace {

bool is(std::string_view word, std::string_view other) {
  return text::equal_ignoring_case(word, other);
}

bool names_a_routine(std::string_view word) {
  return is(word, "function") || is(word, "procedure");
}

}  // namespace

// CREATE [OR REPLACE] {FUNCTION | PROCEDURE}
void StatementWords::first_words(std::string_view word) {
  if (words_ == 1) {
    first_ = is(word, "create")   ? First::create
             : is(word, "copy")   ? First::copy
             : is(word, "insert") ? First::insert
                                  : First::other;
    return;
  }
  if (first_ != First::create) return;
  if (words_ == 2) routine_ = names_a_routine(word);
  if (words_ == 2) or_replace_ = is(word, "or");
  if (words_ == 3) or_replace_ = or_replace_ && is(word, "replace");
  if (words_ == 4) routine_ = routine_ || (or_replace_ && names_a_routine(word));
}

void StatementWords::word(std::string_view word) {
  ++words_;
  if (words_ <= 4) first_words(word);
  if (parentheses_ > 0) return;
  from_stdin_ = from_stdin_ || (after_from_ && is(word, "stdin"));
  after_from_ = is(word, "from");
  if (!routine_ || word.size() < 3 || word.size() > 5) return;
  if (is(word, "begin") || (is(word, "case") && blocks_ > 0)) ++blocks_;
  if (is(word, "end") && blocks_ > 0) --blocks_;
}

void StatementWords::parenthesis(int change) {
  parentheses_ = std::max(0, parentheses_ + change);
}

}  // namespace mimar::sql
