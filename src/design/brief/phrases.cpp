#include "design/brief/phrases.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "design/brief/kinds.h"
#include "design/brief/lexicon.h"
#include "design/brief/names.h"
#include "design/brief/words.h"

namespace mimar::design::brief {

bool is_flag_word(std::string_view word) {
  static constexpr std::array<std::string_view, 33> flags{
      "optional",         "mandatory",      "required",     "unique",       "nullable",
      "non-empty",        "positive",       "non-negative", "nonnegative",  "immutable",
      "encrypted",        "hashed",         "ordered",      "sorted",       "searchable",
      "compulsory",       "obligatory",     "distinct",     "free-form",    "freeform",
      "free-text",        "auto-generated", "generated",    "globally",     "computed",
      "calculated",       "derived",        "personal",     "unchangeable", "human-readable",
      "machine-readable", "necessary",      "different"};
  return std::ranges::find(flags, word) != flags.end();
}

namespace {

// Nouns that take "of" and another noun into their name: "date of birth".
bool takes_of(std::string_view word) {
  static constexpr std::array<std::string_view, 26> words{
      "date", "time",  "number", "type",   "kind",   "place",   "bill",  "proof", "point",
      "unit", "terms", "method", "level",  "year",   "country", "state", "cause", "code",
      "mode", "means", "degree", "reason", "length", "units",   "rate",  "amount"};
  return std::ranges::find(words, word) != words.end();
}

// "dueDate", "due_date", "due-date" as words.
std::string split_name(const Token& token) {
  std::string result;
  for (std::size_t i = 0; i < token.text.size(); ++i) {
    const char c = token.text[i];
    const bool upper = c >= 'A' && c <= 'Z';
    const bool lower_before = i > 0 && token.text[i - 1] >= 'a' && token.text[i - 1] <= 'z';
    if (c == '_' || c == '-') {
      if (!result.empty() && result.back() != ' ') result += ' ';
    } else {
      if (upper && lower_before) result += ' ';
      result += upper ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return std::string(text::trim(result));
}

std::string word_as_name(const Token& token) {
  const bool plain = token.lower.find_first_of("_-") == std::string::npos;
  const bool camel = plain && token.text.size() > 1 && token.text[0] >= 'a' &&
                     token.text[0] <= 'z' &&
                     std::ranges::any_of(token.text, [](char c) { return c >= 'A' && c <= 'Z'; });
  if (plain && !camel) return token.lower;
  std::string name = split_name(token);
  if (name == "e mail") name = "email";
  if (name.starts_with("sub ")) name.erase(3, 1);
  return name;
}

// A preposition with nothing behind it belongs to the name: "revoked at", "valid until", "quantity
// on hand".
bool read_dangling(Cursor& cursor) {
  static constexpr std::array<std::string_view, 10> prepositions{
      "at", "on", "until", "from", "by", "to", "for", "since", "in", "off"};
  for (const std::string_view idiom :
       {"on hand", "in stock", "in transit", "on order", "per unit", "of origin", "on sale"}) {
    if (cursor.accept_words(idiom)) return true;
  }
  if (std::ranges::find(prepositions, cursor.word()) == prepositions.end()) return false;
  const Cursor next{cursor.tokens, cursor.at + 1, cursor.end};
  static constexpr std::array<std::string_view, 24> followers{
      "",       ",",      "and",  "(",  ".",          ")",         ";",     "or",
      "is",     "are",    "must", "of", "may",        "can",       "which", "that",
      "should", "cannot", "-",    ":",  "descending", "ascending", "desc",  "as"};
  if (std::ranges::find(followers, next.word()) == followers.end()) return false;
  // "by and", "in or" behind a verb are no names.
  ++cursor.at;
  return true;
}

// "photo optional", "a code unique in the form": a flag behind the name it speaks of.
bool is_flag_behind(const Cursor& cursor) {
  static constexpr std::array<std::string_view, 6> flags{"optional",  "required", "unique",
                                                         "mandatory", "nullable", "immutable"};
  if (std::ranges::find(flags, cursor.word()) == flags.end()) return false;
  const std::string_view next = cursor.word(1);
  return next.empty() || is_function_word(next) ||
         (cursor.at + 1 < cursor.end && cursor.token(1).kind == Token::Kind::sign);
}

bool ends_name(const Cursor& cursor, bool empty) {
  const Token& token = cursor.token();
  if (token.kind == Token::Kind::sign) return true;
  if (token.kind == Token::Kind::quoted) return true;
  if (token.kind == Token::Kind::number) return true;
  if (is_function_word(token.lower)) return true;
  if (empty) return false;
  if (token.lower == "times" || token.lower == "minus" || token.lower == "plus") return true;
  if (is_flag_behind(cursor)) return true;
  if ((token.lower == "need" || token.lower == "needs") &&
      (cursor.word(1) == "not" || cursor.word(1) == "to"))
    return true;
  // "other courses first"
  if ((token.lower == "first" || token.lower == "last" || token.lower == "too") &&
      is_plural(cursor.token(static_cast<std::size_t>(-1)).lower))
    return true;
  if ((token.lower == "yes" || token.lower == "true") &&
      (cursor.word(1) == "/" || cursor.word(1) == "or"))
    return true;
  const Verb* verb = find_verb(token.lower);
  if (verb == nullptr) return false;
  const std::string_view next = cursor.word(1);
  const bool nothing_follows =
      next.empty() || next == "," || next == "and" || next == "." || next == "or" || next == "(";
  // Nouns that look like verbs: "a star rating from 1 to 5".
  static constexpr std::array<std::string_view, 10> nouns{
      "rating",   "building", "heading", "listing", "meeting",
      "training", "spelling", "reading", "drawing", "setting"};
  if (std::ranges::find(nouns, token.lower) != nouns.end()) return false;
  if (is_participle(token.lower) || token.lower.ends_with("ing")) {
    Cursor dangling = cursor;
    ++dangling.at;
    return is_preposition(next) && next != "of" && !read_dangling(dangling);
  }
  return !verb->noun && !nothing_follows;
}

}  // namespace

std::string_view Cursor::word(std::size_t ahead) const {
  return at + ahead < end ? std::string_view(token(ahead).lower) : std::string_view();
}

bool Cursor::is_number(std::size_t ahead) const {
  return at + ahead < end && token(ahead).kind == Token::Kind::number;
}

bool Cursor::accept(std::string_view expected) {
  if (done() || word() != expected || token().kind == Token::Kind::quoted) return false;
  ++at;
  return true;
}

bool Cursor::accept_any(std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view one) { return accept(one); });
}

bool Cursor::accept_words(std::string_view words) {
  // Most phrases fail at their first letter.
  if (done() || token().lower.empty() || words.empty() || token().lower.front() != words.front())
    return false;
  std::size_t ahead = 0;
  while (!words.empty()) {
    const std::size_t space = std::min(words.find(' '), words.size());
    if (word(ahead) != words.substr(0, space)) return false;
    ++ahead;
    words.remove_prefix(std::min(words.size(), space + 1));
  }
  at += ahead;
  return true;
}

bool Cursor::accept_phrase(std::initializer_list<std::string_view> phrases) {
  return std::ranges::any_of(phrases, [&](std::string_view one) { return accept_words(one); });
}

std::size_t closing(const Tokens& tokens, std::size_t at, std::size_t end) {
  int depth = 0;
  for (; at < end; ++at) {
    if (tokens[at].kind != Token::Kind::sign) continue;
    if (tokens[at].lower == "(" || tokens[at].lower == "[" || tokens[at].lower == "{") ++depth;
    if ((tokens[at].lower == ")" || tokens[at].lower == "]" || tokens[at].lower == "}") &&
        --depth == 0)
      return at;
  }
  return end;
}

namespace {

Quantity quantity(std::optional<std::size_t> min, std::optional<std::size_t> max) {
  Quantity result;
  result.min = min;
  result.max = max;
  result.said = true;
  result.many = !max || *max > 1;
  result.required = min.value_or(0) > 0;
  result.none = max && *max == 0;
  return result;
}

// "one or more", "zero to five", "1..*", "0-n"
std::optional<Quantity> read_range(Cursor& cursor) {
  if (!cursor.is_number() || cursor.token().percent) return std::nullopt;
  const double low = cursor.token().number;
  if (low < 0 || low > 1e6) return std::nullopt;
  Cursor next = cursor;
  ++next.at;
  const auto min = static_cast<std::size_t>(low);
  if (next.accept_phrase({"or more", "or several", "or many", "and more", "to many", "to n", "+",
                          ".. *", ".. n", "- *", "- n", "or multiple", "or any number of"})) {
    cursor = next;
    return quantity(min, std::nullopt);
  }
  if (next.accept_any({"or", "to", "-", "..", "..."}) && next.is_number()) {
    const auto max = static_cast<std::size_t>(next.token().number);
    ++next.at;
    cursor = next;
    return quantity(min, max);
  }
  ++cursor.at;
  return quantity(min, min);
}

// Words before a number that bound it.
std::optional<Quantity> read_bounded(Cursor& cursor) {
  Cursor next = cursor;
  if (next.accept_phrase({"exactly", "only", "precisely", "always", "just"}) && next.is_number()) {
    auto result = read_range(next);
    cursor = next;
    return result;
  }
  if (next.accept_words("exactly a") || next.accept_words("a single") ||
      next.accept_words("one single") || next.accept_words("only a single") ||
      next.accept_words("exactly one single") || next.accept_words("one and only one") ||
      next.accept_words("a sole")) {
    cursor = next;
    return quantity(1, 1);
  }
  if (next.accept_phrase({"at least", "no fewer than", "not less than", "no less than",
                          "a minimum of", "minimum"}) &&
      (next.is_number() || next.word() == "a")) {
    const std::size_t min =
        next.is_number() ? static_cast<std::size_t>(std::max(0.0, next.token().number)) : 1;
    ++next.at;
    Cursor further = next;
    if ((further.accept_words("and at most") || further.accept_words("and up to") ||
         further.accept_words("but at most") || further.accept_words("and no more than") ||
         further.accept_words("but no more than")) &&
        further.is_number()) {
      auto result = quantity(min, static_cast<std::size_t>(further.token().number));
      ++further.at;
      cursor = further;
      return result;
    }
    cursor = next;
    return quantity(min, std::nullopt);
  }
  next = cursor;
  if (next.accept_words("more than") && next.is_number()) {
    const auto min = static_cast<std::size_t>(std::max(0.0, next.token().number)) + 1;
    ++next.at;
    cursor = next;
    auto result = quantity(min, std::nullopt);
    // "may have more than one" speaks of what is possible.
    result.required = false;
    return result;
  }
  next = cursor;
  if (next.accept_phrase({"at most", "up to", "no more than", "not more than", "a maximum of",
                          "maximum", "as many as", "max"}) &&
      (next.is_number() || next.word() == "a")) {
    const std::size_t max =
        next.is_number() ? static_cast<std::size_t>(std::max(0.0, next.token().number)) : 1;
    ++next.at;
    cursor = next;
    return quantity(std::nullopt, max);
  }
  next = cursor;
  if (next.accept("between") && next.is_number() && next.word(1) == "and" && next.is_number(2)) {
    auto result = quantity(static_cast<std::size_t>(std::max(0.0, next.token().number)),
                           static_cast<std::size_t>(std::max(0.0, next.token(2).number)));
    next.at += 3;
    cursor = next;
    return result;
  }
  return std::nullopt;
}

}  // namespace

std::string limit_of(const Quantity& quantity) {
  const std::size_t least = quantity.min.value_or(0), most = quantity.max.value_or(0);
  if (!quantity.many || (least < 2 && most < 2)) return {};
  if (most == 0) return "at least " + std::to_string(least);
  if (least == most) return "exactly " + std::to_string(most);
  if (least < 2) return "at most " + std::to_string(most);
  return std::to_string(least) + " to " + std::to_string(most);
}

Quantity read_quantity(Cursor& cursor) {
  if (auto bounded = read_bounded(cursor)) return *bounded;
  Quantity many;
  many.many = many.said = true;
  if (cursor.accept_phrase({"any number of",
                            "a number of",
                            "zero or more",
                            "lots of",
                            "a lot of",
                            "plenty of",
                            "a list of",
                            "an ordered list of",
                            "a set of",
                            "a collection of",
                            "a series of",
                            "a sequence of",
                            "an unlimited number of",
                            "an arbitrary number of",
                            "unlimited",
                            "a variety of",
                            "a couple of",
                            "a group of",
                            "a range of",
                            "a bunch of",
                            "lists of",
                            "sets of",
                            "as many",
                            "a history of",
                            "a large number of",
                            "arbitrarily many"})) {
    cursor.accept("different");
    return many;
  }
  Cursor next = cursor;
  next.accept("the");
  next.accept("potentially");
  next.accept("possibly");
  if (next.accept_any({"many", "several", "multiple", "numerous", "various", "countless", "few"})) {
    next.accept("of");
    next.accept_any({"different", "such", "distinct"});
    cursor = next;
    return many;
  }
  if (cursor.is_number() &&
      !(cursor.at + 1 < cursor.end && cursor.token(1).kind == Token::Kind::sign &&
        cursor.word(1) != "." && cursor.word(1) != ".." && cursor.word(1) != "-" &&
        cursor.word(1) != "+")) {
    if (auto range = read_range(cursor)) {
      cursor.accept("single");
      cursor.accept("of");
      return *range;
    }
  }
  Quantity result;
  if (cursor.word() == "no" || cursor.word() == "zero") {
    result.none = result.said = true;
    ++cursor.at;
    return result;
  }
  while (!cursor.done() && (is_article(cursor.word()))) {
    result.article = true;
    if (cursor.word() == "another") result.article = true;
    ++cursor.at;
    if (cursor.accept("of")) continue;  // "all of the", "each of its"
  }
  if (result.article && cursor.is_number()) {
    if (auto range = read_range(cursor)) return *range;
  }
  return result;
}

std::string as_name(const Tokens& tokens, std::size_t from, std::size_t to) {
  std::string result;
  for (std::size_t i = from; i < to && i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    const std::string word =
        token.kind == Token::Kind::word ? word_as_name(token) : text::lower(token.text);
    const bool possessive = i > from && (word == "their" || word == "its" || word == "his");
    if (word.empty() || possessive) continue;
    if (!result.empty()) result += ' ';
    result += word;
  }
  return result;
}

std::string as_singular(const Tokens& tokens, std::size_t from, std::size_t to) {
  const std::string name = as_name(tokens, from, to);
  const std::size_t of = name.find(" of ");
  if (of != std::string::npos) return singular_phrase(name.substr(0, of)) + name.substr(of);
  return singular_phrase(name);
}

namespace {

// "price per night", "rate per hour": per what belongs to the name when that is no entity.
bool read_per_unit(Cursor& cursor, const Vocabulary& vocabulary, std::string_view head) {
  if (cursor.word() != "per" || cursor.at + 1 >= cursor.end ||
      kind_of_name(head).reason.starts_with("nothing"))
    return false;
  const std::string unit = singular(cursor.word(1));
  static constexpr std::array<std::string_view, 8> counted{"night", "unit",  "person", "head",
                                                           "piece", "guest", "seat",   "pack"};
  if (vocabulary.is_entity(unit) ||
      (unit_of_word(unit).empty() && std::ranges::find(counted, unit) == counted.end()))
    return false;
  const std::string_view next = cursor.word(2);
  if (!next.empty() && next != "," && next != "and" && next != "(" && next != ";" && next != ".")
    return false;
  if (next == "and" && !is_article(cursor.word(3))) return false;
  cursor.at += 2;
  return true;
}

// "the number of their key tag": what is possessed is no entity of its own.
bool read_possessed(Cursor& cursor, const Vocabulary& vocabulary, std::string_view head) {
  if (!takes_of(head) || cursor.word() != "of" || cursor.at + 2 >= cursor.end) return false;
  const std::string_view owner = cursor.word(1);
  if (owner != "their" && owner != "its" && owner != "his" && owner != "her") return false;
  if (is_function_word(cursor.word(2)) || vocabulary.is_entity(singular(cursor.word(2))))
    return false;
  cursor.at += 2;
  return true;
}

// The words of a name; nullopt when there are none. Leaves possessives to its caller.
bool read_words(Cursor& cursor, const Vocabulary& vocabulary) {
  const std::size_t from = cursor.at;
  while (!cursor.done() && !ends_name(cursor, cursor.at == from)) {
    const bool possessive = cursor.token().possessive;
    const std::string_view word = cursor.word();
    ++cursor.at;
    if (possessive) break;
    if (read_dangling(cursor) || read_per_unit(cursor, vocabulary, word)) break;
    if (read_possessed(cursor, vocabulary, word)) continue;
    // "date of birth", not "date of an order"
    if (takes_of(word) && cursor.word() == "of" && cursor.at + 1 < cursor.end &&
        !is_function_word(cursor.word(1)) && cursor.token(1).kind == Token::Kind::word &&
        (!vocabulary.is_entity(singular(cursor.word(1))) || word == "number")) {
      ++cursor.at;
    }
  }
  return cursor.at > from;
}

void read_flags(Cursor& cursor, Noun& noun) {
  for (;;) {
    if (cursor.word() == "other" || cursor.word() == "another") {
      noun.other = true;
    } else if (cursor.word() == "new" || cursor.word() == "given" || cursor.word() == "own" ||
               cursor.word() == "single" || cursor.word() == "same" ||
               cursor.word() == "respective" || cursor.word() == "certain" ||
               cursor.word() == "particular" || cursor.word() == "specific" ||
               cursor.word() == "individual") {
      // says nothing about a model
      if (cursor.at + 1 >= cursor.end || is_function_word(cursor.word(1)) ||
          cursor.token(1).kind == Token::Kind::sign)
        return;
    } else if (is_flag_word(cursor.word()) && cursor.at + 1 < cursor.end &&
               cursor.token(1).kind == Token::Kind::word &&
               (!is_function_word(cursor.word(1)) || cursor.word(1) == "and")) {
      noun.flags.emplace_back(cursor.word());
      if (cursor.word(1) == "and") {
        if (cursor.at + 2 >= cursor.end || !is_flag_word(cursor.word(2))) {
          noun.flags.pop_back();
          return;
        }
        ++cursor.at;
      }
    } else if (is_flag_word(cursor.word()) && cursor.word(1) == "," && cursor.at + 2 < cursor.end &&
               is_flag_word(cursor.word(2))) {
      noun.flags.emplace_back(cursor.word());
      ++cursor.at;
    } else {
      return;
    }
    ++cursor.at;
  }
}

}  // namespace

// "its own set of option values": many option values. `words` moves to where their name begins.
static bool read_collective(Cursor& cursor, std::size_t& words, const Vocabulary& vocabulary) {
  static constexpr std::array<std::string_view, 10> nouns{"set",    "list",   "collection", "group",
                                                          "series", "number", "sequence",   "pair",
                                                          "stack",  "pile"};
  if (cursor.at != words + 1 || cursor.word() != "of" || cursor.at < 2) return false;
  const Token& word = (*cursor.tokens)[words];
  if (std::ranges::find(nouns, word.lower) == nouns.end()) return false;
  const std::string& before = (*cursor.tokens)[words - 1].lower;
  if (before != "own" && before != "its" && before != "their" && before != "fixed" &&
      before != "ordered")
    return false;
  Cursor next = cursor;
  ++next.at;
  next.accept_any({"different", "distinct", "its", "their"});
  const std::size_t from = next.at;
  if (!read_words(next, vocabulary) || !is_plural((*next.tokens)[next.at - 1].lower)) return false;
  words = from;
  cursor = next;
  return true;
}

std::optional<Noun> read_noun(Cursor& cursor, const Vocabulary& vocabulary) {
  Cursor next = cursor;
  Noun noun;
  noun.from = next.at;
  noun.other = next.word() == "another" || (next.word() == "any" && next.word(1) == "other");
  noun.quantity = read_quantity(next);
  read_flags(next, noun);
  std::size_t words = next.at;
  if (!read_words(next, vocabulary)) return std::nullopt;
  while ((*next.tokens)[next.at - 1].possessive && !next.done()) {
    noun.owner = as_singular(*next.tokens, words, next.at);
    read_flags(next, noun);
    if (next.accept_any({"many", "several"})) noun.quantity.many = noun.quantity.said = true;
    words = next.at;
    if (!read_words(next, vocabulary)) return std::nullopt;
  }
  if (read_collective(next, words, vocabulary)) noun.quantity.many = noun.quantity.said = true;
  const std::string name = as_name(*next.tokens, words, next.at);
  noun.name = as_singular(*next.tokens, words, next.at);
  // "a first and last name": the name stands behind the second.
  const bool shared = next.at == words + 1 && (next.word() == "and" || next.word() == "or");
  if (!can_head_name(noun.name) && !(shared && can_head_name("the " + noun.name))) {
    return std::nullopt;
  }
  noun.plural = name != noun.name || (is_plural(split_words(name).back()));
  if (noun.plural && !noun.quantity.said && !noun.quantity.many) noun.quantity.many = true;
  // "the total of an order", "bookings of a room"
  if (noun.owner.empty() && next.word() == "of" && next.at + 1 < next.end) {
    Cursor further = next;
    ++further.at;
    const std::size_t start = further.at;
    const Quantity quantity = read_quantity(further);
    const std::size_t from = further.at;
    if ((quantity.article || vocabulary.is_entity(as_singular(*further.tokens, start, start + 1)) ||
         (further.at < further.end && is_plural(further.word()))) &&
        !quantity.said && read_words(further, vocabulary)) {
      noun.owner = as_singular(*further.tokens, from, further.at);
      next = further;
    }
  }
  noun.to = next.at;
  cursor = next;
  if (!noun.owner.empty() && !vocabulary.is_entity(noun.owner)) {
    noun.owner_name = noun.owner;
    const auto role = vocabulary.roles.find(noun.owner);
    if (role != vocabulary.roles.end()) noun.owner = role->second;
  }
  return noun;
}

std::string entity_of(const Noun& noun, const Vocabulary& vocabulary) {
  if (vocabulary.is_entity(noun.name)) return noun.name;
  if (const auto role = vocabulary.roles.find(noun.name); role != vocabulary.roles.end())
    return role->second;
  const std::string end = entity_at_end(vocabulary, noun.name);
  return end.empty() ? noun.name : end;
}

}  // namespace mimar::design::brief
