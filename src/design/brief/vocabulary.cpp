#include "design/brief/vocabulary.h"

#include <algorithm>
#include <array>

#include "design/brief/kinds.h"
#include "design/brief/names.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

void note(Vocabulary& vocabulary, const std::string& entity) {
  if (!entity.empty()) ++vocabulary.entities[entity];
}

void note_attribute(Vocabulary& vocabulary, const std::string& entity, const Attribute& attribute) {
  auto& list = vocabulary.attributes[entity];
  if (std::ranges::find(list, attribute.name) == list.end()) {
    list.push_back(attribute.name);
    vocabulary.owners[attribute.name].push_back(entity);
  }
  for (const std::string& choice : attribute.choices) {
    vocabulary.choices[entity].try_emplace(choice, attribute.name);
  }
}

// "People follow many people": followers, and followed people.
void note_doer(Vocabulary& vocabulary, const RelationFact& fact) {
  const Verb* verb = find_verb(fact.stem);
  if (verb == nullptr || verb->doer.empty() || fact.passive || fact.reach != Reach::links) return;
  std::string done_to = fact.object;
  if (fact.subject == fact.object) {
    done_to = participle(fact.stem) + " " + fact.object;
    vocabulary.roles[done_to] = fact.object;
  }
  vocabulary.doers.try_emplace(std::string(verb->doer), fact.subject, done_to);
}

struct Learn {
  Vocabulary& vocabulary;
  void operator()(const EntityFact& fact) const {
    note(vocabulary, fact.name);
    vocabulary.described.insert(fact.name);
  }
  void operator()(const AttributeFact& fact) const {
    if (fact.entity.empty()) return;
    note(vocabulary, fact.entity);
    vocabulary.described.insert(fact.entity);
    if (!fact.refers_back) note_attribute(vocabulary, fact.entity, fact.attribute);
    if (fact.refers_back && !fact.attribute.choices.empty() &&
        vocabulary.has(fact.entity, fact.attribute.name)) {
      note_attribute(vocabulary, fact.entity, fact.attribute);
    }
  }
  void operator()(const RelationFact& fact) const {
    note(vocabulary, fact.subject);
    note(vocabulary, fact.object);
    vocabulary.described.insert(fact.subject);
    if (fact.stem == "belong") {
      vocabulary.things.insert(fact.subject);
      vocabulary.things.insert(fact.object);
    } else if (fact.reach == Reach::part) {
      vocabulary.things.insert(fact.subject);
    }
    if (fact.objects.many.value_or(false)) {
      vocabulary.parents[fact.object].insert(fact.subject);
      if (fact.reach == Reach::links || fact.subjects.many.value_or(false)) {
        vocabulary.parents[fact.subject].insert(fact.object);
      }
    } else {
      vocabulary.parents[fact.subject].insert(fact.object);
    }
    if (!fact.object_role.empty()) vocabulary.role_holders[fact.subject].insert(fact.object_role);
    if (!fact.subject_role.empty()) vocabulary.role_holders[fact.object].insert(fact.subject_role);
    if (!fact.stem.empty()) {
      const auto name = [](const std::string& role, const std::string& entity) {
        return role.empty() ? entity : role;
      };
      vocabulary.by_verb[fact.subject].try_emplace(fact.stem, name(fact.object_role, fact.object));
      vocabulary.by_verb[fact.object].try_emplace(fact.stem, name(fact.subject_role, fact.subject));
    }
    note_doer(vocabulary, fact);
    if (fact.ordered) vocabulary.ordered.insert(fact.object);
    if (!fact.object_role.empty()) vocabulary.roles[fact.object_role] = fact.object;
    if (!fact.subject_role.empty()) vocabulary.roles[fact.subject_role] = fact.subject;
    if (!fact.through.empty()) {
      note(vocabulary, fact.through);
      for (const AttributeFact& attribute : fact.attributes) {
        note_attribute(vocabulary, fact.through, attribute.attribute);
      }
    }
  }
  void operator()(const SubtypeFact& fact) const {
    note(vocabulary, fact.entity);
    note(vocabulary, fact.supertype);
    vocabulary.described.insert(fact.entity);
    // Two that are kinds of one another would never come to an end.
    std::string above = fact.supertype;
    for (auto next = vocabulary.supertypes.find(above);
         above != fact.entity && next != vocabulary.supertypes.end();
         next = vocabulary.supertypes.find(above))
      above = next->second;
    if (above != fact.entity) vocabulary.supertypes[fact.entity] = fact.supertype;
  }
  void operator()(const Lifecycle& fact) const {
    if (!vocabulary.is_entity(fact.entity)) return;
    for (const auto& [from, to] : fact.transitions) {
      if (!from.empty()) vocabulary.choices[fact.entity].try_emplace(from, fact.attribute);
      vocabulary.choices[fact.entity].try_emplace(to, fact.attribute);
    }
    if (!vocabulary.has(fact.entity, fact.attribute)) {
      Attribute attribute;
      attribute.name = fact.attribute;
      note_attribute(vocabulary, fact.entity, attribute);
    }
  }
  void operator()(const Tenancy& fact) const {
    note(vocabulary, fact.entity);
    vocabulary.tenant = fact.entity;
  }
  template <class Other>
  void operator()(const Other&) const {}
};

}  // namespace

bool Vocabulary::has(const std::string& entity, const std::string& attribute) const {
  const auto found = attributes.find(entity);
  if (found != attributes.end() &&
      std::ranges::find(found->second, attribute) != found->second.end()) {
    return true;
  }
  const auto above = supertypes.find(entity);
  return above != supertypes.end() && above->second != entity && has(above->second, attribute);
}

// Of an entity that is none.
static void forget_attributes(Vocabulary& vocabulary, const std::string& entity) {
  const auto list = vocabulary.attributes.find(entity);
  if (list == vocabulary.attributes.end()) return;
  for (const std::string& name : list->second) {
    auto owners = vocabulary.owners.find(name);
    if (owners == vocabulary.owners.end()) continue;
    std::erase(owners->second, entity);
    if (owners->second.empty()) vocabulary.owners.erase(owners);
  }
  vocabulary.attributes.erase(list);
  vocabulary.described.erase(entity);
}

// "paid order" is no entity where "order" is one and "paid" one of its values.
void forget_qualified(Vocabulary& vocabulary) {
  for (auto entity = vocabulary.entities.begin(); entity != vocabulary.entities.end();) {
    const std::string& name = entity->first;
    bool qualified = false, state = false;
    for (std::size_t space = name.find(' '); space != std::string::npos && !qualified;
         space = name.find(' ', space + 1)) {
      const std::string rest = name.substr(space + 1);
      const auto choices = vocabulary.choices.find(rest);
      // "source account" where "account" is described and it is not
      if (vocabulary.described.contains(rest) && !vocabulary.described.contains(name))
        qualified = true;
      state = choices != vocabulary.choices.end() && vocabulary.described.contains(rest) &&
              choices->second.contains(name.substr(0, space)) &&
              !vocabulary.supertypes.contains(name);
      qualified |= state;
    }
    // What was said of "a paid order" was said of orders.
    if (state) forget_attributes(vocabulary, name);
    entity = qualified ? vocabulary.entities.erase(entity) : std::next(entity);
  }
}

// "Name and description come in several languages": a subject that is an attribute of something
// described, that has none itself, and whose name is one of values, is no entity.
void forget_values(Vocabulary& vocabulary) {
  std::erase_if(vocabulary.entities, [&](const auto& entity) {
    const std::string& name = entity.first;
    const auto own = vocabulary.attributes.find(name);
    return is_part_name(name) && vocabulary.owners.contains(name) &&
           (own == vocabulary.attributes.end() || own->second.empty()) &&
           !vocabulary.supertypes.contains(name) && !vocabulary.things.contains(name);
  });
}

void learn(Vocabulary& vocabulary, const Facts& facts) {
  for (const Fact& fact : facts)
    std::visit(Learn{vocabulary}, fact);
}

bool speaks_of_attribute(const Vocabulary& vocabulary, const std::string& name,
                         const std::string& owner) {
  if (vocabulary.is_entity(name)) return false;
  if (!owner.empty()) return vocabulary.has(owner, name) || is_part_name(name);
  return vocabulary.owners.contains(name) && entity_at_end(vocabulary, name).empty();
}

std::string entity_at_end(const Vocabulary& vocabulary, const std::string& name) {
  for (std::size_t at = 0;;) {
    const std::string rest = name.substr(at);
    if (vocabulary.is_entity(rest)) return rest;
    at = name.find(' ', at);
    if (at == std::string::npos) return {};
    ++at;
  }
}

std::string entity_by_head(const Vocabulary& vocabulary, const std::string& name,
                           const std::string& owner) {
  if (vocabulary.is_entity(name)) return name;
  if (vocabulary.is_entity(owner + " " + name)) return owner + " " + name;
  std::string first;
  for (const auto& [entity, times] : vocabulary.entities) {
    if (!entity.ends_with(" " + name)) continue;
    const auto parents = vocabulary.parents.find(entity);
    if (parents != vocabulary.parents.end() && parents->second.contains(owner)) return entity;
    if (first.empty()) first = entity;
  }
  return first;
}

std::string person_entity(const Vocabulary& vocabulary) {
  for (const char* name : {"user", "person", "member", "employee", "account", "staff member",
                           "customer", "profile", "team member", "player", "participant"}) {
    if (vocabulary.is_entity(name)) return name;
  }
  return {};
}

bool is_person_role(const std::string& name) {
  static constexpr std::array<std::string_view, 40> roles{"owner",          "author",
                                                          "creator",        "assignee",
                                                          "manager",        "reviewer",
                                                          "approver",       "reporter",
                                                          "editor",         "sender",
                                                          "recipient",      "lead",
                                                          "leader",         "supervisor",
                                                          "organiser",      "organizer",
                                                          "host",           "admin",
                                                          "administrator",  "follower",
                                                          "followee",       "buyer",
                                                          "seller",         "requester",
                                                          "submitter",      "uploader",
                                                          "moderator",      "inviter",
                                                          "invitee",        "payer",
                                                          "payee",          "mentor",
                                                          "contact person", "responsible person",
                                                          "instructor",     "teacher",
                                                          "operator",       "friend",
                                                          "subscriber",     "coordinator"};
  return std::ranges::find(roles, name) != roles.end();
}

bool is_value_name(const std::string& name) {
  static constexpr std::array<std::string_view, 14> names{
      "name",    "nickname", "alias",        "synonym",          "keyword",
      "allergy", "hobby",    "opening hour", "alternative name", "spelling",
      "url",     "link",     "working day",  "holiday"};
  if (std::ranges::find(names, name) != names.end()) return true;
  switch (kind_of_name(name).kind) {
    case ValueKind::email:
    case ValueKind::phone:
    case ValueKind::color:
    case ValueKind::language:
    case ValueKind::country:
    case ValueKind::currency:
    case ValueKind::timezone:
    case ValueKind::ip_address:
    case ValueKind::identifier: return true;
    default: return false;
  }
}

bool is_shared_name(const std::string& name) {
  static constexpr std::array<std::string_view, 18> names{
      "tag",     "label",      "category",   "topic",    "skill",    "genre",
      "keyword", "permission", "interest",   "hashtag",  "language", "ingredient",
      "amenity", "specialty",  "speciality", "allergen", "feature",  "role"};
  const std::size_t space = name.rfind(' ');
  const std::string head = space == std::string::npos ? name : name.substr(space + 1);
  return std::ranges::find(names, head) != names.end();
}

}  // namespace mimar::design::brief
