#include "design/brief/notes.h"

#include <algorithm>
#include <array>

#include "design/brief/lexicon.h"
#include "design/brief/phrases.h"

namespace mimar::design::brief {
namespace {

bool is_word(const Token& token) {
  return token.kind == Token::Kind::word;
}

void cut(Tokens& tokens, std::size_t from, std::size_t to) {
  tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(from),
               tokens.begin() + static_cast<std::ptrdiff_t>(to));
}

void put(Tokens& tokens, std::size_t from, std::size_t to, std::string_view words) {
  Tokens made = tokenize(words);
  for (Token& token : made)
    token.at = tokens[from].at, token.end = tokens[to - 1].end;
  cut(tokens, from, to);
  tokens.insert(tokens.begin() + static_cast<std::ptrdiff_t>(from), made.begin(), made.end());
}

// Where the colon behind the first few words is; the end when there is none.
std::size_t find_colon(const Tokens& tokens) {
  for (std::size_t i = 1; i + 1 < tokens.size() && i < 9; ++i) {
    if (tokens[i].lower == ":") return i;
    if (!is_word(tokens[i]) && tokens[i].lower != "=") break;
  }
  return tokens.size();
}

// "per episode:", "for every movement:", "Account = who pays:" are the name and its colon.
void name_alone(Tokens& tokens) {
  const std::size_t colon = find_colon(tokens);
  if (colon == tokens.size()) return;
  for (std::size_t i = 1; i < colon; ++i)
    if (tokens[i].lower == "=") return cut(tokens, i, colon);
  Cursor cursor{&tokens, 0, colon};
  if (!cursor.accept_phrase({"for each", "for every", "for a", "per", "each", "every"})) return;
  const std::size_t words = colon - cursor.at;
  if (words == 0 || words > 3) return;
  for (std::size_t i = cursor.at; i < colon; ++i)
    if (is_function_word(tokens[i].lower)) return;
  cut(tokens, 0, cursor.at);
}

// "0..n", "1..*", "0..1": how many, as diagrams have it.
void name_multiplicities(Tokens& tokens) {
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    if (tokens[i].kind != Token::Kind::number) continue;
    std::size_t to = i + 1;
    while (to < tokens.size() && tokens[to].lower.find_first_not_of('.') == std::string::npos &&
           !tokens[to].lower.empty())
      ++to;
    if (to == i + 1 || to >= tokens.size()) continue;
    const std::string& most = tokens[to].lower;
    const bool many = most == "n" || most == "m" || most == "*";
    const bool one = tokens[to].kind == Token::Kind::number && tokens[to].number == 1;
    if (!many && !one) continue;
    const bool least = tokens[i].number >= 1;
    put(tokens, i, to + 1, many ? (least ? "one or more" : "many") : least ? "one" : "at most one");
  }
}

// "a total, which is subtotal + tax": the sign adds amounts where what stands in front of it, up to
// the last comma, says what something is.
bool is_sum(const Tokens& tokens, std::size_t plus) {
  for (std::size_t i = plus; i-- > 0 && tokens[i].lower != ",";) {
    const std::string& word = tokens[i].lower;
    if (word == "is" || word == "=" || word == "equals" || word == "+" || word == "are")
      return true;
  }
  return false;
}

// "name + home page"
void name_plus(Tokens& tokens) {
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i)
    if (tokens[i].lower == "+" && is_word(tokens[i - 1]) && is_word(tokens[i + 1]) &&
        !is_sum(tokens, i))
      put(tokens, i, i + 1, "and");
}

// "a unique, URL-safe handle": the comma stands between what is said of one thing.
void join_flags(Tokens& tokens) {
  static constexpr std::array<std::string_view, 6> flags{"unique",   "optional",  "mandatory",
                                                         "required", "immutable", "permanent"};
  for (std::size_t i = 1; i + 2 < tokens.size(); ++i)
    if (tokens[i + 1].lower == "," && is_article(tokens[i - 1].lower) &&
        std::ranges::find(flags, tokens[i].lower) != flags.end() && is_word(tokens[i + 2]) &&
        !is_function_word(tokens[i + 2].lower))
      cut(tokens, i + 1, i + 2);
}

}  // namespace

void expand_notes(Tokens& tokens) {
  name_alone(tokens);
  name_multiplicities(tokens);
  name_plus(tokens);
  join_flags(tokens);
}

}  // namespace mimar::design::brief
