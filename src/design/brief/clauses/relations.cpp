// "A project has many milestones", "Users belong to many projects as members with a role", "A task
// is assigned to a user", "Customers place orders".

#include <algorithm>

#include "design/brief/clauses/relation_parts.h"
#include "design/brief/kinds.h"
#include "design/brief/plausible.h"
#include "design/brief/syntax/syntax.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

bool is_value(const Clause& clause, const Noun& noun) {
  const Vocabulary& words = clause.vocabulary;
  if (words.is_entity(noun.name) || !entity_at_end(words, noun.name).empty() ||
      words.roles.contains(noun.name))
    return false;
  const ValueKind kind = kind_of_name(noun.name).kind;
  return kind != ValueKind::text && kind != ValueKind::long_text && kind != ValueKind::url &&
         kind != ValueKind::json && kind != ValueKind::duration && kind != ValueKind::integer;
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

// "from one account to another": the entity once more, as what the preposition says.
bool read_other(Cursor& cursor, const Objects& before, const std::string& preposition,
                Objects& result) {
  Cursor next = cursor;
  if (before.nouns.size() != 1 || !next.accept_phrase({"another one", "another", "the other one",
                                                       "the other", "a second one", "a second"}))
    return false;
  if (!next.done() && next.word() != "," && next.word() != "." && !is_preposition(next.word()))
    return false;
  result.nouns = before.nouns;
  result.roles = {preposition + " " + before.nouns.front().name};
  cursor = next;
  return true;
}

// "issued by a doctor for a patient in a clinic": what stands behind the first object.
std::vector<std::pair<Predicate, Objects>> read_further(const Clause& clause, Cursor& cursor,
                                                        const Predicate& first,
                                                        const Objects& before) {
  std::vector<std::pair<Predicate, Objects>> further;
  for (;;) {
    Cursor next = cursor;
    next.accept(",");
    next.accept("and");
    const std::string preposition(next.word());
    if (first.verb.starts_with("belong") && preposition != first.preposition) return further;
    static constexpr std::string_view taken[] = {"as",      "with",   "through", "via",
                                                 "without", "per",    "than",    "over",
                                                 "after",   "before", "during",  "like"};
    if (!is_preposition(preposition) || std::ranges::find(taken, preposition) != std::end(taken))
      return further;
    ++next.at;
    Objects objects = read_targets(next, clause, preposition);
    if (objects.nouns.empty() && !read_other(next, before, preposition, objects)) return further;
    if (objects.nouns.size() == 1 && before.nouns.size() == 1 && objects.nouns.front().other &&
        entity_of(objects.nouns.front(), clause.vocabulary) ==
            entity_of(before.nouns.front(), clause.vocabulary)) {
      // "from one airport to another airport"
      objects.nouns = before.nouns;
      objects.roles = {preposition + " " + before.nouns.front().name};
    }
    const bool known = std::ranges::all_of(objects.nouns, [&](const Noun& noun) {
      return clause.vocabulary.is_entity(entity_of(noun, clause.vocabulary)) ||
             clause.vocabulary.roles.contains(noun.name);
    });
    if (!known && preposition != first.preposition) return further;
    further.emplace_back(Predicate{"is " + preposition, preposition}, std::move(objects));
    cursor = next;
  }
}

// "from one account to another": the first one has a role too.
void name_first_role(const std::string& preposition,
                     const std::vector<std::pair<Predicate, Objects>>& further, Objects& targets) {
  for (const auto& [by, objects] : further) {
    if (targets.nouns.size() == 1 && objects.nouns.size() == 1 && !preposition.empty() &&
        preposition != "by" && objects.nouns.front().from == targets.nouns.front().from)
      targets.roles.front() = preposition + " " + targets.nouns.front().name;
  }
}

// "is between a patient and a doctor in a room"
bool read_between(Clause& clause, Cursor cursor, VerbGroup group,
                  const std::vector<Noun>& subjects) {
  if (!cursor.accept("between")) return false;
  const Objects targets = read_targets(cursor, clause, "between");
  if (targets.nouns.empty()) return false;
  group.stem = "be";
  const auto further = read_further(clause, cursor, {"is between", "between"}, targets);
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
  Objects targets = read_targets(cursor, clause, preposition);
  if (targets.nouns.empty() || is_value(clause, targets.nouns.front())) return false;
  const auto further = read_further(clause, cursor, {"is " + preposition, preposition}, targets);
  name_first_role(preposition, further, targets);
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

// "moves money from one account to another": what is moved is no entity, and belongs to the verb.
void read_mass(const Clause& clause, Cursor& cursor, Predicate& predicate) {
  Cursor next = cursor;
  const auto noun = read_noun(next, clause.vocabulary);
  if (!noun || noun->to != noun->from + 1 || may_be_entity(*noun, clause.vocabulary) ||
      !predicate.preposition.empty() || !is_preposition(next.word()))
    return;
  predicate.preposition = std::string(next.word());
  predicate.verb += " " + noun->name + " " + predicate.preposition;
  ++next.at;
  cursor = next;
}

// "itself", "each other": the subject once more.
bool read_reflexive(Cursor& cursor, const Noun& subject, Objects& targets) {
  if (!cursor.accept_any({"itself", "themselves"}) &&
      !cursor.accept_phrase({"each other", "one another"}))
    return false;
  targets.nouns.push_back(subject);
  targets.roles.emplace_back();
  targets.nouns.back().quantity.many = true;
  targets.nouns.back().quantity.article = false;
  return true;
}

// "has a name", "consists of lines", "comes with a warranty": what follows is a list of items.
bool read_having(Clause& clause, Cursor cursor, VerbGroup group, const Verb* verb,
                 const std::vector<Noun>& subjects) {
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
  } else {
    Cursor with = cursor;
    with.accept_any({"up", "in", "equipped"});
    if (group.be || !with.accept("with") || with.done()) return false;
    has = find_verb("have");
    cursor = with;
  }
  for (const Noun& subject : subjects)
    read_items(clause, cursor, entity_of(subject, clause.vocabulary), group, has);
  return true;
}

// "A teacher gives a student a grade": what is given stands second, who gets it first.
bool read_giving(Clause& clause, Cursor& cursor, const VerbGroup& group, const Verb* verb,
                 const std::vector<Noun>& subjects, const Predicate& predicate, Objects& targets) {
  static constexpr std::string_view giving[] = {"give", "send",   "award", "grant",  "offer",
                                                "pay",  "lend",   "issue", "show",   "sell",
                                                "hand", "assign", "ask",   "charge", "write"};
  if (group.be || !predicate.preposition.empty() || targets.nouns.size() != 1 ||
      std::ranges::find(giving, group.stem) == std::end(giving))
    return false;
  Cursor next = cursor;
  const auto given = read_noun(next, clause.vocabulary);
  if (!given || (!given->quantity.article && !given->quantity.said && !given->plural) ||
      !may_be_entity(*given, clause.vocabulary))
    return false;
  const Objects receivers = targets;
  targets = {{*given}, {""}, false};
  cursor = next;
  Tail tail;
  read_relation_tail(cursor, clause, tail);
  say_relations(clause, subjects, targets, group, predicate, verb, tail);
  VerbGroup made = group;
  made.be = true;
  made.stem = "be";
  say_relations(clause, targets.nouns, receivers, made, {"is for", "for"}, find_verb("belong"), {});
  finish(clause, cursor);
  return true;
}

// "writes a review of a dish": whose the review is stands in its name.
void say_owner(Clause& clause, const Noun& object) {
  const Vocabulary& words = clause.vocabulary;
  const std::string entity = entity_of(object, words);
  if (object.owner.empty() || !words.is_entity(object.owner) || object.owner == entity ||
      !object.owner_name.empty())
    return;
  RelationFact fact;
  fact.subject = entity;
  fact.object = object.owner;
  fact.verb = "is of";
  fact.stem = "be";
  fact.reach = Reach::refers;
  fact.passive = true;
  fact.objects = {false, true};
  clause.facts.emplace_back(std::move(fact));
}

// "places orders", "is written by an author", "works in a department"
bool read_acting(Clause& clause, Cursor cursor, const VerbGroup& group, const Verb* verb,
                 const std::vector<Noun>& subjects) {
  Predicate predicate = spell_predicate(group, cursor);
  read_mass(clause, cursor, predicate);
  Objects targets = read_targets(cursor, clause, predicate.preposition);
  if (targets.nouns.empty() && !read_reflexive(cursor, subjects.front(), targets)) return false;
  if (is_value(clause, targets.nouns.front())) {
    // "A payment is made on a date": a value, no entity.
    const std::string entity = entity_of(subjects.front(), clause.vocabulary);
    if (!clause.vocabulary.is_entity(entity) && group.be) return false;
    read_items(clause, clause.cursor(targets.nouns.front().from), entity, group, find_verb("have"));
    return true;
  }
  if (read_giving(clause, cursor, group, verb, subjects, predicate, targets)) return true;
  Cursor behind = cursor;
  auto further = read_further(clause, cursor, predicate, targets);
  const Noun& object = targets.nouns.front();
  if (group.be && !further.empty() && object.plural && !object.quantity.said) {
    // "Nurses are assigned to wards for a shift": which of the three is of which is not said.
    cursor = behind;
    further.clear();
  }
  name_first_role(predicate.preposition, further, targets);
  Tail tail;
  read_relation_tail(cursor, clause, tail);
  const std::size_t first = clause.facts.size();
  say_relations(clause, subjects, targets, group, predicate, verb, tail);
  if (further.empty() && clause.facts.size() == first) return false;
  if (!group.be && targets.nouns.size() == 1) say_owner(clause, object);
  VerbGroup more = group;
  more.be = true;
  more.stem = "be";
  // "A guest writes a review for a dish": the review is for it, the guest is not.
  const bool of_object = !group.be && predicate.preposition.empty() && targets.nouns.size() == 1;
  for (const auto& [by, objects] : further) {
    // "belongs to a visit and to a form": the same verb
    if (by.preposition == predicate.preposition && !of_object)
      say_relations(clause, subjects, objects, group, predicate, verb, {});
    else
      say_relations(clause, of_object ? targets.nouns : subjects, objects, more, by,
                    find_verb("belong"), {});
  }
  finish(clause, cursor);
  return true;
}

// "Equipment has a serial number", "Luggage belongs to a guest": what has attributes of its own is
// kept, be it a mass. A name of somebody ("Maria has a car") is no word of English.
bool describes_mass(const Clause& clause, const Cursor& after, const VerbGroup& group,
                    const Noun& subject) {
  if (!may_be_entity(entity_of(subject, clause.vocabulary), clause.vocabulary) || group.negative)
    return false;
  const bool has = group.stem == "have" || group.stem == "contain" || group.stem == "include";
  const bool belongs = group.stem == "belong";
  if ((!has && !belongs) || after.at >= clause.tokens.size()) return false;
  const std::string& next = clause.tokens[after.at].lower;
  return (belongs || is_article(next) || next == "many" || next == "several") &&
         is_english(singular(subject.name));
}

}  // namespace

bool read_relation(Clause& clause) {
  if (clause.verb == kNowhere) return false;
  Cursor cursor = clause.cursor(clause.verb);
  const VerbGroup group = read_verb_group(cursor);
  const std::vector<Noun> subjects = read_subjects(clause);
  if (subjects.empty() || group.stem.empty()) return false;
  // "The due date of a task has to fall ...": said of an attribute, which has none of its own.
  if (std::ranges::any_of(subjects, [&](const Noun& subject) {
        return speaks_of_attribute(clause.vocabulary, subject.name, subject.owner) ||
               (!may_be_entity(subject, clause.vocabulary) &&
                !describes_mass(clause, cursor, group, subject));
      }))
    return false;
  if (group.stem == "be")
    return read_between(clause, cursor, group, subjects) ||
           read_prepositional(clause, cursor, group, subjects);
  // "The total equals the quantity times the price" speaks of values.
  if (group.negative || group.stem == "equal" || group.stem == "exceed") return false;
  const Verb* verb = find_verb(clause.tokens[group.at].lower);
  return read_having(clause, cursor, group, verb, subjects) ||
         read_acting(clause, cursor, group, verb, subjects);
}

}  // namespace mimar::design::brief
