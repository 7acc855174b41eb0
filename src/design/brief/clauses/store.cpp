// "Store the first name, the last name and the email of each employee", "There is only one payslip
// per employee and month", "open deals of a user, newest first".

#include <algorithm>

#include "design/brief/clauses/clause.h"
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

bool read_storing(Clause& clause) {
  Cursor cursor = clause.cursor();
  std::string entity;
  VerbGroup group;
  group.stem = "have";
  if (cursor.accept_phrase({"for each", "for every", "of each", "for all", "about each"})) {
    // "For each order we store a number and a total"
    auto noun = read_noun(cursor, clause.vocabulary);
    if (!noun) return false;
    cursor.accept(",");
    if (!cursor.accept_any({"we", "store", "the"})) return false;
    cursor.accept_any({"system", "database"});
    cursor.accept_any({"store", "stores", "record", "records", "keep", "keeps", "save", "saves",
                       "need", "track", "want"});
    cursor.accept("to");
    cursor.accept_any({"store", "know", "record", "keep"});
    read_items(clause, cursor, noun->name, group, find_verb("have"));
    return true;
  }
  cursor.accept("we");
  if (!cursor.accept_any(
          {"store", "record", "save", "capture", "keep", "track", "hold", "remember"}))
    return false;
  const auto each = find_for_each(clause, entity);
  if (!each) return false;
  read_items(clause, {&clause.tokens, cursor.at, *each}, entity, group, find_verb("have"));
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
