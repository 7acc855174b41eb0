#pragma once
// An access pattern while it is being read.

#include "design/brief/clauses/clause.h"

namespace mimar::design::brief {

struct Reading {
  Clause& clause;
  Access access;
  Cursor cursor;
};

void add_filter(Reading& reading, Filter filter);
// What "list" lists: the entity, with its owner and the adjectives in front of it.
bool read_access_subject(Reading& reading);
// What follows: conditions, order, pages, how often.
void read_access_rest(Reading& reading);
// The attribute that says when a row came to be.
std::string instant_of(const Clause& clause, const std::string& entity);
// An attribute of the entity, or an entity it belongs to, by the words used for it.
std::string resolve_name(const Reading& reading, const std::string& name);
bool known_name(const Reading& reading, const std::string& name);
// "open" tasks, "overdue" tasks, "recent" tasks: a word in front of the entity.
bool read_adjective(Reading& reading, const std::string& word);
bool read_condition(Reading& reading);

}  // namespace mimar::design::brief
