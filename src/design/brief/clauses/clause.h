#pragma once
// One clause being read: its words, what is known of the brief, and what it was found to say. Each
// family of sentences is a file of this folder with one function; clauses.cpp has them in the order
// they are tried.

#include <string>
#include <vector>

#include "design/brief/details.h"
#include "design/brief/facts.h"
#include "design/brief/phrases.h"

namespace mimar::design::brief {

inline constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

struct Clause {
  Tokens tokens;
  const Vocabulary& vocabulary;
  std::string topic = {};       // the entity spoken of before, or of the heading
  std::string heading = {};     // the entity of the heading, or ""
  bool enquiry = false;         // stands where enquiries are listed: "Reports: ...", "Which ...?"
  std::size_t verb = kNowhere;  // where its main verb begins, with "must" or "is"
  Facts facts = {};
  std::vector<std::string> unread = {};  // words nobody understood
  std::string question = {};

  Cursor cursor(std::size_t from = 0) const { return {&tokens, from, tokens.size()}; }
  Cursor subject() const { return {&tokens, 0, verb == kNowhere ? tokens.size() : verb}; }
};

// "must not be", "is always", "can", "has": what stands in front of the word that matters.
struct VerbGroup {
  std::string modal = {};  // "must", "may", "can" ...
  bool negative = false;   // not, never, cannot
  bool only = false;
  bool be = false;  // a form of "be" is in it
  bool have_to = false;
  std::string stem = {};  // of the main verb, "be" when there is no other
  std::size_t at = 0;     // of the main verb
  bool optional() const {
    return modal == "may" || modal == "can" || modal == "could" || modal == "might";
  }
  bool obliged() const {
    return modal == "must" || modal == "shall" || modal == "should" || have_to;
  }
};

// Moves behind it.
VerbGroup read_verb_group(Cursor& cursor);
std::size_t find_main_verb(const Tokens& tokens, const Vocabulary& vocabulary);
// Which attribute of which entity a phrase speaks of: "an order's total", "the due date".
struct AttributePlace {
  std::string entity, attribute;
};
std::optional<AttributePlace> place_attribute(const Noun& noun, const Clause& clause);
// "status of a reservation", "order status", "status" where an order was spoken of: whose it is,
// known or not.
std::optional<AttributePlace> place_category(const Clause& clause, const Noun& noun);
// "a user and an admin" in front of the verb
std::vector<Noun> read_subjects(const Clause& clause);
// "and", "," and what else is left is put into `unread`.
void finish(Clause& clause, Cursor cursor);
// An attribute with its uniqueness, as facts.
void say_attribute(Clause& clause, const std::string& entity, const std::string& name,
                   Details details, bool refers_back);

// The families. True: the clause is of this family, what was not understood is in `unread`.
bool read_scale(Clause& clause);
bool read_target(Clause& clause);
bool read_tenancy(Clause& clause);
bool read_retention(Clause& clause);
bool read_wish(Clause& clause);
bool read_access(Clause& clause);
// "List orders ...": asks for rows, whatever stands behind it.
bool begins_as_access(const Clause& clause);
bool read_uniqueness(Clause& clause);
bool read_overlap(Clause& clause);
bool read_lifecycle(Clause& clause);
bool read_derivation(Clause& clause);
bool read_requirement(Clause& clause);
bool read_presence_rule(Clause& clause);
bool read_comparison(Clause& clause);
bool read_subtype(Clause& clause);
bool read_being(Clause& clause);
bool read_relation(Clause& clause);
bool read_definition(Clause& clause);
bool read_cycle(Clause& clause);
bool read_existence(Clause& clause);
bool read_immutable(Clause& clause);
bool read_hashing(Clause& clause);
bool read_storing(Clause& clause);
bool read_one_per(Clause& clause);
bool read_each_for(Clause& clause);
bool read_named_relation(Clause& clause);
bool read_tree(Clause& clause);
bool read_listing(Clause& clause);

// Whether the pattern is there for what the words speak of: "a person asks to be forgotten" for
// pseudonymisation, "an order is placed" for an outbox.
bool is_occasion(std::string_view pattern, const Tokens& words);

// The items of "has", a list of attributes and entities.
void read_items(Clause& clause, Cursor cursor, const std::string& subject, const VerbGroup& group,
                const Verb* verb);

void read_clause(Clause& clause);

}  // namespace mimar::design::brief
