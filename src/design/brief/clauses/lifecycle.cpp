// "An order goes from draft to placed to shipped; it can be cancelled before shipping."

#include <algorithm>

#include "base/text.h"
#include "design/brief/clauses/clause.h"
#include "design/brief/clauses/states.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

bool is_arrow(const Cursor& cursor) {
  const std::string_view word = cursor.word();
  return word == "->" || word == "=>" || word == "to" || word == "then" || word == "into" ||
         word == "-->" || word == "--" || word == "\u2192" || word == "\u21d2" ||
         word == "becomes" || word == "become";
}

// Whose states these are.
struct Known {
  const Vocabulary& words;
  const std::string& entity;
};

// One state, or several: "placed or paid".
std::vector<std::string> read_states(Cursor& cursor, const Known& known) {
  std::vector<std::string> states;
  cursor.accept_any({"either", "being", "the", "state", "status"});
  for (;;) {
    // "in transit", as its choices have it
    if (const auto state = read_state_word(cursor, known.words, known.entity)) {
      states.push_back(state->value);
      cursor.accept_any({"state", "status"});
      if (cursor.accept("or")) continue;
      return states;
    }
    const std::size_t from = cursor.at;
    while (
        !cursor.done() && cursor.at < from + 3 &&
        (cursor.token().kind == Token::Kind::word || cursor.token().kind == Token::Kind::quoted) &&
        (!is_function_word(cursor.word()) ||
         (cursor.at > from &&
          (cursor.word() == "in" || cursor.word() == "on" || cursor.word() == "for"))) &&
        !is_arrow(cursor) && cursor.word() != "finally" && cursor.word() != "directly" &&
        cursor.word() != "back")
      ++cursor.at;
    if (cursor.at == from) return states;
    states.push_back(text::lower(spell(*cursor.tokens, from, cursor.at)));
    if (states.back().starts_with('"')) states.back() = text::lower((*cursor.tokens)[from].text);
    cursor.accept_any({"state", "status"});
    if (cursor.word() == "or" && !cursor.done()) {
      ++cursor.at;
      continue;
    }
    return states;
  }
}

void connect(Lifecycle& life, const std::vector<std::string>& from,
             const std::vector<std::string>& to) {
  for (const std::string& a : from) {
    for (const std::string& b : to) {
      const std::pair<std::string, std::string> step{a, b};
      if (std::ranges::find(life.transitions, step) == life.transitions.end())
        life.transitions.push_back(step);
    }
  }
}

// "from a to b to c, then d", "a -> b -> c"
bool read_path(Cursor& cursor, Lifecycle& life, const Vocabulary& words, bool starts) {
  const Known known{words, life.entity};
  const bool from = cursor.accept("from");
  std::vector<std::string> before = read_states(cursor, known);
  if (before.empty()) return false;
  if (starts && life.transitions.empty()) connect(life, {""}, {before.front()});
  bool any = false;
  for (;;) {
    Cursor next = cursor;
    next.accept(",");
    next.accept_any({"and", "or"});
    next.accept_any({"then", "finally", "eventually", "afterwards"});
    bool step = is_arrow(next);
    if (step) ++next.at;
    next.accept_any({"then", "finally", "eventually"});
    const bool comma = next.at > cursor.at;
    if (!step && !(comma && any && from)) break;
    next.accept("from");
    if (!step && next.tokens->at(next.at - 1).lower == "from") {
      cursor = next;
      before = read_states(cursor, known);
      if (before.empty()) break;
      continue;
    }
    std::vector<std::string> to = read_states(next, known);
    if (to.empty()) break;
    connect(life, before, to);
    before = std::move(to);
    cursor = next;
    any = true;
  }
  return any;
}

std::string attribute_of(const Clause& clause, const std::string& entity,
                         const std::vector<std::string>& states) {
  const auto choices = clause.vocabulary.choices.find(entity);
  if (choices != clause.vocabulary.choices.end()) {
    for (const std::string& state : states) {
      if (const auto found = choices->second.find(state); found != choices->second.end())
        return found->second;
    }
  }
  for (const char* name : {"status", "state", "stage", "phase"}) {
    if (clause.vocabulary.has(entity, name)) return name;
  }
  return "status";
}

// A lifecycle while it is being read.
struct Course {
  Clause& clause;
  Cursor cursor;
  Lifecycle life = {};
  VerbGroup group = {};
  std::string subject = {};  // its name: "order", "paid order"
  std::string state = {};    // that the subject is said to be in
  Known known() const { return {clause.vocabulary, life.entity}; }
};

// "draft, placed and shipped": one after the other.
bool read_sequence(Course& course) {
  std::vector<std::vector<std::string>> steps;
  while (!course.cursor.done()) {
    std::vector<std::string> states = read_states(course.cursor, course.known());
    if (states.empty()) break;
    steps.push_back(std::move(states));
    while (course.cursor.accept_any(
        {",", "and", "then", "to", "->", "finally", "becomes", "is", "it", "moves", "goes"})) {
    }
  }
  if (steps.empty()) return false;
  connect(course.life, {""}, {steps.front().front()});
  for (std::size_t i = 1; i < steps.size(); ++i)
    connect(course.life, steps[i - 1], steps[i]);
  return true;
}

// "starts as draft", "goes from draft to placed", "goes through the states draft, placed and
// shipped", "goes in transit"
bool read_movement(Course& course) {
  Cursor& cursor = course.cursor;
  const std::string& stem = course.group.stem;
  if (stem == "start" || stem == "begin") {
    cursor.accept_any({"out", "off"});
    if (!cursor.accept_any({"as", "in", "with"})) return false;
    cursor.accept_any({"a", "an", "the"});
    cursor.accept_phrase({"status", "state"});
    return read_sequence(course);
  }
  if (stem == "become" || (!course.state.empty() && cursor.word() != "from")) {
    // "A placed order becomes shipped."
    if (course.state.empty()) return false;
    cursor.accept_any({"to", "into"});
    const std::vector<std::string> to = read_states(cursor, course.known());
    if (to.empty()) return false;
    connect(course.life, {course.state}, to);
    return true;
  }
  const std::size_t start = cursor.at;
  cursor.accept_phrase({"only", "through the states", "through the statuses", "through the stages",
                        "through", "status", "state", "its status", "the states"});
  cursor.accept(":");
  const bool through = cursor.at > start;
  if (through && cursor.word() != "from") return read_sequence(course);
  Cursor first = cursor;
  const bool arrow = !read_states(first, course.known()).empty() && is_arrow(first) &&
                     first.word() != "then" && first.word() != "to";
  if (cursor.word() != "from" && cursor.word() != "to" && !arrow) return false;
  return read_path(cursor, course.life, course.clause.vocabulary, !course.group.optional());
}

// The state that "before shipping", "until it is shipped" speaks of, marked with a "<" in front.
std::string read_before(Cursor& cursor, const Known& known) {
  cursor.accept_any({"it", "they"});
  cursor.accept_any({"is", "are", "has", "have", "being", "was"});
  cursor.accept_any({"been", "being"});
  if (const auto state = read_state_word(cursor, known.words, known.entity))
    return "<" + state->value;
  std::string word(cursor.done() ? "" : cursor.word());
  if (!cursor.done()) ++cursor.at;
  for (const auto& [choice, attribute] : known.words.choices.find(known.entity)->second) {
    if (choice == word || verb_stem(choice) == verb_stem(word)) return "<" + choice;
  }
  return "<" + word;
}

// What something can become: "refunded", "sent or voided", as its choices have it.
std::vector<std::string> read_targets(Course& course) {
  std::vector<std::string> to;
  Cursor at{&course.clause.tokens, course.group.at, course.clause.tokens.size()};
  for (;;) {
    Cursor next = at;
    if (!to.empty()) {
      const bool comma = next.accept(",");
      if (!next.accept_any({"or", "and"}) && !comma) break;
      next.accept_any({"be", "also", "either"});
    }
    const auto state = read_state_word(next, course.clause.vocabulary, course.life.entity);
    if (!state) break;
    to.push_back(state->value);
    at = next;
  }
  if (!to.empty()) course.cursor = at;
  return to;
}

// "unless it is paid": from all the others.
std::vector<std::string> all_but(const Course& course, const std::vector<std::string>& states,
                                 const std::vector<std::string>& targets) {
  std::vector<std::string> from;
  for (const auto& [choice, attribute] :
       course.clause.vocabulary.choices.find(course.life.entity)->second) {
    if (attribute == course.life.attribute && std::ranges::find(states, choice) == states.end() &&
        std::ranges::find(targets, choice) == targets.end())
      from.push_back(choice);
  }
  return from;
}

// "A paid order can be refunded", "it can be cancelled before shipping / while it is placed"
bool read_possibility(Course& course) {
  const VerbGroup& group = course.group;
  Lifecycle& life = course.life;
  const auto choices = course.clause.vocabulary.choices.find(life.entity);
  if (!group.optional() || choices == course.clause.vocabulary.choices.end()) return false;
  std::vector<std::string> to = read_targets(course);
  if (to.empty()) {
    // What is done to a row is no state of it.
    static constexpr std::string_view acts[] = {"change", "edit", "modify", "delete", "update",
                                                "remove", "read", "see",    "view"};
    if (group.stem.empty() || !is_participle(course.clause.tokens[group.at].lower) ||
        std::ranges::find(acts, group.stem) != std::end(acts))
      return false;
    to.push_back(course.clause.tokens[group.at].lower);
  }
  if (life.attribute.empty()) life.attribute = attribute_of(course.clause, life.entity, to);
  std::vector<std::string> from;
  if (!course.state.empty()) from.push_back(course.state);
  Cursor& cursor = course.cursor;
  cursor.accept("only");
  const bool unless = cursor.accept("unless");
  if (!unless && cursor.accept_any({"before", "until"})) {
    from.push_back(read_before(cursor, course.known()));
  } else if (unless || cursor.accept_phrase({"from", "while", "when", "if", "as long as", "once",
                                             "after", "as soon as", "out of"})) {
    cursor.accept_any({"it", "they"});
    cursor.accept_any({"is", "are", "has", "have", "was", "were"});
    const bool negative = cursor.accept("not");
    cursor.accept_any({"still", "been", "already", "yet"});
    if (negative && !unless) {
      from.push_back(read_before(cursor, course.known()));
    } else {
      std::vector<std::string> states = read_states(cursor, course.known());
      if (unless) states = all_but(course, states, to);
      from.insert(from.end(), states.begin(), states.end());
    }
  }
  if (from.empty()) return false;
  connect(life, from, to);
  return true;
}

// "An invoice is created as a draft": how it begins.
bool read_creation(Course& course) {
  static constexpr std::string_view makes[] = {"create", "open",  "register", "make",
                                               "record", "enter", "add",      "store"};
  Cursor& cursor = course.cursor;
  if (std::ranges::find(makes, course.group.stem) == std::end(makes) ||
      !cursor.accept_any({"as", "in", "with"}))
    return false;
  cursor.accept_any({"a", "an", "the"});
  cursor.accept_any({"status", "state"});
  const auto state = read_state_word(cursor, course.clause.vocabulary, course.life.entity);
  if (!state) return false;
  cursor.accept_any({"status", "state"});
  course.life.attribute = state->attribute;
  connect(course.life, {""}, {state->value});
  return true;
}

// "Order: draft -> placed -> shipped", "Status: draft -> placed", "draft -> placed" below a heading
bool read_arrows(Course& course) {
  const Clause& clause = course.clause;
  Lifecycle& life = course.life;
  auto noun = read_noun(course.cursor, clause.vocabulary);
  if (!noun) return false;
  if (!course.cursor.accept_any({":", "--", "goes"})) {
    course.cursor = clause.cursor();
    life.entity = clause.topic;
  } else {
    const bool entity = clause.vocabulary.is_entity(noun->name);
    const auto place = place_attribute(*noun, clause);
    life.entity = entity ? noun->name : place ? place->entity : clause.topic;
    if (!entity && place) life.attribute = place->attribute;
    if (noun->name.ends_with(" status") &&
        clause.vocabulary.is_entity(noun->name.substr(0, noun->name.size() - 7))) {
      life.entity = noun->name.substr(0, noun->name.size() - 7);
      life.attribute = "status";
    }
  }
  return !life.entity.empty() && read_path(course.cursor, life, clause.vocabulary, true);
}

// Whose lifecycle it is: "an order", "the status of an order".
bool read_whose(Course& course, const Noun& subject) {
  const Clause& clause = course.clause;
  course.subject = subject.name;
  course.life.entity =
      !subject.owner.empty() ? subject.owner : entity_of(subject, clause.vocabulary);
  course.life.attribute = !subject.owner.empty() ? subject.name : "";
  if (subject.owner.empty() && !clause.vocabulary.is_entity(course.life.entity)) {
    const auto place = place_attribute(subject, clause);
    if (!place) return false;
    course.life.entity = place->entity;
    course.life.attribute = place->attribute;
  }
  std::string& attribute = course.life.attribute;
  if (attribute == "lifecycle" || attribute == "life cycle" || attribute == "workflow")
    attribute.clear();
  return true;
}

// "Only parcels in transit", "an invoice that is sent": who, and in which state.
bool read_subject(Course& course) {
  const Vocabulary& words = course.clause.vocabulary;
  Cursor cursor = course.clause.subject();
  cursor.accept("only");
  if (auto state = read_qualified(cursor, words); state && !state->negative) {
    course.life.entity = state->entity;
    course.life.attribute = state->attribute;
    course.state = state->value;
    course.subject = state->entity;
    return true;
  }
  const std::vector<Noun> subjects = read_subjects(course.clause);
  return !subjects.empty() && read_whose(course, subjects.front());
}

bool read_with_verb(Course& course, bool arrows) {
  course.cursor = course.clause.cursor(course.clause.verb);
  course.group = read_verb_group(course.cursor);
  if (course.group.negative || !read_subject(course)) return false;
  static constexpr std::string_view moves[] = {
      "go",     "move", "change",  "transition", "progress", "pass", "advance", "start", "begin",
      "become", "flow", "proceed", "evolve",     "turn",     "step", "return",  "switch"};
  if (std::ranges::find(moves, course.group.stem) != std::end(moves)) {
    // "can be returned": a state, and no movement
    if (course.group.be && read_possibility(course)) return true;
    return read_movement(course);
  }
  if (course.group.be) return read_creation(course) || read_possibility(course);
  return arrows && read_path(course.cursor, course.life, course.clause.vocabulary, true);
}

}  // namespace

bool read_lifecycle(Clause& clause) {
  const bool arrows = std::ranges::any_of(clause.tokens, [](const Token& token) {
    return token.lower == "->" || token.lower == "=>" || token.lower == "\u2192";
  });
  Course course{clause, clause.cursor()};
  const bool with_verb = clause.verb != kNowhere;
  if (with_verb ? !read_with_verb(course, arrows) : !arrows || !read_arrows(course)) return false;
  Lifecycle& life = course.life;
  if (life.transitions.empty()) return false;
  std::vector<std::string> states;
  for (const auto& [from, to] : life.transitions) {
    if (!from.empty()) states.push_back(from);
    states.push_back(to);
  }
  if (life.attribute.empty()) life.attribute = attribute_of(clause, life.entity, states);
  // What follows: ", or from placed to cancelled"
  for (;;) {
    Cursor next = course.cursor;
    while (next.accept_any({",", ";", "and", "or", "also"})) {
    }
    if (next.word() != "from" || !read_path(next, life, clause.vocabulary, false)) break;
    course.cursor = next;
  }
  clause.facts.emplace_back(std::move(life));
  finish(clause, course.cursor);
  return true;
}

}  // namespace mimar::design::brief
