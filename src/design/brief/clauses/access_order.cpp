// What follows what is read: the order, how many a page, how often, for each of what.

#include <algorithm>

#include "design/brief/amounts.h"
#include "design/brief/clauses/access.h"
#include "design/brief/kinds.h"
#include "design/brief/words.h"

namespace mimar::design::brief {

using enum Access::Kind;

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

// "per day", "by customer and month", "for each depot": for each of which a figure is told.
bool read_group(Reading& reading, Cursor& cursor) {
  cursor.accept_any({"the", "its", "their", "each", "every", "a", "an"});
  Cursor next = cursor;
  Grouping group;
  const std::string step = step_of(next.word());
  if (!step.empty()) {
    ++next.at;
    group.step = step;
    group.attribute = instant_of(reading.clause, reading.access.entity);
    Cursor of = next;
    if (of.accept("of")) {
      of.accept_any({"the", "its"});
      auto noun = read_noun(of, reading.clause.vocabulary);
      const std::string name = noun ? resolve_name(reading, noun->name) : "";
      if (!known_name(reading, name)) return false;
      group.attribute = name;
      next = of;
    }
  } else {
    auto noun = read_noun(next, reading.clause.vocabulary);
    if (!noun || noun->quantity.said || noun->name == "age") return false;
    group.attribute = resolve_name(reading, noun->name);
    if (!known_name(reading, group.attribute) || group.attribute == reading.access.entity)
      return false;
  }
  reading.access.by.push_back(std::move(group));
  cursor = next;
  return true;
}

bool read_groups(Reading& reading) {
  Cursor next = reading.cursor;
  const bool grouped = next.accept_phrase(
      {"grouped by", "per", "for each", "for every", "broken down by", "group by", "split by"});
  if (!grouped && !(is_figure(reading.access.kind) && next.accept("by"))) return false;
  if (!read_group(reading, next)) return false;
  for (;;) {
    Cursor more = next;
    const bool comma = more.accept(",");
    if (!more.accept_any({"and", "then"}) && !comma) break;
    more.accept_any({"by", "per"});
    if (!read_group(reading, more)) break;
    next = more;
  }
  reading.cursor = next;
  return true;
}

// "greatest first", "highest first": figures in their order.
bool read_ranking(Reading& reading) {
  if (!is_figure(reading.access.kind) || reading.access.by.empty()) return false;
  Cursor next = reading.cursor;
  next.accept_any({"the", "with"});
  next.accept("the");
  if (next.accept_any({"greatest", "highest", "most", "largest", "biggest", "best"}) &&
      next.accept("first"))
    reading.access.ranked = true;
  else if (next.accept_any({"smallest", "lowest", "fewest", "least"}) && next.accept("first"))
    reading.access.ranked = false;
  else
    return false;
  reading.cursor = next;
  return true;
}

// "by due date": how to sort a list; "by email": what to look for.
void say_by(Reading& reading, const std::string& name) {
  const Access::Kind kind = reading.access.kind;
  if (kind == search) {
    const ValueKind value = kind_of_name(name).kind;
    const bool words = value == ValueKind::text || value == ValueKind::long_text;
    const bool own = reading.clause.vocabulary.has(reading.access.entity, name);
    add_filter(reading, Filter{.attribute = name, .op = words && own ? "contains" : "="});
    return;
  }
  if (kind != list || reading.chooses || reading.clause.vocabulary.is_entity(name)) {
    add_filter(reading, Filter{.attribute = name});
    reading.looked_up = true;
    return;
  }
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
}

bool read_by(Reading& reading) {
  Cursor next = reading.cursor;
  if (!next.accept_any({"by", "using", "via", "through"})) return false;
  next.accept_any({"a", "the"});
  next.accept_phrase({"part of", "parts of", "a part of", "pieces of", "words in", "words of"});
  next.accept("part");
  std::vector<std::string> names;
  for (;;) {
    Cursor item = next;
    if (!names.empty()) {
      const bool comma = item.accept(",");
      if (!item.accept_any({"and", "or", "then"}) && !comma) break;
      item.accept("by");
    }
    item.accept_any({"its", "their", "the", "his", "her", "a", "an"});
    if (item.is_number()) break;
    auto noun = read_noun(item, reading.clause.vocabulary);
    if (!noun || noun->quantity.said) break;
    const std::string name = resolve_name(reading, noun->name);
    if (!known_name(reading, name)) {
      if (!names.empty()) break;
      reading.clause.unread.push_back(noun->name);
    }
    names.push_back(name);
    next = item;
  }
  if (names.empty()) return false;
  reading.cursor = next;
  for (const std::string& name : names)
    if (known_name(reading, name)) say_by(reading, name);
  return true;
}

// "together with its lines": read along.
bool read_company(Reading& reading) {
  Cursor next = reading.cursor;
  if (!next.accept_phrase({"together with", "along with", "including", "with all", "and its",
                           "and all its", "and their"}) &&
      !(next.word() == "with" && (next.word(1) == "its" || next.word(1) == "their" ||
                                  next.word(1) == "his" || next.word(1) == "her")))
    return false;
  next.accept("with");
  next.accept_any({"its", "their", "his", "her", "all", "the"});
  next.accept_any({"its", "their", "the"});
  if (!read_noun(next, reading.clause.vocabulary)) return false;
  for (;;) {
    Cursor more = next;
    if (!more.accept_any({"and", ","})) break;
    more.accept_any({"its", "their", "the"});
    const auto noun = read_noun(more, reading.clause.vocabulary);
    if (!noun || step_of(noun->name) != "" || noun->quantity.said) break;
    next = more;
  }
  reading.cursor = next;
  return true;
}

}  // namespace

void read_access_rest(Reading& reading) {
  Cursor& cursor = reading.cursor;
  while (!cursor.done()) {
    if (cursor.accept_any({",", ";", ".", "also", "then", "!"})) continue;
    if (read_company(reading)) continue;
    if (cursor.accept("and")) continue;
    if (read_frequency(reading) || read_page(reading) || read_sorting(reading) ||
        read_groups(reading) || read_ranking(reading) || read_by(reading) ||
        read_condition(reading))
      continue;
    if (cursor.word() == "(" || cursor.word() == ")") {
      ++cursor.at;
      continue;
    }
    if (cursor.accept_phrase(
            {"with pagination",   "paginated", "page by page", "in pages",    "quickly",
             "very often",        "often",     "frequently",   "at any time", "in real time",
             "with details",      "together",  "by page",      "fast",        "efficiently",
             "in one query",      "all",       "once",         "immediately", "at once",
             "one page at a time"}))
      continue;
    finish(reading.clause, cursor);
    return;
  }
}

}  // namespace mimar::design::brief
