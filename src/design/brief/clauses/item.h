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
  Facts facts;                            // about the item itself: "each with a name"
  std::vector<AttributeFact> parts = {};  // "(street, city and postcode)"
  std::size_t parts_from = 0, parts_to = 0;
};

// The subject of Item::facts, until it is known what the item is.
inline constexpr const char* kItself = "\x01";

// Between items: a comma, "and", "plus".
bool is_item_separator(const Cursor& cursor);
// What follows the name of an item, up to the next one.
void read_item_tail(Cursor& cursor, const Clause& clause, Item& item);

}  // namespace mimar::design::brief
