// What follows the name of an item: "(planned, active or done)", "in a fixed order", "each with a
// due date", "as members", "which is unique".

#include <algorithm>

#include "design/brief/clauses/item.h"
#include "design/brief/clauses/relation_parts.h"
#include "design/brief/kinds.h"
#include "design/brief/lexicon.h"
#include "design/brief/names.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

// Where the next part of a list begins, parentheses in it left whole.
std::size_t part_end(const Clause& clause, const Cursor& from) {
  Cursor cursor = from;
  while (!cursor.done() && cursor.word() != "," && cursor.word() != ";" && cursor.word() != "and" &&
         cursor.word() != "&" && cursor.word() != "or" && cursor.word() != "/") {
    if (cursor.word() == "(")
      cursor.at = std::min(closing(clause.tokens, cursor.at, cursor.end), cursor.end - 1);
    ++cursor.at;
  }
  return cursor.at;
}

// "optional", "default 0": said of the item itself. A word for a kind of value, "date", may be the
// name of a part as well.
bool says_of_item(Cursor part, const Clause& clause) {
  Details details;
  return read_detail(part, clause.vocabulary, details) && part.done() && !details.says_kind;
}

// "(street, city and postcode)": names of values, and no list to choose from. A list with "or" or
// strokes is one to choose from, and so is that of a status or a kind.
bool read_parts(Cursor inside, const Clause& clause, Item& item) {
  const Cursor whole = inside;
  if (is_category_name(item.noun.name)) return false;
  std::vector<AttributeFact> parts;
  std::size_t values = 0, modifiers = 0;
  bool strokes = false;
  while (!inside.done()) {
    const std::size_t end = part_end(clause, inside);
    Cursor part{inside.tokens, inside.at, end};
    if (says_of_item(part, clause)) return false;
    auto noun = read_noun(part, clause.vocabulary);
    const bool modifier =
        part.at == inside.at && end == part.at + 1 && is_shared_modifier(part.word());
    if (!noun && !modifier) return false;
    std::string name = noun ? noun->name : std::string(part.word());
    // "break minutes"
    if (noun && noun->plural && !is_part_name(name) && is_part_name(plural_phrase(name)))
      name = plural_phrase(name);
    Details details;
    while (noun && !part.done()) {
      if (part.word() == "(") {
        const std::size_t close = closing(clause.tokens, part.at, part.end);
        read_details({part.tokens, part.at + 1, close}, clause.vocabulary, details);
        part.at = std::min(part.end, close + 1);
      } else if (!read_detail(part, clause.vocabulary, details)) {
        return false;
      }
    }
    if (is_part_name(name) || (clause.vocabulary.is_entity(name) && name != item.noun.name))
      ++values;
    modifiers += is_shared_modifier(name) ? 1 : 0;
    for (const std::string& flag : noun ? noun->flags : std::vector<std::string>{})
      apply_flag(flag, details);
    Clause said{.tokens = {}, .vocabulary = clause.vocabulary};
    say_attribute(said, kItself, name, std::move(details), false);
    parts.push_back(std::get<AttributeFact>(said.facts.front()));
    inside.at = end;
    while (inside.accept_any({",", "and", "&"})) {
    }
    if (inside.word() == ";" || inside.word() == "or") return false;
    strokes |= inside.accept("/");
  }
  if (strokes && values < parts.size()) return false;
  const bool all_modify = modifiers == parts.size();
  if (parts.size() < 2 || (values * 2 < parts.size() && !all_modify)) return false;
  if (all_modify) {
    for (AttributeFact& part : parts)
      part.attribute.name += " " + item.noun.name;
  }
  item.parts = std::move(parts);
  item.parts_from = whole.at;
  item.parts_to = whole.end;
  return true;
}

// "channel (email, phone, post)": of a status or a kind, whatever the words are else.
bool read_category_values(Cursor inside, const Clause& clause, Item& item) {
  if (!is_category_name(item.noun.name) || is_function_word(inside.word())) return false;
  for (Cursor at = inside; !at.done(); ++at.at) {
    const std::size_t end = part_end(clause, at);
    if (says_of_item({inside.tokens, at.at, end}, clause) || end == at.at) return false;
    at.at = end;
  }
  std::vector<std::string> choices = read_choices(inside, true, true);
  if (choices.size() < 3) return false;
  item.details.attribute.choices = std::move(choices);
  item.details.attribute.kind = ValueKind::choice;
  item.details.attribute.reason = "the brief lists its values";
  item.details.says_kind = true;
  return true;
}

// "working time: date, begin, break minutes": the rest of the list is what it is made of.
bool read_listed_parts(Cursor& cursor, const Clause& clause, Item& item) {
  if (cursor.word() != ":") return false;
  const Cursor inside{cursor.tokens, cursor.at + 1, cursor.end};
  if (!read_category_values(inside, clause, item) && !read_parts(inside, clause, item))
    return false;
  cursor.at = cursor.end;
  return true;
}

void read_parenthesis(Cursor& cursor, const Clause& clause, Item& item) {
  const std::size_t close = closing(clause.tokens, cursor.at, cursor.end);
  Cursor inside{&clause.tokens, cursor.at + 1, close};
  Cursor again = inside;
  Cursor holder = inside;
  const auto named =
      is_article(inside.word()) ? read_noun(holder, clause.vocabulary) : std::nullopt;
  if (named && holder.done() && clause.vocabulary.is_entity(named->name)) {
    item.details.references = named->name;  // "an owner (a user)"
  } else if (again.accept("ordered") && again.done()) {
    item.ordered = true;
  } else if (!read_category_values(inside, clause, item) && !read_parts(inside, clause, item)) {
    read_details(inside, clause.vocabulary, item.details);
  }
  cursor.at = std::min(cursor.end, close + 1);
}

bool read_order(Cursor& cursor, Item& item) {
  Cursor next = cursor;
  next.accept(",");
  if (!next.accept_phrase({"in order", "in a fixed order", "in a given order", "in a certain order",
                           "in a defined order", "in a specific order", "that are ordered",
                           "which are ordered", "with an order", "in sequence", "in a sequence",
                           "whose order matters", "in an order", "ordered by position",
                           "with a position"}))
    return false;
  item.ordered = true;
  cursor = next;
  return true;
}

// ", such as red or blue": up to the next comma it binds nobody.
bool skip_example(Cursor& cursor) {
  Cursor next = cursor;
  const bool comma = next.accept(",");
  if (!next.accept_phrase(
          {"such as", "e . g .", "e . g", "for example", "for instance", "eg", "i . e .", "i . e"}))
    return false;
  next.accept(",");
  while (!next.done() && next.word() != ";" && !(comma && next.word() == ",")) {
    if (next.word() == "and" && is_article(next.word(1))) break;
    ++next.at;
  }
  cursor = next;
  return true;
}

// "with a role (owner, admin) and a joined date" of a relationship; "each with a name" of the item.
bool read_with(Cursor& cursor, const Clause& clause, Item& item) {
  Cursor next = cursor;
  next.accept(",");
  const bool each =
      next.accept_phrase({"each", "each of which", "each of them", "which each", "where each"});
  if (!next.accept_phrase({"with",         "having",         "has",           "have",
                           "which have",   "that have",      "which has",     "that has",
                           "including",    "which includes", "that includes", "consisting of",
                           "described by", "containing",     "recording",     "storing",
                           "giving",       "stating",        "holding",       "for"}))
    return false;
  if ((*next.tokens)[next.at - 1].lower == "for" && !each) return false;
  if (next.done()) return false;
  Clause inner{.tokens = clause.tokens, .vocabulary = clause.vocabulary};
  VerbGroup group;
  group.stem = "have";
  // What follows is a list of its own: it takes the rest when it is introduced by "each".
  read_items(inner, next, kItself, group, find_verb("have"));
  item.facts = std::move(inner.facts);
  for (std::string& words : inner.unread)
    item.details.unread.push_back(std::move(words));
  cursor.at = cursor.end;
  return true;
}

bool read_role(Cursor& cursor, const Clause& clause, Item& item) {
  Cursor next = cursor;
  if (!next.accept("as") || next.word() == "well") return false;
  next.accept_words("one of");
  auto noun = read_noun(next, clause.vocabulary);
  if (!noun) return false;
  const auto kind = kind_of_word(noun->name);
  if (kind && !clause.vocabulary.is_entity(item.noun.name)) return false;
  item.role = noun->name;
  cursor = next;
  return true;
}

// ", who is also an employee": what the role is held by.
bool read_identity(Cursor& cursor, const Clause& clause, Item& item) {
  Cursor next = cursor;
  next.accept(",");
  if (!next.accept_phrase({"who is", "which is", "who are", "that is", "who must be"}))
    return false;
  next.accept_any({"also", "themselves", "itself", "again"});
  auto noun = read_noun(next, clause.vocabulary);
  if (!noun || !clause.vocabulary.is_entity(noun->name)) return false;
  item.details.references = noun->name;
  cursor = next;
  return true;
}

// "one value per item"
bool read_per(Cursor& cursor, const Clause& clause, Item& item) {
  Cursor next = cursor;
  if (!clause.vocabulary.is_entity(item.noun.name) ||
      !next.accept_phrase({"per", "for each", "for every"}))
    return false;
  const auto noun = read_noun(next, clause.vocabulary);
  if (!noun || !clause.vocabulary.is_entity(noun->name)) return false;
  item.per.push_back(noun->name);
  cursor = next;
  return true;
}

}  // namespace

void read_item_tail(Cursor& cursor, const Clause& clause, Item& item) {
  for (;;) {
    if (cursor.done()) return;
    if (cursor.accept("?")) {
      item.details.optional = true;
      continue;
    }
    if (read_identity(cursor, clause, item)) continue;
    if (read_per(cursor, clause, item)) continue;
    // "one folio or more"
    if (item.noun.quantity.said && cursor.accept_phrase({"or more", "or several", "or many"})) {
      item.noun.quantity.many = true;
      item.noun.quantity.max.reset();
      continue;
    }
    if (cursor.word() == "(" || cursor.word() == "[") {
      read_parenthesis(cursor, clause, item);
      continue;
    }
    if (read_listed_parts(cursor, clause, item)) return;
    if (read_order(cursor, item) || skip_example(cursor)) continue;
    if (read_acyclic(cursor)) {
      item.acyclic = true;
      continue;
    }
    if (cursor.accept_phrase({"over time", "at a time", "at the same time", "at any time",
                              "at once", "in total", "each", "only", "at all", "or none", "of it",
                              "of its own", "of their own", "of them"}))
      continue;
    if (read_role(cursor, clause, item)) continue;
    Cursor through = cursor;
    if (through.accept_any({"through", "via"})) {
      if (auto noun = read_noun(through, clause.vocabulary)) {
        item.through = noun->name;
        cursor = through;
        continue;
      }
    }
    if (read_with(cursor, clause, item)) return;
    if (cursor.word() == ",") {
      Cursor next = cursor;
      ++next.at;
      // ", which is unique", ", by default planned"
      if (next.word() == "which" || next.word() == "that" || next.word() == "by" ||
          next.word() == "unique" || next.word() == "defaulting" || next.word() == "either" ||
          next.word() == "default" || next.word() == "ignoring") {
        if (read_detail(next, clause.vocabulary, item.details)) {
          cursor = next;
          continue;
        }
      }
      return;
    }
    if (is_item_separator(cursor) && cursor.word() != "as") return;
    if (!read_detail(cursor, clause.vocabulary, item.details)) return;
  }
}

bool is_item_separator(const Cursor& cursor) {
  const std::string_view word = cursor.word();
  return word == "," || word == "and" || word == ";" || word == "or" || word == "&" ||
         word == "as" || word == "plus" || word == "+" || word == "/";
}

}  // namespace mimar::design::brief
