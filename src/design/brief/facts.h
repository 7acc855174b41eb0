#pragma once
// What one sentence says, before it is put together with what the others say.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "design/brief/lexicon.h"
#include "design/conceptual_model.h"

namespace mimar::design::brief {

struct EntityFact {
  std::string name;
  bool event = false;
};

struct AttributeFact {
  std::string entity;
  Attribute attribute;
  bool says_kind = false;             // the sentence says which kind of value
  std::optional<bool> optional = {};  // when it says so
  bool refers_back = false;           // "an order's total is ...": the attribute should be known
};

struct Many {
  std::optional<bool> many, required;
};

struct RelationFact {
  std::string subject, verb, object;  // verb: as restated: "has", "belongs to", "is written by"
  std::string stem;                   // of the verb
  Reach reach = Reach::has;
  bool passive = false;
  Many objects;            // how many objects one subject has
  Many subjects;           // how many subjects one object has
  std::string limit = {};  // "at most 40": a number of objects that no table holds
  std::string subject_role = {}, object_role = {};
  bool acyclic = false, ordered = false;
  bool assumed = false;  // "orders are placed by customers": one each, which no word says
  std::string alternatives = {};
  bool exclusive_choice = false;
  std::string through = {};
  std::vector<AttributeFact> attributes = {};  // of the relationship itself
};

struct SubtypeFact {
  std::string entity, supertype;
};

using Fact = std::variant<EntityFact, AttributeFact, RelationFact, SubtypeFact, Uniqueness,
                          NonOverlap, Lifecycle, Comparison, Requirement, Access, Volume, Rate,
                          Retention, Tenancy, Wish, Target>;
using Facts = std::vector<Fact>;

}  // namespace mimar::design::brief
