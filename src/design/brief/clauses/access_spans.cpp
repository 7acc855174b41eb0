// Bounds in time: "in the last 7 days", "before a given date", "today", "older than a month".

#include <algorithm>

#include <fmt/core.h>

#include "design/brief/amounts.h"
#include "design/brief/clauses/access.h"
#include "design/brief/details.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

// "7 days", "a week": as PostgreSQL's intervals have them.
std::optional<std::string> read_length(Cursor& cursor) {
  Cursor next = cursor;
  double number = 1;
  if (next.is_number() && !next.token().percent) {
    number = next.token().number;
    ++next.at;
  } else {
    next.accept_any({"a", "an", "one"});
  }
  next.accept_any({"full", "calendar"});
  const std::string step = step_of(next.word());
  if (step.empty() || next.done()) return std::nullopt;
  ++next.at;
  cursor = next;
  if (step == "quarter") return fmt::format("{} months", spell_number(3 * number));
  return fmt::format("{} {}{}", spell_number(number), step, number == 1 ? "" : "s");
}

// "of the last 30 days", "in the next week", "within 60 days"
std::optional<Bounds> read_last(Cursor& cursor) {
  Cursor next = cursor;
  const bool within = next.accept("within");
  if (!within) next.accept_any({"of", "in", "from", "over", "during", "for", "since", "on"});
  next.accept("the");
  if (next.accept_any({"last", "past", "previous", "preceding", "recent"})) {
    const bool counted = next.is_number();
    const std::string step = step_of(next.word());
    const auto length = read_length(next);
    if (!length) return std::nullopt;
    cursor = next;
    // "last month" is the one before this one; "the last 30 days" end now.
    const std::string& before = (*next.tokens)[next.at - 2].lower;
    if (!counted && before == "previous" && step != "quarter")
      return Bounds{{">=", "last " + step}, {"<", "this " + step}};
    return Bounds{{">=", *length + " ago"}};
  }
  const bool coming = next.accept_any({"next", "coming", "following", "upcoming"});
  if (!coming && !within) return std::nullopt;
  const auto length = read_length(next);
  if (!length) return std::nullopt;
  next.accept_words("from now");
  cursor = next;
  return Bounds{{">=", "now"}, {"<=", "in " + *length}};
}

// "today", "of this month", "for tomorrow"
std::optional<Bounds> read_this(Cursor& cursor) {
  Cursor next = cursor;
  next.accept_any({"of", "for", "in", "on", "from", "during"});
  Bounds bounds;
  if (next.accept("today"))
    bounds = {{">=", "today"}, {"<", "tomorrow"}};
  else if (next.accept("tomorrow"))
    bounds = {{">=", "tomorrow"}, {"<", "the day after tomorrow"}};
  else if (next.accept("yesterday"))
    bounds = {{">=", "yesterday"}, {"<", "today"}};
  if (bounds.empty()) {
    next.accept("the");
    if (!next.accept_any({"this", "current"})) return std::nullopt;
    const std::string step = step_of(next.word());
    if (step.empty()) return std::nullopt;
    ++next.at;
    bounds = step == "day" ? Bounds{{">=", "today"}, {"<", "tomorrow"}}
                           : Bounds{{">=", "this " + step}, {"<", "next " + step}};
  }
  cursor = next;
  return bounds;
}

bool accept_given_moment(Cursor& cursor) {
  Cursor next = cursor;
  next.accept_any({"a", "the", "some", "any"});
  const bool given =
      next.accept_any({"given", "certain", "specific", "chosen", "particular", "specified"});
  if (!next.accept_any({"date", "day", "time", "moment", "instant", "timestamp", "point"}))
    return false;
  next.accept_words("in time");
  if (!given && !(next.done() || next.word() == "," || next.word() == ".")) return false;
  cursor = next;
  return true;
}

// "before a given date", "since yesterday", "older than 30 days"
std::optional<Bounds> read_beyond(Cursor& cursor) {
  Cursor next = cursor;
  if (next.accept_phrase({"older than", "for more than", "for over", "for longer than",
                          "for at least", "more than", "at least", "over"})) {
    const bool ago =
        (*next.tokens)[cursor.at].lower == "older" || (*next.tokens)[cursor.at].lower == "for";
    const auto length = read_length(next);
    if (!length || (!next.accept("ago") && !ago)) return std::nullopt;
    cursor = next;
    return Bounds{{"<", *length + " ago"}};
  }
  if (next.accept_phrase({"newer than", "younger than", "less than", "for less than"})) {
    const bool ago = (*next.tokens)[cursor.at].lower != "less";
    const auto length = read_length(next);
    if (!length || (!next.accept("ago") && !ago)) return std::nullopt;
    cursor = next;
    return Bounds{{">", *length + " ago"}};
  }
  static constexpr std::pair<std::string_view, std::string_view> words[] = {
      {"on or after", ">="},     {"on or before", "<="}, {"no later than", "<="},
      {"no earlier than", ">="}, {"later than", ">"},    {"earlier than", "<"},
      {"prior to", "<"},         {"before", "<"},        {"after", ">"},
      {"since", ">="},           {"until", "<"}};
  for (const auto& [phrase, op] : words) {
    Cursor at = cursor;
    if (!at.accept_words(phrase)) continue;
    if (const std::string moment = read_moment(at); !moment.empty()) {
      cursor = at;
      return Bounds{{std::string(op), moment}};
    }
    if (!accept_given_moment(at)) return std::nullopt;
    cursor = at;
    return Bounds{{std::string(op), ""}};
  }
  return std::nullopt;
}

// Between two moments that are given when it is asked.
std::optional<Bounds> read_given_range(Cursor& cursor) {
  Cursor next = cursor;
  if (next.accept("between")) {
    next.accept_any({"two", "given", "any"});
    next.accept_any({"two", "given"});
    if (next.accept_any(
            {"dates", "times", "instants", "timestamps", "moments", "days", "points"})) {
      next.accept_words("in time");
      cursor = next;
      return Bounds{{">=", ""}, {"<", ""}};
    }
    return std::nullopt;
  }
  const bool by = next.accept("by");
  if (!by && !next.accept_any({"in", "within", "over", "for", "during", "of", "on", "from"}))
    return std::nullopt;
  const bool article = next.accept_any({"a", "an", "any", "some", "the", "one"});
  const bool given = next.accept_any({"given", "certain", "specific", "chosen", "particular"});
  const bool range =
      (next.accept_any({"time", "date"}) &&
       next.accept_any({"range", "period", "span", "frame", "window", "interval"})) ||
      next.accept_any({"period", "range", "timeframe", "timespan"});
  const bool step = !range && !by && (article || given) &&
                    (!step_of(next.word()).empty() || next.word() == "date");
  if (!range && !step) return std::nullopt;
  if (step) {
    ++next.at;
    if ((*next.tokens)[cursor.at + 1].lower == "the" && !given) return std::nullopt;
  }
  cursor = next;
  return Bounds{{">=", ""}, {"<", ""}};
}

}  // namespace

std::string step_of(std::string_view word) {
  static constexpr std::pair<std::string_view, std::string_view> adverbs[] = {
      {"hourly", "hour"},       {"daily", "day"},   {"weekly", "week"}, {"monthly", "month"},
      {"quarterly", "quarter"}, {"yearly", "year"}, {"annual", "year"}, {"annually", "year"},
      {"hr", "hour"},           {"min", "minute"},  {"mins", "minute"}};
  for (const auto& [adverb, step] : adverbs)
    if (word == adverb) return std::string(step);
  const std::string one = singular(word);
  for (const char* step : {"minute", "hour", "day", "week", "month", "quarter", "year"})
    if (one == step) return one;
  return {};
}

std::string read_moment(Cursor& cursor) {
  Cursor next = cursor;
  if (next.accept_phrase({"now", "the current time", "the current date", "right now"}))
    return cursor = next, "now";
  for (const char* day : {"today", "tomorrow", "yesterday"})
    if (next.accept(day)) return cursor = next, day;
  if (next.accept_words("the day after tomorrow")) return cursor = next, "the day after tomorrow";
  for (const char* which : {"this", "next", "last"}) {
    next = cursor;
    if (!next.accept(which)) continue;
    const std::string step = step_of(next.word());
    if (step.empty()) break;
    ++next.at;
    return cursor = next, fmt::format("{} {}", which, step);
  }
  next = cursor;
  const bool ahead = next.accept("in");
  const auto length = read_length(next);
  if (!length || (!ahead && !next.accept("ago"))) return {};
  cursor = next;
  return ahead ? "in " + *length : *length + " ago";
}

std::optional<Bounds> read_time_bounds(Cursor& cursor) {
  for (const auto read : {read_last, read_this, read_beyond, read_given_range})
    if (auto bounds = read(cursor)) return bounds;
  return std::nullopt;
}

}  // namespace mimar::design::brief
