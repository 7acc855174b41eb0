#include "design/brief/complements.h"

#include <map>
#include <set>

#include "design/brief/kinds.h"

namespace mimar::design::brief {
namespace {

bool is_known_by_name(const std::string& name) {
  return !kind_of_name(name).reason.starts_with("nothing");
}

// One of it, without anything that only a relationship has.
bool is_plain(const RelationFact& fact) {
  return (fact.reach == Reach::has || fact.reach == Reach::part) &&
         !fact.objects.many.value_or(false) && !fact.subjects.many.value_or(false) &&
         fact.object_role.empty() && fact.subject_role.empty() && fact.through.empty() &&
         fact.alternatives.empty() && fact.attributes.empty() && fact.subject != fact.object;
}

AttributeFact as_attribute(const RelationFact& fact) {
  const KindGuess guess = kind_of_name(fact.object);
  AttributeFact made;
  made.entity = fact.subject;
  made.attribute.name = fact.object;
  made.attribute.kind = guess.kind;
  made.attribute.reason = guess.reason;
  made.attribute.personal = guess.personal;
  made.attribute.unit = guess.unit;
  if (fact.objects.required) made.optional = !*fact.objects.required;
  made.attribute.optional = made.optional.value_or(false);
  return made;
}

}  // namespace

void make_attributes(std::vector<ReadSentence>& read) {
  Vocabulary vocabulary;
  std::map<std::string, std::size_t> plain;
  for (const ReadSentence& sentence : read) {
    learn(vocabulary, sentence.facts);
    for (const Fact& fact : sentence.facts) {
      if (const auto* relation = std::get_if<RelationFact>(&fact); relation && is_plain(*relation))
        ++plain[relation->object];
    }
  }
  std::set<std::string> values;
  for (const auto& [name, times] : plain) {
    if (vocabulary.entities[name] == times && !vocabulary.described.contains(name) &&
        is_known_by_name(name))
      values.insert(name);
  }
  for (ReadSentence& sentence : read) {
    for (Fact& fact : sentence.facts) {
      const auto* relation = std::get_if<RelationFact>(&fact);
      if (relation == nullptr || !values.contains(relation->object)) continue;
      fact = Fact(as_attribute(RelationFact(*relation)));
    }
  }
}

void name_parts(std::vector<ReadSentence>& read) {
  Vocabulary vocabulary;
  for (const ReadSentence& sentence : read)
    learn(vocabulary, sentence.facts);
  std::map<std::string, std::set<std::string>> wholes;
  for (const ReadSentence& sentence : read)
    for (const Fact& fact : sentence.facts)
      if (const auto* relation = std::get_if<RelationFact>(&fact);
          relation != nullptr && !vocabulary.described.contains(relation->object))
        wholes[relation->object].insert(relation->subject + " " + relation->object);
  const auto rename = [&](std::string& name) {
    const auto found = wholes.find(name);
    if (found == wholes.end()) return;
    std::erase_if(found->second,
                  [&](const std::string& whole) { return !vocabulary.described.contains(whole); });
    if (found->second.size() == 1) name = *found->second.begin();
  };
  for (ReadSentence& sentence : read)
    for (Fact& fact : sentence.facts) {
      if (auto* relation = std::get_if<RelationFact>(&fact)) rename(relation->object);
      if (auto* volume = std::get_if<Volume>(&fact)) rename(volume->entity);
      if (auto* access = std::get_if<Access>(&fact)) rename(access->entity);
    }
}

}  // namespace mimar::design::brief
