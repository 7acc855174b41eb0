// "A project has many milestones", "Users belong to many projects as members with a role", "A task
// is assigned to a user", "Customers place orders".

#include <algorithm>

#include "base/text.h"
#include "design/brief/clauses/clause.h"
#include "design/brief/kinds.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

struct Tail {
  std::string subject_role, through;
  bool ordered = false, acyclic = false, optional = false;
  Facts attributes;
  std::vector<std::string> unread;
};

bool read_acyclic(Cursor& cursor) {
  Cursor next = cursor;
  next.accept(",");
  next.accept("but");
  if (!next.accept_phrase({"without cycles",
                           "without a cycle",
                           "without any cycles",
                           "without any cycle",
                           "with no cycles",
                           "without circles",
                           "without loops",
                           "never in a circle",
                           "not in a circle",
                           "without circular dependencies",
                           "with no circular dependencies",
                           "without creating cycles",
                           "without forming cycles",
                           "cycles are not allowed",
                           "cycles are forbidden",
                           "must not form cycles",
                           "no cycles",
                           "never on itself",
                           "not on itself",
                           "without forming a cycle",
                           "and cycles are not allowed",
                           "not itself",
                           "never itself",
                           "other than itself",
                           "but not themselves",
                           "not themselves"}))
    return false;
  cursor = next;
  return true;
}

// "as members with a role (owner, admin) and a date"
void read_relation_tail(Cursor& cursor, const Clause& clause, Tail& tail) {
  for (;;) {
    if (cursor.done()) return;
    if (cursor.accept_phrase(
            {"( optional )", "( optionally )", ", optionally", "( if any )", "if any"})) {
      tail.optional = true;
      continue;
    }
    if (cursor.accept_phrase({"( required )", "( mandatory )"})) continue;
    if (read_acyclic(cursor)) {
      tail.acyclic = true;
      continue;
    }
    if (cursor.word() == "," && cursor.word(1) == "in" &&
        (cursor.word(2) == "order" || cursor.word(2) == "a"))
      ++cursor.at;
    if (cursor.accept_phrase({"in order", "in a fixed order", "in a given order",
                              "in a certain order", "in a specific order", "in sequence"})) {
      tail.ordered = true;
      continue;
    }
    if (cursor.accept_phrase({"at a time", "at the same time", "over time", "at any time",
                              "at once", "directly", "themselves", "itself", "in total",
                              "independently", "simultaneously"}))
      continue;
    Cursor next = cursor;
    next.accept(",");
    if (next.accept("as")) {
      if (auto noun = read_noun(next, clause.vocabulary)) {
        tail.subject_role = noun->name;
        cursor = next;
        continue;
      }
    }
    next = cursor;
    if (next.accept_any({"through", "via"})) {
      if (auto noun = read_noun(next, clause.vocabulary)) {
        tail.through = noun->name;
        cursor = next;
        continue;
      }
    }
    next = cursor;
    next.accept(",");
    next.accept_any({"each", "and"});
    if (next.accept_phrase({"with", "having", "in the role of", "giving", "recording", "storing",
                            "stating", "which has", "which have", "has", "and has", "we record",
                            "we store", "we keep"}) &&
        !next.done()) {
      next.accept("also");
      Clause inner{.tokens = clause.tokens, .vocabulary = clause.vocabulary};
      VerbGroup group;
      group.stem = "have";
      read_items(inner, next, "\x01", group, find_verb("have"));
      tail.attributes = std::move(inner.facts);
      for (std::string& words : inner.unread)
        tail.unread.push_back(std::move(words));
      cursor.at = cursor.end;
    }
    return;
  }
}

std::string association_name(const RelationFact& fact, const Tail& tail) {
  static constexpr std::pair<std::string_view, std::string_view> nouns[] = {
      {"enrol", "enrolment"},
      {"enroll", "enrollment"},
      {"subscribe", "subscription"},
      {"attend", "attendance"},
      {"participate", "participation"},
      {"follow", "follow"},
      {"like", "like"},
      {"rate", "rating"},
      {"review", "review"},
      {"vote", "vote"},
      {"apply", "application"},
      {"join", "membership"},
      {"buy", "purchase"},
      {"purchase", "purchase"},
      {"visit", "visit"},
      {"complete", "completion"},
      {"react", "reaction"},
      {"register", "registration"},
      {"invite", "invitation"}};
  if (!tail.through.empty()) return tail.through;
  for (const auto& [stem, noun] : nouns) {
    if (fact.stem == stem) return std::string(noun);
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
  std::string entity = both ? association_name(fact, tail) : fact.subject;
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

struct Objects {
  std::vector<Noun> nouns;
  bool either = false;  // joined by "or"
};

Objects read_targets(Cursor& cursor, const Vocabulary& vocabulary) {
  Objects result;
  cursor.accept_any({"either", "both"});
  for (;;) {
    Cursor next = cursor;
    auto noun = read_noun(next, vocabulary);
    if (!noun) break;
    result.nouns.push_back(std::move(*noun));
    cursor = next;
    const bool comma = next.accept(",");
    bool joined = comma;
    if (next.accept("or")) {
      result.either = joined = true;
    } else if (next.accept("and")) {
      joined = true;
    }
    if (!joined || next.done() || (next.word() == "with" || next.word() == "as")) break;
    Cursor look = next;
    if (!read_noun(look, vocabulary)) break;
    cursor = next;
  }
  return result;
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
  return many;
}

// "belongs to", "is written by": how the predicate is restated, and which side it makes the one.
struct Predicate {
  std::string verb;
  std::string preposition;
};

Predicate spell_predicate(const VerbGroup& group, Cursor& cursor) {
  Predicate predicate;
  static constexpr std::string_view particles[] = {"out", "up",   "off",      "down", "in",
                                                   "on",  "over", "together", "away", "back"};
  // "may use at most one coupon": a quantity
  Cursor counted = cursor;
  if (read_quantity(counted).said && counted.at > cursor.at) {
    predicate.verb = group.be ? "is " + participle(group.stem) : third_person(group.stem);
    return predicate;
  }
  // "is handed in by"
  if (cursor.accept_phrase({"in by", "over to", "out to", "up by", "off by"}))
    predicate.preposition = spell(*cursor.tokens, cursor.at - 2, cursor.at);
  else if (is_preposition(cursor.word()) ||
           (std::ranges::find(particles, cursor.word()) != std::end(particles))) {
    predicate.preposition = std::string(cursor.word());
    ++cursor.at;
    if (predicate.preposition == "up" && cursor.accept("to")) predicate.preposition = "up to";
    if (predicate.preposition == "out" && cursor.accept("of")) predicate.preposition = "out of";
    if (predicate.preposition == "on" && cursor.accept_words("behalf of"))
      predicate.preposition = "on behalf of";
  }
  predicate.verb = group.be ? (group.stem == "be" ? "is" : "is " + participle(group.stem))
                            : third_person(group.stem);
  if (!predicate.preposition.empty()) predicate.verb += " " + predicate.preposition;
  return predicate;
}

bool is_value(const Clause& clause, const Noun& noun) {
  const Vocabulary& words = clause.vocabulary;
  if (words.is_entity(noun.name) || !entity_at_end(words, noun.name).empty() ||
      words.roles.contains(noun.name))
    return false;
  const ValueKind kind = kind_of_name(noun.name).kind;
  return kind != ValueKind::text && kind != ValueKind::long_text && kind != ValueKind::url &&
         kind != ValueKind::json && kind != ValueKind::duration && kind != ValueKind::integer;
}

void say_relation(Clause& clause, const Noun& subject, const Noun& object, const VerbGroup& group,
                  const Predicate& predicate, const Verb* verb, Tail& tail,
                  const std::string& alternatives) {
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
  fact.objects = objects_of(object, group);
  // "Each user follows many users": the subjects of one object follow from the verb.
  if (group.be && predicate.preposition == "by" && fact.reach == Reach::refers && verb != nullptr &&
      verb->reach == Reach::links && fact.objects.many.value_or(false))
    fact.subjects.many = true;
  if (fact.reach == Reach::links && !fact.objects.many.value_or(false) &&
      !object.quantity.article && !object.quantity.said)
    fact.objects.many = true;
  if (object.name != fact.object) fact.object_role = object.name;
  if (group.be && predicate.preposition == "by" && verb != nullptr && fact.object_role.empty() &&
      !verb->doer.empty() && verb->doer != fact.object)
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
  fact.acyclic = tail.acyclic;
  fact.ordered = tail.ordered;
  fact.alternatives = alternatives;
  fact.exclusive_choice = !alternatives.empty();
  attach_attributes(clause, fact, tail);
  clause.facts.emplace_back(std::move(fact));
}

// Each subject with each object; those joined by "or" are alternatives.
void say_relations(Clause& clause, const std::vector<Noun>& subjects, const Objects& targets,
                   const VerbGroup& group, const Predicate& predicate, const Verb* verb,
                   const Tail& tail) {
  const std::string alternatives = targets.either && targets.nouns.size() > 1 ? "subject" : "";
  for (const Noun& subject : subjects) {
    for (const Noun& target : targets.nouns) {
      Tail copy = tail;
      say_relation(clause, subject, target, group, predicate, verb, copy, alternatives);
    }
  }
}

// "is made up of", "is divided into", "is described by"
const Verb* read_composition(Cursor& cursor, const VerbGroup& group) {
  static constexpr std::string_view parts[] = {"compose", "make", "divide", "split", "structure"};
  static constexpr std::string_view values[] = {"describe", "define", "characterise",
                                                "characterize", "identify"};
  const bool part = std::ranges::find(parts, group.stem) != std::end(parts);
  const bool value = std::ranges::find(values, group.stem) != std::end(values);
  if (!group.be || (!part && !value)) return nullptr;
  if (!cursor.accept_phrase({"up of", "of", "into", "out of", "from"}) &&
      !(value && cursor.accept_any({"by", "through"})))
    return nullptr;
  return find_verb(value ? "have" : "consist");
}

// "issued by a doctor for a patient in a clinic": what stands behind the first object.
std::vector<std::pair<Predicate, Objects>> read_further(const Clause& clause, Cursor& cursor,
                                                        const Predicate& first) {
  std::vector<std::pair<Predicate, Objects>> further;
  if (!first.verb.starts_with("is ") && !first.preposition.empty() &&
      first.verb.starts_with("belong"))
    return further;
  for (;;) {
    Cursor next = cursor;
    next.accept(",");
    next.accept("and");
    const std::string preposition(next.word());
    static constexpr std::string_view taken[] = {"as",      "with",   "through", "via",
                                                 "without", "per",    "than",    "over",
                                                 "after",   "before", "during",  "like"};
    if (!is_preposition(preposition) || std::ranges::find(taken, preposition) != std::end(taken))
      return further;
    ++next.at;
    Objects objects = read_targets(next, clause.vocabulary);
    if (objects.nouns.empty()) return further;
    const bool known = std::ranges::all_of(objects.nouns, [&](const Noun& noun) {
      return clause.vocabulary.is_entity(entity_of(noun, clause.vocabulary)) ||
             clause.vocabulary.roles.contains(noun.name);
    });
    if (!known) return further;
    further.emplace_back(Predicate{"is " + preposition, preposition}, std::move(objects));
    cursor = next;
  }
}

// "is between a patient and a doctor in a room"
bool read_between(Clause& clause, Cursor cursor, VerbGroup group,
                  const std::vector<Noun>& subjects) {
  if (!cursor.accept("between")) return false;
  const Objects targets = read_targets(cursor, clause.vocabulary);
  if (targets.nouns.empty()) return false;
  group.stem = "be";
  const auto further = read_further(clause, cursor, {"is between", "between"});
  say_relations(clause, subjects, targets, group, {"is between", "between"}, find_verb("belong"),
                {});
  for (const auto& [by, objects] : further)
    say_relations(clause, subjects, objects, group, by, find_verb("belong"), {});
  finish(clause, cursor);
  return true;
}

// "is part of a project", "is for a customer": no verb but "be".
bool read_prepositional(Clause& clause, Cursor cursor, VerbGroup group,
                        const std::vector<Noun>& subjects) {
  const std::size_t start = cursor.at;
  if (!cursor.accept_phrase({"part of",    "a part of",   "a member of", "members of", "an item of",
                             "a child of", "property of", "specific to", "in",         "for",
                             "of",         "on",          "at",          "from",       "under",
                             "inside",     "about",       "within",      "by",         "to",
                             "with",       "against",     "towards",     "through",    "between"}))
    return false;
  const std::string preposition = spell(clause.tokens, start, cursor.at);
  const Objects targets = read_targets(cursor, clause.vocabulary);
  if (targets.nouns.empty() || is_value(clause, targets.nouns.front())) return false;
  const auto further = read_further(clause, cursor, {"is " + preposition, preposition});
  Tail tail;
  read_relation_tail(cursor, clause, tail);
  group.stem = preposition.ends_with("part of") || preposition.ends_with("item of") ||
                       preposition.ends_with("member of") || preposition == "members of"
                   ? "belong"
                   : "be";
  say_relations(clause, subjects, targets, group, {"is " + preposition, preposition},
                find_verb("belong"), tail);
  for (const auto& [by, objects] : further)
    say_relations(clause, subjects, objects, group, by, find_verb("belong"), {});
  finish(clause, cursor);
  return true;
}

// "itself", "each other": the subject once more.
bool read_reflexive(Cursor& cursor, const Noun& subject, Objects& targets) {
  if (!cursor.accept_any({"itself", "themselves"}) &&
      !cursor.accept_phrase({"each other", "one another"}))
    return false;
  targets.nouns.push_back(subject);
  targets.nouns.back().quantity.many = true;
  targets.nouns.back().quantity.article = false;
  return true;
}

}  // namespace

bool read_relation(Clause& clause) {
  if (clause.verb == kNowhere) return false;
  Cursor cursor = clause.cursor(clause.verb);
  VerbGroup group = read_verb_group(cursor);
  const std::vector<Noun> subjects = read_subjects(clause);
  if (subjects.empty() || group.stem.empty()) return false;
  if (group.stem == "be")
    return read_between(clause, cursor, group, subjects) ||
           read_prepositional(clause, cursor, group, subjects);
  const Verb* verb = find_verb(clause.tokens[group.at].lower);
  // "The total equals the quantity times the price" speaks of values.
  if (group.negative || group.stem == "equal" || group.stem == "exceed") return false;
  const Verb* has =
      !group.be && verb != nullptr && (verb->reach == Reach::has || verb->reach == Reach::part)
          ? verb
          : nullptr;
  if (has != nullptr && cursor.word() == "up" && cursor.word(1) == "to") {
    // "own up to 10 shows": how many
  } else if (has != nullptr)
    cursor.accept_any({"of", "up", "for", "about"});
  else
    has = read_composition(cursor, group);
  if (has != nullptr) {
    group.be = false;
    group.stem = std::string(has->stem);
    for (const Noun& subject : subjects)
      read_items(clause, cursor, entity_of(subject, clause.vocabulary), group, has);
    return true;
  }
  Cursor with = cursor;
  with.accept_any({"up", "in", "equipped"});
  if (!group.be && with.accept("with") && !with.done()) {
    // "signs up with an email", "comes with a warranty"
    for (const Noun& subject : subjects)
      read_items(clause, with, entity_of(subject, clause.vocabulary), group, find_verb("have"));
    return true;
  }
  const Predicate predicate = spell_predicate(group, cursor);
  Objects targets = read_targets(cursor, clause.vocabulary);
  if (targets.nouns.empty() && !read_reflexive(cursor, subjects.front(), targets)) return false;
  if (is_value(clause, targets.nouns.front())) {
    // "A payment is made on a date": a value, no entity.
    const std::string entity = entity_of(subjects.front(), clause.vocabulary);
    if (!clause.vocabulary.is_entity(entity) && group.be) return false;
    read_items(clause, clause.cursor(targets.nouns.front().from), entity, group, find_verb("have"));
    return true;
  }
  std::vector<std::pair<Predicate, Objects>> further = read_further(clause, cursor, predicate);
  Tail tail;
  read_relation_tail(cursor, clause, tail);
  const std::size_t first = clause.facts.size();
  say_relations(clause, subjects, targets, group, predicate, verb, tail);
  if (further.empty() && clause.facts.size() == first) return false;
  VerbGroup more = group;
  more.be = true;
  more.stem = "be";
  for (const auto& [by, objects] : further)
    say_relations(clause, subjects, objects, more, by, find_verb("belong"), {});
  finish(clause, cursor);
  return true;
}

}  // namespace mimar::design::brief
