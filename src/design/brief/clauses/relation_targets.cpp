// What a verb speaks of: "a post, a photo or an album", "either to a room or to a desk, never to
// both", "one person, the project lead", "two teams: the home team and the away team".

#include <algorithm>

#include "design/brief/clauses/relation_parts.h"
#include "design/brief/plausible.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

// ", his or her manager": what the one named last is to the subject.
bool read_role_of_one(Cursor& cursor, const Clause& clause, Objects& result) {
  Cursor next = cursor;
  const bool bracket = next.accept("(");
  if (!bracket && !next.accept(",")) return false;
  if (next.accept_phrase({"his or her", "her or his", "its", "their", "his", "her", "the",
                          "called the", "called its", "known as the", "as the", "as its"})) {
  } else {
    return false;
  }
  auto noun = read_noun(next, clause.vocabulary);
  if (!noun || noun->plural || !noun->owner.empty()) return false;
  if (bracket && !next.accept(")")) return false;
  if (!bracket && !next.done() && next.word() != "," && next.word() != "." && next.word() != ";")
    return false;
  result.roles.back() = noun->name;
  cursor = next;
  return true;
}

// "two teams, the home team and the away team": as many roles as there are of them.
bool read_roles_of_many(Cursor& cursor, const Clause& clause, Objects& result) {
  const Noun& all = result.nouns.back();
  if (!all.quantity.min || all.quantity.min != all.quantity.max || *all.quantity.min < 2 ||
      *all.quantity.min > 4)
    return false;
  Cursor next = cursor;
  const bool bracket = next.accept("(");
  if (!bracket && !next.accept_any({",", ":", "--"})) return false;
  next.accept_any({"namely", "called"});
  std::vector<std::string> roles;
  for (;;) {
    auto noun = read_noun(next, clause.vocabulary);
    if (!noun) return false;
    roles.push_back(noun->name);
    next.accept(",");
    if (!next.accept_any({"and", "&"}) && clause.tokens[next.at - 1].lower != ",") break;
  }
  if (roles.size() != *all.quantity.min) return false;
  if (bracket && !next.accept(")")) return false;
  Noun one = all;
  one.quantity = {};
  one.quantity.min = one.quantity.max = 1;
  one.quantity.said = one.quantity.required = true;
  one.plural = false;
  result.nouns.assign(roles.size(), one);
  result.roles = std::move(roles);
  cursor = next;
  return true;
}

// "never to both", "one or the other": there is exactly one of them.
bool read_exclusion(Cursor& cursor) {
  Cursor next = cursor;
  const bool bracket = next.accept("(");
  next.accept_any({",", "--", ";"});
  next.accept_any({"but", "and"});
  if (!next.accept_phrase({"never to both",
                           "never both",
                           "never for both",
                           "never on both",
                           "not to both",
                           "not both",
                           "not on both",
                           "not for both",
                           "never to more than one",
                           "one or the other",
                           "but never both",
                           "never several",
                           "not more than one",
                           "only one of them",
                           "exactly one of them",
                           "exactly one of the two",
                           "just one of them",
                           "one of the two",
                           "never more than one of them",
                           "exclusively"}))
    return false;
  next.accept_phrase({"at once", "at the same time", "of them", "together"});
  if (bracket && !next.accept(")")) return false;
  cursor = next;
  return true;
}

// "belongs to a visit and to a study": the preposition once more.
void skip_preposition(Cursor& cursor, std::string_view preposition) {
  const std::size_t space = preposition.rfind(' ');
  cursor.accept(space == std::string_view::npos ? preposition : preposition.substr(space + 1));
}

}  // namespace

Objects read_targets(Cursor& cursor, const Clause& clause, std::string_view preposition) {
  Objects result;
  const bool one_of = cursor.accept_phrase({"exactly one of", "precisely one of", "only one of",
                                            "either one of", "one of", "any one of"});
  if (one_of) {
    cursor.accept_phrase({"the following", "these"});
    cursor.accept(":");
  }
  cursor.accept_any({"either", "both"});
  skip_preposition(cursor, preposition);
  for (;;) {
    Cursor next = cursor;
    auto noun = read_noun(next, clause.vocabulary);
    if (!noun || !may_be_entity(*noun, clause.vocabulary)) break;
    if (one_of && noun->plural && result.nouns.empty()) noun->quantity = {};
    if (noun->quantity.said && next.accept_phrase({"or more", "or several", "or many"})) {
      noun->quantity.many = true;
      noun->quantity.max.reset();
    }
    result.nouns.push_back(std::move(*noun));
    result.roles.emplace_back();
    cursor = next;
    if (result.nouns.size() == 1 &&
        (read_roles_of_many(cursor, clause, result) || read_role_of_one(cursor, clause, result)))
      break;
    bool joined = next.accept(",");
    if (next.accept("or")) {
      result.either = joined = true;
    } else if (next.accept("and")) {
      joined = true;
    }
    next.accept("else");
    // "for one show and for a seat or a table": another choice begins
    if (clause.tokens[next.at - 1].lower != "and") skip_preposition(next, preposition);
    if (!joined || next.done() || (next.word() == "with" || next.word() == "as")) break;
    Cursor look = next;
    if (const auto more = read_noun(look, clause.vocabulary);
        !more || !may_be_entity(*more, clause.vocabulary))
      break;
    cursor = next;
  }
  if (result.nouns.size() > 1 && (one_of || read_exclusion(cursor))) result.either = true;
  if (result.either) read_exclusion(cursor);
  return result;
}

}  // namespace mimar::design::brief
