// "There is one invoice per order", "For each employment there are contract versions", "We have a
// calendar for each region", "There is one price for each variant and currency".

#include <algorithm>

#include "design/brief/clauses/clause.h"
#include "design/brief/kinds.h"
#include "design/brief/plausible.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

bool accept_being(Cursor& cursor) {
  return cursor.accept_phrase({"there is", "there's", "there are", "there can be", "there may be",
                               "there must be", "there should be", "there will be", "there exists",
                               "there exist", "we have", "we keep", "we hold", "we need",
                               "we store", "exists", "exist"});
}

// "per", "for each", "in every", "inside each"
bool accept_each(Cursor& cursor) {
  if (cursor.accept("per")) {
    cursor.accept_any({"each", "every"});
    return true;
  }
  Cursor next = cursor;
  if (!next.accept_any(
          {"for", "in", "within", "inside", "on", "at", "of", "with", "to", "under", "below"}) ||
      !next.accept_any({"each", "every", "any", "one", "all"}))
    return false;
  cursor = next;
  return true;
}

// "an order", "an employee and a year"
std::vector<Noun> read_wholes(Cursor& cursor, const Clause& clause) {
  std::vector<Noun> wholes;
  for (;;) {
    Cursor next = cursor;
    auto noun = read_noun(next, clause.vocabulary);
    if (!noun || !may_be_entity(entity_of(*noun, clause.vocabulary), clause.vocabulary)) break;
    wholes.push_back(std::move(*noun));
    cursor = next;
    next.accept(",");
    const bool more = next.accept("and") || clause.tokens[next.at - 1].lower == ",";
    next.accept_any({"per", "each", "every"});
    Cursor look = next;
    if (!more || next.word() == "there" || next.word() == "we" ||
        !read_noun(look, clause.vocabulary))
      break;
    cursor = next;
  }
  return wholes;
}

bool is_entity_name(const Noun& noun, const Vocabulary& words) {
  const std::string entity = entity_of(noun, words);
  return words.is_entity(entity) || !is_value_name(noun.name);
}

void say_belonging(Clause& clause, const std::string& part, const std::string& whole) {
  RelationFact fact;
  fact.subject = part;
  fact.object = whole;
  fact.verb = "belongs to";
  fact.stem = "belong";
  fact.reach = Reach::refers;
  fact.objects = {false, true};
  clause.facts.emplace_back(std::move(fact));
}

// One for each combination: it refers to each, and the same ones come together once.
void say_combination(Clause& clause, const Noun& part, const std::vector<Noun>& wholes) {
  const Vocabulary& words = clause.vocabulary;
  const std::string entity = entity_of(part, words);
  clause.facts.emplace_back(EntityFact{entity});
  Uniqueness unique;
  unique.entity = entity;
  for (const Noun& whole : wholes) {
    const std::string other = entity_of(whole, words);
    if (words.has(entity, whole.name)) {
      unique.attributes.push_back(whole.name);
    } else if (words.is_entity(other) && is_known(other, words)) {
      const auto parents = words.parents.find(other);
      if (parents == words.parents.end() || !parents->second.contains(entity))
        say_belonging(clause, entity, other);
      unique.attributes.push_back(other);
    } else {
      say_attribute(clause, entity, whole.name, {}, false);
      unique.attributes.push_back(whole.name);
    }
  }
  if (!part.quantity.many) clause.facts.emplace_back(std::move(unique));
}

// `at`: where the part begins, `end`: behind it and what is said of it.
bool say_parts(Clause& clause, std::size_t at, std::size_t end, const std::vector<Noun>& wholes) {
  Cursor cursor{&clause.tokens, at, end};
  cursor.accept_any({"only", "always", "also", "just"});
  Cursor first = cursor;
  auto part = read_noun(first, clause.vocabulary);
  if (!part || wholes.empty() || !is_entity_name(*part, clause.vocabulary) ||
      !may_be_entity(entity_of(*part, clause.vocabulary), clause.vocabulary))
    return false;
  if (wholes.size() > 1) {
    if (!first.done()) return false;
    say_combination(clause, *part, wholes);
    return true;
  }
  VerbGroup group;
  group.stem = "have";
  const std::string whole = entity_of(wholes.front(), clause.vocabulary);
  if (!clause.vocabulary.entities.empty() && !clause.vocabulary.is_entity(whole)) return false;
  const std::size_t before = clause.facts.size();
  read_items(clause, cursor, whole, group, find_verb("have"));
  // One for each: it is of this one alone.
  if (!part->quantity.many && part->quantity.said)
    for (std::size_t i = before; i < clause.facts.size(); ++i)
      if (auto* relation = std::get_if<RelationFact>(&clause.facts[i]);
          relation != nullptr && relation->subject == whole)
        relation->subjects.many = false;
  return true;
}

}  // namespace

bool read_each_for(Clause& clause) {
  if (begins_as_access(clause)) return false;
  Cursor cursor = clause.cursor();
  Cursor start = cursor;
  if (accept_each(start)) {
    // "For each employment there are contract versions"
    const std::vector<Noun> wholes = read_wholes(start, clause);
    start.accept(",");
    start.accept("also");
    if (wholes.empty() || !accept_being(start) || start.done()) return false;
    return say_parts(clause, start.at, start.end, wholes);
  }
  const bool being = accept_being(cursor);
  if (!being && clause.verb != kNowhere) return false;
  for (std::size_t i = cursor.at + 1; i + 1 < clause.tokens.size(); ++i) {
    Cursor each = clause.cursor(i);
    if (!accept_each(each)) continue;
    const std::vector<Noun> wholes = read_wholes(each, clause);
    each.accept_any({"at", "only"});
    each.accept("most");
    if (wholes.empty() || (!being && wholes.size() < 2) || !each.done()) return false;
    return say_parts(clause, cursor.at, i, wholes);
  }
  return false;
}

}  // namespace mimar::design::brief
