#include "design/brief/idioms.h"

#include <algorithm>
#include <array>

#include "design/brief/phrases.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

// A verb with a noun that says what it does; `stem` stands for each of its forms.
struct Idiom {
  std::string_view stem, rest, plain;  // plain: stem of a verb and what follows it
};

constexpr std::array<Idiom, 20> kIdioms{{{"take", "part in", "participate in"},
                                         {"take", "part at", "participate in"},
                                         {"take", "place in", "happen in"},
                                         {"take", "place at", "happen at"},
                                         {"take", "place on", "happen on"},
                                         {"take", "care of", "manage"},
                                         {"make", "use of", "use"},
                                         {"look", "after", "manage"},
                                         {"form", "part of", "belong to"},
                                         {"be", "in charge of", "manage"},
                                         {"be", "responsible for", "manage"},
                                         {"be", "accompanied by", "have"},
                                         {"be", "home to", "house"},
                                         {"be", "the property of", "belong to"},
                                         {"be", "member of", "belong to"},
                                         {"be", "comprised of", "comprise"},
                                         {"be", "subdivided into", "comprise"},
                                         {"be", "broken down into", "comprise"},
                                         {"be", "furnished with", "have"},
                                         {"be", "grouped into", "belong to"}}};

void replace(Tokens& tokens, std::size_t from, std::size_t to, const std::string& words) {
  Tokens made = tokenize(words);
  for (Token& token : made)
    token.at = tokens[from].at, token.end = tokens[to - 1].end;
  tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(from),
               tokens.begin() + static_cast<std::ptrdiff_t>(to));
  tokens.insert(tokens.begin() + static_cast<std::ptrdiff_t>(from), made.begin(), made.end());
}

// The verb in the form that the words had: "takes" makes "participates", "is" makes "manages".
std::string in_form(std::string_view plain, std::string_view word) {
  const std::size_t space = plain.find(' ');
  const std::string stem(plain.substr(0, space));
  const std::string rest(space == std::string_view::npos ? "" : plain.substr(space));
  const bool third = word == "is" || word == "was" || (word.ends_with('s') && word != "has");
  return (third ? third_person(stem) : stem) + rest;
}

void replace_idioms(Tokens& tokens) {
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    if (tokens[i].kind != Token::Kind::word) continue;
    const std::string stem = verb_stem(tokens[i].lower);
    for (const Idiom& idiom : kIdioms) {
      if (stem != idiom.stem) continue;
      Cursor cursor{&tokens, i + 1, tokens.size()};
      if (!cursor.accept_words(idiom.rest)) continue;
      replace(tokens, i, cursor.at, in_form(idiom.plain, tokens[i].lower));
      break;
    }
  }
}

bool is_negation(std::string_view word) {
  return word == "not" || word == "never" || word == "cannot" || word == "can't" ||
         word == "mustn't";
}

// Where "more than one" begins that a negation in front of it turns into a limit.
std::size_t find_excess(const Tokens& tokens, std::size_t from) {
  for (std::size_t i = from; i + 2 < tokens.size(); ++i) {
    if (tokens[i].lower == "," || tokens[i].lower == ";" || tokens[i].lower == "but")
      return tokens.size();
    const bool more =
        tokens[i].lower == "more" || tokens[i].lower == "fewer" || tokens[i].lower == "less";
    if (more && tokens[i + 1].lower == "than" && tokens[i + 2].kind == Token::Kind::number)
      return i;
  }
  return tokens.size();
}

// "No team has more than one coach", "a team must not have more than one coach": "at most one".
void turn_negation(Tokens& tokens) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool none = i == 0 && tokens[i].lower == "no" && tokens.size() > 1 &&
                      tokens[1].kind == Token::Kind::word && tokens[1].lower != "two";
    if (!none && !is_negation(tokens[i].lower)) continue;
    const std::size_t excess = find_excess(tokens, i + 1);
    if (excess == tokens.size() || excess == i + 1) continue;
    const bool more = tokens[excess].lower == "more";
    replace(tokens, excess, excess + 2, more ? "at most" : "at least");
    if (none) {
      replace(tokens, 0, 1, "each");
    } else if (tokens[i].lower == "cannot" || tokens[i].lower == "can't" ||
               tokens[i].lower == "mustn't") {
      replace(tokens, i, i + 1, more ? "can" : "must");
    } else {
      // "must not have", "may never have", "does not have"
      const bool modal = i > 0 && (tokens[i - 1].lower == "must" || tokens[i - 1].lower == "may" ||
                                   tokens[i - 1].lower == "should" ||
                                   tokens[i - 1].lower == "can" || tokens[i - 1].lower == "does" ||
                                   tokens[i - 1].lower == "do" || tokens[i - 1].lower == "shall");
      if (modal)
        replace(tokens, i - 1, i + 1, more ? "can" : "must");
      else
        tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(i));
    }
    return;
  }
}

}  // namespace

void make_plain(Tokens& tokens) {
  replace_idioms(tokens);
  turn_negation(tokens);
}

}  // namespace mimar::design::brief
