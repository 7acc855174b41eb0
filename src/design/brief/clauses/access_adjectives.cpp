// Words in front of what is read: "open" tasks, "overdue" invoices, "unassigned" parcels.

#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "design/brief/clauses/access.h"
#include "design/brief/kinds.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

// "heaviest", "most expensive": an order by an attribute.
bool read_superlative(Reading& reading, const std::string& word) {
  static constexpr std::tuple<std::string_view, std::string_view, bool> words[] = {
      {"heaviest", "weight", true},      {"lightest", "weight", false},
      {"cheapest", "price", false},      {"cheapest", "cost", false},
      {"cheapest", "amount", false},     {"most expensive", "price", true},
      {"most expensive", "cost", true},  {"most expensive", "amount", true},
      {"most expensive", "value", true}, {"longest", "length", true},
      {"longest", "duration", true},     {"shortest", "length", false},
      {"shortest", "duration", false},   {"largest", "size", true},
      {"largest", "amount", true},       {"largest", "capacity", true},
      {"smallest", "size", false},       {"smallest", "amount", false},
      {"highest rated", "rating", true}, {"best rated", "rating", true},
      {"top rated", "rating", true},     {"best", "score", true},
      {"worst", "score", false},         {"best", "rating", true},
      {"worst", "rating", false},        {"highest", "amount", true},
      {"lowest", "amount", false},       {"highest", "score", true},
      {"lowest", "score", false}};
  for (const auto& [adjective, attribute, descending] : words) {
    if (word != adjective) continue;
    const std::string name = resolve_name(reading, std::string(attribute));
    if (!reading.clause.vocabulary.has(reading.access.entity, name)) continue;
    reading.access.order.emplace_back(name, descending);
    return true;
  }
  return false;
}

std::optional<Bounds> bounds_of_day(const std::string& word) {
  const Tokens tokens = tokenize(word);
  Cursor cursor{&tokens, 0, tokens.size()};
  return read_time_bounds(cursor);
}

bool is_among(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

bool read_choice(Reading& reading, const std::string& word) {
  const auto choices = reading.clause.vocabulary.choices.find(reading.access.entity);
  if (choices == reading.clause.vocabulary.choices.end()) return false;
  const auto add = [&](const std::string& choice, const std::string& attribute) {
    add_filter(reading, Filter{.attribute = attribute, .op = "=", .value = choice});
    return true;
  };
  if (const auto found = choices->second.find(word); found != choices->second.end())
    return add(found->first, found->second);
  // "voided" where the choice is "void"
  for (const auto& [choice, attribute] : choices->second)
    if (is_participle(word) && verb_stem(choice) == verb_stem(word)) return add(choice, attribute);
  return false;
}

// "active" where there is "is active", "assigned" where something may be assigned, "archived"
// where there is "archived at".
bool read_presence(Reading& reading, const std::string& word) {
  const Vocabulary& words = reading.clause.vocabulary;
  const std::string& entity = reading.access.entity;
  if (words.has(entity, word) || words.has(entity, "is " + word)) {
    const std::string name = words.has(entity, word) ? word : "is " + word;
    const bool boolean = kind_of_name(name).kind == ValueKind::boolean;
    add_filter(reading, Filter{.attribute = name, .op = "=", .value = boolean ? "true" : ""});
    return true;
  }
  std::string name = is_participle(word) ? related_by(reading, word) : "";
  if (name.empty() && is_participle(word) && words.has(entity, verb_stem(word)))
    name = verb_stem(word);
  if (name.empty() && words.has(entity, word + " at")) name = word + " at";
  if (name.empty()) return false;
  add_filter(reading, Filter{.attribute = name, .op = "is not null"});
  return true;
}

// "unpaid", "undelivered", "unassigned"
bool read_opposite(Reading& reading, const std::string& word) {
  if (word.size() < 5 || !word.starts_with("un")) return false;
  const std::size_t before = reading.access.filters.size();
  if (!read_adjective(reading, word.substr(2)) || reading.access.filters.size() == before)
    return false;
  Filter& last = reading.access.filters.back();
  if (last.op == "=" && last.value == "true")
    last.value = "false";
  else
    last.op = last.value.empty() ? "is null" : "<>";
  return true;
}

// Not at the end of its course.
bool leave_out_finished(Reading& reading) {
  const auto choices = reading.clause.vocabulary.choices.find(reading.access.entity);
  if (choices == reading.clause.vocabulary.choices.end()) return false;
  bool any = false;
  for (const auto& [choice, attribute] : choices->second) {
    if (!is_among(choice, {"done", "closed", "completed", "finished", "resolved", "paid",
                           "archived", "cancelled", "canceled", "dropped"}))
      continue;
    add_filter(reading, Filter{.attribute = attribute, .op = "<>", .value = choice});
    any = true;
  }
  return any;
}

// "overdue", "expired": what it was due at lies behind, and it is not finished.
bool read_overdue(Reading& reading, const std::string& word) {
  const auto list = reading.clause.vocabulary.attributes.find(reading.access.entity);
  if (list == reading.clause.vocabulary.attributes.end()) return false;
  for (const char* part : {"due", "deadline", "expir", "until", "valid to", "end"}) {
    for (const std::string& name : list->second) {
      const ValueKind kind = kind_of_name(name).kind;
      if (name.find(part) == std::string::npos ||
          (kind != ValueKind::date && kind != ValueKind::timestamp))
        continue;
      add_filter(reading, Filter{.attribute = name, .op = "<", .value = "now"});
      if (word != "expired") leave_out_finished(reading);
      return true;
    }
  }
  return false;
}

// When something takes place is not when its row was made.
bool knows_no_time(const Reading& reading, const std::string& time) {
  const Vocabulary& words = reading.clause.vocabulary;
  const auto list = words.attributes.find(reading.access.entity);
  if (words.has(reading.access.entity, time)) return false;
  return list != words.attributes.end() &&
         std::ranges::any_of(list->second, [](const std::string& name) {
           return name.find("start") != std::string::npos || name.ends_with(" time") ||
                  name.ends_with(" date") || name.find("day") != std::string::npos;
         });
}

bool read_time(Reading& reading, const std::string& word) {
  const std::string time = instant_of(reading.clause, reading.access.entity);
  const bool own = reading.clause.vocabulary.has(reading.access.entity, time);
  if (!own && is_among(word, {"upcoming", "future", "next", "tomorrow"})) return false;
  if (is_among(word, {"today", "yesterday"}) && knows_no_time(reading, time)) return false;
  if (is_among(word, {"today", "tomorrow", "yesterday"})) {
    const Bounds bounds = *bounds_of_day(word);
    for (const auto& [op, value] : bounds)
      add_filter(reading, Filter{.attribute = time, .op = op, .value = value});
    return true;
  }
  if (is_among(word, {"upcoming", "future", "next", "past", "previous"})) {
    const bool behind = word == "past" || word == "previous";
    add_filter(reading, Filter{.attribute = time, .op = behind ? "<" : ">", .value = "now"});
    return true;
  }
  if (!is_among(word, {"recent", "latest", "newest", "last", "most recent", "oldest"}))
    return false;
  reading.access.order.emplace_back(time, word != "oldest");
  return true;
}

}  // namespace

bool read_adjective(Reading& reading, const std::string& word) {
  if (read_superlative(reading, word) || read_choice(reading, word) ||
      read_presence(reading, word) || read_opposite(reading, word) || read_time(reading, word))
    return true;
  if (is_among(word, {"open", "unfinished", "incomplete", "pending", "unresolved", "outstanding"}))
    return leave_out_finished(reading);
  if (is_among(word, {"overdue", "late", "expired"})) return read_overdue(reading, word);
  return is_among(word, {"own", "all", "single", "given", "individual", "matching", "existing",
                         "full", "detailed"});
}

}  // namespace mimar::design::brief
