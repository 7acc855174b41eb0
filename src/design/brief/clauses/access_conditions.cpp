// Which rows an access pattern speaks of: tasks "of a project", "whose status is open", "that are
// not yet delivered", "without a courier".

#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "design/brief/clauses/access.h"
#include "design/brief/clauses/operators.h"
#include "design/brief/kinds.h"
#include "design/brief/words.h"

namespace mimar::design::brief {

using enum Access::Kind;

namespace {

void add_bounds(Reading& reading, const std::string& attribute, const Bounds& bounds) {
  for (const auto& [op, value] : bounds)
    add_filter(reading, Filter{.attribute = attribute, .op = op, .value = value});
}

// "open", "in transit or delivered", at the cursor.
bool read_choices_said(Reading& reading, Cursor& cursor, bool negative) {
  const Vocabulary& words = reading.clause.vocabulary;
  Cursor next = cursor;
  const auto first = read_choice_at(next, words, reading.access.entity);
  if (!first) return false;
  std::vector<std::string> values{first->choice};
  for (;;) {
    Cursor more = next;
    const bool comma = more.accept(",");
    if (!more.accept_any({"or", "nor"}) && !comma) break;
    const auto other = read_choice_at(more, words, reading.access.entity);
    if (!other || other->attribute != first->attribute) break;
    values.push_back(other->choice);
    next = more;
  }
  cursor = next;
  if (values.size() == 1 || negative) {
    for (const std::string& value : values)
      add_filter(
          reading,
          Filter{.attribute = first->attribute, .op = negative ? "<>" : "=", .value = value});
    return true;
  }
  add_filter(
      reading,
      Filter{.attribute = first->attribute, .op = "one of", .value = text::join(values, ", ")});
  return true;
}

// "with status open", "in state open"
bool read_state(Reading& reading) {
  Cursor next = reading.cursor;
  if (!next.accept_any({"with", "in", "having", "of"})) return false;
  next.accept_any({"the", "a"});
  if (!next.accept_any({"status", "state", "stage", "phase"})) return false;
  next.accept_any({"of", "is", "=", ":"});
  if (next.done()) return false;
  const bool negative = next.accept("not");
  if (!read_choices_said(reading, next, negative)) {
    if (next.word() == "," || next.word() == ".") return false;
    const Vocabulary& words = reading.clause.vocabulary;
    std::string attribute = (*next.tokens)[reading.cursor.at + 1].lower;
    for (const char* name : {"status", "state", "stage", "phase"})
      if (next.tokens->at(next.at - 1).lower == name && words.has(reading.access.entity, name))
        attribute = name;
    if (!words.has(reading.access.entity, attribute)) return false;
    Filter filter{.attribute = attribute};
    if (!read_compared_value(reading, next, filter)) return false;
    add_filter(reading, std::move(filter));
  }
  reading.cursor = next;
  return true;
}

bool is_nobody(std::string_view word) {
  return word == "nobody" || word == "noone" || word == "anybody" || word == "anyone" ||
         word == "any" || word == "no";
}

// "delivered in the last 7 days", "due tomorrow": the instant that the word speaks of.
bool read_timed(Reading& reading, Cursor& cursor) {
  if (cursor.done() || cursor.token().kind != Token::Kind::word) return false;
  Cursor next = cursor;
  std::string attribute =
      instant_by_word(reading.clause, reading.access.entity, std::string(next.word()));
  if (attribute.empty() && (next.word() == "created" || next.word() == "made" ||
                            next.word() == "added" || next.word() == "placed"))
    attribute = instant_of(reading.clause, reading.access.entity);
  ++next.at;
  const auto bounds = attribute.empty() ? std::nullopt : read_time_bounds(next);
  if (!bounds) return false;
  add_bounds(reading, attribute, *bounds);
  cursor = next;
  return true;
}

// "assigned to a user", "created by nobody" behind "that are".
bool read_participle(Reading& reading, Cursor& cursor, bool negative) {
  if (cursor.done() || cursor.token().kind != Token::Kind::word) return false;
  Cursor next = cursor;
  const std::string verb(next.word());
  ++next.at;
  if (!is_participle(verb)) return false;
  const std::string related = related_by(reading, verb);
  Cursor by = next;
  if (by.accept_any({"to", "by", "in", "for", "with", "on", "at", "from"})) {
    if (by.accept_words("no one") || is_nobody(by.word())) {
      const bool none = by.word() == "nobody" || by.word() == "no" || by.word(0).empty() ||
                        (*by.tokens)[by.at - 1].lower == "one";
      if (is_nobody(by.word())) {
        ++by.at;
        read_noun(by, reading.clause.vocabulary);
      }
      if (related.empty()) return false;
      add_filter(reading,
                 Filter{.attribute = related, .op = none || negative ? "is null" : "is not null"});
      cursor = by;
      return true;
    }
    if (auto noun = read_noun(by, reading.clause.vocabulary)) {
      std::string name = resolve_name(reading, noun->name);
      // "assigned to a user": the user it is assigned to, not who reported it
      if (!related.empty() && !negative &&
          (name == related || reading.clause.vocabulary.is_entity(name)))
        name = related;
      if (known_name(reading, name) && !negative) {
        add_filter(reading, Filter{.attribute = name});
        cursor = by;
        return true;
      }
    } else if (by.accept_any({"me", "him", "her", "them", "us"})) {
      if (related.empty()) return false;
      add_filter(reading, Filter{.attribute = related});
      cursor = by;
      return true;
    }
  }
  if (related.empty() || negative == verb.starts_with("un")) return false;
  // "not assigned"
  if (!next.done() && next.word() != "," && next.word() != "and" && next.word() != "." &&
      next.word() != "yet" && next.word() != "of")
    return false;
  next.accept("yet");
  add_filter(reading, Filter{.attribute = related, .op = "is null"});
  cursor = next;
  return true;
}

// "heavier than 20 kg", "cheaper than 10": an adjective of an attribute.
bool read_comparative(Reading& reading, Cursor& cursor) {
  static constexpr std::tuple<std::string_view, std::string_view, std::string_view> words[] = {
      {"heavier", "weight", ">"},  {"lighter", "weight", "<"},  {"cheaper", "price", "<"},
      {"dearer", "price", ">"},    {"longer", "length", ">"},   {"shorter", "length", "<"},
      {"larger", "size", ">"},     {"bigger", "size", ">"},     {"smaller", "size", "<"},
      {"taller", "height", ">"},   {"longer", "duration", ">"}, {"shorter", "duration", "<"},
      {"wider", "width", ">"},     {"older", "age", ">"},       {"younger", "age", "<"},
      {"larger", "capacity", ">"}, {"bigger", "capacity", ">"}, {"smaller", "capacity", "<"},
      {"cheaper", "rate", "<"},    {"cheaper", "cost", "<"},    {"cheaper", "amount", "<"}};
  for (const auto& [adjective, attribute, op] : words) {
    Cursor next = cursor;
    if (!next.accept(adjective) || !next.accept("than")) continue;
    const std::string name = resolve_name(reading, std::string(attribute));
    if (!reading.clause.vocabulary.has(reading.access.entity, name)) continue;
    Filter filter{.attribute = name, .op = std::string(op)};
    if (!read_compared_value(reading, next, filter)) continue;
    add_filter(reading, std::move(filter));
    cursor = next;
    return true;
  }
  return false;
}

// "has no courier", "have never sent a parcel", "with no parcels": nothing of it is there.
bool read_lack(Reading& reading, Cursor& cursor) {
  auto noun = read_noun(cursor, reading.clause.vocabulary);
  if (!noun) return false;
  const std::string name = resolve_name(reading, noun->name);
  if (!known_name(reading, name) || name == reading.access.entity) return false;
  add_filter(reading, Filter{.attribute = name, .op = "is null"});
  return true;
}

// "who have never sent a parcel", "that have no tasks", "who work for a depot"
bool read_relative_verb(Reading& reading, Cursor& cursor, bool has) {
  Cursor next = cursor;
  if (has) {
    const bool never = next.accept_any({"never", "not"});
    next.accept_any({"yet", "been"});
    if (never && is_participle(next.word())) {
      ++next.at;
      next.accept_any({"a", "an", "any"});
      if (!read_lack(reading, next)) return false;
    } else if (next.accept("no")) {
      if (!read_lack(reading, next)) return false;
    } else {
      return false;
    }
    cursor = next;
    return true;
  }
  const std::string related = next.done() ? "" : related_by(reading, std::string(next.word()));
  if (related.empty()) return false;
  ++next.at;
  const std::size_t preposition = next.at;
  const bool behind = is_preposition(next.word());
  if (behind) ++next.at;
  auto noun = read_noun(next, reading.clause.vocabulary);
  if (!noun || !known_name(reading, resolve_name(reading, noun->name))) return false;
  cursor = next;
  if (behind)
    cursor.at = preposition;  // "for a depot in a given city" is read as it is without the verb
  else
    add_filter(reading, Filter{.attribute = related});
  return true;
}

// "that are open", "which were delivered last week", "still open", "due tomorrow"
bool read_relative(Reading& reading) {
  Cursor next = reading.cursor;
  const bool pronoun = next.accept_any({"that", "which", "who"});
  bool have = false, be = false;
  if (pronoun) {
    next.accept("will");
    be = next.accept_any({"are", "is", "were", "was", "be"});
    if (!be) have = next.accept_any({"have", "has", "had"});
    be |= have && next.accept("been");
  }
  Cursor negated = next;
  bool negative = negated.accept_any({"not", "never"}) || negated.accept_words("no longer");
  if (negative && have && !be) be = negated.accept("been");
  negated.accept_any({"still", "currently", "already", "yet", "now", "both"});
  if (pronoun && have && !be) {
    if (!read_relative_verb(reading, next, true)) return false;
    reading.cursor = next;
    return true;
  }
  next = negated;
  if (next.done()) return false;
  if (!pronoun && !negative && next.at == reading.cursor.at && is_function_word(next.word()) &&
      next.word() != "older" && next.word() != "longer" && next.word() != "larger" &&
      next.word() != "shorter" && next.word() != "smaller" && next.word() != "newer")
    return false;
  const bool read = (!negative && read_timed(reading, next)) ||
                    read_choices_said(reading, next, negative) ||
                    read_participle(reading, next, negative) || read_comparative(reading, next);
  if (!read && pronoun && !be && !negative) {
    if (!read_relative_verb(reading, next, false)) return false;
  } else if (!read) {
    if (!pronoun && next.at == reading.cursor.at) return false;
    const std::string word = text::lower(next.token().text);
    ++next.at;
    // "not reported in time" says how, and not that nobody did
    if (is_participle(word) && is_preposition(next.word()) && !related_by(reading, word).empty())
      return false;
    const std::size_t before = reading.access.filters.size();
    if (!read_adjective(reading, word)) return false;
    if (negative && reading.access.filters.size() > before) {
      Filter& last = reading.access.filters.back();
      last.op = last.op == "is not null" ? "is null" : last.op == "is null" ? "is not null" : "<>";
    }
  }
  next.accept("yet");
  reading.cursor = next;
  return true;
}

std::string read_text_operator(Cursor& cursor) {
  if (cursor.accept_phrase({"contains", "containing", "contain"})) return "contains";
  if (cursor.accept_phrase({"starts with", "begins with", "start with", "begin with"}))
    return "begins with";
  if (cursor.accept_phrase({"not empty", "not null", "not missing"})) return "is not null";
  if (cursor.accept_phrase(
          {"empty", "missing", "not set", "null", "unknown", "not known", "not present"}))
    return "is null";
  if (cursor.accept_phrase({"present", "set", "known"})) return "is not null";
  return {};
}

// "is before", "equals", "is less than": "=" when nothing is said.
std::string read_filter_operator(Cursor& cursor, const Reading& reading) {
  cursor.accept_any({"is", "are", "equals", "was", "were"});
  // "is under way": a state, and no "under"
  Cursor state = cursor;
  if (read_choice_at(state, reading.clause.vocabulary, reading.access.entity)) return "=";
  if (std::string op = read_text_operator(cursor); !op.empty()) return op;
  Cursor comparing = cursor;
  if (std::string op = read_comparing_words(comparing);
      !op.empty() && op != "past" && op != "future") {
    cursor = comparing;
    return op;
  }
  if (cursor.accept_phrase({"older than"})) return "<";
  if (cursor.accept_phrase({"newer than"})) return ">";
  if (cursor.accept_any({"exceeds", "exceed", "exceeding"})) return ">";
  if (cursor.accept_any({"not", "<>"})) return "<>";
  return "=";
}

// "whose status is open", "where the total is above 100", "with a weight over 20 kg"
bool read_whose(Reading& reading) {
  Cursor next = reading.cursor;
  next.accept("and");
  const bool with = next.accept_any({"with", "having"});
  if (!with && !next.accept_any({"whose", "where"})) return false;
  auto noun = read_noun(next, reading.clause.vocabulary);
  if (!noun) return false;
  const Vocabulary& words = reading.clause.vocabulary;
  std::string name = resolve_name(reading, noun->name), of;
  if (!known_name(reading, name) && !with) {
    // "whose depot city is given": of the depot
    const auto place = place_attribute(*noun, reading.clause);
    if (place && place->entity != reading.access.entity &&
        words.has(place->entity, place->attribute)) {
      of = place->entity;
      name = place->attribute;
    }
  }
  if (of.empty() && !known_name(reading, name)) return false;
  if (with && !words.has(reading.access.entity, name)) return false;
  Filter filter{.attribute = name, .of = of};
  const std::size_t before = next.at;
  const bool given = next.accept_words("is given") || next.accept("given");
  if (!given) filter.op = read_filter_operator(next, reading);
  if (with && !given && next.at == before) {
    // "with a given tracking code": a parameter; "with a status open": a value
    if (!next.done() && next.word() != "," && next.word() != "." && next.word() != "and" &&
        !is_preposition(next.word())) {
      if (!read_compared_value(reading, next, filter)) return false;
    }
  } else if (!given && !filter.op.starts_with("is") &&
             !read_compared_value(reading, next, filter)) {
    return false;
  }
  add_filter(reading, std::move(filter));
  reading.cursor = next;
  return true;
}

// "of the last 30 days", "today": of when a row came to be.
bool read_span(Reading& reading) {
  Cursor next = reading.cursor;
  const auto bounds = read_time_bounds(next);
  if (!bounds) return false;
  std::string time = instant_of(reading.clause, reading.access.entity);
  const bool ahead = std::ranges::any_of(*bounds, [](const auto& bound) {
    return bound.second.starts_with("in ") || bound.second == "tomorrow" ||
           bound.second.starts_with("next ");
  });
  // What lies ahead is no time at which a row was made.
  const bool this_step = bounds->front().second.starts_with("this ");
  if (ahead && !this_step && !bounds->front().second.starts_with("today") &&
      !reading.clause.vocabulary.has(reading.access.entity, time))
    return false;
  add_bounds(reading, time, *bounds);
  reading.cursor = next;
  return true;
}

// "parcels nobody is assigned to"
bool read_nobody(Reading& reading) {
  Cursor next = reading.cursor;
  if (!next.accept("nobody") && !next.accept_words("no one")) return false;
  next.accept_any({"is", "has", "was"});
  next.accept("been");
  const std::string related = next.done() ? "" : related_by(reading, std::string(next.word()));
  if (related.empty()) return false;
  ++next.at;
  next.accept_any({"to", "yet", "for"});
  add_filter(reading, Filter{.attribute = related, .op = "is null"});
  reading.cursor = next;
  return true;
}

// "without a courier", "with no tasks"
bool read_without(Reading& reading) {
  Cursor next = reading.cursor;
  if (!next.accept("without") && !next.accept_words("with no")) return false;
  next.accept_any({"any", "a", "an"});
  if (!read_lack(reading, next)) return false;
  reading.cursor = next;
  return true;
}

// Behind "of the parcels": "of a customer" says whose, "in a given city" which of them.
bool read_chain(Reading& reading, Cursor& cursor, const Noun& named) {
  const Vocabulary& words = reading.clause.vocabulary;
  Cursor next = cursor;
  if (!next.accept_any({"of", "in", "with", "at", "from", "by", "for"})) return false;
  auto noun = read_noun(next, words);
  if (!noun) return false;
  const std::string entity = entity_of(named, words);
  if (!words.is_entity(entity)) return false;
  if (words.has(entity, noun->name) && !words.has(reading.access.entity, noun->name)) {
    add_filter(reading, Filter{.attribute = noun->name, .of = entity});
    cursor = next;
    return true;
  }
  const std::string whose = entity_of(*noun, words);
  const auto parents = words.parents.find(entity);
  const bool above = parents != words.parents.end() && parents->second.contains(whose);
  if (!named.plural || !words.is_entity(whose) || !above) return false;
  add_filter(reading, Filter{.attribute = whose});
  cursor = next;
  return true;
}

// "of a project", "for a customer", "in a room", "assigned to a user"
bool read_belonging(Reading& reading) {
  Cursor next = reading.cursor;
  if (!next.accept_any({"of",       "for",       "in",     "from",    "on",      "at",    "within",
                        "assigned", "belonging", "placed", "made",    "written", "owned", "created",
                        "with",     "by",        "under",  "visible", "to",      "that",  "sent",
                        "posted",   "given",     "near",   "inside"}))
    return false;
  const std::string word = (*next.tokens)[next.at - 1].lower;
  if (next.accept_any({"to", "by", "belong", "for", "in", "of"}))
    next.accept("to");
  else if (word == "that")
    return false;
  if (next.accept_any({"him", "them", "her", "me", "it"})) {
    reading.cursor = next;
    return true;
  }
  auto noun = read_noun(next, reading.clause.vocabulary);
  if (!noun) return false;
  // "in time" is no moment
  if ((noun->name == "time" || noun->name == "date") && !noun->quantity.article) return false;
  if (read_chain(reading, next, *noun)) {
    reading.cursor = next;
    return true;
  }
  if (noun->name.ends_with(" given")) noun->name.resize(noun->name.size() - 6);
  const std::string name = resolve_name(reading, noun->name);
  if (!known_name(reading, name)) {
    if (word != "with" || !read_adjective(reading, noun->name)) return false;
  } else if ((*next.tokens)[noun->from].lower == "each" ||
             (*next.tokens)[noun->from].lower == "every") {
    if (!is_figure(reading.access.kind)) return false;
    reading.access.by.push_back({name, ""});
  } else if (noun->plural && !noun->quantity.article && name != reading.access.entity &&
             word == "of" && is_figure(reading.access.kind)) {
    // "of parcels": what is read anyway
    return false;
  } else if (name != reading.access.entity || noun->name != reading.access.entity) {
    add_filter(reading, Filter{.attribute = name});
  }
  reading.cursor = next;
  return true;
}

}  // namespace

bool read_condition(Reading& reading) {
  return read_state(reading) || read_span(reading) || read_relative(reading) ||
         read_nobody(reading) || read_without(reading) || read_whose(reading) ||
         read_belonging(reading);
}

}  // namespace mimar::design::brief
