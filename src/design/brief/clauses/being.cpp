// "An order's total is at least 0", "The status is planned, active or done", "A car is a kind of
// vehicle", "The description is optional".

#include <algorithm>

#include "base/text.h"
#include "design/brief/clauses/clause.h"
#include "design/brief/detail_parts.h"
#include "design/brief/kinds.h"
#include "design/brief/names.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

// "is never below 0", "cannot be empty", "must not change": `behind` stands at what is denied.
bool read_negated(const Clause& clause, Cursor& next, Cursor behind, Details& details) {
  // keep the negation for bounds
  std::size_t at = behind.at;
  while (at > next.at && clause.tokens[at].lower != "not" && clause.tokens[at].lower != "never" &&
         clause.tokens[at].lower != "cannot")
    --at;
  Tokens negated(clause.tokens.begin() + static_cast<std::ptrdiff_t>(behind.at),
                 clause.tokens.end());
  Token word = clause.tokens[at];
  word.lower = word.text = "not";
  negated.insert(negated.begin(), word);
  Cursor inner{&negated, 0, negated.size()};
  if (read_bounds(inner, details.attribute)) {
    next.at = behind.at + inner.at - 1;
    return true;
  }
  inner = {&negated, 0, negated.size()};
  // "cannot be longer than 300 characters"
  if (read_length(inner, details.attribute) && inner.at > 1) {
    next.at = behind.at + inner.at - 1;
    return true;
  }
  if (behind.accept_any({"empty", "null", "missing", "blank", "left"})) {
    behind.accept_any({"blank", "empty", "out"});
    details.optional = false;
    next = behind;
    return true;
  }
  if (behind.accept_any({"change", "changed", "modified", "edited", "altered", "updated"})) {
    behind.accept_phrase({"afterwards", "after creation", "later", "once set", "once it is set",
                          "after it is created", "once created"});
    details.attribute.immutable = true;
    next = behind;
    return true;
  }
  if (behind.accept_any({"required", "mandatory"})) {
    details.optional = true;
    next = behind;
    return true;
  }
  if (behind.accept("unique")) {
    next = behind;
    return true;
  }
  return false;
}

// "planned, in progress, at risk, done or dropped": the rest of the clause, where most are
// participles and the others stand behind a preposition. Nothing when it is something else.
std::vector<std::string> read_states(const Clause& clause, Cursor& cursor) {
  std::vector<std::string> states;
  std::size_t participles = 0;
  bool or_last = false, placed = false;
  Cursor next = cursor;
  while (!next.done()) {
    const std::size_t from = next.at;
    while (!next.done() && next.token().kind == Token::Kind::word && next.word() != "or" &&
           next.word() != "and" && next.at < from + 4)
      ++next.at;
    if (next.at == from) return {};
    const std::string_view first = clause.tokens[from].lower;
    if (next.at == from + 1) {
      participles += is_participle(first) || first.ends_with("ing") ? 1 : 0;
    } else if (is_preposition(first)) {
      placed = true;
      if (first != "in" && first != "at" && first != "on" && first != "under") return {};
    } else if (is_article(first)) {
      return {};
    }
    std::string state;
    for (std::size_t i = from; i < next.at; ++i) {
      const std::string& word = clause.tokens[i].lower;
      if (i > from && (word == "by" || is_modal(word) || word == "is")) return {};
      if (!is_article(word)) state += (state.empty() ? "" : " ") + word;
    }
    states.push_back(state);
    if (or_last) break;
    const bool comma = next.accept(",");
    or_last = next.accept("or");
    if (!comma && !or_last) break;
  }
  if (!next.done() || !placed || !or_last || states.size() < 3 ||
      participles * 5 < states.size() * 2)
    return {};
  cursor = next;
  return states;
}

// "An option is correct or not", "An account may be open, frozen or closed": said of the entity.
bool read_state_of_entity(Clause& clause, Cursor cursor, const VerbGroup& group,
                          const std::vector<Noun>& subjects) {
  if (!group.be || group.negative || subjects.size() != 1 || !subjects.front().owner.empty())
    return false;
  const std::string& entity = subjects.front().name;
  if (!clause.vocabulary.is_entity(entity)) return false;
  if (group.stem != "be") cursor.at = group.at;
  cursor.accept_phrase({"marked as", "flagged as"});
  cursor.accept("either");
  Details details;
  std::string name;
  Cursor flag = cursor;
  if (!flag.done() && flag.token().kind == Token::Kind::word && (flag.word(1) == "or") &&
      flag.word(2) == "not") {
    name = std::string(flag.word());
    flag.at += 3;
    details.attribute.kind = ValueKind::boolean;
    details.attribute.reason = "the brief says that it is or is not";
    details.says_kind = true;
    cursor = flag;
  } else {
    if (is_article(cursor.word()) || cursor.is_number()) return false;
    const std::size_t listed = cursor.at;
    details.attribute.choices = read_states(clause, cursor);
    if (details.attribute.choices.empty()) {
      if (is_preposition(cursor.word())) return false;
      details.attribute.choices = read_choices(cursor, true, false);
    }
    if (details.attribute.choices.size() < 2) return false;
    // "are separated, none of them ...": a list ends in "or", or is all there is.
    const bool or_last = std::ranges::any_of(
        clause.tokens.begin() + static_cast<std::ptrdiff_t>(listed),
        clause.tokens.begin() + static_cast<std::ptrdiff_t>(cursor.at),
        [](const Token& token) { return token.lower == "or" || token.lower == "/"; });
    if (!or_last && !(cursor.done() && details.attribute.choices.size() > 2)) return false;
    for (const std::string& choice : details.attribute.choices) {
      if (clause.vocabulary.is_entity(choice) ||
          clause.vocabulary.is_entity(singular_phrase(choice)) ||
          (is_function_word(split_words(choice).front()) &&
           !is_preposition(split_words(choice).front())) ||
          choice.find(" by ") != std::string::npos || kind_of_word(choice))
        return false;
    }
    details.attribute.kind = ValueKind::choice;
    details.attribute.reason = "the brief lists its values";
    details.says_kind = true;
    name = clause.vocabulary.has(entity, "state") ? "state" : "status";
  }
  say_attribute(clause, entity, name, std::move(details), false);
  finish(clause, cursor);
  return true;
}

// Several have it, and none of them was spoken of: nobody knows whose it is.
bool is_ambiguous(const Noun& noun, const AttributePlace& place, const Clause& clause) {
  if (!noun.owner.empty() || place.attribute != noun.name || place.entity == clause.topic ||
      place.entity == clause.heading)
    return false;
  const auto owners = clause.vocabulary.owners.find(noun.name);
  return owners != clause.vocabulary.owners.end() &&
         std::ranges::any_of(owners->second, [&](const std::string& one) {
           return one != place.entity && clause.vocabulary.is_entity(one);
         });
}

// "A vaccine's properties are name, price and dosage", "The attributes of a room are: a, b".
bool read_attribute_names(Clause& clause, Cursor cursor, const VerbGroup& group,
                          const std::vector<Noun>& subjects) {
  if (group.stem != "be" || group.negative || subjects.size() != 1 ||
      subjects.front().owner.empty() || !is_word_for_attributes(subjects.front().name))
    return false;
  VerbGroup have;
  have.stem = "have";
  read_items(clause, cursor, subjects.front().owner, have, find_verb("have"));
  return true;
}

// "... for suppliers", "... of every kayak" at the end: where it begins, and what has the
// attributes.
std::pair<std::size_t, std::string> find_holder(const Clause& clause) {
  const std::size_t end = clause.tokens.size();
  for (std::size_t i = end; i-- > clause.verb + 1;) {
    const std::string& word = clause.tokens[i].lower;
    if (word != "for" && word != "of" && word != "on") continue;
    Cursor cursor = clause.cursor(i + 1);
    cursor.accept("all");
    auto noun = read_noun(cursor, clause.vocabulary);
    const bool every = noun && (noun->plural || noun->quantity.article);
    if (!every || !cursor.done() || !clause.vocabulary.is_entity(noun->name)) continue;
    // "unique for a supplier" is a scope
    for (std::size_t before = clause.verb; before < i; ++before) {
      if (clause.tokens[before].lower == "unique") return {end, ""};
    }
    return {i, noun->name};
  }
  return {end, ""};
}

}  // namespace

bool read_being(Clause& clause) {
  if (clause.verb == kNowhere) return false;
  Cursor cursor = clause.cursor(clause.verb);
  const VerbGroup group = read_verb_group(cursor);
  const std::vector<Noun> subjects = read_subjects(clause);
  if (subjects.empty()) return false;
  if (read_state_of_entity(clause, cursor, group, subjects)) return true;
  if (read_attribute_names(clause, cursor, group, subjects)) return true;
  const auto [end, holder] = find_holder(clause);
  std::vector<AttributePlace> places;
  bool known = true, fresh = false;
  for (const Noun& subject : subjects) {
    auto place = place_attribute(subject, clause);
    if (subject.owner.empty() && !holder.empty()) {
      // "Name and phone are mandatory for suppliers"
      place = AttributePlace{holder, subject.name};
    } else if (!place && subjects.size() == 1 && subject.owner.empty() && !clause.topic.empty() &&
               (subject.quantity.article && is_part_name(subject.name)) &&
               clause.tokens[subject.from].lower != "the") {
      // "..., a note is optional": of what was spoken of
      place = AttributePlace{clause.topic, subject.name};
      fresh = true;
    }
    if (place && !fresh && holder.empty() && is_ambiguous(subject, *place, clause)) {
      clause.question = "Of what is «" + subject.name + "» an attribute here?";
      return false;
    }
    if (!place && subjects.size() == 1 && is_category_name(subject.name)) {
      // "Type is one of ...": said of what was spoken of
      place = place_category(clause, subject);
      known = false;
    }
    if (!place) return false;
    if (place->attribute == place->entity ||
        (subject.owner.empty() && clause.vocabulary.is_entity(subject.name) &&
         !clause.vocabulary.has(place->entity, subject.name)))
      return false;
    places.push_back(std::move(*place));
  }
  Details details;
  Cursor next{&clause.tokens, clause.verb, end};
  // The words from the verb on are read as those behind a name: "is unique", "must be at least 0".
  while (!next.done()) {
    if (next.accept_any({",", "and", ".", ";", "but", "also"})) continue;
    Cursor step = next;
    if (read_detail(step, clause.vocabulary, details) && step.at > next.at) {
      next = step;
      continue;
    }
    Cursor behind = next;
    VerbGroup again = read_verb_group(behind);
    if (again.be || !again.modal.empty() || again.have_to) {
      behind.at = again.stem == "be" || again.stem.empty() ? behind.at : again.at;
      if (again.negative) {
        if (read_negated(clause, next, behind, details)) continue;
        break;
      }
      if (behind.at > next.at && read_detail(behind, clause.vocabulary, details)) {
        next = behind;
        continue;
      }
    }
    break;
  }
  const bool nothing = next.at == clause.verb;
  if (nothing || (!known && details.attribute.choices.empty())) return false;
  for (const AttributePlace& place : places)
    say_attribute(clause, place.entity, place.attribute, details, known && !fresh);
  finish(clause, next);
  return true;
}

}  // namespace mimar::design::brief
