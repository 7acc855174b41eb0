// Lists of the values an attribute may have.

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "base/text.h"
#include "design/brief/detail_parts.h"
#include "design/brief/kinds.h"
#include "design/brief/lexicon.h"
#include "design/brief/words.h"

namespace mimar::design::brief {

bool read_choice_list(Cursor& cursor, Details& details) {
  Cursor next = cursor;
  const std::size_t start = next.at;
  const bool relative = next.accept_any({"that", "which", "whose"});
  if (relative) next.accept_any({"value", "values"});
  const bool opened = next.accept_phrase({"is one of",
                                          "are one of",
                                          "can be one of",
                                          "may be one of",
                                          "must be one of",
                                          "is either",
                                          "can be either",
                                          "must be either",
                                          "may be either",
                                          "can be any of",
                                          "one of",
                                          "either",
                                          "with values",
                                          "with the values",
                                          "with possible values",
                                          "with options",
                                          "with the options",
                                          "possible values",
                                          "possible values are",
                                          "allowed values",
                                          "values are",
                                          "values",
                                          "options",
                                          "choices",
                                          "enum of",
                                          "enum :",
                                          "enum",
                                          "any of",
                                          "chosen from",
                                          "selected from",
                                          "out of",
                                          "can take the values",
                                          "takes the values",
                                          "with one of",
                                          "being one of",
                                          "should be one of",
                                          "drawn from",
                                          "from the list",
                                          "has to be one of",
                                          "among",
                                          "as one of",
                                          "which may be",
                                          "limited to",
                                          "is limited to",
                                          "restricted to",
                                          "is restricted to"});
  if (!opened) {
    if (!next.accept_any({"is", "can", "may", "are", "being", "of", ":", "as", "must", "=", "-"}))
      return false;
    next.accept("be");
  }
  next.accept_phrase(
      {"the following values", "the following", "these values", "these", "the values", "values"});
  next.accept(":");
  if (next.word() == "(") {
    const std::size_t close = closing(*next.tokens, next.at, next.end);
    Cursor inside{next.tokens, next.at + 1, close};
    details.attribute.choices = read_choices(inside, true, true);
    next.at = std::min(next.end, close + 1);
  } else {
    details.attribute.choices = read_choices(next, opened, false);
  }
  if (details.attribute.choices.empty() || next.at == start) return false;
  cursor = next;
  return true;
}

std::vector<std::string> read_choices(Cursor& cursor, bool explicit_list, bool closed) {
  std::vector<std::string> choices;
  Cursor next = cursor;
  bool last = false;
  Cursor good = cursor;
  for (;;) {
    const std::size_t from = next.at;
    if (!closed && (is_article(next.word()) || (is_preposition(next.word()) && !explicit_list)))
      break;
    while (!next.done() && next.at < from + 4 && !is_detail_separator(next) &&
           (next.token().kind == Token::Kind::word || next.token().kind == Token::Kind::quoted ||
            next.token().kind == Token::Kind::number)) {
      if (!closed && (next.at > from || !explicit_list) && is_function_word(next.word()) &&
          next.word() != "on" && next.word() != "in")
        break;
      ++next.at;
    }
    if (next.at == from) break;
    std::string choice;
    for (std::size_t i = from; i < next.at; ++i) {
      if (i > from) choice += ' ';
      choice += (*next.tokens)[i].kind == Token::Kind::word ? (*next.tokens)[i].lower
                                                            : text::lower((*next.tokens)[i].text);
    }
    choices.push_back(choice);
    good = next;
    if (last && !closed) break;
    bool separated = false;
    if (next.accept_any({",", ";", "/", "|"})) separated = true;
    if (next.accept_any({"or", "and"})) {
      last = separated = true;
      if (!closed && is_article(next.word())) {
        next.at -= 1;
        break;
      }
    }
    if (!separated) break;
  }
  if (choices.size() < 2 || (closed && !good.done())) return {};
  // Without a final "or" or "and", commas of a sentence separate other things too.
  if (!closed && !last && !explicit_list && (*cursor.tokens)[cursor.at - 1].lower != ":" &&
      (*cursor.tokens)[cursor.at - 1].lower != "of" &&
      (*cursor.tokens)[cursor.at - 1].lower != "values" && !good.done())
    return {};
  if (std::ranges::any_of(
          choices,
          [](const std::string& one) { return !one.empty() && one[0] >= '0' && one[0] <= '9'; }) &&
      choices.size() == 2 && !closed && !explicit_list)
    return {};
  cursor = good;
  return choices;
}

}  // namespace mimar::design::brief
