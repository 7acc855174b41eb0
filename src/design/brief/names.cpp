#include "design/brief/names.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "design/brief/kinds.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

// Nouns that end as adverbs do.
bool is_adverb_form(std::string_view word) {
  static constexpr std::array<std::string_view, 22> nouns{
      "family",  "supply",      "reply",     "assembly",  "anomaly", "monopoly",
      "ally",    "fly",         "jelly",     "lily",      "rally",   "tally",
      "daily",   "weekly",      "monthly",   "quarterly", "holly",   "penalty",
      "faculty", "subassembly", "subfamily", "homily"};
  if (word.size() < 5 || !word.ends_with("ly")) return false;
  return !among(nouns, word);
}

bool is_excluded(std::string_view word) {
  static constexpr std::array<std::string_view, 42> pronouns{
      "someone",   "somebody", "nobody",   "everyone",  "everybody", "anyone",     "anybody",
      "no-one",    "noone",    "nothing",  "something", "anything",  "everything", "none",
      "neither",   "either",   "both",     "one",       "ones",      "other",      "others",
      "another",   "whoever",  "whatever", "whichever", "latter",    "former",     "self",
      "themself",  "himself",  "herself",  "ourselves", "yourself",  "nowhere",    "everywhere",
      "somewhere", "anywhere", "who",      "which",     "what",      "mine",       "theirs"};
  static constexpr std::array<std::string_view, 46> adverbs{
      "though",   "although",     "too",       "upon",   "twice",      "thrice",    "once",
      "instead",  "well",         "ever",      "yet",    "even",       "maybe",     "perhaps",
      "rather",   "quite",        "very",      "almost", "together",   "apart",     "away",
      "back",     "afterwards",   "otherwise", "later",  "soon",       "now",       "today",
      "tomorrow", "yesterday",    "alot",      "etc",    "vs",         "e.g",       "i.e",
      "so",       "thus",         "hence",     "anyway", "altogether", "meanwhile", "beforehand",
      "whether",  "straightaway", "ago",       "alike"};
  static constexpr std::array<std::string_view, 18> calendar{
      "january",   "february", "april",    "june",     "july",   "august",
      "september", "october",  "november", "december", "monday", "tuesday",
      "wednesday", "thursday", "friday",   "saturday", "sunday", "weekdays"};
  static constexpr std::array<std::string_view, 11> units{"ms", "sec", "secs", "kg", "km", "cm",
                                                          "mm", "mb",  "gb",   "kb", "yrs"};
  return among(pronouns, word) || among(adverbs, word) || among(calendar, word) ||
         among(units, word) || is_adverb_form(word);
}

// Adjectives that name nothing when nothing stands behind them.
bool is_bare_adjective(std::string_view word) {
  static constexpr std::array<std::string_view, 30> adjectives{
      "long",  "short", "whole",     "full",       "empty",   "same", "different", "certain",
      "big",   "small", "large",     "new",        "old",     "good", "bad",       "ok",
      "sure",  "able",  "possible",  "impossible", "first",   "last", "next",      "previous",
      "early", "late",  "necessary", "important",  "special", "ready"};
  return among(adjectives, word);
}

}  // namespace

std::string_view head_of(std::string_view name) {
  const std::size_t space = name.rfind(' ');
  return space == std::string_view::npos ? name : name.substr(space + 1);
}

bool can_head_name(std::string_view name) {
  if (name.empty()) return false;
  // The same few names are asked about many times.
  thread_local std::unordered_map<std::string, bool> known;
  if (known.size() > 20000) known.clear();
  const auto [at, fresh] = known.try_emplace(std::string(name), false);
  if (fresh) {
    const std::string_view head = head_of(name);
    const bool lone = head.size() == name.size() && is_bare_adjective(name);
    at->second = !is_excluded(head) && !lone;
  }
  return at->second;
}

bool is_category_name(std::string_view name) {
  static constexpr std::array<std::string_view, 47> heads{
      "status",   "state",   "type",     "kind",      "category",    "level",     "method",
      "mode",     "channel", "format",   "role",      "reason",      "source",    "unit",
      "phase",    "stage",   "priority", "severity",  "class",       "tier",      "gender",
      "sex",      "outcome", "result",   "condition", "frequency",   "size",      "difficulty",
      "medium",   "rank",    "grade",    "color",     "colour",      "direction", "visibility",
      "decision", "scope",   "standing", "style",     "importance",  "risk",      "urgency",
      "nature",   "meaning", "service",  "relation",  "relationship"};
  return among(heads, head_of(name));
}

bool is_word_for_attributes(std::string_view name) {
  static constexpr std::array<std::string_view, 7> words{
      "attribute", "property", "field", "column", "detail", "characteristic", "information"};
  return among(words, name);
}

bool is_shared_modifier(std::string_view word) {
  static constexpr std::array<std::string_view, 63> modifiers{
      "first",     "last",      "start",    "end",     "created",  "updated", "shipping",
      "billing",   "min",       "max",      "minimum", "maximum",  "given",   "family",
      "opening",   "closing",   "planned",  "actual",  "home",     "work",    "check-in",
      "check-out", "begin",     "birth",    "from",    "to",       "gross",   "net",
      "unit",      "source",    "target",   "old",     "new",      "arrival", "departure",
      "valid",     "middle",    "short",    "long",    "due",      "issue",   "expected",
      "estimated", "pickup",    "delivery", "postal",  "public",   "private", "starting",
      "ending",    "internal",  "external", "lower",   "upper",    "initial", "final",
      "total",     "remaining", "original", "current", "previous", "next",    "default"};
  return among(modifiers, word);
}

bool is_part_name(std::string_view name) {
  if (is_category_name(name)) return true;
  const KindGuess guess = kind_of_name(name);
  if (guess.reason.starts_with("nothing") || guess.reason.find("when it was") != std::string::npos)
    return false;
  switch (guess.kind) {
    // "email, phone, video" are ways and media as often as they are values.
    case ValueKind::email:
    case ValueKind::phone:
    case ValueKind::url:
    case ValueKind::boolean:
    case ValueKind::percentage:
    case ValueKind::long_text: return false;
    default: return true;
  }
}

}  // namespace mimar::design::brief
