#pragma once
// The parts of a sentence about a relationship: its predicate, what it speaks of, and what follows
// that. relations.cpp puts them together.

#include <string>
#include <vector>

#include "design/brief/clauses/clause.h"

namespace mimar::design::brief {

// "as members with a role (owner, admin) and a date"
struct Tail {
  std::string subject_role, through;
  bool ordered = false, acyclic = false, optional = false;
  Facts attributes;
  std::vector<std::string> unread;
};
void read_relation_tail(Cursor& cursor, const Clause& clause, Tail& tail);

// "without cycles", "loops being impossible"; moves behind it.
bool read_acyclic(Cursor& cursor);

struct Objects {
  std::vector<Noun> nouns;
  std::vector<std::string> roles;  // of each: "home team"; or ""
  bool either = false;             // joined by "or"
};
// "a post, a photo or an album"; `preposition`: the predicate's, which may stand before each.
Objects read_targets(Cursor& cursor, const Clause& clause, std::string_view preposition);

// "belongs to", "is written by": how the predicate is restated, and which side it makes the one.
struct Predicate {
  std::string verb;
  std::string preposition;
};
Predicate spell_predicate(const VerbGroup& group, Cursor& cursor);

// Each subject with each object; those joined by "or" are alternatives.
void say_relations(Clause& clause, const std::vector<Noun>& subjects, const Objects& targets,
                   const VerbGroup& group, const Predicate& predicate, const Verb* verb,
                   const Tail& tail);

}  // namespace mimar::design::brief
