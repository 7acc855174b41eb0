// "Store the first name, the last name and the email of each employee", "There is only one payslip
// per employee and month", "open deals of a user, newest first".

#include <algorithm>

#include "design/brief/clauses/clause.h"
#include "design/brief/names.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

// "for each employee", at the end; where it begins.
std::optional<std::size_t> find_for_each(const Clause& clause, std::string& entity) {
  for (std::size_t i = 1; i + 1 < clause.tokens.size(); ++i) {
    Cursor cursor = clause.cursor(i);
    if (!cursor.accept_any({"for", "of", "about", "per", "on"}) ||
        !cursor.accept_any({"each", "every", "all", "a", "an", "any"}))
      continue;
    auto noun = read_noun(cursor, clause.vocabulary);
    if (!noun || !cursor.done()) continue;
    entity = noun->name;
    return i;
  }
  return std::nullopt;
}

}  // namespace

namespace {

bool accept_keeping(Cursor& cursor) {
  return cursor.accept_phrase(
      {"need to know",  "want to know",  "have to know",   "need to store", "need to record",
       "need to keep",  "want to store", "want to record", "want to keep",  "write down",
       "keep track of", "take note of",  "store",          "stores",        "record",
       "records",       "save",          "saves",          "capture",       "captures",
       "keep",          "keeps",         "track",          "tracks",        "hold",
       "holds",         "remember",      "remembers",      "note",          "notes",
       "log",           "logs",          "collect",        "collects",      "register",
       "registers",     "need",          "note down"});
}

bool accept_keeper(Cursor& cursor) {
  const bool keeper = cursor.accept_phrase(
      {"we", "the system", "the database", "the app", "the application", "the platform"});
  if (keeper) {
    while (cursor.accept_any({"also", "must", "should", "will", "always", "then", "only"})) {
    }
  }
  return keeper;
}

// Whether the list names values, one of each, and no entities.
bool lists_values(const Clause& clause, Cursor cursor) {
  std::size_t values = 0, others = 0;
  while (!cursor.done()) {
    const bool when = cursor.word() == "when" || cursor.word() == "whether";
    Cursor next = cursor;
    auto noun = read_noun(next, clause.vocabulary);
    const bool entity = noun && (clause.vocabulary.is_entity(noun->name) ||
                                 (noun->plural && !is_part_name(noun->name)));
    const bool value = when || (noun && (is_part_name(noun->name) || is_category_name(noun->name)));
    values += value && !entity ? 1 : 0;
    others += entity ? 1 : 0;
    while (!cursor.done() && cursor.word() != "," && cursor.word() != "and") {
      if (cursor.word() == "(")
        cursor.at = std::min(closing(clause.tokens, cursor.at, cursor.end), cursor.end - 1);
      ++cursor.at;
    }
    while (cursor.accept_any({",", "and", "also"})) {
    }
  }
  return values > 0 && others == 0;
}

}  // namespace

bool read_storing(Clause& clause) {
  Cursor cursor = clause.cursor();
  std::string entity;
  VerbGroup group;
  group.stem = "have";
  if (cursor.accept_phrase({"for each", "for every", "of each", "of every", "for all", "about each",
                            "about every", "for any", "per"})) {
    // "For each order we store a number and a total"
    auto noun = read_noun(cursor, clause.vocabulary);
    if (!noun) return false;
    cursor.accept(",");
    accept_keeper(cursor);
    if (!accept_keeping(cursor)) return false;
    read_items(clause, cursor, noun->name, group, find_verb("have"));
    return true;
  }
  // "Recorded are the name and the birth date"
  const bool inverted = cursor.accept_any({"recorded", "stored", "kept", "saved", "noted"}) &&
                        cursor.accept_any({"are", "is"});
  const bool keeper = inverted || accept_keeper(cursor);
  if (!inverted && !accept_keeping(cursor)) return false;
  cursor.accept(":");
  if (const auto each = find_for_each(clause, entity)) {
    read_items(clause, {&clause.tokens, cursor.at, *each}, entity, group, find_verb("have"));
    return true;
  }
  // "We record the year of birth and the sex", of what was spoken of
  if (!keeper || clause.topic.empty() || !lists_values(clause, cursor)) return false;
  read_items(clause, cursor, clause.topic, group, find_verb("have"));
  return true;
}

bool read_one_per(Clause& clause) {
  Cursor cursor = clause.cursor();
  cursor.accept_phrase({"there is", "there can be", "there may be", "there must be", "there are",
                        "there should be"});
  if (!cursor.accept_phrase(
          {"only one", "at most one", "exactly one", "just one", "no more than one", "one"}))
    return false;
  auto noun = read_noun(cursor, clause.vocabulary);
  if (!noun || !clause.vocabulary.is_entity(entity_of(*noun, clause.vocabulary)) ||
      !cursor.accept_any({"per", "for", "of"}))
    return false;
  Uniqueness unique;
  unique.entity = entity_of(*noun, clause.vocabulary);
  do {
    cursor.accept_any({"each", "every", "per"});
    auto part = read_noun(cursor, clause.vocabulary);
    if (!part) return false;
    unique.attributes.push_back(clause.vocabulary.has(unique.entity, part->name)
                                    ? part->name
                                    : entity_of(*part, clause.vocabulary));
  } while (cursor.accept_any({"and", ","}));
  clause.facts.emplace_back(std::move(unique));
  finish(clause, cursor);
  return true;
}

}  // namespace mimar::design::brief
