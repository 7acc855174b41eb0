#pragma once
// One item of the list behind "has", while it is being read.

#include "design/brief/clauses/clause.h"

namespace mimar::design::brief {

struct Item {
  Noun noun;
  Details details;
  std::string role;  // "as members"
  std::string through;
  bool ordered = false, acyclic = false;
  std::vector<std::string> per = {};      // entities: "one value per item"
  Facts facts;                            // about the item itself: "each with a name"
  std::vector<AttributeFact> parts = {};  // "(street, city and postcode)"
  std::size_t parts_from = 0, parts_to = 0;
};

// The subject of Item::facts, until it is known what the item is.
inline constexpr const char* kItself = "\x01";

// Between items: a comma, "and", "plus".
bool is_item_separator(const Cursor& cursor);
// The item is an entity that `subject` has.
void say_item_relation(Clause& clause, const std::string& subject, Item& item,
                       const std::string& object, const VerbGroup& group, const Verb* verb);
// "A form holds one value per item": a value is of one form and one item, and the only one of both.
void say_per(Clause& clause, const std::string& subject, Item& item, const std::string& object);
// "a sender and recipients, all of them users": what was listed, from fact `first` on, is held by
// users. False: nothing of the kind stands there.
bool read_shared_identity(Clause& clause, Cursor& cursor, std::size_t first,
                          const std::string& subject);
// What follows the name of an item, up to the next one.
void read_item_tail(Cursor& cursor, const Clause& clause, Item& item);

}  // namespace mimar::design::brief
