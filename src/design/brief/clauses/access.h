#pragma once
// An access pattern while it is being read.

#include <optional>
#include <utility>

#include "design/brief/clauses/clause.h"

namespace mimar::design::brief {

struct Reading {
  Clause& clause;
  Access access;
  Cursor cursor;
  bool chooses = false;  // "by" names what is looked for, not an order: "filter parcels by status"
  bool many = false;     // the plural is read
  bool looked_up = false;  // by a value of its own: "find users by email"
};

// --- names: access_names.cpp
void add_filter(Reading& reading, Filter filter);
// The attribute that says when a row came to be.
std::string instant_of(const Clause& clause, const std::string& entity);
// The date or instant that a verb or word speaks of: "delivered" of "delivered at", "due" of "due
// date"; "" when there is none.
std::string instant_by_word(const Clause& clause, const std::string& entity,
                            const std::string& word);
// An attribute of the entity, or an entity it belongs to, by the words used for it.
std::string resolve_name(const Reading& reading, const std::string& name);
bool known_name(const Reading& reading, const std::string& name);
// What the entity is related to by a verb, as role or entity: "assignee" for "assigned"; or "".
std::string related_by(const Reading& reading, const std::string& verb);
// The longest choice of one of the entity's attributes at the cursor: "in transit"; moves behind
// it.
struct ChoiceAt {
  std::string attribute, choice;
};
std::optional<ChoiceAt> read_choice_at(Cursor& cursor, const Vocabulary& words,
                                       const std::string& entity);

// --- what is read: access_subject.cpp
// What "list" lists: the entity, with its owner and the adjectives in front of it; a figure of it.
bool read_access_subject(Reading& reading);
// "day", "daily": the step of time, or "".
std::string step_of(std::string_view word);

// --- which rows: access_adjectives.cpp, access_conditions.cpp, access_spans.cpp
// "open" tasks, "overdue" tasks, "recent" tasks: a word in front of the entity.
bool read_adjective(Reading& reading, const std::string& word);
bool read_condition(Reading& reading);
// Bounds of an instant: "in the last 7 days", "before a given date", "today"; as operator and
// value; moves behind them.
using Bounds = std::vector<std::pair<std::string, std::string>>;
std::optional<Bounds> read_time_bounds(Cursor& cursor);
// What a filter compares with: fills its value, or the attribute of the same row, or leaves it a
// parameter; moves behind it. access_values.cpp
bool read_compared_value(Reading& reading, Cursor& cursor, Filter& filter);
// "today", "30 days ago", "now"; moves behind it; "" when there is none.
std::string read_moment(Cursor& cursor);

// --- order, pages, how often: access_order.cpp
// What follows: conditions, order, pages, how often.
void read_access_rest(Reading& reading);

}  // namespace mimar::design::brief
