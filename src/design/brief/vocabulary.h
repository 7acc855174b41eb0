#pragma once
// The names a brief uses: entities and their attributes, as far as they are known.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "design/brief/facts.h"

namespace mimar::design::brief {

struct Vocabulary {
  std::map<std::string, std::size_t> entities;  // how often they are spoken of
  std::set<std::string> described;              // those that a sentence says something about
  std::map<std::string, std::vector<std::string>> attributes;  // of an entity, in their order
  std::map<std::string, std::vector<std::string>> owners;      // entities that have the attribute
  // entity -> choice -> attribute
  std::map<std::string, std::map<std::string, std::string>> choices;
  std::map<std::string, std::set<std::string>> parents;  // entities that it belongs to
  std::map<std::string, std::string> roles;              // "owner" -> "user"
  std::map<std::string, std::string> supertypes;
  std::map<std::string, std::set<std::string>> role_holders;  // "transfer" -> "source account"
  // entity -> stem of a verb -> the role or entity it is related to by it: "task" "assign"
  // "assignee"
  std::map<std::string, std::map<std::string, std::string>> by_verb;
  // Who does what a relationship says, and what it is done to: "follower" -> "person", "followed
  // person"
  std::map<std::string, std::pair<std::string, std::string>> doers;
  std::map<std::string, std::string> typos;  // as misspelt -> as meant
  std::set<std::string> things;              // that belong to something, or consist of something
  std::string tenant;
  std::set<std::string> ordered;  // entities that have a position

  bool is_entity(const std::string& name) const { return entities.contains(name); }
  bool has(const std::string& entity, const std::string& attribute) const;
};

void learn(Vocabulary& vocabulary, const Facts& facts);
void forget_qualified(Vocabulary& vocabulary);
void forget_values(Vocabulary& vocabulary);
// Whether the phrase speaks of an attribute that is known, and of no entity: "the due date of a
// task", "prices".
bool speaks_of_attribute(const Vocabulary& vocabulary, const std::string& name,
                         const std::string& owner);
// The longest end of `name` that is an entity, or "".
std::string entity_at_end(const Vocabulary& vocabulary, const std::string& name);
// The entity a word stands for: itself, or one whose name ends in it ("line" for "order line"), one
// of `owner` first; "" when there is none.
std::string entity_by_head(const Vocabulary& vocabulary, const std::string& name,
                           const std::string& owner);
// The entity that people are in this brief: "user", "member", "person" ..., or "".
std::string person_entity(const Vocabulary& vocabulary);
// Whether the name says what a person is to something: "owner", "assignee".
bool is_person_role(const std::string& name);
// Names that mean values even when there are many of them: "phone number".
bool is_value_name(const std::string& name);
// Names of things that many share: "tag", "category", "skill".
bool is_shared_name(const std::string& name);

}  // namespace mimar::design::brief
