// "There are projects and milestones", "We track projects, tasks and the people who work on them",
// "A medical record can never be changed".

#include <algorithm>

#include "design/brief/clauses/clause.h"
#include "design/brief/kinds.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

// The rest of a list of entities; false when something else is in it.
bool read_entities(Clause& clause, Cursor cursor, bool all_plural) {
  std::vector<std::string> names;
  for (;;) {
    while (cursor.accept_any({",", "and", "or", "&", "also", "both", "their", "the", ":"})) {
    }
    if (cursor.done()) break;
    // "cost centres, identified by a code"
    if (!names.empty() && is_participle(cursor.word()) && is_preposition(cursor.word(1))) {
      clause.unread.push_back(spell(clause.tokens, cursor.at, cursor.end));
      break;
    }
    auto noun = read_noun(cursor, clause.vocabulary);
    if (!noun) return false;
    const bool known = clause.vocabulary.is_entity(noun->name);
    if (all_plural && !noun->plural && !known) return false;
    names.push_back(noun->name);
    if (!cursor.done() && cursor.word() != "," && cursor.word() != "and" && cursor.word() != "&") {
      if (!known && clause.vocabulary.attributes.empty()) return false;
      clause.unread.push_back(spell(clause.tokens, cursor.at, cursor.end));
      break;
    }
  }
  if (names.empty()) return false;
  for (const std::string& name : names)
    clause.facts.emplace_back(EntityFact{name});
  return true;
}

}  // namespace

bool read_existence(Clause& clause) {
  Cursor cursor = clause.cursor();
  if (cursor.accept_phrase(
          {"there are", "there is", "there exist", "there can be", "there will be"})) {
    return read_entities(clause, cursor, false);
  }
  static constexpr std::string_view keepers[] = {"we",          "system",   "platform", "app",
                                                 "application", "database", "it",       "software"};
  if (clause.verb != kNowhere && clause.verb > 0 &&
      std::ranges::find(keepers, clause.tokens[clause.verb - 1].lower) != std::end(keepers)) {
    Cursor verb = clause.cursor(clause.verb);
    const VerbGroup group = read_verb_group(verb);
    static constexpr std::string_view keeping[] = {
        "have",    "track",  "store", "manage",   "record", "keep",     "know",
        "hold",    "handle", "deal",  "organise", "save",   "maintain", "support",
        "contain", "need",   "cover", "sell",     "model"};
    if (group.negative || std::ranges::find(keeping, group.stem) == std::end(keeping)) return false;
    verb.accept_any({"of", "with", "about"});
    return read_entities(clause, verb, true);
  }
  if (cursor.accept_phrase({"entities", "the entities are", "main entities", "core entities",
                            "things to store", "objects", "the main entities are", "tables"})) {
    cursor.accept_any({":", "are"});
    return read_entities(clause, cursor, false);
  }
  if (cursor.accept_phrase({"track", "store", "manage", "model"}))
    return read_entities(clause, cursor, true);
  return false;
}

bool read_immutable(Clause& clause) {
  if (clause.verb == kNowhere) return false;
  Cursor cursor = clause.cursor(clause.verb);
  const VerbGroup group = read_verb_group(cursor);
  const auto subjects = read_subjects(clause);
  if (subjects.empty()) return false;
  for (const Noun& subject : subjects) {
    if (!subject.owner.empty() || !clause.vocabulary.is_entity(subject.name)) return false;
  }
  static constexpr std::string_view changes[] = {"change", "modify",    "edit",    "update",
                                                 "alter",  "overwrite", "rewrite", "correct"};
  bool never = group.negative && std::ranges::find(changes, group.stem) != std::end(changes);
  if (!never && group.be && group.stem == "be" && !group.negative)
    never = cursor.accept_phrase({"immutable", "append-only", "append only", "read-only",
                                  "write-once", "insert-only", "unchangeable", "final"});
  if (!never && group.only &&
      (group.stem == "add" || group.stem == "append" || group.stem == "insert"))
    never = true;
  if (!never && (group.stem == "add" || group.stem == "append" || group.stem == "insert") &&
      cursor.accept_phrase({"only", "but never changed"}))
    never = true;
  if (!never) return false;
  cursor.accept_phrase({"once written", "once recorded", "after the fact", "afterwards",
                        "after creation", "once created", "later", "once they are written",
                        "once they are recorded", "once it is written", "once it is recorded",
                        "once posted", "once issued"});
  cursor.accept_phrase({"or deleted", "and never deleted", "nor deleted", "or removed",
                        "and never removed", "and cannot be deleted", "or be deleted",
                        ", never changed", "and cannot be changed"});
  cursor.accept_phrase({"once written", "once recorded", "afterwards", "after creation",
                        "once created", "once posted", "later"});
  for (const Noun& subject : subjects)
    clause.facts.emplace_back(EntityFact{subject.name, true});
  finish(clause, cursor);
  return true;
}

// "A user's password is never stored, only a hash of it", "Passwords are stored as hashes"
bool read_hashing(Clause& clause) {
  const auto says = [&](std::string_view stem) {
    return std::ranges::any_of(clause.tokens,
                               [&](const Token& token) { return token.lower.starts_with(stem); });
  };
  if (!says("hash") || clause.verb == kNowhere) return false;
  Cursor verb = clause.cursor(clause.verb);
  const VerbGroup group = read_verb_group(verb);
  if (!group.be || (group.stem != "store" && group.stem != "hash" && group.stem != "keep" &&
                    group.stem != "save"))
    return false;
  const auto subjects = read_subjects(clause);
  if (subjects.size() != 1) return false;
  const auto place = place_attribute(subjects.front(), clause);
  if (!place) return false;
  Details details;
  details.attribute.kind = ValueKind::hash;
  details.attribute.reason = "the brief says it is kept as a hash";
  details.says_kind = true;
  std::string name = place->attribute;
  if (!clause.vocabulary.has(place->entity, name) &&
      clause.vocabulary.has(place->entity, name + " hash"))
    name += " hash";
  say_attribute(clause, place->entity, name, std::move(details), true);
  return true;
}

}  // namespace mimar::design::brief
