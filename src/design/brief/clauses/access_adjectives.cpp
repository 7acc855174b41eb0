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

}  // namespace

// "open" tasks, "overdue" tasks, "recent" tasks: a word in front of the entity.
bool read_adjective(Reading& reading, const std::string& word) {
  const Vocabulary& words = reading.clause.vocabulary;
  const std::string& entity = reading.access.entity;
  if (read_superlative(reading, word)) return true;
  const auto choices = words.choices.find(entity);
  if (choices != words.choices.end()) {
    if (const auto found = choices->second.find(word); found != choices->second.end()) {
      add_filter(reading, Filter{found->second, "=", word});
      return true;
    }
  }
  // "voided" where the choice is "void"
  if (choices != words.choices.end() && is_participle(word)) {
    for (const auto& [choice, attribute] : choices->second) {
      if (verb_stem(choice) != verb_stem(word)) continue;
      add_filter(reading, Filter{.attribute = attribute, .op = "=", .value = choice});
      return true;
    }
  }
  if (words.has(entity, word) || words.has(entity, "is " + word)) {
    const std::string name = words.has(entity, word) ? word : "is " + word;
    const ValueKind kind = kind_of_name(name).kind;
    if (kind == ValueKind::boolean)
      add_filter(reading, Filter{name, "=", "true"});
    else
      add_filter(reading, Filter{name, "=", ""});
    return true;
  }
  if (is_participle(word)) {
    if (const std::string name = related_by(reading, word); !name.empty()) {
      add_filter(reading, Filter{.attribute = name, .op = "is not null"});
      return true;
    }
  }
  if (word.size() > 4 && word.starts_with("un") && read_adjective(reading, word.substr(2))) {
    Filter& last = reading.access.filters.back();
    if (last.op == "=" && last.value == "true")
      last.value = "false";
    else
      last.op = last.value.empty() ? "is null" : "<>";
    return true;
  }
  if (word == "today" || word == "tomorrow" || word == "yesterday") {
    const Bounds bounds = *bounds_of_day(word);
    for (const auto& [op, value] : bounds)
      add_filter(reading,
                 Filter{.attribute = instant_of(reading.clause, entity), .op = op, .value = value});
    return true;
  }
  if (is_participle(word) && words.has(entity, verb_stem(word))) {
    add_filter(reading, Filter{verb_stem(word), "is not null", ""});
    return true;
  }
  if (words.has(entity, word + " at")) {
    add_filter(reading, Filter{word + " at", "is not null", ""});
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
          add_filter(reading, Filter{attribute, "<>", choice});
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
        add_filter(reading, Filter{name, "<", "now"});
        return true;
      }
    }
    return false;
  }
  if (word == "upcoming" || word == "future" || word == "next" || word == "past" ||
      word == "previous") {
    add_filter(reading, Filter{instant_of(reading.clause, entity),
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

}  // namespace mimar::design::brief
