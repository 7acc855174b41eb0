// "A car is a kind of vehicle", "Cars and trucks are vehicles", "There are two kinds of vehicles:
// cars and trucks", "A lesson is exactly one of video, article or quiz".

#include <algorithm>

#include "design/brief/clauses/clause.h"
#include "design/brief/plausible.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

bool is_described(const Noun& noun, const Vocabulary& words) {
  const auto found = words.attributes.find(noun.name);
  return (found != words.attributes.end() && !found->second.empty()) ||
         words.supertypes.contains(noun.name);
}

// "cars, trucks and bicycles"
std::vector<Noun> read_kinds(Cursor& cursor, const Clause& clause) {
  std::vector<Noun> kinds;
  for (;;) {
    Cursor next = cursor;
    auto noun = read_noun(next, clause.vocabulary);
    if (!noun) break;
    kinds.push_back(std::move(*noun));
    cursor = next;
    const bool comma = next.accept(",");
    if (!next.accept_any({"or", "and"}) && !comma) break;
    cursor = next;
  }
  return kinds;
}

// Kinds that some sentence describes are entities of their own; others are values of one attribute.
void say_kinds(Clause& clause, const std::string& whole, const std::vector<Noun>& kinds,
               const std::string& attribute) {
  const Vocabulary& words = clause.vocabulary;
  if (std::ranges::any_of(kinds, [&](const Noun& one) { return is_described(one, words); })) {
    for (const Noun& kind : kinds)
      clause.facts.emplace_back(SubtypeFact{kind.name, whole});
    return;
  }
  Details details;
  for (const Noun& kind : kinds)
    details.attribute.choices.push_back(kind.name);
  details.attribute.kind = ValueKind::choice;
  details.attribute.reason = "the brief lists the kinds there are";
  details.says_kind = true;
  say_attribute(clause, whole, attribute, std::move(details), false);
}

bool read_kind_word(Cursor& cursor, std::string& attribute) {
  static constexpr std::string_view words[] = {
      "kind",    "kinds",    "type",     "types",      "sort",    "sorts",
      "flavour", "flavours", "flavor",   "flavors",    "variety", "varieties",
      "form",    "forms",    "category", "categories", "variants"};
  if (std::ranges::find(words, cursor.word()) == std::end(words)) return false;
  attribute = cursor.word().starts_with("type") ? "type" : "kind";
  ++cursor.at;
  return true;
}

bool say_counted(Clause& clause, Cursor cursor, const Noun& whole, const std::string& attribute) {
  cursor.accept("of");
  if (!cursor.accept_any({":", ",", "--"}) && cursor.word() != "(") return false;
  cursor.accept("(");
  cursor.accept_any({"namely", "either"});
  const std::vector<Noun> kinds = read_kinds(cursor, clause);
  if (kinds.size() < 2) return false;
  cursor.accept(")");
  say_kinds(clause, entity_of(whole, clause.vocabulary), kinds, attribute);
  finish(clause, cursor);
  return true;
}

// "There are two kinds of vehicles: cars and trucks", "Contracts come in two flavours, fixed and
// hourly", "Vehicles are of two kinds: cars and trucks"
bool read_counted_kinds(Clause& clause) {
  Cursor cursor = clause.cursor();
  std::string attribute;
  if (cursor.accept_phrase({"there are", "we have", "we distinguish", "we support", "we know"})) {
    read_quantity(cursor);
    cursor.accept("different");
    if (!read_kind_word(cursor, attribute) || !cursor.accept("of")) return false;
    auto whole = read_noun(cursor, clause.vocabulary);
    return whole && say_counted(clause, cursor, *whole, attribute);
  }
  if (clause.verb == kNowhere) return false;
  Cursor verb = clause.cursor(clause.verb);
  const VerbGroup group = read_verb_group(verb);
  const bool comes = (group.stem == "come" || group.stem == "exist") && verb.accept("in");
  if (!comes && !(group.stem == "be" && verb.accept("of")) && group.stem != "have") return false;
  const Quantity quantity = read_quantity(verb);
  verb.accept("different");
  if (!quantity.said || !read_kind_word(verb, attribute)) return false;
  const std::vector<Noun> subjects = read_subjects(clause);
  return subjects.size() == 1 &&
         clause.vocabulary.is_entity(entity_of(subjects[0], clause.vocabulary)) &&
         say_counted(clause, verb, subjects.front(), attribute);
}

// "A payment is a card payment, a bank transfer or a voucher"; `words`: "either", "exactly one of"
// stands before it.
bool say_alternatives(Clause& clause, Cursor cursor, const Noun& whole,
                      const std::vector<Noun>& kinds, bool words) {
  const Vocabulary& vocabulary = clause.vocabulary;
  const bool entities =
      std::ranges::all_of(kinds, [&](const Noun& one) { return vocabulary.is_entity(one.name); });
  const bool articles =
      std::ranges::all_of(kinds, [](const Noun& one) { return one.quantity.article; });
  const bool some =
      std::ranges::any_of(kinds, [&](const Noun& one) { return is_described(one, vocabulary); });
  const std::string entity = entity_of(whole, vocabulary);
  if (!cursor.done() && cursor.word() != "." && cursor.word() != ";") return false;
  if (entities || some || (words && articles)) {
    for (const Noun& kind : kinds)
      clause.facts.emplace_back(SubtypeFact{kind.name, entity});
  } else if (articles && vocabulary.is_entity(entity) && whole.owner.empty()) {
    say_kinds(clause, entity, kinds, "kind");
  } else {
    return false;
  }
  finish(clause, cursor);
  return true;
}

bool read_kind_of(Cursor& cursor) {
  return cursor.accept_phrase(
      {"a kind of", "kinds of", "a type of", "types of", "a sort of", "a special kind of",
       "a subtype of", "subtypes of", "a special case of", "a special", "special", "a form of",
       "a specialisation of", "a specialization of", "a subclass of", "special kinds of"});
}

// "which has", "with": what the kind has of its own.
void read_own_items(Clause& clause, Cursor cursor, const std::vector<Noun>& subjects) {
  if (!cursor.accept_phrase(
          {"with", "that has", "which has", "who has", "that also has", "that have"})) {
    finish(clause, cursor);
    return;
  }
  VerbGroup has;
  has.stem = "have";
  for (const Noun& subject : subjects)
    read_items(clause, cursor, subject.name, has, find_verb("have"));
}

}  // namespace

bool read_subtype(Clause& clause) {
  if (read_counted_kinds(clause)) return true;
  if (clause.verb == kNowhere) return false;
  Cursor cursor = clause.cursor(clause.verb);
  const VerbGroup group = read_verb_group(cursor);
  if (!group.be || group.negative || group.stem != "be") return false;
  const std::vector<Noun> subjects = read_subjects(clause);
  if (subjects.empty() || !may_be_entity(subjects.front().name, clause.vocabulary)) return false;
  bool words = cursor.accept_phrase({"exactly one of", "one of", "either one of"});
  if (words && cursor.accept_phrase({"the following", "these"})) cursor.accept(":");
  words |= cursor.accept("either");
  cursor.accept_any({"both", "all"});
  Cursor next = cursor;
  const bool kind = read_kind_of(next);
  const std::vector<Noun> objects = read_kinds(next, clause);
  if (objects.empty()) return false;
  if (objects.size() > 1)
    return !kind && say_alternatives(clause, next, subjects.front(), objects, words);
  const Vocabulary& vocabulary = clause.vocabulary;
  const Noun& whole = objects.front();
  const bool behind = next.done() || next.word() == "." || next.word() == "with" ||
                      next.word() == "that" || next.word() == "which";
  if (!kind && (!vocabulary.is_entity(whole.name) || !behind)) return false;
  if (!kind && !vocabulary.is_entity(subjects.front().name) && !subjects.front().quantity.article &&
      !subjects.front().plural)
    return false;
  for (const Noun& subject : subjects)
    clause.facts.emplace_back(SubtypeFact{subject.name, whole.name});
  read_own_items(clause, next, subjects);
  return true;
}

}  // namespace mimar::design::brief
