#include "design/brief/plausible.h"

#include <algorithm>
#include <array>

#include "design/brief/amounts.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

std::string head_of(const std::string& name) {
  const std::size_t space = name.rfind(' ');
  return space == std::string::npos ? name : name.substr(space + 1);
}

// Words that stand for others, and nouns that only fill a place in a sentence.
constexpr std::array<std::string_view, 68> kEmpty{
    "someone",     "somebody",  "anyone",     "anybody",      "everyone", "everybody", "nobody",
    "no one",      "something", "anything",   "everything",   "nothing",  "none",      "other",
    "one",         "both",      "same",       "rest",         "latter",   "former",    "thing",
    "way",         "next",      "first",      "last",         "later",    "now",       "today",
    "tomorrow",    "yesterday", "case",       "fact",         "sense",    "effect",    "care",
    "sure",        "possible",  "impossible", "relationship", "relation", "kind",      "sort",
    "combination", "purpose",   "basis",      "turn",         "need",     "look",      "half",
    "most",        "few",       "many",       "several",      "lot",      "number",    "amount",
    "majority",    "whom",      "which",      "that",         "mine",     "ours",      "theirs",
    "database",    "schema",    "row",        "such",         "each"};

constexpr std::array<std::string_view, 19> kDates{
    "january",   "february", "march",    "april",    "june",     "july",    "august",
    "september", "october",  "november", "december", "monday",   "tuesday", "wednesday",
    "thursday",  "friday",   "saturday", "sunday",   "christmas"};

constexpr std::array<std::string_view, 16> kInside{
    "ones", "need",  "being", "impossible", "possible", "now",   "then", "right",
    "who",  "which", "that",  "we",         "they",     "there", "not",  "automatically"};

constexpr std::array<std::string_view, 3> kNamesInLy{"assembly", "anomaly", "subassembly"};

constexpr std::array<std::string_view, 62> kPeople{
    "user",    "person",   "member",      "employee",  "customer",   "client",
    "patient", "doctor",   "nurse",       "student",   "teacher",    "guest",
    "staff",   "driver",   "player",      "coach",     "manager",    "agent",
    "author",  "reader",   "visitor",     "tenant",    "owner",      "buyer",
    "seller",  "supplier", "vendor",      "volunteer", "trainer",    "instructor",
    "learner", "pupil",    "parent",      "child",     "citizen",    "resident",
    "worker",  "engineer", "technician",  "operator",  "admin",      "administrator",
    "editor",  "reviewer", "candidate",   "applicant", "subscriber", "passenger",
    "rider",   "courier",  "participant", "attendee",  "organizer",  "organiser",
    "donor",   "artist",   "musician",    "lawyer",    "accountant", "clerk",
    "people",  "contact"};

}  // namespace

bool is_known(const std::string& name, const Vocabulary& vocabulary) {
  if (const auto found = vocabulary.attributes.find(name);
      found != vocabulary.attributes.end() && !found->second.empty())
    return true;
  const auto spoken = vocabulary.entities.find(name);
  return spoken != vocabulary.entities.end() && spoken->second > 1;
}

bool may_be_entity(const std::string& name, const Vocabulary& vocabulary) {
  if (const auto found = vocabulary.attributes.find(name);
      found != vocabulary.attributes.end() && !found->second.empty())
    return true;
  const std::string head = head_of(name);
  if (among(kEmpty, name) || among(kEmpty, head) || among(kDates, head)) return false;
  if (head.ends_with("ly") && head.size() > 6 && !among(kNamesInLy, head)) return false;
  return std::ranges::none_of(split_words(name),
                              [](const std::string& word) { return among(kInside, word); });
}

bool may_be_entity(const Noun& noun, const Vocabulary& vocabulary) {
  const std::string entity = entity_of(noun, vocabulary);
  if (!may_be_entity(entity, vocabulary)) return false;
  // "is needed for 18 months", "lasts 12 hours"
  if (noun.quantity.said && noun.plural && seconds_of(noun.name) > 0) return false;
  const bool bare = !noun.plural && !noun.quantity.article && !noun.quantity.said && !noun.other &&
                    noun.flags.empty() && noun.owner.empty();
  return !bare || is_known(entity, vocabulary) || vocabulary.roles.contains(noun.name);
}

bool is_person_name(const std::string& name) {
  const std::string head = head_of(name);
  return among(kPeople, head) || is_person_role(head);
}

}  // namespace mimar::design::brief
