#include "design/brief/enquiries.h"

#include <algorithm>
#include <variant>
#include <vector>

#include "base/text.h"
#include "design/brief/clauses/clause.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

using Place = std::ptrdiff_t;

bool names_enquiry(std::string_view word) {
  static constexpr std::string_view words[] = {
      "query",     "querie", "enquiry", "inquiry", "report", "screen", "lookup",
      "dashboard", "page",   "list",    "listing", "search", "view",   "request",
      "statistic", "chart",  "read",    "figure",  "kpi",    "metric", "usage"};
  const std::string one = singular(word);
  return std::ranges::find(words, one) != std::end(words);
}

// "we also look at", "must answer", "what we look up", "commonly requested"
bool asks(const Tokens& tokens, std::size_t end) {
  for (std::size_t i = 0; i < end; ++i) {
    const std::string& word = tokens[i].lower;
    if (word == "look" || word == "looks" || word == "looked" || word == "requested" ||
        word == "asked" || word == "queried" || word == "queries" || word == "see")
      return true;
    if (names_enquiry(word)) return true;
    if ((word == "question" || word == "questions") && end < 8) return true;
    if (word == "answer" && end < 8) return true;
  }
  return false;
}

Tokens part(const Tokens& tokens, std::size_t from, std::size_t to) {
  return Tokens(tokens.begin() + static_cast<Place>(from), tokens.begin() + static_cast<Place>(to));
}

void trim(Tokens& tokens) {
  const auto idle = [](const Token& token) {
    return token.lower == "," || token.lower == ";" || token.lower == "." || token.lower == "?";
  };
  while (!tokens.empty() && idle(tokens.back()))
    tokens.pop_back();
  while (!tokens.empty() &&
         (idle(tokens.front()) || tokens.front().lower == "and" || tokens.front().lower == "also"))
    tokens.erase(tokens.begin());
}

bool names_entity(const Tokens& tokens, const Vocabulary& vocabulary) {
  for (std::size_t i = 0; i < tokens.size(); ++i)
    for (std::size_t words = 1; words < 4 && i + words <= tokens.size(); ++words)
      if (vocabulary.is_entity(as_singular(tokens, i, i + words))) return true;
  return false;
}

// At ";" where there is one, else at the commas outside of parentheses that stand in front of what
// names an entity: "newest first" belongs to what stands in front of it.
std::vector<Tokens> split_list(const Tokens& tokens, const Vocabulary& vocabulary) {
  const bool semicolons =
      std::ranges::any_of(tokens, [](const Token& token) { return token.lower == ";"; });
  std::vector<Tokens> parts;
  std::size_t from = 0;
  int depth = 0;
  for (std::size_t i = 0; i <= tokens.size(); ++i) {
    if (i < tokens.size()) {
      if (tokens[i].lower == "(") ++depth;
      if (tokens[i].lower == ")") --depth;
      if (depth > 0 || tokens[i].lower != (semicolons ? ";" : ",")) continue;
    }
    Tokens one = part(tokens, from, i);
    trim(one);
    from = i + 1;
    if (one.empty()) continue;
    if (!parts.empty() && !semicolons && !names_entity(one, vocabulary)) {
      Tokens& before = parts.back();
      const Tokens comma = tokenize(",");
      before.insert(before.end(), comma.begin(), comma.end());
      before.insert(before.end(), one.begin(), one.end());
      continue;
    }
    parts.push_back(std::move(one));
  }
  return parts;
}

void put(Tokens& tokens, std::size_t from, std::size_t to, std::string_view words) {
  const Tokens made = tokenize(words);
  tokens.erase(tokens.begin() + static_cast<Place>(from), tokens.begin() + static_cast<Place>(to));
  tokens.insert(tokens.begin() + static_cast<Place>(from), made.begin(), made.end());
}

// "Which parcels are late": "parcels that are late"; "How many parcels are late": "number of
// parcels that are late"; "what is the average weight": "the average weight".
bool name_question(Tokens& tokens, const Vocabulary& vocabulary) {
  Cursor cursor{&tokens, 0, tokens.size()};
  if (cursor.accept_phrase({"what is", "what are", "what was", "what were", "who are", "who is"})) {
    tokens.erase(tokens.begin(), tokens.begin() + static_cast<Place>(cursor.at));
    return true;
  }
  const bool many = cursor.accept_words("how many");
  if (!many && !cursor.accept_any({"which", "what"})) return false;
  const std::size_t from = cursor.at;
  if (!read_noun(cursor, vocabulary)) return false;
  const std::size_t end = cursor.at;
  const std::string_view next = cursor.word();
  const bool verb = next == "are" || next == "were" || next == "have" || next == "is" ||
                    next == "was" || next == "has" || find_verb(next) != nullptr;
  // "How many orders does a customer have": of a customer
  if (next == "does" || next == "do") {
    Cursor whose{&tokens, end + 1, tokens.size()};
    if (!read_noun(whose, vocabulary) || !(whose.accept("have") || whose.accept("has")) ||
        !(whose.done()))
      return false;
    tokens.pop_back();
    put(tokens, end, end + 1, "of");
  } else if (verb) {
    put(tokens, end, end, "that");
  }
  if (many)
    put(tokens, 0, from, "the number of");
  else
    put(tokens, 0, from, "");
  return true;
}

// "(p95 < 50 ms)": a clause of its own.
std::vector<Tokens> take_parentheses(Tokens& tokens) {
  std::vector<Tokens> taken;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].lower != "(") continue;
    const std::size_t end = closing(tokens, i, tokens.size());
    if (end >= tokens.size()) break;
    taken.push_back(part(tokens, i + 1, end));
    tokens.erase(tokens.begin() + static_cast<Place>(i),
                 tokens.begin() + static_cast<Place>(end) + 1);
    --i;
  }
  return taken;
}

bool is_frame_subject(std::string_view word) {
  static constexpr std::string_view words[] = {
      "app",    "screen",  "page",     "dashboard", "ui",      "view",   "report",
      "job",    "service", "frontend", "portal",    "website", "site",   "system",
      "client", "widget",  "api",      "home",      "board",   "worker", "tool"};
  return std::ranges::find(words, word) != std::end(words);
}

// "The home screen shows", "We frequently need", "The app mostly reads": what follows is asked for.
// Where it ends; 0 when there is none.
std::size_t frame_end(const Tokens& tokens, const Vocabulary& vocabulary) {
  Cursor cursor{&tokens, 0, tokens.size()};
  // "Every minute a job picks"
  if (cursor.accept_any({"every", "each"})) {
    if (cursor.done()) return 0;
    ++cursor.at;
    cursor.accept(",");
  }
  const bool people = cursor.accept_any({"we", "i"});
  if (!people) {
    cursor.accept_any({"the", "a", "an", "our"});
    const std::size_t from = cursor.at;
    while (!cursor.done() && cursor.at < from + 3 && !is_frame_subject(cursor.word()))
      ++cursor.at;
    if (cursor.done() || !is_frame_subject(cursor.word())) return 0;
    while (is_frame_subject(cursor.word()))
      ++cursor.at;
    if (vocabulary.is_entity(as_singular(tokens, from, cursor.at))) return 0;
  }
  bool often = false;
  while (!cursor.done() &&
         (cursor.word().ends_with("ly") || cursor.word() == "often" || cursor.word() == "also" ||
          cursor.word() == "always" || cursor.word() == "will" || cursor.word() == "must" ||
          cursor.word() == "should" || cursor.word() == "most")) {
    often |= cursor.word() != "also" && !is_modal(cursor.word());
    ++cursor.at;
  }
  static constexpr std::string_view verbs[] = {"need", "read",  "show",  "display", "list",
                                               "load", "fetch", "query", "see",     "pick",
                                               "get",  "want",  "ask",   "look",    "select"};
  if (cursor.done() || std::ranges::find(verbs, verb_stem(cursor.word())) == std::end(verbs))
    return 0;
  if (people && !often && verb_stem(cursor.word()) != "look") return 0;
  ++cursor.at;
  cursor.accept_any({"up", "at", "for", "out"});
  return cursor.at;
}

// The enquiries of one sentence, each as the words behind "list"; nullopt when it holds none.
std::optional<std::vector<Tokens>> split_enquiries(const Tokens& tokens,
                                                   const Vocabulary& vocabulary, bool announced) {
  Tokens rest = tokens;
  trim(rest);
  const bool question = !tokens.empty() && tokens.back().lower == "?";
  if (question || announced) {
    if (!rest.empty() && name_question(rest, vocabulary) && names_entity(rest, vocabulary))
      return std::vector<Tokens>{std::move(rest)};
    if (question) return std::nullopt;
  }
  if (const std::size_t end = frame_end(rest, vocabulary); end > 0 && end < rest.size()) {
    Tokens asked = part(rest, end, rest.size());
    const bool unknown = vocabulary.entities.empty();  // what is named is not known yet
    if (asked[0].lower != ":" && (unknown || names_entity(asked, vocabulary)))
      return std::vector<Tokens>{asked};
  }
  // "Reports: a; b", "We also look at: a, b"
  for (std::size_t i = 1; i < std::min<std::size_t>(10, tokens.size()); ++i) {
    if (tokens[i].lower != ":") continue;
    if (!asks(tokens, i)) return std::nullopt;
    Tokens list = part(tokens, i + 1, tokens.size());
    trim(list);
    if (list.empty()) return std::nullopt;
    // "Report: title, body" may describe a report.
    if (i == 1 && vocabulary.entities.empty() && !is_plural(tokens[0].lower)) return std::nullopt;
    std::vector<Tokens> parts = split_list(list, vocabulary);
    for (Tokens& one : parts)
      name_question(one, vocabulary);
    return parts;
  }
  if (!announced || rest.empty()) return std::nullopt;
  return split_list(rest, vocabulary);
}

}  // namespace

bool announces_enquiries(std::string_view words) {
  const Tokens tokens = tokenize(text::lower(words));
  if (tokens.size() > 8) return false;
  static constexpr std::string_view phrases[] = {"access pattern", "access patterns", "use cases",
                                                 "questions"};
  for (const std::string_view phrase : phrases)
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      Cursor cursor{&tokens, i, tokens.size()};
      if (cursor.accept_words(phrase)) return true;
    }
  return asks(tokens, tokens.size());
}

std::optional<ReadSentence> read_enquiries(const Tokens& tokens, const Vocabulary& vocabulary,
                                           const std::string& heading, const std::string& topic,
                                           bool announced) {
  auto parts = split_enquiries(tokens, vocabulary, announced);
  if (!parts) return std::nullopt;
  ReadSentence result;
  bool any = false;
  for (Tokens& one : *parts) {
    const std::vector<Tokens> notes = take_parentheses(one);
    const std::size_t before = result.facts.size();
    Clause clause{.tokens = std::move(one),
                  .vocabulary = vocabulary,
                  .topic = topic,
                  .heading = heading,
                  .enquiry = true};
    read_clause(clause);
    const Access* read =
        clause.facts.empty() ? nullptr : std::get_if<Access>(&clause.facts.front());
    // Where nothing but the entity was understood, nothing is asked for yet.
    const bool reads = read != nullptr && (clause.unread.empty() || !read->filters.empty() ||
                                           !read->by.empty() || is_figure(read->kind));
    if (reads) {
      for (Fact& fact : clause.facts)
        result.facts.push_back(std::move(fact));
      for (std::string& words : clause.unread)
        result.unread.push_back(std::move(words));
    } else {
      result.unread.push_back(spell(clause.tokens, 0, clause.tokens.size()));
    }
    any |= result.facts.size() > before;
    for (const Tokens& note : notes) {
      Clause aside{.tokens = note, .vocabulary = vocabulary, .topic = topic};
      read_clause(aside);
      for (Fact& fact : aside.facts)
        result.facts.push_back(std::move(fact));
      for (std::string& words : aside.unread)
        result.unread.push_back(std::move(words));
    }
  }
  const bool question = tokens.back().lower == "?";
  if (!any && !question && !vocabulary.entities.empty()) return std::nullopt;
  return result;
}

}  // namespace mimar::design::brief
