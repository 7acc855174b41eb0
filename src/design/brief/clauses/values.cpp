// Values that follow from others and rules between values: "An order's total is the sum of its
// lines' amounts", "The end is after the start", "A delivered order has a delivery date".

#include <algorithm>

#include "base/text.h"
#include "design/brief/clauses/clause.h"
#include "design/brief/clauses/operators.h"
#include "design/brief/clauses/states.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

std::optional<Derivation::Kind> read_function(Cursor& cursor) {
  using Kind = Derivation::Kind;
  cursor.accept_any({"the", "a"});
  if (cursor.accept_phrase({"sum of", "total of", "sum over"})) return Kind::sum;
  if (cursor.accept_phrase({"number of", "count of"})) return Kind::count;
  if (cursor.accept_phrase({"average of", "mean of", "average", "arithmetic mean of"}))
    return Kind::average;
  if (cursor.accept_phrase(
          {"maximum of", "highest of", "largest of", "highest", "latest", "greatest"}))
    return Kind::maximum;
  if (cursor.accept_phrase({"minimum of", "lowest of", "smallest of", "lowest", "earliest"}))
    return Kind::minimum;
  if (cursor.accept_phrase({"product of"})) return Kind::product;
  if (cursor.accept_phrase({"difference of", "difference between"})) return Kind::difference;
  if (cursor.accept_phrase({"concatenation of"})) return Kind::concatenation;
  return std::nullopt;
}

std::string known_entity(const Clause& clause, const std::string& name, const std::string& holder) {
  const std::string entity = entity_by_head(clause.vocabulary, name, holder);
  return entity.empty() ? entity_at_end(clause.vocabulary, name) : entity;
}

// "lines' amounts", "the amounts of its lines", "line amounts", "milestones"
void read_operand(Cursor& cursor, const Noun& noun, const Clause& clause, const std::string& holder,
                  Derivation& derivation) {
  const Vocabulary& words = clause.vocabulary;
  std::string owner = noun.owner_name.empty() ? noun.owner : noun.owner_name;
  if (owner.empty()) {
    Cursor of = cursor;
    if (of.accept_any({"of", "in", "over", "across"})) {
      of.accept_any({"all", "its", "the"});
      auto whose = read_noun(of, words);
      if (whose && !known_entity(clause, whose->name, holder).empty()) {
        owner = whose->name;
        cursor = of;
      }
    }
  }
  std::string name = noun.name;
  if (owner.empty()) {
    if (!words.has(holder, name) && !known_entity(clause, name, holder).empty()) {
      derivation.entity = known_entity(clause, name, holder);
      return;
    }
    const std::size_t space = name.find(' ');
    const std::string front =
        space == std::string::npos
            ? ""
            : known_entity(clause, singular_phrase(name.substr(0, space)), holder);
    if (!front.empty() && !words.has(holder, name)) {
      owner = front;
      name = name.substr(space + 1);
    }
  }
  if (!owner.empty() && known_entity(clause, owner, holder) != holder)
    derivation.entity = known_entity(clause, owner, holder);
  derivation.attributes.push_back(name);
}

// "the sum of its lines' amounts", "the number of its milestones"
std::optional<Derivation> read_aggregate(Cursor& cursor, const Clause& clause,
                                         const std::string& holder) {
  const auto kind = read_function(cursor);
  if (!kind) return std::nullopt;
  Derivation derivation;
  derivation.kind = *kind;
  do {
    auto noun = read_noun(cursor, clause.vocabulary);
    if (!noun) break;
    read_operand(cursor, *noun, clause, holder, derivation);
    if (cursor.accept_any({"times", "*"})) {
      // "the sum of quantity times price of its lines"
      if (auto factor = read_noun(cursor, clause.vocabulary))
        read_operand(cursor, *factor, clause, holder, derivation);
    }
  } while (cursor.accept_any({"and", ","}));
  if (derivation.attributes.empty() && derivation.entity.empty()) return std::nullopt;
  if (derivation.kind == Derivation::Kind::count && derivation.entity.empty()) return std::nullopt;
  return derivation;
}

// "quantity times unit price", "price minus discount"
std::optional<Derivation> read_formula(Cursor& cursor, const Clause& clause) {
  Derivation derivation;
  bool any = false;
  for (;;) {
    cursor.accept_any({"the", "its"});
    auto noun = read_noun(cursor, clause.vocabulary);
    if (!noun) return std::nullopt;
    derivation.attributes.push_back(noun->name);
    if (cursor.accept_phrase({"times", "*", "x", "multiplied by"}))
      derivation.kind = Derivation::Kind::product;
    else if (cursor.accept_any({"minus", "-", "less"}))
      derivation.kind = Derivation::Kind::difference;
    else if (cursor.accept_any({"plus", "+"}))
      derivation.kind = Derivation::Kind::sum;
    else
      break;
    any = true;
  }
  if (!any) return std::nullopt;
  return derivation;
}

std::string read_operator(Cursor& cursor, const VerbGroup& group) {
  if (group.be && group.stem == "be") return read_comparing_words(cursor);
  if (group.stem == "exceed") return ">";
  if (group.stem == "precede") return "<";
  if (group.stem == "follow") return ">";
  if (group.stem == "equal") return "=";
  if (group.stem == "differ" && cursor.accept("from")) return "<>";
  static constexpr std::string_view places[] = {"come", "lie", "fall", "stay", "remain", "rank"};
  if (std::ranges::find(places, group.stem) != std::end(places))
    return read_comparing_words(cursor);
  return {};
}

// The attributes that say when something begins and ends.
struct Course {
  std::string begin, end;
};

Course course_of(const Vocabulary& words, const std::string& entity) {
  Course course;
  const auto list = words.attributes.find(entity);
  if (list == words.attributes.end()) return course;
  for (const std::string& name : list->second) {
    if (course.begin.empty() &&
        (name.find("start") != std::string::npos || name.find("begin") != std::string::npos ||
         name.find("from") != std::string::npos || name.starts_with("check in")))
      course.begin = name;
    if (course.end.empty() &&
        (name.find("end") != std::string::npos || name.find("finish") != std::string::npos ||
         name.find("until") != std::string::npos || name.starts_with("check out")))
      course.end = name;
  }
  return course;
}

bool is_ending(std::string_view stem) {
  return stem == "end" || stem == "finish" || stem == "stop";
}

// "A booking ends after it starts", "cannot end before it has started", "end later than they
// start"
bool read_begin_and_end(Clause& clause, const VerbGroup& group, Cursor cursor,
                        const Noun& subject) {
  const bool end = is_ending(group.stem);
  if (!end && group.stem != "start" && group.stem != "begin") return false;
  Comparison rule;
  rule.op = read_comparing_words(cursor);
  if (rule.op.empty() || rule.op == "past" || rule.op == "future") return false;
  if (group.negative) rule.op = opposite(rule.op);
  cursor.accept_any({"it", "they", "its", "the", "their"});
  cursor.accept_any({"has", "have", "was", "were", "is", "are"});
  if (cursor.done()) return false;
  const std::string other = verb_stem(cursor.word());
  if (is_ending(other) == end || (!is_ending(other) && other != "start" && other != "begin"))
    return false;
  ++cursor.at;
  rule.entity = entity_of(subject, clause.vocabulary);
  const Course course = course_of(clause.vocabulary, rule.entity);
  if (course.begin.empty() || course.end.empty()) return false;
  rule.attribute = end ? course.end : course.begin;
  rule.other_attribute = end ? course.begin : course.end;
  clause.facts.emplace_back(std::move(rule));
  finish(clause, cursor);
  return true;
}

}  // namespace

bool read_derivation(Clause& clause) {
  if (clause.verb == kNowhere) return false;
  Cursor cursor = clause.cursor(clause.verb);
  const VerbGroup group = read_verb_group(cursor);
  static constexpr std::string_view verbs[] = {"be",     "equal",  "calculate", "compute",
                                               "derive", "define", "determine"};
  if (group.negative || std::ranges::find(verbs, group.stem) == std::end(verbs)) return false;
  const auto subjects = read_subjects(clause);
  if (subjects.size() != 1) return false;
  const auto place = place_attribute(subjects.front(), clause);
  if (!place) return false;
  cursor.accept_phrase(
      {"calculated as", "computed as", "derived from", "always", "equal to", "the same as"});
  cursor.accept_any({"as", "from", "by"});
  Cursor start = cursor;
  auto derivation = read_aggregate(cursor, clause, place->entity);
  if (!derivation) {
    cursor = start;
    derivation = read_formula(cursor, clause);
  }
  if (!derivation) return false;
  Details details;
  details.attribute.derived = std::move(derivation);
  say_attribute(clause, place->entity, place->attribute, details, true);
  finish(clause, cursor);
  return true;
}

// "The source account and the target account are different"
static bool read_difference(Clause& clause, const VerbGroup& group, Cursor cursor,
                            const std::vector<Noun>& subjects) {
  if (subjects.size() != 2) return false;
  const bool differ = group.stem == "differ" ||
                      (group.stem == "be" && cursor.accept_any({"different", "distinct"}));
  const bool same = group.negative && group.stem == "be" &&
                    cursor.accept_phrase({"the same", "equal", "identical"});
  if (!differ && !same) return false;
  Comparison rule;
  const std::string first = subjects[0].name, second = subjects[1].name;
  const auto place = place_attribute(subjects[0], clause);
  if (place) rule.entity = place->entity;
  for (const auto& [entity, roles] : clause.vocabulary.role_holders) {
    if (rule.entity.empty() && roles.contains(first) && roles.contains(second))
      rule.entity = entity;
  }
  if (rule.entity.empty()) return false;
  rule.attribute = first;
  rule.op = "<>";
  rule.other_attribute = second;
  clause.facts.emplace_back(std::move(rule));
  finish(clause, cursor);
  return true;
}

bool read_comparison(Clause& clause) {
  if (clause.verb == kNowhere) return false;
  Cursor cursor = clause.cursor(clause.verb);
  const VerbGroup group = read_verb_group(cursor);
  const auto subjects = read_subjects(clause);
  if (read_difference(clause, group, cursor, subjects)) return true;
  if (subjects.size() != 1) return false;
  if (read_begin_and_end(clause, group, cursor, subjects.front())) return true;
  std::string op = read_operator(cursor, group);
  if (op.empty() || cursor.is_number()) return false;
  if (group.negative) op = opposite(op);
  const auto place = place_attribute(subjects.front(), clause);
  if (!place) return false;
  Comparison rule;
  rule.entity = place->entity;
  rule.attribute = place->attribute;
  rule.op = op == "past" ? "<" : op == "future" ? ">" : op;
  if (op == "past" || op == "future" ||
      cursor.accept_phrase({"today", "now", "the current date", "the current time"})) {
    rule.value = "now()";
  } else {
    cursor.accept_any({"its", "the", "their"});
    auto noun = read_noun(cursor, clause.vocabulary);
    if (!noun) return false;
    const Clause at{.tokens = {}, .vocabulary = clause.vocabulary, .topic = rule.entity};
    const auto other = place_attribute(*noun, at);
    const auto roles = clause.vocabulary.role_holders.find(rule.entity);
    if (roles != clause.vocabulary.role_holders.end() && roles->second.contains(noun->name)) {
      rule.other_attribute = noun->name;
    } else if (other && other->entity == rule.entity) {
      rule.other_attribute = other->attribute;
    } else {
      return false;
    }
  }
  // Two names that the brief knows as one attribute: nothing is lower than itself.
  if (rule.attribute == rule.other_attribute) {
    clause.question =
        "Which attribute is compared with «" + rule.attribute + "» of «" + rule.entity + "»?";
    return false;
  }
  clause.facts.emplace_back(std::move(rule));
  finish(clause, cursor);
  return true;
}

// "its amount" behind "has a paid amount equal to": the rule holds in the state.
static bool read_compared(Clause& clause, Cursor& cursor, const State& state,
                          const std::string& attribute) {
  Cursor next = cursor;
  const std::string op = read_comparing_words(next);
  if (op.empty() || op == "past" || op == "future") return false;
  Comparison rule;
  rule.entity = state.entity;
  rule.attribute = attribute;
  rule.op = op;
  rule.when_attribute = state.attribute;
  rule.when_value = state.value;
  if (next.is_number()) {
    rule.value = spell_number(next.token().number);
    ++next.at;
  } else {
    next.accept_any({"its", "the", "their"});
    const auto other = read_noun(next, clause.vocabulary);
    if (!other || !clause.vocabulary.has(state.entity, other->name)) return false;
    rule.other_attribute = other->name;
  }
  clause.facts.emplace_back(std::move(rule));
  cursor = next;
  return true;
}

// "A delivered order has a delivery date", "Every order that is delivered needs one": what a state
// requires.
bool read_requirement(Clause& clause) {
  if (clause.verb == kNowhere) return false;
  Cursor cursor = clause.cursor(clause.verb);
  const VerbGroup group = read_verb_group(cursor);
  static constexpr std::string_view verbs[] = {"have", "need", "require", "carry", "contain"};
  if (std::ranges::find(verbs, group.stem) == std::end(verbs)) return false;
  const Vocabulary& words = clause.vocabulary;
  const auto state = read_qualified(clause.subject(), words);
  if (!state || state->negative || group.negative || group.optional() || group.only) return false;
  bool any = false;
  for (;;) {
    while (cursor.accept_any({",", "and"})) {
    }
    if (cursor.word() == "no") break;
    auto noun = read_noun(cursor, words);
    if (!noun) break;
    any = true;
    if (read_compared(clause, cursor, *state, noun->name)) continue;
    const auto parents = words.parents.find(state->entity);
    const bool reference = parents != words.parents.end() && parents->second.contains(noun->name);
    if (!words.has(state->entity, noun->name) && !reference) {
      Details details;
      details.optional = true;
      say_attribute(clause, state->entity, noun->name, details, false);
    }
    Requirement rule;
    rule.entity = state->entity;
    rule.attribute = noun->name;
    rule.when_attribute = state->attribute;
    rule.when_value = state->value;
    clause.facts.emplace_back(std::move(rule));
  }
  if (any) finish(clause, cursor);
  return any;
}

// "The delivery date must be set": it is always there, or where the condition of the sentence
// holds.
bool read_presence_rule(Clause& clause) {
  if (clause.verb == kNowhere) return false;
  Cursor cursor = clause.cursor(clause.verb);
  const VerbGroup group = read_verb_group(cursor);
  if (!group.obliged() || !group.be || group.negative) return false;
  static constexpr std::string_view verbs[] = {"set",     "give", "fill",   "record",
                                               "provide", "know", "specify"};
  const bool set = std::ranges::find(verbs, group.stem) != std::end(verbs);
  if (!set && !(group.stem == "be" && cursor.accept_any({"present", "there"}))) return false;
  cursor.accept_any({"in", "out"});
  const auto subjects = read_subjects(clause);
  if (subjects.empty() || !cursor.done()) return false;
  for (const Noun& subject : subjects) {
    const auto place = place_attribute(subject, clause);
    if (!place || !clause.vocabulary.has(place->entity, place->attribute)) return false;
    Details details;
    details.optional = false;
    say_attribute(clause, place->entity, place->attribute, details, true);
  }
  return true;
}

}  // namespace mimar::design::brief
