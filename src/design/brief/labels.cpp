#include "design/brief/labels.h"

#include <algorithm>
#include <array>

#include "design/brief/doubts.h"
#include "design/brief/lexicon.h"
#include "design/brief/names.h"
#include "design/brief/phrases.h"
#include "design/brief/verbs.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// "D", "S1", "FR-3", "WC": capitals, and figures behind them.
bool is_code(const Token& token) {
  const std::string& text = token.text;
  if (token.kind != Token::Kind::word || text.empty() || text.size() > 7) return false;
  std::size_t capitals = 0, at = 0;
  while (at < text.size() && is_capital(text[at]))
    ++capitals, ++at;
  if (capitals == 0 || capitals > 4) return false;
  return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(),
                     [](char c) { return is_digit(c) || c == '-' || c == '.'; });
}

bool has_digit(const Token& token) {
  return std::ranges::any_of(token.text, is_digit);
}

bool is_colon(const Token& token) {
  return token.kind == Token::Kind::sign && (token.lower == ":" || token.lower == "--");
}

// Whether a sentence begins at `at`: a subject and its verb.
bool begins_sentence(const Tokens& tokens, std::size_t at, const Vocabulary& vocabulary) {
  Cursor cursor{&tokens, at, tokens.size()};
  if (cursor.done()) return false;
  if (is_pronoun(cursor.word())) return is_verb_at(Cursor{&tokens, at + 1, tokens.size()});
  if ((cursor.word() == "if" || cursor.word() == "when" || cursor.word() == "whenever" ||
       cursor.word() == "once" || cursor.word() == "every") &&
      cursor.word(1) != "," && find_verb_behind(tokens, at, vocabulary))
    return true;
  auto noun = read_noun(cursor, vocabulary);
  if (!noun || cursor.done()) return false;
  while (!cursor.done() && is_adverb(cursor.word()))
    ++cursor.at;
  if (!is_verb_at(cursor)) return false;
  return noun->quantity.article || noun->plural || vocabulary.is_entity(noun->name);
}

void take(Tokens& tokens, std::size_t count) {
  tokens.erase(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(count));
}

}  // namespace

bool is_bare_label(const Tokens& tokens) {
  return tokens.size() == 1 && is_code(tokens[0]) && has_digit(tokens[0]);
}

void skip_label(Tokens& tokens, const Vocabulary& vocabulary, std::string& topic) {
  // "(WC) Time entries ..."
  if (tokens.size() > 3 && tokens[0].lower == "(" && tokens[2].lower == ")" && is_code(tokens[1]))
    take(tokens, 3);
  // "F-12 As a user ..."
  if (tokens.size() > 4 && is_code(tokens[0]) && tokens[1].at == tokens[0].end &&
      tokens[2].kind == Token::Kind::number && tokens[2].at == tokens[1].end &&
      tokens[1].lower == "-")
    tokens.erase(tokens.begin(), tokens.begin() + (is_colon(tokens[3]) ? 4 : 3));
  // "S1 As a user ..."
  if (tokens.size() > 3 && is_code(tokens[0]) && has_digit(tokens[0]) && !is_colon(tokens[1]) &&
      tokens[1].kind == Token::Kind::word && is_capital(tokens[1].text.front()))
    take(tokens, 1);
  std::size_t colon = 0;
  while (colon < tokens.size() && colon < 6 && !is_colon(tokens[colon]) &&
         tokens[colon].kind == Token::Kind::word)
    ++colon;
  if (colon == 0 || colon + 1 >= tokens.size() || !is_colon(tokens[colon])) return;
  const std::string name = as_singular(tokens, 0, colon);
  const bool code = colon == 1 && is_code(tokens[0]) && tokens[0].text.size() < 5 &&
                    !vocabulary.described.contains(name);
  const bool general = is_general_heading(name) && !is_category_name(name);
  if (!code && !general && !begins_sentence(tokens, colon + 1, vocabulary)) return;
  if (vocabulary.is_entity(name) && !code) topic = name;
  take(tokens, colon + 1);
}

bool is_metadata(const Tokens& tokens) {
  static constexpr std::array<std::string_view, 27> keys{
      "author",   "authors",  "owner",    "date",      "version",  "status",  "goal",
      "goals",    "audience", "reviewer", "reviewers", "legend",   "client",  "department",
      "purpose",  "source",   "draft",    "revision",  "contact",  "team",    "updated",
      "prepared", "written",  "title",    "subject",   "language", "deadline"};
  std::size_t colon = 0;
  while (colon < tokens.size() && colon < 4 && !is_colon(tokens[colon]))
    ++colon;
  if (colon == 0 || colon >= tokens.size() || !is_colon(tokens[colon])) return false;
  return std::ranges::find(keys, tokens[0].lower) != keys.end() ||
         std::ranges::find(keys, tokens[colon - 1].lower) != keys.end();
}

}  // namespace mimar::design::brief
