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
  const auto list = clause.vocabulary.attributes.find(entity);
  if (list != clause.vocabulary.attributes.end()) {
    for (const std::string& name : list->second) {
      const ValueKind kind = kind_of_name(name).kind;
      if (kind == ValueKind::timestamp && name.find("updated") == std::string::npos) return name;
    }
    for (const std::string& name : list->second) {
      if (kind_of_name(name).kind == ValueKind::date && name.find("due") == std::string::npos &&
          name.find("birth") == std::string::npos)
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
  if (words.has(entity, name)) return name;
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
         words.roles.contains(name) || name == "created at" || name == "updated at" || name == "id";
}

// What "list" lists: the entity, with its owner and the adjectives in front of it.
bool read_access_subject(Reading& reading) {
  Cursor& cursor = reading.cursor;
  const Vocabulary& words = reading.clause.vocabulary;
  cursor.accept_phrase({"for", "up", "through", "all of", "at"});
  Cursor start = cursor;
  std::size_t page = 0;
  if ((start.accept_phrase({"the last", "the latest", "the newest", "the most recent", "the first",
                            "the top", "the next", "last", "latest", "newest", "top",
                            "the oldest"}))) {
    const std::string adjective = start.tokens->at(start.at - 1).lower;
    if (start.is_number()) {
      page = static_cast<std::size_t>(std::max(0.0, start.token().number));
      ++start.at;
      cursor = start;
      if (adjective != "top" && adjective != "first" && adjective != "next")
        reading.access.measured = adjective == "oldest" ? "+" : "-";
    }
  }
  if (cursor.accept_phrase({"the number of", "number of", "how many"})) reading.access.kind = count;
  bool summed = reading.access.kind == sum;
  const Cursor before_sum = cursor;
  if (cursor.accept_phrase(
          {"the total", "the sum of", "total", "sum of", "the average", "average"}))
    summed = true;
  auto noun = read_noun(cursor, words);
  if (!noun) return false;
  if (summed && (before_sum.at != cursor.at || reading.access.kind == sum)) {
    // "total revenue of orders": the measured attribute and its entity
    const auto place = place_attribute(*noun, reading.clause);
    if (place && words.is_entity(place->entity)) {
      reading.access.kind = sum;
      reading.access.entity = place->entity;
      reading.access.measured = place->attribute;
      return true;
    }
    if (!noun->owner.empty() && words.is_entity(noun->owner)) {
      reading.access.kind = sum;
      reading.access.entity = noun->owner;
      reading.access.measured = resolve_name(reading, noun->name);
      return true;
    }
  }
  std::string entity = words.is_entity(noun->name) ? noun->name : entity_at_end(words, noun->name);
  if (entity.empty() && words.roles.contains(noun->name)) entity = words.roles.at(noun->name);
  if (entity.empty()) {
    // "an order's total": what is read is the owner
    if (!noun->owner.empty() && words.is_entity(noun->owner)) {
      reading.access.entity = noun->owner;
      reading.access.kind = reading.access.kind == list ? find : reading.access.kind;
      add_filter(reading, {"id", "=", ""});
      return true;
    }
    return false;
  }
  reading.access.entity = entity;
  if (!noun->owner.empty()) {
    add_filter(reading, {noun->owner_name.empty()                 ? noun->owner
                         : words.roles.contains(noun->owner_name) ? noun->owner_name
                                                                  : noun->owner,
                         "=", ""});
  }
  if (noun->name != entity) {
    const std::string front = noun->name.substr(0, noun->name.size() - entity.size() - 1);
    if (!read_adjective(reading, front)) {
      for (const std::string& word : split_words(front)) {
        if (!read_adjective(reading, word)) reading.clause.unread.push_back(word);
      }
    }
  }
  if (page > 0) {
    reading.access.page = page;
    const std::string direction = reading.access.measured;
    reading.access.measured.clear();
    if (!direction.empty())
      reading.access.order.emplace_back(instant_of(reading.clause, entity), direction == "-");
  }
  if (!noun->plural && !noun->quantity.many && reading.access.kind == list && noun->owner.empty())
    reading.access.kind = find;
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
