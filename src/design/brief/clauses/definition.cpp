// Sentences without a verb: "Project: name, optional description, status (planned, active, done)",
// a bullet below the heading of an entity, "Projects have:" above a list.

#include <algorithm>

#include "design/brief/clauses/clause.h"
#include "design/brief/kinds.h"
#include "design/brief/words.h"

namespace mimar::design::brief {

bool read_definition(Clause& clause) {
  Cursor cursor = clause.cursor();
  VerbGroup group;
  group.stem = "have";
  // "Project: name, description", "Projects (name, description)", "Project - name and description"
  Cursor next = cursor;
  auto noun = read_noun(next, clause.vocabulary);
  if (noun && noun->owner.empty() && next.accept_any({":", "--"}) && !next.done()) {
    const bool attribute = !clause.heading.empty() && !clause.vocabulary.is_entity(noun->name);
    if (attribute) {
      // "status: planned, active or done" below the heading of an entity
      Details details;
      for (const std::string& flag : noun->flags)
        apply_flag(flag, details);
      read_details(next, clause.vocabulary, details);
      const std::string name =
          noun->plural ? as_name(clause.tokens, noun->to - split_words(noun->name).size(), noun->to)
                       : noun->name;
      say_attribute(clause, clause.heading, name, details, false);
      return true;
    }
    read_items(clause, next, noun->name, group, find_verb("have"));
    return true;
  }
  next = cursor;
  if (noun = read_noun(next, clause.vocabulary);
      noun && next.accept_any({"with", "having"}) && !next.done()) {
    if (!clause.vocabulary.is_entity(noun->name) && clause.heading.empty() && !noun->plural)
      return false;
    read_items(clause, next, noun->name, group, find_verb("have"));
    return true;
  }
  if (!clause.heading.empty()) {
    read_items(clause, cursor, clause.heading, group, find_verb("have"));
    return true;
  }
  return false;
}

}  // namespace mimar::design::brief
