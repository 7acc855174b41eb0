// What an access pattern reads: rows of an entity, a figure over them, the first of them.

#include <algorithm>

#include "base/text.h"
#include "design/brief/clauses/access.h"
#include "design/brief/kinds.h"
#include "design/brief/words.h"

namespace mimar::design::brief {

using enum Access::Kind;

namespace {

std::optional<Access::Kind> read_function(Cursor& cursor) {
  Cursor next = cursor;
  next.accept_any({"the", "a", "an"});
  std::optional<Access::Kind> kind;
  if (next.accept_any({"average", "mean", "avg", "averages"}))
    kind = average;
  else if (next.accept_any(
               {"maximum", "max", "highest", "largest", "greatest", "longest", "biggest"}))
    kind = maximum;
  else if (next.accept_any({"minimum", "min", "lowest", "smallest", "shortest"}))
    kind = minimum;
  else if (next.accept_any({"total", "sum", "totals", "sums"}))
    kind = sum;
  if (!kind) return std::nullopt;
  next.accept("of");
  next.accept("the");
  cursor = next;
  return kind;
}

// "weight of parcels", "invoice amount": an attribute, with its entity.
bool read_measured(Reading& reading, Cursor next, Access::Kind kind) {
  const Vocabulary& words = reading.clause.vocabulary;
  auto noun = read_noun(next, words);
  if (!noun) return false;
  auto place = place_attribute(*noun, reading.clause);
  // "the average weight of delivered parcels", "amounts of unpaid invoices of a customer"
  Noun whose;
  if (noun->owner.empty() && next.accept("of")) {
    if (auto owner = read_noun(next, words)) whose = *owner;
  } else if (!noun->owner.empty() && !words.is_entity(noun->owner)) {
    whose.name = noun->owner_name.empty() ? noun->owner : noun->owner_name;
  }
  if (const std::string entity = whose.name.empty() ? "" : entity_of(whose, words);
      words.is_entity(entity) && words.has(entity, noun->name))
    place = AttributePlace{entity, noun->name};
  else if (!whose.name.empty() && !words.is_entity(noun->owner))
    return false;
  if (!place || !words.has(place->entity, place->attribute)) return false;
  reading.access.kind = kind;
  reading.access.entity = place->entity;
  reading.access.measured = place->attribute;
  reading.cursor = next;
  reading.many = true;
  if (whose.name.size() > place->entity.size() + 1 && whose.name.ends_with(place->entity)) {
    const std::string front = whose.name.substr(0, whose.name.size() - place->entity.size() - 1);
    if (!read_adjective(reading, front)) reading.clause.unread.push_back(front);
  }
  if (!whose.owner.empty()) add_filter(reading, Filter{.attribute = whose.owner});
  return true;
}

// "the average weight of parcels"; in "sum the total of orders" the total may be what is summed.
bool read_measure(Reading& reading) {
  const bool asked = is_figure(reading.access.kind) && reading.access.kind != count;
  Cursor plain = reading.cursor;
  plain.accept("the");
  if (asked && read_measured(reading, plain, reading.access.kind)) return true;
  Cursor next = reading.cursor;
  const auto kind = read_function(next);
  return kind && read_measured(reading, next, *kind);
}

// "the last 20", "the top 10", "the latest": how many, and in which order.
struct Top {
  std::size_t rows = 0;
  bool ordered = false, descending = true;
};

Top read_top(Cursor& cursor) {
  Cursor next = cursor;
  Top top;
  next.accept("the");
  const std::size_t from = next.at;
  if (next.accept_phrase(
          {"last", "latest", "newest", "most recent", "first", "top", "next", "oldest"})) {
    const std::string& adjective = (*next.tokens)[next.at - 1].lower;
    if (!next.is_number()) return top;
    top.ordered = adjective != "top" && adjective != "first" && adjective != "next";
    top.descending = adjective != "oldest";
  } else if (next.is_number()) {
    // "the five most recent parcels"
    Cursor more = next;
    ++more.at;
    top.ordered = more.accept_phrase({"last", "latest", "newest", "most recent", "oldest"});
    if (top.ordered) {
      top.descending = (*more.tokens)[more.at - 1].lower != "oldest";
      top.rows = static_cast<std::size_t>(std::max(0.0, next.token().number));
      cursor = more;
      return top;
    }
    if (from == cursor.at) return top;
  } else {
    return top;
  }
  top.rows = static_cast<std::size_t>(std::max(0.0, next.token().number));
  ++next.at;
  cursor = next;
  return top;
}

// "a customer's" of "a customer's last 20 orders"; moves behind it, or is "".
std::string read_possessor_of_top(Cursor& cursor) {
  Cursor start = cursor;
  read_quantity(start);
  for (std::size_t at = start.at; at + 1 < cursor.end && at < start.at + 3; ++at) {
    if (!(*cursor.tokens)[at].possessive) continue;
    Cursor top{cursor.tokens, at + 1, cursor.end};
    if (read_top(top).rows == 0) return {};
    cursor.at = at + 1;
    return as_singular(*cursor.tokens, start.at, at + 1);
  }
  return {};
}

// "with the most parcels", "by number of parcels": what the entity is ranked by.
bool read_ranked_by(Reading& reading, const std::string& ranked) {
  Cursor next = reading.cursor;
  bool most = true, number = false;
  if (next.accept_phrase({"with the most", "with most", "by most", "having the most"})) {
    number = true;
  } else if (next.accept_phrase({"with the fewest", "with the least", "with fewest"})) {
    number = true;
    most = false;
  } else {
    if (!next.accept_phrase({"with the highest", "with the greatest", "with the largest",
                             "ranked by", "sorted by", "ordered by", "by"}))
      return false;
    next.accept_any({"the", "their", "its", "highest"});
    number = next.accept_phrase({"number of", "count of", "amount of"});
    if (!number && next.word() != "total" && next.word() != "sum" && next.word() != "average")
      return false;
  }
  Reading nested{reading.clause, {}, next};
  nested.access.kind = number ? count : list;
  if (!read_access_subject(nested) || !is_figure(nested.access.kind) ||
      nested.access.entity == ranked) {
    return false;
  }
  for (const Filter& filter : reading.access.filters) {
    Filter of = filter;
    of.of = ranked;
    nested.access.filters.push_back(of);
  }
  nested.access.by = {{ranked, ""}};
  nested.access.ranked = most;
  nested.access.page = reading.access.page;
  reading.access = nested.access;
  reading.cursor = nested.cursor;
  return true;
}

// What is read, in the words of the brief, as an entity; "" when it is none.
std::string read_entity(const Reading& reading, Noun& noun) {
  const Vocabulary& words = reading.clause.vocabulary;
  if (words.is_entity(noun.name)) return noun.name;
  if (std::string end = entity_at_end(words, noun.name); !end.empty()) return end;
  if (const auto role = words.roles.find(noun.name); role != words.roles.end()) return role->second;
  // "a stock item's events" where the entity is "stock event"
  const std::string entity = entity_by_head(words, noun.name, noun.owner);
  if (!entity.empty()) noun.name = entity;
  return entity;
}

// "parcels heavier than", "depots alphabetically": the name ends before what follows it.
std::string read_shorter(Reading& reading, Noun& noun) {
  const Tokens& tokens = *reading.cursor.tokens;
  Cursor start{&tokens, noun.from, noun.to};
  read_quantity(start);
  for (std::size_t to = noun.to - 1; noun.owner.empty() && to > start.at; --to) {
    const std::string name = as_singular(tokens, start.at, to);
    const std::string entity = entity_at_end(reading.clause.vocabulary, name);
    if (entity.empty()) continue;
    noun.name = name;
    noun.to = reading.cursor.at = to;
    noun.plural = is_plural(tokens[to - 1].lower);
    return entity;
  }
  return {};
}

// "open" of "open tasks"
void read_front(Reading& reading, const std::string& front) {
  if (read_adjective(reading, front)) return;
  for (const std::string& word : split_words(front)) {
    if (!read_adjective(reading, word)) reading.clause.unread.push_back(word);
  }
}

bool is_of_each(const Reading& reading, const Noun& noun) {
  const Tokens& tokens = *reading.cursor.tokens;
  for (std::size_t i = noun.from + 1; i + 1 < noun.to; ++i)
    if (tokens[i].lower == "of" &&
        (tokens[i + 1].lower == "each" || tokens[i + 1].lower == "every"))
      return true;
  return false;
}

// "a project's tasks", "today's shifts", "tasks of a project"
bool read_owner(Reading& reading, const Noun& noun) {
  const Vocabulary& words = reading.clause.vocabulary;
  if (noun.owner.empty()) return true;
  if (noun.owner == "today" || noun.owner == "tomorrow" || noun.owner == "yesterday")
    return read_adjective(reading, noun.owner);
  const std::string name = words.roles.contains(noun.owner_name) ? noun.owner_name : noun.owner;
  if (is_of_each(reading, noun)) {
    // "the number of scans of each parcel"; the latest of each is no figure
    if (!is_figure(reading.access.kind)) return false;
    reading.access.by.push_back({name, ""});
    return true;
  }
  if (!known_name(reading, name)) {
    const std::string entity = entity_at_end(words, noun.owner);
    if (entity.empty()) return false;
    add_filter(reading, Filter{.attribute = entity});
    return true;
  }
  add_filter(reading, Filter{.attribute = name});
  return true;
}

// "parcels nobody is assigned to": the name ends where a pronoun begins.
std::optional<Noun> read_subject_noun(Cursor& cursor, const Vocabulary& words) {
  auto noun = read_noun(cursor, words);
  for (std::size_t end = std::min(cursor.end, cursor.at + 5); !noun && end > cursor.at; --end) {
    Cursor part{cursor.tokens, cursor.at, end};
    noun = read_noun(part, words);
    if (noun) cursor.at = part.at;
  }
  return noun;
}

}  // namespace

bool read_access_subject(Reading& reading) {
  Cursor& cursor = reading.cursor;
  const Vocabulary& words = reading.clause.vocabulary;
  cursor.accept_phrase({"for", "up", "through", "all of", "at"});
  // "monthly number of orders": for each month
  std::string step;
  if (Cursor first = cursor; first.accept("the") || true) {
    if (std::string_view word = first.word(); word.ends_with("ly") || word == "annual") {
      step = step_of(word);
      if (!step.empty()) cursor.at = first.at + 1;
    }
  }
  const auto add_step = [&] {
    if (step.empty()) return;
    if (!is_figure(reading.access.kind)) reading.access.kind = count;
    reading.access.by.push_back({instant_of(reading.clause, reading.access.entity), step});
  };
  const std::string possessor = read_possessor_of_top(cursor);
  const Top top = read_top(cursor);
  if (cursor.accept_phrase({"the number of", "number of", "how many", "the count of", "count of",
                            "numbers of", "the numbers of"}))
    reading.access.kind = count;
  if (read_measure(reading)) {
    add_step();
    return true;
  }
  auto noun = read_subject_noun(cursor, words);
  if (!noun) return false;
  std::string entity = read_entity(reading, *noun);
  Access& access = reading.access;
  // "the followers of a person"
  if (const auto doer = words.doers.find(noun->name);
      doer != words.doers.end() && !words.is_entity(noun->name) && !noun->owner.empty()) {
    access.entity = doer->second.first;
    add_filter(reading, Filter{.attribute = doer->second.second});
    reading.many = noun->plural;
    return true;
  }
  if (entity.empty()) entity = read_shorter(reading, *noun);
  reading.many = noun->plural || noun->quantity.many;
  if (entity.empty()) {
    // "an order's total": what is read is the owner
    if (noun->owner.empty() || !words.is_entity(noun->owner) || !words.has(noun->owner, noun->name))
      return false;
    if (!noun->flags.empty()) return false;  // "distinct countries of customers"
    access.entity = noun->owner;
    if (access.kind == change) access.measured = noun->name;
    reading.many = is_plural((*cursor.tokens)[noun->to - 1].lower) && noun->owner != noun->name;
    if (reading.many && access.kind != change) return true;
    if (access.kind == list) access.kind = find;
    add_filter(reading, Filter{.attribute = "id"});
    return true;
  }
  // "change the teacher of a lesson": the lesson is changed
  if (access.kind == change && words.is_entity(noun->owner)) {
    const auto parents = words.parents.find(noun->owner);
    if (parents != words.parents.end() && parents->second.contains(entity)) {
      access.entity = noun->owner;
      access.measured = noun->name;
      return true;
    }
  }
  access.entity = entity;
  if (top.rows > 0) access.page = top.rows;
  if (top.ordered) access.order.emplace_back(instant_of(reading.clause, entity), top.descending);
  // "scans of all parcels of a customer": the last one says whose
  const std::string& last = (*cursor.tokens)[noun->to - 1].lower;
  const bool chained = !noun->owner.empty() && cursor.word() == "of" && is_plural(last) &&
                       noun->owner.ends_with(singular(last));
  if (!possessor.empty()) noun->owner = possessor;
  if (!chained && !read_owner(reading, *noun)) return false;
  if (noun->name != entity)
    read_front(reading, noun->name.substr(0, noun->name.size() - entity.size() - 1));
  if (!noun->plural && !noun->quantity.many && access.kind == list && noun->owner.empty())
    access.kind = find;
  if (read_ranked_by(reading, entity)) return true;
  add_step();
  return true;
}

}  // namespace mimar::design::brief
