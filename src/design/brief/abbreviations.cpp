#include "design/brief/abbreviations.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mimar::design::brief {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

// Words that stand for another wherever they are.
constexpr std::array<Pair, 14> kShort{{{"incl", "including"},
                                       {"excl", "excluding"},
                                       {"yr", "year"},
                                       {"yrs", "years"},
                                       {"hrs", "hours"},
                                       {"mins", "minutes"},
                                       {"secs", "seconds"},
                                       {"tel", "phone"},
                                       {"desc", "description"},
                                       {"descr", "description"},
                                       {"addr", "address"},
                                       {"req'd", "required"},
                                       {"opt", "optional"},
                                       {"oblig", "required"}}};

bool is_word(const Token& token) {
  return token.kind == Token::Kind::word;
}

// "phone no", "line nr.": a number, and no "no", behind a noun and in front of a sign.
bool is_number_sign(const Tokens& tokens, std::size_t at) {
  const std::string& word = tokens[at].lower;
  if (word == "nr") return true;
  if (word != "no" || at == 0 || !is_word(tokens[at - 1])) return false;
  static constexpr std::array<std::string_view, 14> before{
      "or",  "default", "yes",  "is",   "are", "say", "says",
      "and", "has",     "have", "with", "but", "to",  "defaults"};
  if (std::ranges::find(before, tokens[at - 1].lower) != before.end()) return false;
  return at + 1 >= tokens.size() || !is_word(tokens[at + 1]) || tokens[at + 1].lower == "and" ||
         tokens[at + 1].lower == "or";
}

void replace(Token& token, std::string_view word) {
  token.lower = token.text = std::string(word);
}

}  // namespace

bool is_abbreviation(std::string_view lower) {
  static constexpr std::array<std::string_view, 16> words{
      "no",  "nr",  "max", "min", "approx", "incl", "excl",  "avg",
      "tel", "qty", "num", "opt", "req",    "addr", "descr", "ref"};
  return std::ranges::find(words, lower) != words.end();
}

void expand_abbreviations(Tokens& tokens) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    Token& token = tokens.at(i);
    if (!is_word(token)) continue;
    if (i + 1 < tokens.size() && tokens[i + 1].lower == "." && tokens[i + 1].at == token.end &&
        is_abbreviation(token.lower) && (i + 2 < tokens.size() || token.lower != "no"))
      tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    if (is_number_sign(tokens, i)) {
      replace(token, "number");
    } else if (token.lower == "w" && tokens[i + 1].lower == "/") {
      replace(token, "with");
      tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      if (tokens[i + 1].lower == "o") {
        replace(token, "without");
        tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      }
    } else if (token.lower == "y" && tokens[i + 1].lower == "/" && tokens[i + 2].lower == "n") {
      replace(token, "yes");
      replace(tokens.at(i + 2), "no");
    } else {
      for (const auto& [from, to] : kShort) {
        // "by date desc" is an order.
        const bool order = from == "desc" && i > 0 && tokens[i - 1].lower != ",";
        if (token.lower == from && !order) replace(token, to);
      }
    }
  }
}

}  // namespace mimar::design::brief
