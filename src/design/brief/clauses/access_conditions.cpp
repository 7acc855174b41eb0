// Which rows an access pattern speaks of: "open" tasks, tasks "of a project", "whose status is
// open".

#include <algorithm>

#include "base/text.h"
#include "design/brief/amounts.h"
#include "design/brief/clauses/access.h"
#include "design/brief/clauses/clause.h"
#include "design/brief/kinds.h"
#include "design/brief/words.h"

namespace mimar::design::brief {

using enum Access::Kind;

// "open" tasks, "overdue" tasks, "recent" tasks: a word in front of the entity.
bool read_adjective(Reading& reading, const std::string& word) {
  const Vocabulary& words = reading.clause.vocabulary;
  const std::string& entity = reading.access.entity;
  const auto choices = words.choices.find(entity);
  if (choices != words.choices.end()) {
    if (const auto found = choices->second.find(word); found != choices->second.end()) {
      add_filter(reading, {found->second, "=", word});
      return true;
    }
  }
  if (words.has(entity, word) || words.has(entity, "is " + word)) {
    const std::string name = words.has(entity, word) ? word : "is " + word;
    const ValueKind kind = kind_of_name(name).kind;
    if (kind == ValueKind::boolean)
      add_filter(reading, {name, "=", "true"});
    else
      add_filter(reading, {name, "=", ""});
    return true;
  }
  if (word.starts_with("un") && read_adjective(reading, word.substr(2))) {
    Filter& last = reading.access.filters.back();
    if (last.op == "=" && last.value == "true")
      last.value = "false";
    else
      last.op = last.value.empty() ? "is null" : "<>";
    return true;
  }
  if (is_participle(word) && words.has(entity, verb_stem(word))) {
    add_filter(reading, {verb_stem(word), "is not null", ""});
    return true;
  }
  if (words.has(entity, word + " at")) {
    add_filter(reading, {word + " at", "is not null", ""});
    return true;
  }
  if (word == "open" || word == "unfinished" || word == "incomplete" || word == "pending" ||
      word == "unresolved" || word == "outstanding") {
    // Not at the end of its lifecycle.
    if (choices != words.choices.end()) {
      for (const auto& [choice, attribute] : choices->second) {
        if (choice == "done" || choice == "closed" || choice == "completed" ||
            choice == "finished" || choice == "resolved" || choice == "paid" ||
            choice == "archived" || choice == "cancelled")
          add_filter(reading, {attribute, "<>", choice});
      }
      if (!reading.access.filters.empty()) return true;
    }
    return false;
  }
  if (word == "overdue" || word == "late" || word == "expired") {
    const auto list = words.attributes.find(entity);
    if (list == words.attributes.end()) return false;
    for (const std::string& name : list->second) {
      if (name.find("due") != std::string::npos || name.find("deadline") != std::string::npos ||
          name.find("expir") != std::string::npos || name.find("until") != std::string::npos ||
          name.find("valid to") != std::string::npos || name.find("end") != std::string::npos) {
        add_filter(reading, {name, "<", "now"});
        return true;
      }
    }
    return false;
  }
  if (word == "upcoming" || word == "future" || word == "next" || word == "past" ||
      word == "previous") {
    add_filter(reading, {instant_of(reading.clause, entity),
                         word == "past" || word == "previous" ? "<" : ">", "now"});
    return true;
  }
  if (word == "recent" || word == "latest" || word == "newest" || word == "last" ||
      word == "most recent" || word == "oldest") {
    reading.access.order.emplace_back(instant_of(reading.clause, entity), word != "oldest");
    return true;
  }
  if (word == "own" || word == "all" || word == "current" || word == "single" || word == "given" ||
      word == "individual" || word == "available" || word == "matching" || word == "existing" ||
      word == "full" || word == "complete" || word == "detailed")
    return true;
  return false;
}

namespace {

// "with status open"
bool read_state(Reading& reading) {
  Cursor next = reading.cursor;
  const Vocabulary& words = reading.clause.vocabulary;
  if (!next.accept_phrase({"with the status", "with status", "in status", "in state",
                           "with the state", "in the status", "in the state",
                           "that have the status", "having status", "with a status of",
                           "with state"}))
    return false;
  next.accept("of");
  if (next.done()) return false;
  const std::string value = text::lower(next.token().text);
  std::string attribute = "status";
  if (const auto choices = words.choices.find(reading.access.entity);
      choices != words.choices.end() && choices->second.contains(value))
    attribute = choices->second.at(value);
  add_filter(reading, {attribute, "=", value});
  ++next.at;
  reading.cursor = next;
  return true;
}

// "that are open", "that are assigned to a user"
bool read_relative(Reading& reading) {
  Cursor next = reading.cursor;
  if (!next.accept_phrase(
          {"that are", "which are", "who are", "that is", "which is", "that were", "still"}))
    return false;
  const bool negative = next.accept_any({"not", "no longer"});
  next.accept_any({"still", "currently", "already", "yet"});
  if (next.done()) return false;
  const std::string word = text::lower(next.token().text);
  ++next.at;
  if (is_participle(word)) {
    Cursor by = next;
    if (by.accept_any({"to", "by", "in", "for", "with"})) {
      if (auto noun = read_noun(by, reading.clause.vocabulary);
          noun && known_name(reading, resolve_name(reading, noun->name))) {
        add_filter(reading, {resolve_name(reading, noun->name), "=", ""});
        reading.cursor = by;
        return true;
      }
    }
  }
  if (!read_adjective(reading, word)) return false;
  if (negative)
    reading.access.filters.back().op =
        reading.access.filters.back().op == "is not null" ? "is null" : "<>";
  reading.cursor = next;
  return true;
}

std::string read_operator(Cursor& cursor) {
  cursor.accept_any({"is", "are", "equals", "=", "was"});
  if (cursor.accept_phrase({"before", "less than", "below", "older than", "<", "earlier than"}))
    return "<";
  if (cursor.accept_phrase(
          {"after", "more than", "greater than", "above", "later than", ">", "newer than"}))
    return ">";
  if (cursor.accept_phrase({"at least", "on or after", ">="})) return ">=";
  if (cursor.accept_phrase({"at most", "on or before", "<="})) return "<=";
  if (cursor.accept_phrase({"contains", "containing", "contain"})) return "contains";
  if (cursor.accept_phrase({"starts with", "begins with", "start with", "begin with"}))
    return "begins with";
  if (cursor.accept_phrase({"empty", "missing", "not set", "null"})) return "is null";
  if (cursor.accept_phrase({"present", "set", "known"})) return "is not null";
  if (cursor.accept_any({"not", "<>"})) return "<>";
  return "=";
}

// "whose status is open", "where the total is above 100"
bool read_whose(Reading& reading) {
  Cursor next = reading.cursor;
  next.accept("and");
  if (!next.accept_any({"whose", "where"})) return false;
  auto noun = read_noun(next, reading.clause.vocabulary);
  if (!noun) return false;
  const std::string name = resolve_name(reading, noun->name);
  if (!known_name(reading, name)) return false;
  Filter filter{name, read_operator(next), ""};
  next.accept_any({"a", "the", "an"});
  if (!filter.op.starts_with("is") && !next.done() && next.word() != "," && next.word() != ".") {
    if (next.accept_phrase({"given value", "given", "certain value", "term", "text", "string",
                            "value", "certain"})) {
      // a parameter
    } else {
      const std::size_t from = next.at++;
      filter.value = (*next.tokens)[from].kind == Token::Kind::number
                         ? spell_number((*next.tokens)[from].number)
                         : text::lower((*next.tokens)[from].text);
      // "in progress": a value of two words
      const auto choices = reading.clause.vocabulary.choices.find(reading.access.entity);
      for (std::size_t more = 1;
           choices != reading.clause.vocabulary.choices.end() && more < 4 && from + more < next.end;
           ++more) {
        const std::string longer = text::lower(spell(*next.tokens, from, from + more + 1));
        if (!choices->second.contains(longer)) continue;
        filter.value = longer;
        next.at = from + more + 1;
      }
    }
    if (filter.value == "today") filter.value = "now";
  }
  add_filter(reading, std::move(filter));
  reading.cursor = next;
  return true;
}

constexpr std::string_view kSpans[] = {"in a time range",
                                       "in a date range",
                                       "within a date range",
                                       "in a given period",
                                       "between two dates",
                                       "between two times",
                                       "in a period",
                                       "over a time range",
                                       "for a time range",
                                       "for a date range",
                                       "between two instants",
                                       "in a given time range",
                                       "for a period",
                                       "within a time range",
                                       "from a given day",
                                       "of a day",
                                       "on a day",
                                       "on a given day",
                                       "for a day",
                                       "of a given day",
                                       "in a month",
                                       "for a given day",
                                       "of a month",
                                       "for a given date",
                                       "on a given date",
                                       "for a month",
                                       "for a date",
                                       "on a date",
                                       "of today",
                                       "for today",
                                       "today",
                                       "between two timestamps",
                                       "in a given month",
                                       "of a given month",
                                       "for a given period",
                                       "over a period",
                                       "within a period",
                                       "during a period",
                                       "by time range",
                                       "by date range",
                                       "in a week",
                                       "for a week",
                                       "of a week",
                                       "this month",
                                       "this week"};

// "of the last 30 days", "in a time range"
bool read_span(Reading& reading) {
  Cursor next = reading.cursor;
  const std::string time = instant_of(reading.clause, reading.access.entity);
  if (next.accept_phrase({"of the last", "in the last", "from the last", "within the last",
                          "of the past", "over the last", "in the past", "for the last",
                          "during the last", "since the last", "over the past", "from the past"})) {
    if (!read_seconds(next) && !(seconds_of(next.word()) > 0 && ++next.at > 0)) return false;
    add_filter(reading, {time, ">=", ""});
    reading.cursor = next;
    return true;
  }
  if (!std::ranges::any_of(kSpans,
                           [&](std::string_view words) { return next.accept_words(words); }))
    return false;
  add_filter(reading, {time, ">=", ""});
  add_filter(reading, {time, "<", ""});
  reading.cursor = next;
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
  const std::string name = resolve_name(reading, noun->name);
  if (!known_name(reading, name)) {
    if (word != "with" || !read_adjective(reading, noun->name)) return false;
  } else if (name != reading.access.entity || noun->name != reading.access.entity) {
    add_filter(reading, {name, "=", ""});
  }
  reading.cursor = next;
  return true;
}

}  // namespace

bool read_condition(Reading& reading) {
  return read_state(reading) || read_relative(reading) || read_whose(reading) ||
         read_span(reading) || read_belonging(reading);
}

}  // namespace mimar::design::brief
