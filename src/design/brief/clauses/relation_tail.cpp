// What follows the object of a relationship: "as members with a role (owner, admin)", "in order",
// "without cycles", "through enrolments".

#include "design/brief/clauses/relation_parts.h"

namespace mimar::design::brief {
void read_relation_tail(Cursor& cursor, const Clause& clause, Tail& tail) {
  for (;;) {
    if (cursor.done()) return;
    if (cursor.accept_phrase(
            {"( optional )", "( optionally )", ", optionally", "( if any )", "if any"})) {
      tail.optional = true;
      continue;
    }
    if (cursor.accept_phrase({"( required )", "( mandatory )"})) continue;
    if (read_acyclic(cursor)) {
      tail.acyclic = true;
      continue;
    }
    if (cursor.word() == "," && cursor.word(1) == "in" &&
        (cursor.word(2) == "order" || cursor.word(2) == "a"))
      ++cursor.at;
    if (cursor.accept_phrase({"in order", "in a fixed order", "in a given order",
                              "in a certain order", "in a specific order", "in a particular order",
                              "in a defined order", "in an order", "in sequence",
                              "in a fixed sequence", "in a given sequence"})) {
      tail.ordered = true;
      continue;
    }
    if (cursor.accept_phrase({"at a time",   "at the same time", "over time",
                              "at any time", "at once",          "directly",
                              "themselves",  "itself",           "in total",
                              "only",        "at all",           "alone",
                              "each",        "or none",          "in all",
                              "overall",     "respectively",     "at maximum",
                              "at minimum",  "as a maximum",     "maximum",
                              "max",         "independently",    "simultaneously"}))
      continue;
    Cursor next = cursor;
    next.accept(",");
    if (next.accept("as")) {
      if (auto noun = read_noun(next, clause.vocabulary)) {
        tail.subject_role = noun->name;
        cursor = next;
        continue;
      }
    }
    next = cursor;
    if (next.accept_any({"through", "via"})) {
      if (auto noun = read_noun(next, clause.vocabulary)) {
        tail.through = noun->name;
        cursor = next;
        continue;
      }
    }
    next = cursor;
    next.accept(",");
    next.accept_any({"each", "and"});
    if (next.accept_phrase({"with", "having", "in the role of", "giving", "recording", "storing",
                            "stating", "which has", "which have", "has", "and has", "we record",
                            "we store", "we keep"}) &&
        !next.done()) {
      next.accept("also");
      Clause inner{.tokens = clause.tokens, .vocabulary = clause.vocabulary};
      VerbGroup group;
      group.stem = "have";
      read_items(inner, next, "\x01", group, find_verb("have"));
      tail.attributes = std::move(inner.facts);
      for (std::string& words : inner.unread)
        tail.unread.push_back(std::move(words));
      cursor.at = cursor.end;
    }
    return;
  }
}

}  // namespace mimar::design::brief
