// Sentences without a verb: "Project: name, optional description, status (planned, active, done)",
// a bullet below the heading of an entity, "Projects have:" above a list.

#include <algorithm>

#include "base/text.h"
#include "design/brief/clauses/clause.h"
#include "design/brief/kinds.h"
#include "design/brief/names.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

// The name of an attribute as it stands there: plural when it is.
std::string attribute_name(const Clause& clause, const Noun& noun) {
  return noun.plural ? as_name(clause.tokens, noun.to - split_words(noun.name).size(), noun.to)
                     : noun.name;
}

// "status: planned, active or done": what may be said of an attribute in a list.
bool read_attribute(Clause& clause, const Noun& noun, Cursor cursor, const AttributePlace& place) {
  Details details;
  for (const std::string& flag : noun.flags)
    apply_flag(flag, details);
  read_details(cursor, clause.vocabulary, details);
  say_attribute(clause, place.entity, place.attribute, std::move(details), false);
  return true;
}

// Whether what stands behind the colon are names of attributes or of other entities, and not
// sentences, amounts or words that mean nothing here.
bool lists_parts(const Clause& clause, const Cursor& list) {
  std::size_t parts = 0;
  Cursor cursor = list;
  while (!cursor.done()) {
    if (cursor.is_number()) return false;
    Cursor next = cursor;
    if (auto noun = read_noun(next, clause.vocabulary)) {
      const KindGuess guess = kind_of_name(noun->name);
      if (!guess.reason.starts_with("nothing") || is_category_name(noun->name) ||
          clause.vocabulary.is_entity(noun->name) || !noun->flags.empty())
        ++parts;
    }
    while (!cursor.done() && cursor.word() != "," && cursor.word() != ";" &&
           cursor.word() != "and") {
      if (cursor.word() == "(")
        cursor.at = std::min(closing(clause.tokens, cursor.at, cursor.end), cursor.end - 1);
      ++cursor.at;
    }
    if (!cursor.done()) ++cursor.at;
  }
  return parts > 0;
}

// Below the heading of an entity: names only. What has a verb, or the entity itself as its subject,
// is a sentence, which another family would have read if anybody could.
bool is_bare_list(const Clause& clause) {
  if (clause.verb != kNowhere) return false;
  Cursor cursor = clause.cursor();
  if (is_pronoun(cursor.word()) || is_modal(cursor.word())) return false;
  // "Weigh a crate twice": told to somebody
  if (find_verb(cursor.word()) != nullptr && is_article(cursor.word(1))) return false;
  auto first = read_noun(cursor, clause.vocabulary);
  return !first || first->name != clause.heading || first->other || cursor.word() == "(";
}

}  // namespace

bool read_definition(Clause& clause) {
  if (begins_as_access(clause)) return false;
  Cursor cursor = clause.cursor();
  VerbGroup group;
  group.stem = "have";
  // "Project: name, description", "Projects (name, description)", "Project - name and description"
  Cursor next = cursor;
  auto noun = read_noun(next, clause.vocabulary);
  if (noun && next.accept_any({":", "--"}) && !next.done()) {
    const Vocabulary& words = clause.vocabulary;
    if (is_word_for_attributes(noun->name) && !noun->owner.empty()) {
      read_items(clause, next, noun->owner, group, find_verb("have"));
      return true;
    }
    if (is_category_name(noun->name)) {
      const auto place = place_category(clause, *noun);
      if (!place || (noun->plural && noun->owner.empty() && place->attribute == noun->name &&
                     clause.heading.empty())) {
        clause.question = "Whose «" + noun->name + "» is this, and which values may it have?";
        return false;
      }
      return read_attribute(clause, *noun, next, *place);
    }
    if (noun->owner.empty()) {
      const bool entity = words.is_entity(noun->name) && words.described.contains(noun->name);
      // below the heading of an entity
      const bool defined =
          noun->name == clause.heading || (entity && (noun->plural || lists_parts(clause, next)));
      if (!clause.heading.empty() && !defined)
        return read_attribute(clause, *noun, next, {clause.heading, attribute_name(clause, *noun)});
      if (!lists_parts(clause, next)) return false;
      read_items(clause, next, noun->name, group, find_verb("have"));
      return true;
    }
  }
  next = cursor;
  if (noun = read_noun(next, clause.vocabulary);
      noun && next.accept_any({"with", "having"}) && !next.done()) {
    if (!clause.vocabulary.is_entity(noun->name) && clause.heading.empty() && !noun->plural)
      return false;
    read_items(clause, next, noun->name, group, find_verb("have"));
    return true;
  }
  if (clause.heading.empty() || !is_bare_list(clause)) return false;
  read_items(clause, cursor, clause.heading, group, find_verb("have"));
  return true;
}

}  // namespace mimar::design::brief
