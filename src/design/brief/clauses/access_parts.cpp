// The parts of an access pattern: what is read, in which order, how many a page, how often.

#include <algorithm>

#include "base/text.h"
#include "design/brief/amounts.h"
#include "design/brief/clauses/access.h"
#include "design/brief/clauses/clause.h"
#include "design/brief/kinds.h"
#include "design/brief/words.h"

namespace mimar::design::brief {

using enum Access::Kind;

std::string instant_of(const Clause& clause, const std::string& entity) {
  static constexpr std::string_view beginnings[] = {
      "created",   "placed",     "recorded", "occurred", "posted",  "sent",     "started",
      "booked",    "submitted",  "enrolled", "raised",   "ordered", "received", "written",
      "published", "measured",   "issued",   "happened", "made",    "captured", "logged",
      "uploaded",  "registered", "joined",   "paid",     "date",    "time",     "timestamp",
      "start",     "starts",     "taken",    "observed", "added"};
  const auto list = clause.vocabulary.attributes.find(entity);
  if (list == clause.vocabulary.attributes.end()) return "created at";
  for (const std::string_view beginning : beginnings) {
    for (const std::string& name : list->second) {
      const ValueKind kind = kind_of_name(name).kind;
      if (kind != ValueKind::timestamp && kind != ValueKind::date) continue;
      if (split_words(name).front() == beginning ||
          (beginning == "date" && name.ends_with(" date") && !name.starts_with("due") &&
           !name.starts_with("end") && !name.starts_with("target") && !name.starts_with("expir") &&
           !name.starts_with("birth")))
        return name;
    }
  }
  return "created at";
}

void add_filter(Reading& reading, Filter filter) {
  for (const Filter& one : reading.access.filters) {
    if (one.attribute == filter.attribute && one.op == filter.op && one.value == filter.value)
      return;
  }
  reading.access.filters.push_back(std::move(filter));
}

std::string resolve_name(const Reading& reading, const std::string& name) {
  const Vocabulary& words = reading.clause.vocabulary;
  const std::string& entity = reading.access.entity;
  if (words.has(entity, name) || words.is_entity(name)) return name;
  const auto list = words.attributes.find(entity);
  if (list != words.attributes.end()) {
    for (const std::string& one : list->second) {
      if (one == name || one.ends_with(" " + name) || one.starts_with(name + " ") ||
          name.ends_with(" " + one) || name == entity + " " + one)
        return one;
    }
  }
  if (name == "creation date" || name == "creation time" || name == "date created" ||
      name == "creation" || name == "age" || name == "date" || name == "time" || name == "recency")
    return instant_of(reading.clause, entity);
  if (name == "last change" || name == "last update" || name == "update time") return "updated at";
  if (words.is_entity(name) || words.roles.contains(name)) return name;
  const std::string end = entity_at_end(words, name);
  return end.empty() ? name : end;
}

bool known_name(const Reading& reading, const std::string& name) {
  const Vocabulary& words = reading.clause.vocabulary;
  return words.has(reading.access.entity, name) || words.is_entity(name) ||
         words.roles.contains(name) ||
         (name == "position" && words.ordered.contains(reading.access.entity)) ||
         name == "created at" || name == "updated at" || name == "id";
}

namespace {

// "the total of orders", "total revenue of orders": an attribute to be summed, with its entity.
bool read_measure(Reading& reading) {
  Cursor next = reading.cursor;
  const Vocabulary& words = reading.clause.vocabulary;
  const bool said = reading.access.kind == sum;
  for (const bool skip : {false, true}) {
    next = reading.cursor;
    if (skip && !next.accept_phrase({"the total", "the sum of", "total", "sum of"})) return false;
    if (!skip && !said) continue;
    auto noun = read_noun(next, words);
    if (!noun) continue;
    const auto place = place_attribute(*noun, reading.clause);
    if (!place || !words.has(place->entity, place->attribute)) continue;
    reading.access.kind = sum;
    reading.access.entity = place->entity;
    reading.access.measured = place->attribute;
    reading.cursor = next;
    return true;
  }
  return false;
}

// "the last 20", "the top 10": how many, and in which order.
struct Top {
  std::size_t rows = 0;
  bool ordered = false, descending = true;
};

Top read_top(Cursor& cursor) {
  Cursor next = cursor;
  Top top;
  if (!next.accept_phrase({"the last", "the latest", "the newest", "the most recent", "the first",
                           "the top", "the next", "last", "latest", "newest", "top",
                           "the oldest"}) ||
      !next.is_number())
    return top;
  const std::string& adjective = (*next.tokens)[next.at - 1].lower;
  top.ordered = adjective != "top" && adjective != "first" && adjective != "next";
  top.descending = adjective != "oldest";
  top.rows = static_cast<std::size_t>(std::max(0.0, next.token().number));
  ++next.at;
  cursor = next;
  return top;
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

// "open" of "open tasks"
void read_front(Reading& reading, const std::string& front) {
  if (read_adjective(reading, front)) return;
  for (const std::string& word : split_words(front)) {
    if (!read_adjective(reading, word)) reading.clause.unread.push_back(word);
  }
}

}  // namespace

bool read_access_subject(Reading& reading) {
  Cursor& cursor = reading.cursor;
  const Vocabulary& words = reading.clause.vocabulary;
  cursor.accept_phrase({"for", "up", "through", "all of", "at"});
  const Top top = read_top(cursor);
  if (cursor.accept_phrase({"the number of", "number of", "how many"})) reading.access.kind = count;
  if (read_measure(reading)) return true;
  auto noun = read_noun(cursor, words);
  if (!noun) return false;
  const std::string entity = read_entity(reading, *noun);
  Access& access = reading.access;
  if (entity.empty()) {
    // "an order's total": what is read is the owner
    if (noun->owner.empty() || !words.is_entity(noun->owner)) return false;
    access.entity = noun->owner;
    if (access.kind == list) access.kind = find;
    add_filter(reading, {"id", "=", ""});
    return true;
  }
  access.entity = entity;
  if (!noun->owner.empty())
    add_filter(reading,
               {words.roles.contains(noun->owner_name) ? noun->owner_name : noun->owner, "=", ""});
  if (noun->name != entity)
    read_front(reading, noun->name.substr(0, noun->name.size() - entity.size() - 1));
  if (top.rows > 0) access.page = top.rows;
  if (top.ordered) access.order.emplace_back(instant_of(reading.clause, entity), top.descending);
  if (!noun->plural && !noun->quantity.many && access.kind == list && noun->owner.empty())
    access.kind = find;
  return true;
}

namespace {

bool read_page(Reading& reading) {
  Cursor next = reading.cursor;
  next.accept_any({"with", "in", "of"});
  next.accept("pages");
  next.accept("of");
  if (next.accept_phrase({"page size", "page size of", "page size :", "limit", "a limit of",
                          "the first", "first", "at most", "up to", "a page size of", "the top",
                          "top"})) {
  }
  next.accept("of");
  if (!next.is_number()) return false;
  const auto size = static_cast<std::size_t>(std::max(0.0, next.token().number));
  const bool sized = next.at > reading.cursor.at + 1 ||
                     (next.at > reading.cursor.at && next.tokens->at(next.at - 1).lower != "in");
  ++next.at;
  const std::size_t number_end = next.at;
  next.accept_any({"rows", "items", "entries", "results", "records"});
  if (next.accept_phrase({"a page", "per page", "each page", "/ page", "on a page", "at a time",
                          "/page", "to a page", "at once"})) {
    reading.access.page = size;
  } else if (sized &&
             (next.at > number_end || next.done() || next.word() == "," || next.word() == ".")) {
    reading.access.page = size;
  } else {
    return false;
  }
  reading.cursor = next;
  return true;
}

bool read_frequency(Reading& reading) {
  Cursor next = reading.cursor;
  next.accept_any({"at", "about", "with"});
  if (next.is_number()) {
    const double number = next.token().number;
    ++next.at;
    next.accept_any({"times", "requests", "reads", "queries", "calls", "searches", "lookups",
                     "writes", "of these", "x"});
    const auto per = read_per(next);
    if (!per) return false;
    reading.access.per_second = number / *per;
  } else if (next.accept_words("once")) {
    const auto per = read_per(next);
    if (!per) return false;
    reading.access.per_second = 1 / *per;
  } else {
    return false;
  }
  next.accept_phrase({"at peak", "in peak hours", "on average"});
  reading.cursor = next;
  return true;
}

// "newest first", "alphabetically", "highest score first"
bool read_fixed_order(Reading& reading, Cursor first) {
  first.accept("the");
  if (first.accept_phrase({"newest first", "most recent first", "latest first", "last first",
                           "newest on top", "most recent on top", "reverse chronological order",
                           "descending order", "with the newest first", "with newest first",
                           "newest to oldest", "with the most recent first",
                           "latest ones first"})) {
    reading.access.order.emplace_back(instant_of(reading.clause, reading.access.entity), true);
    reading.cursor = first;
    return true;
  }
  if (first.accept_phrase({"oldest first", "chronologically", "chronological order",
                           "in chronological order", "earliest first", "with the oldest first",
                           "by time"})) {
    reading.access.order.emplace_back(instant_of(reading.clause, reading.access.entity), false);
    reading.cursor = first;
    return true;
  }
  if (first.accept_phrase({"alphabetically", "alphabetical order"})) {
    const Vocabulary& words = reading.clause.vocabulary;
    const char* name = "name";
    for (const char* one : {"name", "title", "last name", "full name"}) {
      if (words.has(reading.access.entity, one)) {
        name = one;
        break;
      }
    }
    reading.access.order.emplace_back(name, false);
    reading.cursor = first;
    return true;
  }
  // "highest score first", "cheapest first"
  if (first.accept_any({"highest", "largest", "biggest", "lowest", "smallest"})) {
    const std::string which = first.tokens->at(first.at - 1).lower;
    if (auto noun = read_noun(first, reading.clause.vocabulary)) {
      first.accept("first");
      reading.access.order.emplace_back(resolve_name(reading, noun->name),
                                        which != "lowest" && which != "smallest");
      reading.cursor = first;
      return true;
    }
  }
  return false;
}

bool read_sorting(Reading& reading) {
  Cursor next = reading.cursor;
  const bool said = next.accept_phrase(
      {"sorted by", "ordered by", "in order of", "sorted on", "sort by", "order by", "arranged by",
       "ranked by", "in the order of", "sorted", "in", "ordered", "and sort them by", "and sort by",
       "and order them by", "by descending", "by ascending"});
  const std::string last = next.at > reading.cursor.at ? next.tokens->at(next.at - 1).lower : "";
  if (!said || last == "in" || last == "sorted" || last == "ordered" || !said) {
    Cursor first = said ? next : reading.cursor;
    if (read_fixed_order(reading, first)) return true;
    if (!said || last == "in") return false;
  }
  const bool descending_before = last == "descending";
  bool any = false;
  for (;;) {
    Cursor item = next;
    if (any && !item.accept_any({",", "and", "then"})) break;
    while (any && item.accept_any({"and", "then", "by"})) {
    }
    item.accept("by");
    auto noun = read_noun(item, reading.clause.vocabulary);
    if (!noun || noun->quantity.said) break;
    const std::string name = resolve_name(reading, noun->name);
    if (any && !known_name(reading, name)) break;
    bool descending = descending_before;
    if (item.accept_phrase({"descending", "desc", "in descending order", "( descending )",
                            "from high to low", "( newest first )", ", newest first",
                            ", latest first", ", most recent first", "newest first",
                            ", highest first", "( highest first )", "highest first",
                            "most recent first", ", descending", "latest first"}))
      descending = true;
    else
      item.accept_phrase({"ascending", "asc", "in ascending order", "( ascending )",
                          "( oldest first )", "oldest first", ", ascending", "earliest first"});
    if (!known_name(reading, name))
      reading.clause.unread.push_back(noun->name);
    else
      reading.access.order.emplace_back(name, descending);
    next = item;
    any = true;
  }
  if (any) reading.cursor = next;
  return any;
}

// "by due date": how to sort a list, what to look for in a search.
bool read_by(Reading& reading) {
  Cursor next = reading.cursor;
  const bool grouped = next.accept_phrase(
      {"grouped by", "per", "for each", "for every", "broken down by", "group by", "split by"});
  if (!grouped && !next.accept_any({"by", "using", "via", "through"})) return false;
  next.accept_any({"its", "their", "the", "his", "her", "a", "an"});
  next.accept("part");
  std::vector<std::string> names;
  for (;;) {
    Cursor item = next;
    if (!names.empty()) {
      const bool comma = item.accept(",");
      if (!item.accept_any({"and", "or", "then"}) && !comma) break;
      item.accept_any({"by", "its", "their"});
    }
    if (item.is_number()) break;
    auto noun = read_noun(item, reading.clause.vocabulary);
    if (!noun || noun->quantity.said) break;
    const std::string name = resolve_name(reading, noun->name);
    if (!names.empty() && !known_name(reading, name)) break;
    if (!known_name(reading, name)) {
      reading.clause.unread.push_back(noun->name);
    }
    names.push_back(name);
    next = item;
  }
  if (names.empty()) return false;
  reading.cursor = next;
  const Access::Kind kind = reading.access.kind;
  for (const std::string& name : names) {
    if (!known_name(reading, name)) continue;
    if (kind == count || kind == sum || grouped) {
      if (reading.access.by.empty()) reading.access.by = name;
    } else if (kind == search) {
      const ValueKind value = kind_of_name(name).kind;
      const bool words = value == ValueKind::text || value == ValueKind::long_text;
      add_filter(
          reading,
          {name,
           words && reading.clause.vocabulary.has(reading.access.entity, name) ? "contains" : "=",
           ""});
    } else if (kind == list && !reading.clause.vocabulary.is_entity(name)) {
      reading.access.order.emplace_back(name, false);
      Cursor after = reading.cursor;
      after.accept(",");
      if (after.accept_phrase({"descending", "newest first", "latest first", "most recent first",
                               "highest first", "in descending order", "desc"})) {
        reading.access.order.back().second = true;
        reading.cursor = after;
      } else if (after.accept_phrase({"ascending", "oldest first", "earliest first",
                                      "in ascending order", "lowest first"})) {
        reading.cursor = after;
      }
    } else {
      add_filter(reading, {name, "=", ""});
    }
  }
  return true;
}

}  // namespace

void read_access_rest(Reading& reading) {
  Cursor& cursor = reading.cursor;
  while (!cursor.done()) {
    if (cursor.accept_any({",", "and", ";", ".", "also", "then", "!", "or"})) continue;
    if (read_frequency(reading) || read_page(reading) || read_sorting(reading) ||
        read_by(reading) || read_condition(reading))
      continue;
    if (cursor.word() == "(" || cursor.word() == ")") {
      ++cursor.at;
      continue;
    }
    if (cursor.accept_phrase(
            {"with pagination",   "paginated",    "page by page", "in pages",    "quickly",
             "very often",        "often",        "frequently",   "at any time", "in real time",
             "with its details",  "with details", "together",     "by page",     "fast",
             "efficiently",       "in one query", "all",          "once",        "immediately",
             "one page at a time"}))
      continue;
    // "together with its lines": read along
    if (cursor.accept_phrase({"together with", "along with", "with its", "with their", "including",
                              "including its", "including their", "with all its",
                              "with all their"})) {
      if (read_noun(cursor, reading.clause.vocabulary)) {
        while (cursor.accept_any({"and", ","}) && read_noun(cursor, reading.clause.vocabulary)) {
        }
        continue;
      }
    }
    finish(reading.clause, cursor);
    return;
  }
}

}  // namespace mimar::design::brief
