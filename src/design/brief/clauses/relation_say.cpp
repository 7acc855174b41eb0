// A relationship as facts: how many on each side, the roles, and where its attributes go.

#include <algorithm>

#include "design/brief/clauses/relation_parts.h"
#include "design/brief/deeds.h"
#include "design/brief/plausible.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

std::string association_name(const RelationFact& fact, const Tail& tail) {
  if (!tail.through.empty()) return tail.through;
  if (is_deed(fact.stem) || is_standing(fact.stem)) {
    if (std::string noun = usual_noun_of_verb(fact.stem); !noun.empty() && fact.stem != "belong")
      return noun;
  }
  if (!tail.subject_role.empty() && tail.subject_role != fact.subject)
    return fact.object + " " + tail.subject_role;
  if (fact.stem == "belong") return fact.object + " membership";
  return fact.subject + " " + fact.object;
}

void attach_attributes(Clause& clause, RelationFact& fact, Tail& tail) {
  for (std::string& words : tail.unread)
    clause.unread.push_back(std::move(words));
  const bool both =
      fact.objects.many.value_or(false) &&
      fact.subjects.many.value_or(fact.reach == Reach::links || fact.stem == "belong");
  if (!tail.through.empty()) fact.through = tail.through;
  if (tail.attributes.empty()) return;
  // "A member signs a contract with a fee": of what is made, not of who makes it
  const bool made = fact.reach == Reach::makes && !fact.passive;
  std::string entity = both ? association_name(fact, tail) : made ? fact.object : fact.subject;
  if (both) fact.through = entity;
  for (Fact& one : tail.attributes) {
    if (auto* attribute = std::get_if<AttributeFact>(&one)) {
      if (attribute->entity == "\x01") attribute->entity = entity;
      if (both) {
        fact.attributes.push_back(*attribute);
        continue;
      }
    }
    if (auto* unique = std::get_if<Uniqueness>(&one); unique != nullptr && unique->entity == "\x01")
      unique->entity = entity;
    if (auto* relation = std::get_if<RelationFact>(&one);
        relation != nullptr && relation->subject == "\x01")
      relation->subject = entity;
    clause.facts.push_back(std::move(one));
  }
}
// How many objects, from their phrase and the verb's modality.
Many objects_of(const Noun& noun, const VerbGroup& group) {
  Many many;
  many.many = noun.quantity.many;
  const bool none_possible = group.optional() || (noun.quantity.max && !noun.quantity.min);
  if (noun.quantity.min) {
    many.required = *noun.quantity.min > 0 && (!group.optional() || *noun.quantity.min > 1);
    if (group.optional() && !group.only) many.required = false;
  } else if (none_possible) {
    many.required = false;
  } else if (!noun.quantity.many || group.obliged()) {
    many.required = true;
  }
  for (const std::string& flag : noun.flags) {
    if (flag == "optional") many.required = false;
  }
  if (noun.quantity.none) return {std::nullopt, false};
  return many;
}

bool is_indefinite(const Clause& clause, const Noun& noun) {
  const std::string& first = clause.tokens[noun.from].lower;
  return noun.quantity.article && !noun.quantity.said && !noun.quantity.many &&
         (first == "a" || first == "an" || first == "any");
}

// "Orders are placed by customers": each by one of them, unless it is of things that many share.
bool is_distributive(const Noun& subject, const Noun& object, const std::string& entity) {
  static constexpr std::string_view groups[] = {
      "group",     "team",      "club",      "project",  "class", "course", "channel",
      "committee", "community", "workspace", "playlist", "list",  "event"};
  // "Users belong to groups"
  if (is_person_name(subject.name) && std::ranges::find(groups, entity) != std::end(groups))
    return false;
  return object.plural && !object.quantity.said && !object.quantity.article && !object.other &&
         !is_shared_name(entity);
}

// A preposition behind a verb of making: the object is there before. "gives out cards" is a making.
bool points_elsewhere(std::string_view preposition) {
  static constexpr std::string_view particles[] = {"",     "out",  "up",   "off",
                                                   "down", "over", "away", "back"};
  return std::ranges::find(particles, preposition) == std::end(particles) && preposition != "by";
}

// What the nouns do not say about how many, the verb says.
void count_by_verb(const Clause& clause, const Noun& subject, const Noun& object,
                   const VerbGroup& group, const Verb* verb, RelationFact& fact) {
  const bool by_doer = group.be && fact.verb.ends_with(" by");
  // "Hosts rent out flats": theirs
  const bool deed =
      (is_deed(group.stem) && !fact.verb.ends_with(" out") && !is_deed_noun(fact.object)) ||
      fact.verb.starts_with("signs up");
  const bool makes = fact.reach == Reach::makes && !group.be;
  // "A customer places an order": one of many
  if (is_indefinite(clause, object) && (deed || makes) && (!group.be || by_doer) &&
      !group.obliged() && fact.subject != fact.object) {
    fact.objects = {true, std::nullopt};
    if (deed) fact.subjects.many = true;
    return;
  }
  if (fact.reach == Reach::refers && fact.subject != fact.object && !deed &&
      is_distributive(subject, object, fact.object) &&
      !(verb != nullptr && verb->reach == Reach::links) &&
      (subject.plural || subject.quantity.many)) {
    fact.objects = {std::nullopt, !group.optional()};
    fact.assumed = true;
  }
}

// "Folders can be nested inside other folders": each in one of them.
void place_below(const Noun& object, RelationFact& fact) {
  static constexpr std::string_view below[] = {"nest", "sit",   "live",   "place", "put", "belong",
                                               "be",   "group", "report", "reply", "file"};
  if (fact.subject != fact.object || fact.reach == Reach::has || fact.reach == Reach::part ||
      object.quantity.said || !fact.objects.many.value_or(false) ||
      std::ranges::find(below, fact.stem) == std::end(below))
    return;
  fact.objects = {false, false};
  fact.reach = Reach::refers;
}

// "is sold in several variants", "is paid in instalments"
bool is_part_name(const std::string& name) {
  static constexpr std::string_view parts[] = {
      "variant", "version",    "edition", "size",  "format", "copy", "batch",    "lot",
      "step",    "instalment", "stage",   "phase", "chunk",  "part", "shipment", "delivery"};
  const std::vector<std::string> words = split_words(name);
  return !words.empty() && std::ranges::find(parts, words.back()) != std::end(parts);
}

// "Orders are paid by payments": a payment is the paying of one order. "A transfer pays one
// payslip": what is no person does not bring the payslip about.
void turn_to_parts(const Noun& subject, const Noun& object, const VerbGroup& group,
                   RelationFact& fact) {
  if (fact.subject == fact.object) return;
  const Verb* verb = find_verb(fact.stem);
  const bool doer = is_person_name(fact.object) || (verb != nullptr && verb->doer == fact.object);
  const bool parts = fact.verb.ends_with(" in") && is_part_name(fact.object);
  if ((group.be || parts) && object.quantity.many && !doer &&
      (parts || is_noun_of_verb(fact.object, fact.stem, ""))) {
    fact.verb = "has";
    fact.stem = "have";
    fact.reach = Reach::has;
    fact.passive = false;
    fact.subjects = {};
    fact.object_role.clear();
    return;
  }
  if (fact.reach == Reach::makes && !group.be && !fact.objects.many.value_or(false) &&
      object.quantity.said && !is_person_name(fact.subject) && !subject.quantity.said)
    fact.reach = Reach::refers;
}

void say_relation(Clause& clause, const Noun& subject, const Noun& object, const VerbGroup& group,
                  const Predicate& predicate, const Verb* verb, Tail& tail,
                  const std::string& alternatives, const std::string& role) {
  RelationFact fact;
  const Vocabulary& words = clause.vocabulary;
  fact.subject = entity_of(subject, words);
  fact.object = object.name == "itself" ? fact.subject : entity_of(object, words);
  if (is_person_role(object.name) && !words.is_entity(object.name)) {
    const std::string person = person_entity(words);
    if (!person.empty()) fact.object = person;
  }
  fact.verb = predicate.verb;
  fact.stem = group.stem;
  fact.passive = group.be;
  fact.reach = verb != nullptr ? verb->reach : Reach::links;
  if (group.be || (!predicate.preposition.empty() && verb == nullptr)) fact.reach = Reach::refers;
  if (fact.reach == Reach::makes && points_elsewhere(predicate.preposition))
    fact.reach = Reach::refers;  // "draws on a list"
  fact.objects = objects_of(object, group);
  count_by_verb(clause, subject, object, group, verb, fact);
  place_below(object, fact);
  turn_to_parts(subject, object, group, fact);
  // "Each user follows many users": the subjects of one object follow from the verb.
  if (group.be && predicate.preposition == "by" && fact.reach == Reach::refers && verb != nullptr &&
      verb->reach == Reach::links && fact.objects.many.value_or(false))
    fact.subjects.many = true;
  if (is_deed(group.stem) && is_deed_noun(fact.object) && !group.be)
    fact.reach = Reach::makes;  // "buys orders": what is bought is the buying
  else if (is_deed(group.stem) && !fact.verb.ends_with(" out") && !fact.assumed &&
           fact.objects.many.value_or(false))
    fact.subjects.many = true;
  if (fact.reach == Reach::links && !fact.objects.many.value_or(false) &&
      !object.quantity.article && !object.quantity.said)
    fact.objects.many = true;
  if (object.name != fact.object) fact.object_role = object.name;
  if (!role.empty()) fact.object_role = role;
  if (group.be && predicate.preposition == "by" && verb != nullptr && fact.object_role.empty() &&
      !verb->doer.empty() && verb->doer != fact.object && fact.object == person_entity(words))
    fact.object_role = std::string(verb->doer);
  if (group.be && predicate.preposition == "to" && group.stem == "assign" &&
      fact.object_role.empty() && fact.object == person_entity(words))
    fact.object_role = "assignee";
  if (subject.name != fact.subject && fact.subject_role.empty() &&
      words.roles.contains(subject.name))
    fact.subject_role = subject.name;
  if (!tail.subject_role.empty()) {
    // "are assigned to users as reviewers": the role of the one that is a person
    const bool many_to_many = fact.objects.many.value_or(false);
    (many_to_many || fact.reach == Reach::has ? fact.subject_role : fact.object_role) =
        tail.subject_role;
  }
  if (fact.subject_role == fact.subject) fact.subject_role.clear();
  if (fact.object_role == fact.object) fact.object_role.clear();
  if (tail.optional) fact.objects.required = false;
  fact.limit = limit_of(object.quantity);
  fact.acyclic = tail.acyclic;
  fact.ordered = tail.ordered;
  fact.alternatives = alternatives;
  fact.exclusive_choice = !alternatives.empty();
  attach_attributes(clause, fact, tail);
  clause.facts.emplace_back(std::move(fact));
}

}  // namespace

void say_relations(Clause& clause, const std::vector<Noun>& subjects, const Objects& targets,
                   const VerbGroup& group, const Predicate& predicate, const Verb* verb,
                   const Tail& tail) {
  const std::string alternatives = targets.either && targets.nouns.size() > 1 ? "subject" : "";
  for (const Noun& subject : subjects) {
    for (std::size_t i = 0; i < targets.nouns.size(); ++i) {
      Tail copy = tail;
      say_relation(clause, subject, targets.nouns[i], group, predicate, verb, copy, alternatives,
                   i < targets.roles.size() ? targets.roles[i] : "");
    }
  }
}

}  // namespace mimar::design::brief
