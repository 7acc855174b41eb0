// How much and how fast: "10 million tasks, 200 reads a second, 20 writes a second", "A project has
// about 50 tasks on average", "Orders grow by 20% a year", "p95 below 50 ms", "99.9% availability".

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/core.h>

#include "design/brief/amounts.h"
#include "design/brief/clauses/clause.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

constexpr double kYear = 365 * 86400.0;

bool is_read(std::string_view word) {
  return word == "reads" || word == "read" || word == "queries" || word == "lookups" ||
         word == "views" || word == "selects" || word == "searches" || word == "requests" ||
         word == "fetches" || word == "calls" || word == "req" || word == "reqs" ||
         word == "request";
}
bool is_write(std::string_view word) {
  return word == "writes" || word == "write" || word == "inserts" || word == "updates" ||
         word == "insertions" || word == "changes" || word == "mutations";
}

bool says_new(std::string_view word) {
  return word == "new" || word == "additional" || word == "more" || word == "further" ||
         word == "fresh";
}

std::string volume_entity(const Noun& noun, const Vocabulary& words) {
  const std::string name = entity_of(noun, words);
  if (name == "time" || seconds_of(name) > 0) return "";  // "6 times", "12 hours"
  return words.is_entity(name) ? name : "";
}

// "200 reads a second", "500 order reads per second", "2000 inserts/s into readings"
bool read_rate(Cursor& cursor, Clause& clause) {
  Cursor next = cursor;
  const auto amount = read_amount(next);
  if (!amount) return false;
  Rate rate;
  next.accept_any({"concurrent", "simultaneous"});
  // an entity in front of the word: "order reads"
  std::size_t words = next.at;
  while (words < next.end && words < next.at + 4 && !is_read((*next.tokens)[words].lower) &&
         !is_write((*next.tokens)[words].lower) && (*next.tokens)[words].kind == Token::Kind::word)
    ++words;
  if (words >= next.end) return false;
  const std::string word = (*next.tokens)[words].lower;
  if (!is_read(word) && !is_write(word)) return false;
  if (words > next.at) {
    const std::string before =
        entity_at_end(clause.vocabulary, as_singular(*next.tokens, next.at, words));
    rate.entity = before;
    if (before.empty() &&
        !(clause.tokens[next.at].lower == "database" || clause.tokens[next.at].lower == "read" ||
          clause.tokens[next.at].lower == "write" || clause.tokens[next.at].lower == "peak" ||
          clause.tokens[next.at].lower == "page" || clause.tokens[next.at].lower == "api" ||
          clause.tokens[next.at].lower == "http" || clause.tokens[next.at].lower == "web"))
      return false;
  }
  next.at = words + 1;
  const auto entity = [&] {
    Cursor of = next;
    if (!of.accept_any({"of", "on", "to", "into", "for", "against", "from"})) return;
    if (auto noun = read_noun(of, clause.vocabulary)) {
      const std::string name = volume_entity(*noun, clause.vocabulary);
      if (name.empty()) return;
      rate.entity = name;
      next = of;
    }
  };
  entity();
  const auto per = read_per(next);
  if (!per) return false;
  entity();
  next.accept_phrase({"at peak", "in peak hours", "on average", "at peak times",
                      "during peak hours", "at the peak", "in total", "overall"});
  (is_read(word) ? rate.reads : rate.writes) = *amount / *per;
  if (!rate.entity.empty() || !clause.facts.empty() || true)
    clause.facts.emplace_back(std::move(rate));
  cursor = next;
  return true;
}

// "10 million tasks", "50 tasks per project", "5,000 new orders a day"
bool is_rate_word(std::string_view word) {
  static constexpr std::array<std::string_view, 12> words{
      "read",    "reads",    "write", "writes",  "request", "requests",
      "queries", "accesses", "hits",  "lookups", "updates", "searches"};
  return std::ranges::find(words, word) != words.end();
}

bool read_volume(Cursor& cursor, Clause& clause) {
  Cursor next = cursor;
  next.accept_any({"and"});
  const auto amount = read_amount(next);
  if (!amount) return false;
  bool fresh = false, each = false;
  while (says_new(next.word()) || next.word() == "active" || next.word() == "registered" ||
         next.word() == "different") {
    fresh |= says_new(next.word());
    ++next.at;
  }
  auto noun = read_noun(next, clause.vocabulary);
  if (!noun) return false;
  Volume volume;
  volume.entity = volume_entity(*noun, clause.vocabulary);
  if (volume.entity.empty()) return false;
  fresh |= next.accept_any({"created", "placed", "added", "inserted", "written", "made", "sent",
                            "uploaded", "recorded", "submitted", "posted"});
  Cursor per = next;
  if (const auto seconds = read_per(per)) {
    volume.growth_per_year = std::round(*amount * kYear / *seconds);
    next = per;
    if (per.accept("per")) {
      auto parent = read_noun(per, clause.vocabulary);
      if (parent && !volume_entity(*parent, clause.vocabulary).empty()) {
        volume.per = volume_entity(*parent, clause.vocabulary);
        next = per;
      }
    }
  } else {
    each = next.word() == "each";
    const bool scoped = next.accept_any({"per", "for", "in", "on", "of", "a"});
    next.accept_any({"each", "every", "any", "a", "an", "one"});
    if (scoped) {
      if (auto parent = read_noun(next, clause.vocabulary)) {
        const std::string name = volume_entity(*parent, clause.vocabulary);
        if (name.empty()) return false;
        volume.per = name;
      }
    }
    if (fresh && !scoped) return false;
    volume.rows = *amount;
  }
  // "400 projects, 30 milestones each"
  if (volume.per.empty() && volume.rows > 0 && each && !clause.facts.empty()) {
    const auto* before = std::get_if<Volume>(&clause.facts.back());
    if (before != nullptr && before->entity != volume.entity) volume.per = before->entity;
  }
  Cursor growth = next;
  growth.accept(",");
  growth.accept("and");
  if (growth.accept_phrase({"growing by", "growing", "growing at", "with growth of",
                            "and growing by", "plus", "increasing by", "with", "grow by",
                            "growth"})) {
    skip_about(growth);
    if (growth.is_number()) {
      const Token& number = growth.token();
      ++growth.at;
      // "with 50 reads a second" is how often it is asked, and not how it grows.
      if (is_rate_word(growth.word())) growth.at = growth.end;
      growth.accept_any({"new", "more"});
      if (growth.at < growth.end && growth.token().kind == Token::Kind::word &&
          !is_function_word(growth.word()))
        ++growth.at;
      const auto seconds = read_per(growth);
      if (seconds) {
        volume.growth_per_year =
            (number.percent ? volume.rows * number.number / 100 : number.number) * kYear / *seconds;
        next = growth;
      }
    }
  }
  next.accept_phrase({"in total", "on average", "altogether", "overall", "at launch",
                      "in the first year", "at most", "each", "at the start", "initially", "today",
                      "at the beginning", "in the long run", "at any time"});
  clause.facts.emplace_back(std::move(volume));
  cursor = next;
  return true;
}

bool read_amounts(Clause& clause, Cursor cursor) {
  bool any = false;
  for (;;) {
    while (cursor.accept_any({",", "and", ";", ".", "with", "plus", "/", "but"})) {
    }
    if (cursor.done()) return any;
    if (read_rate(cursor, clause) || read_volume(cursor, clause)) {
      any = true;
      continue;
    }
    if (any) finish(clause, cursor);
    return any;
  }
}

// "Orders grow by 20% a year", "The number of orders grows by 1 million a year"
bool read_growth(Clause& clause) {
  if (clause.verb == kNowhere) return false;
  Cursor cursor = clause.cursor(clause.verb);
  const VerbGroup group = read_verb_group(cursor);
  if (group.stem != "grow" && group.stem != "increase" && group.stem != "double") return false;
  Cursor subject = clause.subject();
  subject.accept_phrase({"the number of", "the amount of", "the volume of", "number of"});
  auto noun = read_noun(subject, clause.vocabulary);
  if (!noun || volume_entity(*noun, clause.vocabulary).empty()) return false;
  Volume volume;
  volume.entity = volume_entity(*noun, clause.vocabulary);
  cursor.accept_any({"by", "at", "to"});
  skip_about(cursor);
  double number = 100;
  bool percent = group.stem == "double";
  if (cursor.is_number()) {
    number = cursor.token().number;
    percent = cursor.token().percent;
    ++cursor.at;
    cursor.accept("percent");
    if (cursor.at > 0 && clause.tokens[cursor.at - 1].lower == "percent") percent = true;
    cursor.accept_any({"new", "more"});
    if (!cursor.done() && cursor.token().kind == Token::Kind::word &&
        !is_function_word(cursor.word()))
      ++cursor.at;
  } else if (group.stem != "double") {
    return false;
  }
  const auto per = read_per(cursor);
  if (!per) return false;
  volume.growth_per_year = number * kYear / *per;
  if (percent)
    volume.rows = -number * kYear / *per;  // a share of what there is: merge knows how much
  clause.facts.emplace_back(std::move(volume));
  finish(clause, cursor);
  return true;
}

constexpr std::string_view kExpectations[] = {"we expect",
                                              "at peak we see",
                                              "at peak we expect",
                                              "at peak times we see",
                                              "on average we see",
                                              "expect",
                                              "expected :",
                                              "expected",
                                              "expected volume :",
                                              "volume :",
                                              "volumes :",
                                              "there are",
                                              "there will be",
                                              "there should be",
                                              "assume",
                                              "we assume",
                                              "plan for",
                                              "we plan for",
                                              "we have",
                                              "we will have",
                                              "the system has",
                                              "the system holds",
                                              "the system will hold",
                                              "the database holds",
                                              "design for",
                                              "it should handle",
                                              "it must handle",
                                              "the system must handle",
                                              "the system should handle",
                                              "the system handles",
                                              "we anticipate",
                                              "anticipate",
                                              "the platform has",
                                              "estimated",
                                              "we plan",
                                              "we estimate",
                                              "the system must support",
                                              "the system should support",
                                              "the database must sustain",
                                              "the system must sustain",
                                              "must sustain",
                                              "should sustain",
                                              "must support",
                                              "support",
                                              "sustain",
                                              "handle",
                                              "must handle",
                                              "load :",
                                              "traffic :",
                                              "the load is",
                                              "we see",
                                              "we get",
                                              "we receive",
                                              "the system serves",
                                              "we need to handle",
                                              "we need",
                                              "it holds",
                                              "it must hold",
                                              "the platform handles",
                                              "the platform serves",
                                              "there can be",
                                              "there may be",
                                              "scale :",
                                              "size :",
                                              "at peak"};

// "A project has about 50 tasks", "There are 500 projects with 20 tasks each", "We expect 10
// million tasks"
bool read_expectation(Clause& clause) {
  Cursor cursor = clause.cursor();
  cursor.accept_phrase({"in total ,", "overall ,", "on average ,", "at peak ,",
                        "in the first year ,", "initially ,", "after a year ,", "at launch ,",
                        "every day ,", "each day ,"});
  if (std::ranges::any_of(kExpectations,
                          [&](std::string_view words) { return cursor.accept_words(words); })) {
    cursor.accept(":");
    return read_amounts(clause, cursor);
  }
  if (clause.verb == kNowhere) return false;
  // "A project has about 50 tasks on average": a figure with "about" is an expectation, no rule.
  Cursor verb = clause.cursor(clause.verb);
  const VerbGroup group = read_verb_group(verb);
  const auto subjects = read_subjects(clause);
  if (subjects.size() != 1) return false;
  Cursor said = verb;
  skip_about(said);
  bool average = false, each_time = false;
  for (std::size_t i = 0; i < clause.tokens.size(); ++i) {
    const std::string& word = clause.tokens[i].lower;
    average |= word == "average" || word == "typically" || word == "usually" || word == "about" ||
               word == "roughly" || word == "approximately" || word == "around" || word == "~";
    each_time |= i > clause.verb && seconds_of(word) > 0;
  }
  const auto amount = read_amount(said);
  if (!amount || (!average && !each_time)) return false;
  if (group.negative || group.optional() || group.stem == "keep" || group.stem == "cancel")
    return false;
  const bool fresh = says_new(said.word());
  if (fresh) ++said.at;
  auto noun = read_noun(said, clause.vocabulary);
  if (!noun) return false;
  Volume volume;
  volume.entity = volume_entity(*noun, clause.vocabulary);
  if (volume.entity.empty()) return false;
  const std::string subject = entity_of(subjects.front(), clause.vocabulary);
  if (clause.vocabulary.is_entity(subject)) volume.per = subject;
  if (const auto per = read_per(said)) {
    volume.growth_per_year = *amount * kYear / *per;
  } else {
    volume.rows = *amount;
  }
  said.accept_phrase({"on average", "each", "in total", "at a time"});
  clause.facts.emplace_back(std::move(volume));
  finish(clause, said);
  return true;
}

// "Reads outnumber writes: 20,000 reads/s and 800 writes/s"
bool read_behind_colon(Clause& clause) {
  for (std::size_t i = 1; i + 1 < clause.tokens.size(); ++i) {
    if (clause.tokens[i].lower != ":" || clause.tokens[i + 1].kind != Token::Kind::number) continue;
    if (read_amounts(clause, clause.cursor(i + 1)) && clause.unread.empty()) return true;
    clause.facts.clear();
    clause.unread.clear();
    break;
  }
  return false;
}

}  // namespace

bool read_scale(Clause& clause) {
  if (read_growth(clause) || read_expectation(clause)) return true;
  Cursor cursor = clause.cursor();
  skip_about(cursor);
  // "Two bookings must not overlap" states a rule.
  const bool rule = clause.verb != kNowhere && cursor.is_number() && cursor.token().number < 5;
  if (cursor.is_number()) return !rule && read_amounts(clause, cursor);
  if (read_behind_colon(clause)) return true;
  // "Tasks: 10 million", "Reads: 200/s", "Orders are read 500 times a second and written 20 times a
  // second"
  Cursor colon = clause.cursor();
  const bool reads = colon.accept_any({"reads", "queries"});
  const bool writes = !reads && colon.accept_any({"writes", "inserts"});
  if (reads || writes) {
    colon.accept_any({":", "-", "--", "="});
    const auto amount = read_amount(colon);
    if (amount) {
      const auto per = read_per(colon);
      Rate rate;
      (reads ? rate.reads : rate.writes) = *amount / per.value_or(1);
      clause.facts.emplace_back(std::move(rate));
      while (colon.accept_any({",", ";", "and"})) {
      }
      if (!colon.done() && !read_amounts(clause, colon)) finish(clause, colon);
      return true;
    }
  }
  if (auto noun = read_noun(colon, clause.vocabulary);
      noun && !volume_entity(*noun, clause.vocabulary).empty() &&
      colon.accept_any({":", "--", "="})) {
    if (auto amount = read_amount(colon)) {
      Volume volume;
      volume.entity = volume_entity(*noun, clause.vocabulary);
      const auto per = read_per(colon);
      if (per)
        volume.growth_per_year = *amount * kYear / *per;
      else
        volume.rows = *amount;
      colon.accept_any({"rows", "records", "entries"});
      clause.facts.emplace_back(std::move(volume));
      while (colon.accept_any({",", ";", "and"})) {
      }
      if (!colon.done() && !read_amounts(clause, colon)) finish(clause, colon);
      return true;
    }
  }
  if (clause.verb == kNowhere) return false;
  Cursor verb = clause.cursor(clause.verb);
  const VerbGroup group = read_verb_group(verb);
  if (!group.be || (group.stem != "read" && group.stem != "write" && group.stem != "query" &&
                    group.stem != "update" && group.stem != "insert"))
    return false;
  const auto subjects = read_subjects(clause);
  if (subjects.empty()) return false;
  bool any = false;
  std::string stem = group.stem;
  for (;;) {
    const auto amount = read_amount(verb);
    if (!amount) break;
    verb.accept("times");
    const auto per = read_per(verb);
    if (!per) break;
    Rate rate;
    rate.entity = volume_entity(subjects.front(), clause.vocabulary);
    (stem == "read" || stem == "query" ? rate.reads : rate.writes) = *amount / *per;
    clause.facts.emplace_back(std::move(rate));
    any = true;
    while (verb.accept_any({",", "and", "are", "is"})) {
    }
    if (verb.done()) break;
    stem = verb_stem(verb.word());
    ++verb.at;
  }
  if (any) finish(clause, verb);
  return any;
}

}  // namespace mimar::design::brief
