#include "design/brief/associations.h"

#include <algorithm>
#include <map>
#include <set>

#include "design/brief/deeds.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

// Who stands beside whom, and what each entity is one of many of.
struct Neighbours {
  std::map<std::string, std::set<std::string>> beside;
  std::map<std::string, std::set<std::string>> above;

  bool joined(const std::string& a, const std::string& b) const {
    const auto found = beside.find(a);
    return found != beside.end() && found->second.contains(b);
  }
  // Through a part of it: an order and a product through order lines.
  bool joined_by_part(const std::string& whole, const std::string& other) const {
    const auto around = beside.find(whole);
    return around != beside.end() &&
           std::ranges::any_of(around->second, [&](const std::string& part) {
             const auto found = above.find(part);
             return found != above.end() && found->second.contains(whole) && joined(part, other);
           });
  }
  // Whether the noun is, or may be said to be, one of many of the other.
  bool stands_below(const std::string& noun, const std::string& other) const {
    const auto found = above.find(noun);
    if (found != above.end() && found->second.contains(other)) return true;
    return !joined(noun, other) && !joined_by_part(noun, other);
  }
};

Neighbours neighbours(const std::vector<ReadSentence>& read) {
  Neighbours result;
  for (const ReadSentence& sentence : read) {
    for (const Fact& fact : sentence.facts) {
      const auto* relation = std::get_if<RelationFact>(&fact);
      if (relation == nullptr) continue;
      result.beside[relation->subject].insert(relation->object);
      result.beside[relation->object].insert(relation->subject);
      const bool many = relation->objects.many.value_or(relation->reach == Reach::links);
      result.above[many ? relation->object : relation->subject].insert(many ? relation->subject
                                                                            : relation->object);
    }
  }
  return result;
}

// "up" of "signs up for"
std::string particle_of(const std::string& verb) {
  const std::vector<std::string> words = split_words(verb);
  for (const std::string& word : words) {
    if (word == "up" || word == "in" || word == "out" || word == "off" || word == "over")
      return word;
  }
  return {};
}

bool is_plain_verb(const RelationFact& fact) {
  static constexpr std::string_view plain[] = {"have",   "be",      "belong", "refer",
                                               "relate", "connect", "link",   "associate",
                                               "attach", "concern", "point",  "consist"};
  return fact.reach == Reach::has || fact.reach == Reach::part || fact.stem.empty() ||
         std::ranges::find(plain, fact.stem) != std::end(plain);
}

// Verbs that bring a thing about: what they make is the object itself, unless the noun of the verb
// would stand alone.
bool fits(const RelationFact& fact, const std::string& noun, const Neighbours& around) {
  const std::string &a = fact.subject, &b = fact.object;
  const auto found = around.beside.find(noun);
  if (found == around.beside.end()) return true;
  const bool with_a = found->second.contains(a), with_b = found->second.contains(b);
  if (with_a && with_b) return true;
  std::size_t others = 0;
  if (const auto above = around.above.find(noun); above != around.above.end()) {
    for (const std::string& one : above->second)
      others += one != a && one != b && one != noun ? 1 : 0;
  }
  return is_deed(fact.stem) ? !(others > 0 && (with_a || with_b)) : others == 0;
}

std::string noun_between(const RelationFact& fact, const Vocabulary& vocabulary,
                         const Neighbours& around) {
  if (is_plain_verb(fact) || !fact.alternatives.empty()) return {};
  // "A person may marry another one": at one time
  const bool one = fact.objects.many == false && fact.objects.required.value_or(true);
  if (one || fact.verb.ends_with(" out") ||
      (fact.objects.many == false && fact.subject != fact.object))
    return {};
  std::vector<std::string> found;
  for (const auto& [name, times] : vocabulary.entities) {
    if (name == fact.subject || name == fact.object || name == fact.through) continue;
    if (is_noun_of_verb(name, fact.stem, particle_of(fact.verb)) && fits(fact, name, around))
      found.push_back(name);
  }
  // "visit" before "planned visit"; of two that are both longer neither is meant.
  const auto plain = std::ranges::find_if(
      found, [](const std::string& name) { return name.find(' ') == std::string::npos; });
  if (plain != found.end()) return *plain;
  if (!found.empty()) return found.size() == 1 ? found.front() : std::string();
  return is_recurring(fact.stem) && !is_deed_noun(fact.object) && fact.through.empty() &&
                 fact.subject != fact.object
             ? usual_noun_of_verb(fact.stem)
             : std::string();
}

// What the verb calls the one who does it, "booker", is no role that was said.
std::string role_of_object(const RelationFact& fact) {
  const Verb* verb = find_verb(fact.stem);
  const bool of_verb = fact.passive && ((verb != nullptr && fact.object_role == verb->doer) ||
                                        fact.object_role == "assignee");
  return of_verb ? "" : fact.object_role;
}

RelationFact belonging(const std::string& noun, const std::string& whole, const std::string& role,
                       bool required) {
  RelationFact made;
  made.subject = noun;
  made.object = whole;
  made.stem = "belong";
  made.verb = "belongs to";
  made.reach = Reach::refers;
  made.object_role = role;
  made.objects = {false, true};
  made.subjects.many = true;
  if (required) made.subjects.required = true;
  return made;
}

}  // namespace

void place_associations(std::vector<ReadSentence>& read) {
  Vocabulary vocabulary;
  for (const ReadSentence& sentence : read)
    learn(vocabulary, sentence.facts);
  const Neighbours around = neighbours(read);
  for (ReadSentence& sentence : read) {
    Facts facts;
    for (Fact& one : sentence.facts) {
      auto* fact = std::get_if<RelationFact>(&one);
      const std::string noun = fact == nullptr ? "" : noun_between(*fact, vocabulary, around);
      if (noun.empty()) {
        facts.push_back(std::move(one));
        continue;
      }
      if (is_standing(fact->stem) || fact->subject == fact->object || !fact->through.empty()) {
        fact->through = noun;
        fact->objects.many = fact->subjects.many = true;
        facts.push_back(std::move(one));
        continue;
      }
      const std::size_t before = facts.size();
      const bool required = fact->objects.required.value_or(false);
      if (around.stands_below(noun, fact->subject))
        facts.emplace_back(belonging(noun, fact->subject, fact->subject_role, required));
      if (around.stands_below(noun, fact->object))
        facts.emplace_back(belonging(noun, fact->object, role_of_object(*fact), false));
      if (facts.size() == before) facts.emplace_back(EntityFact{noun});
    }
    sentence.facts = std::move(facts);
  }
}

}  // namespace mimar::design::brief
