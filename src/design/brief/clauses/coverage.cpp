#include "design/brief/clauses/coverage.h"

#include <algorithm>
#include <array>

#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

// Words that take something away from what is said.
constexpr std::array<std::string_view, 16> kLimits{
    "except", "excluding", "unless",  "if",     "when",  "whenever", "without", "besides",
    "while",  "apart",     "outside", "though", "until", "where",    "once",    "provided"};

// Words of requirements that name no part of what is required.
constexpr std::array<std::string_view, 66> kFillers{
    "data",     "row",      "record",   "entry",  "item",        "information", "system",
    "database", "table",    "platform", "app",    "application", "everything",  "all",
    "any",      "every",    "each",     "keep",   "need",        "want",        "have",
    "use",      "support",  "provide",  "store",  "make",        "maintain",    "require",
    "be",       "do",       "get",      "offer",  "implement",   "apply",       "ensure",
    "we",       "our",      "us",       "there",  "strictly",    "completely",  "fully",
    "must",     "so",       "such",     "too",    "anyway",      "whole",       "entire",
    "full",     "complete", "own",      "proper", "safe",        "safely",      "please",
    "way",      "time",     "well",     "very",   "build",       "know",        "stay",
    "remain",   "using",    "ever"};

bool is_limit(std::string_view word) {
  return std::ranges::find(kLimits, word) != kLimits.end();
}

bool is_filler(const Token& token) {
  if (token.kind == Token::Kind::sign) return true;
  if (token.kind != Token::Kind::word) return false;
  const std::string& word = token.lower;
  if (is_limit(word)) return false;
  const auto listed = [](std::string_view one) {
    return std::ranges::find(kFillers, one) != kFillers.end();
  };
  return is_function_word(word) || listed(word) || listed(singular(word)) ||
         listed(verb_stem(word));
}

}  // namespace

std::size_t find_exception(const Tokens& tokens) {
  static constexpr std::array<std::string_view, 5> words{"except", "excluding", "unless", "besides",
                                                         "apart"};
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool other =
        tokens[i].lower == "other" && i + 1 < tokens.size() && tokens[i + 1].lower == "than";
    const bool but =
        tokens[i].lower == "but" && i + 1 < tokens.size() && tokens[i + 1].lower == "not";
    if (other || but || std::ranges::find(words, tokens[i].lower) != words.end()) return i;
  }
  return tokens.size();
}

void Coverage::use(std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < std::min(to, used_.size()); ++i)
    used_[i] = true;
}

void Coverage::use_word(std::string_view word) {
  for (std::size_t i = 0; i < used_.size(); ++i) {
    if (clause_.tokens[i].lower == word) used_[i] = true;
  }
}

void Coverage::use_phrase(std::string_view phrase) {
  for (std::size_t i = 0; i < used_.size(); ++i) {
    Cursor cursor = clause_.cursor(i);
    if (cursor.accept_words(phrase)) use(i, cursor.at);
  }
}

void Coverage::use_words(std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words)
    use_phrase(word);
}

void Coverage::use_entities() {
  const std::size_t limit = find_exception(clause_.tokens);
  for (std::size_t i = 0; i < limit; ++i) {
    for (std::size_t words = std::min<std::size_t>(4, limit - i); words > 0; --words) {
      const std::string name = as_singular(clause_.tokens, i, i + words);
      const Vocabulary& known = clause_.vocabulary;
      if (!known.is_entity(name) && !known.roles.contains(name) && !known.owners.contains(name) &&
          !std::ranges::any_of(known.entities,
                               [&](const auto& one) { return one.first.starts_with(name + " "); }))
        continue;
      use(i, i + words);
      break;
    }
  }
}

void Coverage::use_numbers() {
  for (std::size_t i = 0; i < used_.size(); ++i) {
    if (clause_.tokens[i].kind == Token::Kind::number) used_[i] = true;
  }
}

void Coverage::finish(Clause& clause) const {
  const Tokens& tokens = clause_.tokens;
  for (std::size_t i = 0; i < used_.size(); ++i) {
    if (used_[i] || is_filler(tokens[i])) continue;
    // Words in front that belong to it, and what follows until something known comes.
    std::size_t from = i, last = i + 1;
    while (from > 0 && !used_[from - 1] && tokens[from - 1].kind == Token::Kind::word &&
           is_filler(tokens[from - 1]) && i - from < 3)
      --from;
    const bool limits = is_limit(tokens[i].lower);
    for (std::size_t at = i + 1; at < used_.size() && (limits || !used_[at]); ++at) {
      if (limits || !is_filler(tokens[at])) last = at + 1;
    }
    clause.unread.push_back(spell(tokens, from, last));
    i = last - 1;
  }
}

}  // namespace mimar::design::brief
