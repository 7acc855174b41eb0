// Rules that hold between rows: "An email is unique within a tenant, ignoring case", "Bookings of a
// room must not overlap", "Dependencies must not form cycles".

#include <algorithm>

#include "design/brief/clauses/clause.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

std::optional<std::size_t> find_word(const Clause& clause,
                                     std::initializer_list<std::string_view> words) {
  for (std::size_t i = 0; i < clause.tokens.size(); ++i) {
    for (const std::string_view word : words) {
      if (clause.tokens[i].lower == word) return i;
    }
  }
  return std::nullopt;
}

void say_unique(Clause& clause, const std::string& entity, std::vector<std::string> attributes,
                std::vector<std::string> within, bool ignoring_case) {
  Uniqueness unique;
  unique.entity = entity;
  unique.attributes = std::move(attributes);
  unique.within = std::move(within);
  unique.ignoring_case = ignoring_case;
  clause.facts.emplace_back(std::move(unique));
}

// "the combination of room and date", "the pair (a, b)"
std::vector<Noun> read_list(Cursor& cursor, const Vocabulary& words) {
  std::vector<Noun> result;
  for (;;) {
    Cursor next = cursor;
    if (!result.empty()) {
      const bool comma = next.accept(",");
      if (!next.accept_any({"and", "or", "&"}) && !comma) break;
    }
    auto noun = read_noun(next, words);
    if (!noun) break;
    result.push_back(std::move(*noun));
    cursor = next;
  }
  return result;
}

// "No two users may have the same email [in a tenant]", "Two bookings must not share a room and
// date"
bool read_no_two(Clause& clause) {
  Cursor cursor = clause.cursor();
  const bool no =
      cursor.accept_phrase({"no two", "no 2", "two different", "there must not be two",
                            "there cannot be two", "there can be no two", "there may not be two",
                            "there must never be two", "we never have two", "never two", "two"});
  if (!no) {
    if (!(cursor.word() == "no")) return false;
    ++cursor.at;
    if (!cursor.is_number()) return false;
    ++cursor.at;
  }
  auto noun = read_noun(cursor, clause.vocabulary);
  if (!noun) return false;
  std::vector<std::string> within;
  bool ignoring = false;
  read_scope(cursor, clause.vocabulary, within, ignoring);
  if (noun->owner != "") within.push_back(noun->owner);
  const VerbGroup group = read_verb_group(cursor);
  if (cursor.at > 0 && group.stem != "have" && group.stem != "share" && group.stem != "use" &&
      group.stem != "be" && !cursor.accept("with"))
    return false;
  if (cursor.accept("with")) {
  }
  if (!cursor.accept_phrase({"the same", "identical", "equal", "a", "an", "the", "one"}))
    return false;
  const std::vector<Noun> same = read_list(cursor, clause.vocabulary);
  if (same.empty()) return false;
  read_scope(cursor, clause.vocabulary, within, ignoring);
  std::vector<std::string> names;
  for (const Noun& one : same)
    names.push_back(one.name);
  say_unique(clause, entity_of(*noun, clause.vocabulary), names, within, ignoring);
  finish(clause, cursor);
  return true;
}

// "A user can review a product only once", "... at most once per event"
bool read_only_once(Clause& clause) {
  const auto once = find_word(clause, {"once", "twice"});
  if (!once || *once < 2 || clause.tokens[*once].lower == "twice" || clause.verb == kNowhere)
    return false;
  const std::string& before = clause.tokens[*once - 1].lower;
  if (before != "only" && before != "most" && before != "than" && before != "just") return false;
  Cursor cursor = clause.cursor(clause.verb);
  const VerbGroup group = read_verb_group(cursor);
  const auto subjects = read_subjects(clause);
  if (subjects.empty() || group.stem.empty()) return false;
  if (is_preposition(cursor.word())) ++cursor.at;
  Cursor object{&clause.tokens, cursor.at, *once};
  auto noun = read_noun(object, clause.vocabulary);
  if (!noun) return false;
  const std::string subject = entity_of(subjects.front(), clause.vocabulary),
                    target = entity_of(*noun, clause.vocabulary);
  // What is done once is an entity of its own, or the relationship itself.
  for (const auto& [entity, parents] : clause.vocabulary.parents) {
    if (entity != subject && entity != target && parents.contains(subject) &&
        parents.contains(target)) {
      say_unique(clause, entity, {subject, target}, {}, false);
      finish(clause, clause.cursor(*once + 1));
      return true;
    }
  }
  RelationFact fact;
  fact.subject = subject;
  fact.object = target;
  fact.stem = group.stem;
  fact.verb = third_person(group.stem);
  fact.reach = Reach::links;
  fact.objects.many = true;
  clause.facts.emplace_back(std::move(fact));
  finish(clause, clause.cursor(*once + 1));
  return true;
}

struct UniqueReading {
  std::vector<Noun> nouns = {};
  std::vector<std::string> within = {};
  bool ignoring = false;
  bool combination = false;  // together, not each of them
  std::vector<AttributePlace> places = {};
};

// "An order is uniquely identified by its number"
bool read_identified(Clause& clause, std::size_t from, UniqueReading& reading) {
  Cursor cursor = clause.cursor(std::max(clause.verb, from + 1));
  cursor.accept("identified");
  cursor.accept_any({"by", "through", "via"});
  const auto keys = read_list(cursor, clause.vocabulary);
  if (keys.empty() || reading.nouns.empty()) return false;
  std::vector<std::string> names;
  for (const Noun& key : keys)
    names.push_back(key.name);
  read_scope(cursor, clause.vocabulary, reading.within, reading.ignoring);
  say_unique(clause, entity_of(reading.nouns.front(), clause.vocabulary), names, reading.within,
             reading.ignoring);
  finish(clause, cursor);
  return true;
}

// What stands in front of "is unique", and what follows up to the scope.
bool read_unique_subject(Clause& clause, Cursor& cursor, std::size_t at, UniqueReading& reading) {
  const std::string& word = clause.tokens[at].lower;
  Cursor subject = clause.subject();
  read_scope(subject, clause.vocabulary, reading.within, reading.ignoring);
  subject.accept(",");
  reading.combination =
      subject.accept_phrase({"the combination of", "combination of", "the pair of", "the pair",
                             "a combination of", "together", "combinations of"});
  reading.nouns = read_list(subject, clause.vocabulary);
  read_scope(subject, clause.vocabulary, reading.within, reading.ignoring);
  reading.combination |= subject.accept("together");
  if (!subject.done()) return false;
  Cursor verb = clause.cursor(clause.verb);
  const VerbGroup group = read_verb_group(verb);
  if (group.stem == "have" || group.stem == "need" || group.stem == "require") return false;
  const bool duplicate = word.starts_with("dupl") || word == "twice";
  if (duplicate != group.negative || (word == "twice" && group.stem == "be")) return false;
  cursor.at = at + 1;
  if (cursor.accept_phrase({"in combination with", "together with", "with"})) {
    for (Noun& more : read_list(cursor, clause.vocabulary))
      reading.nouns.push_back(std::move(more));
    reading.combination = true;
  } else if (cursor.accept_phrase({"together", "in combination"})) {
    reading.combination = true;
  }
  return true;
}

// An attribute named "email" of several entities: the one that belongs to the scope.
void prefer_scope(const Clause& clause, const UniqueReading& reading, const Noun& noun,
                  AttributePlace& place) {
  if (!noun.owner.empty() || reading.within.empty()) return;
  const auto owners = clause.vocabulary.owners.find(place.attribute);
  if (owners == clause.vocabulary.owners.end()) return;
  for (const std::string& owner : owners->second) {
    const auto parents = clause.vocabulary.parents.find(owner);
    if (parents == clause.vocabulary.parents.end() ||
        !parents->second.contains(reading.within.front()))
      continue;
    place.entity = owner;
    return;
  }
}

bool say_uniqueness(Clause& clause, UniqueReading& reading) {
  std::vector<std::string> names;
  std::vector<AttributePlace> places;
  std::string entity;
  for (const Noun& noun : reading.nouns) {
    if (auto place = place_attribute(noun, clause)) {
      prefer_scope(clause, reading, noun, *place);
      if (entity.empty()) entity = place->entity;
      names.push_back(place->attribute);
      places.push_back(std::move(*place));
    } else if (!clause.topic.empty() && clause.vocabulary.is_entity(noun.name)) {
      names.push_back(noun.name);
    } else {
      clause.question = "Of what is «" + noun.name + "» an attribute?";
      return false;
    }
  }
  if (entity.empty()) return false;
  if (!reading.combination && reading.nouns.size() > 1) {
    // "Emails and user names must be unique": each of them
    for (const AttributePlace& place : places)
      say_unique(clause, place.entity, {place.attribute}, reading.within, reading.ignoring);
    reading.places = std::move(places);
    return true;
  }
  std::erase_if(reading.within, [&](const std::string& scope) { return scope == entity; });
  say_unique(clause, entity, names, reading.within, reading.ignoring);
  if (!reading.combination) reading.places = std::move(places);
  return true;
}

// "..., and at most 30 characters long": what else is said of what is unique.
void read_further_details(Clause& clause, Cursor& cursor, const UniqueReading& reading) {
  Details details;
  bool any = false;
  for (;;) {
    Cursor next = cursor;
    while (next.accept_any({",", "and", "but", "also"})) {
    }
    if (!read_detail(next, clause.vocabulary, details)) break;
    cursor = next;
    any = true;
  }
  if (!any) return;
  for (const AttributePlace& place : reading.places)
    say_attribute(clause, place.entity, place.attribute, details, true);
}

}  // namespace

bool read_uniqueness(Clause& clause) {
  if (read_no_two(clause) || read_only_once(clause)) return true;
  const auto at = find_word(clause, {"unique", "uniquely", "distinct", "unambiguous", "duplicated",
                                     "duplicates", "duplicate", "twice"});
  if (!at) return false;
  Cursor cursor = clause.cursor();
  UniqueReading reading;
  if (*at == 0) {
    // "Unique email per tenant"
    ++cursor.at;
    cursor.accept(":");
    reading.nouns = read_list(cursor, clause.vocabulary);
  } else if (clause.verb == kNowhere || *at <= clause.verb) {
    return false;
  } else if (clause.tokens[*at].lower == "uniquely") {
    Cursor subject = clause.subject();
    reading.nouns = read_list(subject, clause.vocabulary);
    return read_identified(clause, *at, reading);
  } else if (!read_unique_subject(clause, cursor, *at, reading)) {
    return false;
  }
  if (reading.nouns.empty()) return false;
  read_scope(cursor, clause.vocabulary, reading.within, reading.ignoring);
  cursor.accept_words("in combination");
  if (!say_uniqueness(clause, reading)) return false;
  read_further_details(clause, cursor, reading);
  finish(clause, cursor);
  return true;
}

// Whether rows of the entity last from one moment to another.
static bool lasts(const Vocabulary& words, const std::string& entity) {
  const auto list = words.attributes.find(entity);
  if (list == words.attributes.end()) return false;
  return std::ranges::any_of(list->second, [](const std::string& one) {
    return one.find("end") != std::string::npos || one.find("period") != std::string::npos ||
           one.find("slot") != std::string::npos || one.find("until") != std::string::npos ||
           one.find("check out") != std::string::npos || one.find("finish") != std::string::npos;
  });
}

// "A courier can only work one shift at a time", "No courier has two shifts at the same time", "A
// courier cannot have two overlapping shifts": the shifts of a courier do not overlap.
static bool read_one_at_a_time(Clause& clause) {
  if (clause.verb == kNowhere) return false;
  std::size_t behind = 0, overlapping = 0;
  for (std::size_t i = clause.verb; i < clause.tokens.size(); ++i) {
    Cursor cursor = clause.cursor(i);
    if (cursor.accept_phrase({"at a time", "at the same time", "at once", "simultaneously",
                              "concurrently", "at any one time", "at one time"}))
      behind = cursor.at;
    if (clause.tokens[i].lower == "overlapping") overlapping = i;
  }
  if (behind == 0 && overlapping == 0) return false;
  Cursor subject = clause.subject();
  const bool none = subject.accept("no");
  auto whose = read_noun(subject, clause.vocabulary);
  Cursor cursor = clause.cursor(clause.verb);
  const VerbGroup group = read_verb_group(cursor);
  if (!whose || !subject.done() || group.be) return false;
  if (is_preposition(cursor.word())) ++cursor.at;
  cursor.accept("only");
  const bool one = cursor.accept_phrase({"one", "a single", "at most one", "exactly one"});
  const bool more =
      !one && cursor.accept_phrase({"two", "more than one", "several", "multiple", "any"});
  cursor.accept("overlapping");
  const auto noun = read_noun(cursor, clause.vocabulary);
  const std::string entity = noun ? entity_of(*noun, clause.vocabulary) : "";
  const std::string within = entity_of(*whose, clause.vocabulary);
  const bool refused = none || group.negative;
  if (!clause.vocabulary.is_entity(entity) || !clause.vocabulary.is_entity(within) ||
      entity == within || refused == one || (!more && !one && overlapping == 0))
    return false;
  if (!lasts(clause.vocabulary, entity)) {
    clause.question = "From when to when does «" + entity + "» last?";
    return false;
  }
  NonOverlap rule;
  rule.entity = entity;
  rule.within = {within};
  clause.facts.emplace_back(std::move(rule));
  finish(clause, clause.cursor(std::max(behind, cursor.at)));
  return true;
}

// "for the same variant and currency", in front of what must not overlap.
static std::vector<std::string> read_same(const Clause& clause, const std::string& entity,
                                          std::size_t end) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i + 1 < end; ++i) {
    if (clause.tokens[i].lower != "same") continue;
    Cursor same{&clause.tokens, i + 1, end};
    for (const Noun& one : read_list(same, clause.vocabulary)) {
      if (clause.vocabulary.is_entity(one.name) || clause.vocabulary.has(entity, one.name))
        names.push_back(one.name);
    }
    return names;
  }
  return names;
}

bool read_overlap(Clause& clause) {
  if (read_one_at_a_time(clause)) return true;
  const auto at = find_word(clause, {"overlap", "overlaps", "overlapping", "overlapped",
                                     "double-booked", "double-book", "clash", "conflict"});
  if (!at) return false;
  const bool doubled = clause.tokens[*at].lower.starts_with("double");
  NonOverlap rule;
  Cursor cursor = clause.cursor();
  cursor.accept_phrase({"no", "two", "no two", "no two active"});
  if (clause.tokens.front().lower == "no" && clause.tokens.size() > 1 && cursor.is_number())
    ++cursor.at;
  cursor.accept_any({"the"});
  cursor.accept("overlapping");
  auto noun = read_noun(cursor, clause.vocabulary);
  if (!noun) return false;
  bool ignoring = false;
  const std::string entity = entity_of(*noun, clause.vocabulary);
  // What merely stands in front of the verb is not known to be there: "Therefore these ..."
  if (!clause.vocabulary.entities.empty() && !clause.vocabulary.is_entity(entity)) return false;
  rule.entity = entity;
  const auto add = [&](std::string name) {
    if (!name.empty() && name != rule.entity &&
        std::ranges::find(rule.within, name) == rule.within.end())
      rule.within.push_back(std::move(name));
  };
  const auto as_scope = [&](const std::string& name) {
    const std::string known = entity_at_end(clause.vocabulary, name);
    return known.empty() ? name : known;
  };
  if (!noun->owner.empty()) add(as_scope(noun->owner));
  Cursor rest = cursor;
  std::vector<std::string> within;
  rest.accept_words("of the same");
  read_scope(rest, clause.vocabulary, within, ignoring);
  if (doubled) {
    // "A room cannot be double-booked": what is booked
    std::string booking;
    for (const auto& [child, parents] : clause.vocabulary.parents) {
      const auto attributes = clause.vocabulary.attributes.find(child);
      if (parents.contains(entity) && attributes != clause.vocabulary.attributes.end()) {
        const bool timed = std::ranges::any_of(attributes->second, [](const std::string& one) {
          return one.find("end") != std::string::npos || one.find("period") != std::string::npos ||
                 one.find("slot") != std::string::npos || one.find("until") != std::string::npos ||
                 one.find("check out") != std::string::npos;
        });
        if (timed || child == "booking" || child == "appointment" || child == "reservation")
          booking = child;
      }
    }
    if (booking.empty()) return false;
    rule.entity = booking;
    rule.within = {entity};
  }
  Cursor behind = clause.cursor(*at + 1);
  behind.accept_words("in time");
  behind.accept_words("with each other");
  behind.accept_words("each other");
  behind.accept_words("one another");
  read_scope(behind, clause.vocabulary, within, ignoring);
  for (std::string& name : within) {
    if (name != "time") add(as_scope(name));
  }
  for (const std::string& name : read_same(clause, rule.entity, *at))
    add(name);
  if (behind.accept(",")) {
  }
  if (behind.accept_phrase({"unless one of them is", "unless one of them was", "unless one is",
                            "unless they are", "except those that are", "except for", "except",
                            "excluding", "apart from", "unless"})) {
    if (auto except = read_noun(behind, clause.vocabulary)) {
      const std::vector<std::string> words = split_words(except->name);
      rule.except.push_back(words.front());
    }
  }
  clause.facts.emplace_back(std::move(rule));
  finish(clause, behind);
  return true;
}

bool read_cycle(Clause& clause) {
  const auto at = find_word(clause, {"cycle", "cycles", "circular", "circle", "circles", "loop",
                                     "loops", "acyclic", "cyclic", "ancestor", "itself"});
  if (!at) return false;
  bool negative = clause.tokens[*at].lower == "acyclic";
  for (const Token& token : clause.tokens) {
    if (token.lower == "no" || token.lower == "not" || token.lower == "never" ||
        token.lower == "cannot" || token.lower == "without")
      negative = true;
  }
  if (!negative) return false;
  // Which relationship: the first entity named that refers to itself, or the topic.
  std::string entity;
  for (std::size_t i = 0; i < clause.tokens.size(); ++i) {
    for (std::size_t words = 3; words > 0; --words) {
      if (i + words > clause.tokens.size()) continue;
      const std::string name = as_singular(clause.tokens, i, i + words);
      if (entity.empty() && clause.vocabulary.is_entity(name)) entity = name;
    }
  }
  if (entity.empty()) {
    entity = clause.topic;
    const auto refers = [&](const std::string& one) {
      const auto parents = clause.vocabulary.parents.find(one);
      return parents != clause.vocabulary.parents.end() && parents->second.contains(one);
    };
    if (!refers(entity)) {
      for (const auto& [child, parents] : clause.vocabulary.parents) {
        if (parents.contains(child)) entity = child;
      }
    }
  }
  if (entity.empty()) return false;
  RelationFact fact;
  fact.subject = fact.object = entity;
  fact.verb = "depends on";
  fact.stem = "";
  fact.reach = Reach::links;
  fact.acyclic = true;
  clause.facts.emplace_back(std::move(fact));
  return true;
}

}  // namespace mimar::design::brief
