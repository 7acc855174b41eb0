// Items of a list that are things of their own: "many milestones", "one value per item", "a sender
// and a recipient, both of them users".

#include <algorithm>

#include "design/brief/clauses/item.h"
#include "design/brief/names.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

// "Employees have skills with a level": of each one's skill, where a skill is described elsewhere.
void take_attributes(const Clause& clause, Item& item, RelationFact& fact) {
  const auto known = clause.vocabulary.attributes.find(fact.object);
  if (known == clause.vocabulary.attributes.end() || item.facts.empty()) return;
  std::vector<std::string> own = known->second;
  for (const Fact& one : item.facts) {
    const auto* attribute = std::get_if<AttributeFact>(&one);
    if (attribute == nullptr) return;
    std::erase(own, attribute->attribute.name);
  }
  if (own.empty()) return;
  if (fact.through.empty()) fact.through = fact.subject + " " + fact.object;
  for (const Fact& one : item.facts) {
    AttributeFact attribute = std::get<AttributeFact>(one);
    attribute.entity = fact.through;
    fact.attributes.push_back(std::move(attribute));
  }
  item.facts.clear();
}

// "A basket holds variants with a quantity": the quantity is of the variant in this basket, as
// variants are described elsewhere and other baskets hold them too.
bool counts_shares(const Clause& clause, const Item& item, const std::string& object) {
  static constexpr std::string_view shares[] = {"quantity", "qty",    "amount", "portion",
                                                "share",    "dosage", "dose"};
  const auto known = clause.vocabulary.attributes.find(object);
  if (known == clause.vocabulary.attributes.end() || item.facts.empty()) return false;
  const auto is_share = [&](const std::string& name) {
    return std::ranges::find(shares, name) != std::end(shares);
  };
  const bool all = std::ranges::all_of(item.facts, [&](const Fact& fact) {
    const auto* attribute = std::get_if<AttributeFact>(&fact);
    return attribute != nullptr && is_share(attribute->attribute.name);
  });
  return all && std::ranges::any_of(known->second,
                                    [&](const std::string& name) { return !is_share(name); });
}

}  // namespace

void say_item_relation(Clause& clause, const std::string& subject, Item& item,
                       const std::string& object, const VerbGroup& group, const Verb* verb) {
  RelationFact fact;
  fact.subject = subject;
  fact.object = object;
  fact.stem = verb != nullptr ? std::string(verb->stem) : group.stem;
  fact.verb = group.be ? "is " + participle(fact.stem) : third_person(fact.stem);
  if (fact.stem == "consist") fact.verb += " of";
  fact.reach = verb != nullptr ? verb->reach : Reach::has;
  const Quantity& quantity = item.noun.quantity;
  fact.objects.many = quantity.many;
  if (group.optional() || item.details.optional.value_or(false) ||
      (quantity.max && !quantity.min && !quantity.required)) {
    fact.objects.required = false;
  } else if (quantity.min) {
    fact.objects.required = *quantity.min > 0;
  } else if (!quantity.many || group.obliged()) {
    fact.objects.required = !group.negative;
  }
  if (item.details.optional && !*item.details.optional) fact.objects.required = true;
  if (quantity.none) {  // "can have no orders at all"
    fact.objects.required = false;
    fact.objects.many.reset();
    if (item.noun.plural) fact.objects.many = true;
  }
  // "Courses require other courses": each of them may be required by many, too.
  const bool needed =
      object == subject && (fact.stem == "require" || fact.stem == "need" || fact.stem == "use");
  if (quantity.many && fact.reach != Reach::part && (is_shared_name(object) || needed))
    fact.subjects.many = true;
  // "A message has many recipients", who are users: they get others too.
  if (quantity.many && is_person_role(item.noun.name) && object != item.noun.name)
    fact.subjects.many = true;
  if (quantity.many && counts_shares(clause, item, object)) {
    fact.subjects.many = true;
    fact.reach = Reach::has;
  }
  if (!item.role.empty()) {
    fact.object_role = item.role;
  } else if (item.noun.name != object) {
    fact.object_role = item.noun.name;
  }
  if (fact.object_role == object || (quantity.many && object == subject)) fact.object_role.clear();
  fact.ordered = item.ordered;
  fact.acyclic = item.acyclic;
  for (const std::string& flag : item.noun.flags) {
    if (flag == "ordered" || flag == "sorted") fact.ordered = true;
  }
  fact.through = item.through;
  fact.limit = limit_of(quantity);
  if (fact.subjects.many.value_or(false)) take_attributes(clause, item, fact);
  clause.facts.emplace_back(std::move(fact));
}

// "A form holds one value per item": a value is of one form and one item, and the only one of both.
void say_per(Clause& clause, const std::string& subject, Item& item, const std::string& object) {
  Uniqueness unique;
  unique.entity = object;
  unique.attributes.push_back(subject);
  for (const std::string& one : item.per) {
    RelationFact fact;
    fact.subject = object;
    fact.object = one;
    fact.verb = "belongs to";
    fact.stem = "belong";
    fact.reach = Reach::refers;
    fact.objects = {false, true};
    clause.facts.emplace_back(std::move(fact));
    unique.attributes.push_back(one);
  }
  if (!item.noun.quantity.many) clause.facts.emplace_back(std::move(unique));
  item.noun.quantity.many = item.noun.quantity.said = true;
  item.noun.quantity.max.reset();
}

// "a sender and recipients, all of them users": what was listed is held by users.
bool read_shared_identity(Clause& clause, Cursor& cursor, std::size_t first,
                          const std::string& subject) {
  Cursor next = cursor;
  if (!next.accept_phrase({"both of them", "both of which are", "both", "all of them",
                           "all of which are", "each of them", "each of which is", "each",
                           "which are both", "which are", "who are both", "who are", "they are"}))
    return false;
  next.accept_any({"a", "an", "again"});
  const auto noun = read_noun(next, clause.vocabulary);
  if (!noun || !next.done() || !clause.vocabulary.is_entity(noun->name)) return false;
  for (std::size_t i = first; i < clause.facts.size(); ++i) {
    RelationFact made;
    if (const auto* attribute = std::get_if<AttributeFact>(&clause.facts[i])) {
      if (attribute->entity != subject || attribute->says_kind) continue;
      made.subject = subject;
      made.object_role = attribute->attribute.name;
      made.verb = "has";
      made.stem = "have";
      made.objects = {false, !attribute->attribute.optional};
    } else if (const auto* relation = std::get_if<RelationFact>(&clause.facts[i])) {
      made = *relation;
      if (made.object_role.empty()) made.object_role = made.object;
    } else {
      continue;
    }
    made.object = noun->name;
    if (made.objects.many.value_or(false)) made.subjects.many = true;
    if (made.object_role == made.object) made.object_role.clear();
    clause.facts[i] = Fact(std::move(made));
  }
  cursor = next;
  return true;
}

}  // namespace mimar::design::brief
