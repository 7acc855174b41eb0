#include "design/prose/words.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/text.h"
#include "design/brief/amounts.h"
#include "design/brief/lexicon.h"
#include "design/brief/words.h"

namespace mimar::design::prose {
namespace {

using brief::Token;

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// What a brief is written with and says nothing by itself.
constexpr std::array<std::string_view, 30> frame{
    "list", "find", "count", "show",  "number", "amount", "kind",   "type", "part", "thing",
    "data", "row",  "entry", "value", "field",  "go",     "become", "make", "use",  "follow",
    "have", "get",  "set",   "said",  "system", "least",  "first",  "own",  "page", "belong"};

constexpr std::array<std::string_view, 14> negations{
    "not",  "no",     "never",  "without", "cannot",  "nor",    "neither",
    "none", "nobody", "unless", "nothing", "nowhere", "except", "dont"};

constexpr std::array<std::string_view, 12> restrictions{"only",   "once",     "single", "most",
                                                        "unique", "distinct", "avoid",  "forbidden",
                                                        "cancel", "prevent",  "ban",    "refuse"};

struct Unit {
  std::string_view unit;
  std::array<std::string_view, 9> words;
};
constexpr std::array<Unit, 7> units{{
    {"second", {"second", "seconds", "s", "sec", "secs", "ms", "rps", "qps", "milliseconds"}},
    {"minute", {"minute", "minutes", "min", "mins", "rpm"}},
    {"hour", {"hour", "hours", "hourly", "h", "hrs", "hr"}},
    {"day", {"day", "days", "daily", "d", "nightly", "night", "nights"}},
    {"week", {"week", "weeks", "weekly"}},
    {"month", {"month", "months", "monthly"}},
    {"year", {"year", "years", "yearly", "annual", "annually", "annum", "p.a", "pa"}},
}};

// What the language of briefs has a word of its own for, and how people say it.
struct Meaning {
  std::string_view word;
  std::array<std::string_view, 12> said;
};
constexpr std::array<Meaning, 18> meanings{{
    {"start", {"start", "begin", "from", "first", "initially", "new", "when", "slot"}},
    {"end", {"end", "until", "till", "to", "finish", "close", "when", "slot"}},
    {"time", {"time", "when", "at", "date", "moment", "hour", "clock"}},
    {"record", {"record", "log", "write", "note", "store", "keep"}},
    {"unique",
     {"unique", "distinct", "duplicate", "twice", "same", "once", "identify", "different",
      "unambiguous", "two", "only", "another"}},
    {"optional",
     {"optional", "may", "might", "maybe", "sometimes", "can", "if", "some", "possibly", "perhaps",
      "not", "usually"}},
    {"overlap",
     {"overlap", "clash", "conflict", "double", "same", "simultaneous", "collide", "once", "two",
      "parallel"}},
    {"cycle", {"cycle", "circle", "circular", "loop", "itself"}},
    {"case", {"case", "capital", "upper", "lower", "spelling"}},
    {"audit", {"audit", "log", "trace", "track", "history", "changed", "protocol", "who"}},
    {"trail", {"audit", "log", "trace", "track", "history", "changed", "protocol", "who"}},
    {"soft", {"soft", "restore", "recover", "undo", "undelete", "bin", "trash", "archive", "back"}},
    {"delete", {"delete", "remove", "purge", "erase", "throw", "clean", "keep", "bin", "trash"}},
    {"isolate",
     {"isolate", "separate", "isolation", "own", "see", "tenant", "share", "apart", "mix"}},
    {"keep", {"keep", "retain", "retention", "store", "delete", "purge", "hold", "after"}},
    {"email", {"email", "mail", "e-mail", "e"}},
    {"order", {"order", "sort", "first", "latest", "newest", "oldest", "by"}},
    {"open", {"open", "unfinished", "done", "pending", "outstanding"}},
}};

std::string_view unit_of(std::string_view word) {
  for (const Unit& unit : units)
    if (among(unit.words, word)) return unit.unit;
  return {};
}

bool is_frame(const std::string& word) {
  if (brief::is_function_word(word) || among(frame, brief::singular(word)) ||
      among(frame, brief::verb_stem(word)))
    return true;
  const brief::Verb* verb = brief::find_verb(word);
  return verb != nullptr && (verb->reach == brief::Reach::has || verb->reach == brief::Reach::part);
}

void add_word(const std::string& word, Words& words) {
  if (among(negations, word) || word.ends_with("n't")) words.negates = true;
  if (among(restrictions, word) || among(restrictions, brief::verb_stem(word)))
    words.restricts = true;
  if (const std::string_view unit = unit_of(word); !unit.empty())
    words.units.emplace_back(unit);
  else if (word.size() > 1 && !is_frame(word))
    words.content.push_back(word);
}

constexpr std::array<std::string_view, 40> endings{
    "",       "s",    "es",   "e",    "d",     "ed",   "ing",   "er",   "ers",   "r",
    "or",     "ors",  "ion",  "ions", "ation", "ment", "ments", "al",   "als",   "y",
    "ies",    "ied",  "able", "ly",   "ity",   "led",  "ling",  "ance", "ence",  "ive",
    "ations", "ting", "ted",  "ning", "ned",   "ner",  "ter",   "ance", "ional", "ee"};

struct Forms {
  std::string singular, stem;
};

// Every word of a text is compared with many; there are few different ones.
Forms forms_of(std::string_view word) {
  thread_local std::unordered_map<std::string, Forms> known;
  if (known.size() > 50'000) known.clear();
  const auto [at, fresh] = known.try_emplace(std::string(word));
  if (fresh) at->second = {brief::singular(word), brief::verb_stem(word)};
  return at->second;
}

}  // namespace

Words words_of(std::string_view sentence) {
  Words words;
  const brief::Tokens tokens = brief::tokenize(sentence);
  brief::Cursor cursor{&tokens, 0, tokens.size()};
  while (!cursor.done()) {
    const std::size_t before = cursor.at;
    if (cursor.is_number())
      if (const auto amount = brief::read_amount(cursor); amount && cursor.at > before) {
        words.numbers.push_back(*amount);
        continue;
      }
    const Token& token = cursor.token();
    if (token.kind == Token::Kind::number) words.numbers.push_back(token.number);
    if (token.kind == Token::Kind::word) {
      for (const std::string& part : brief::split_words(text::replace_all(token.lower, "-", " ")))
        add_word(part, words);
    }
    if (token.kind == Token::Kind::quoted)
      for (const std::string& part : brief::split_words(text::lower(token.text)))
        add_word(part, words);
    cursor.at = before + 1;
  }
  return words;
}

bool same_word(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const Forms first = forms_of(a), second = forms_of(b);
  if (first.singular == second.singular || first.stem == second.stem) return true;
  std::size_t shared = 0;
  while (shared < a.size() && shared < b.size() && a[shared] == b[shared])
    ++shared;
  const std::string_view rest_a = a.substr(shared), rest_b = b.substr(shared);
  // "pay" and "payment", but not "car" and "carer"; "deliver" and "delivery", not "part" and
  // "party".
  if (shared == 3) return rest_a == "ment" || rest_b == "ment" || rest_a == "ments";
  if (shared < 6 && (rest_a == "y" || rest_b == "y")) return false;
  return shared > 3 && among(endings, rest_a) && among(endings, rest_b);
}

bool is_supported(std::string_view word, const std::vector<std::string>& heard) {
  const auto said = [&](std::string_view other) {
    return std::any_of(heard.begin(), heard.end(),
                       [&](const std::string& one) { return same_word(other, one); });
  };
  if (said(word)) return true;
  for (const Meaning& meaning : meanings)
    if (same_word(word, meaning.word))
      return std::any_of(meaning.said.begin(), meaning.said.end(),
                         [&](std::string_view other) { return !other.empty() && said(other); });
  return false;
}

}  // namespace mimar::design::prose
