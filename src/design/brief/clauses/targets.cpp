// How fast and how safe it has to be: "p95 below 50 ms", "99.9% availability", "We may lose at most
// five minutes of data".

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "design/brief/amounts.h"
#include "design/brief/clauses/clause.h"
#include "design/brief/clauses/coverage.h"
#include "design/brief/clauses/named_entities.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

struct Measure {
  std::string_view words, what;
};
// The first one that is found counts.
constexpr Measure kMeasures[] = {{"p50", "p50 ms"},
                                 {"p90", "p90 ms"},
                                 {"p95", "p95 ms"},
                                 {"p99", "p99 ms"},
                                 {"median", "p50 ms"},
                                 {"availability", "availability %"},
                                 {"available", "availability %"},
                                 {"uptime", "availability %"},
                                 {"rpo", "recovery point s"},
                                 {"recovery point", "recovery point s"},
                                 {"lose", "recovery point s"},
                                 {"data loss", "recovery point s"},
                                 {"loss", "recovery point s"},
                                 {"rto", "recovery time s"},
                                 {"recovery time", "recovery time s"},
                                 {"recover within", "recovery time s"},
                                 {"recovers within", "recovery time s"},
                                 {"restored within", "recovery time s"},
                                 {"back within", "recovery time s"},
                                 {"stale", "staleness s"},
                                 {"staleness", "staleness s"},
                                 {"lag", "staleness s"},
                                 {"out of date", "staleness s"},
                                 {"behind", "staleness s"},
                                 {"latency", "p95 ms"},
                                 {"response time", "p95 ms"},
                                 {"response times", "p95 ms"},
                                 {"respond", "p95 ms"},
                                 {"responds", "p95 ms"},
                                 {"answer within", "p95 ms"},
                                 {"answered within", "p95 ms"},
                                 {"answered in", "p95 ms"},
                                 {"answer in", "p95 ms"},
                                 {"take less than", "p95 ms"},
                                 {"take at most", "p95 ms"},
                                 {"take no longer", "p95 ms"},
                                 {"take no more", "p95 ms"},
                                 {"load in", "p95 ms"},
                                 {"load within", "p95 ms"},
                                 {"finish within", "p95 ms"},
                                 {"complete within", "p95 ms"},
                                 {"faster than", "p95 ms"},
                                 {"return within", "p95 ms"},
                                 {"return in", "p95 ms"},
                                 {"under", "p95 ms"}};

std::string find_measure(const Clause& clause) {
  for (std::size_t i = 0; i + 1 < clause.tokens.size(); ++i) {
    if (clause.tokens[i + 1].lower == "percentile" && clause.tokens[i].kind == Token::Kind::number)
      return fmt::format("p{:g} ms", clause.tokens[i].number);
  }
  for (const Measure& measure : kMeasures) {
    for (std::size_t i = 0; i < clause.tokens.size(); ++i) {
      Cursor cursor = clause.cursor(i);
      if (cursor.accept_words(measure.words)) return std::string(measure.what);
    }
  }
  return {};
}

bool is_share(const Clause& clause, std::size_t at) {
  return clause.tokens[at].kind == Token::Kind::number &&
         (clause.tokens[at].percent ||
          (at + 1 < clause.tokens.size() && clause.tokens[at + 1].lower == "percent"));
}

// "of searches", "for orders": the first entity spoken of.
std::string find_scope(const Clause& clause) {
  for (const Token& token : clause.tokens) {
    if (is_plural(token.lower) && clause.vocabulary.is_entity(singular(token.lower)))
      return singular(token.lower);
  }
  return {};
}

// What of the clause is not in the target.
void cover_target(Clause& clause) {
  Coverage coverage(clause);
  for (const Measure& measure : kMeasures)
    coverage.use_phrase(measure.words);
  coverage.use_entities();
  coverage.use_numbers();
  coverage.use_words({"percent",
                      "percentile",
                      "ms",
                      "millisecond",
                      "milliseconds",
                      "s",
                      "second",
                      "seconds",
                      "minute",
                      "minutes",
                      "hour",
                      "hours",
                      "day",
                      "days",
                      "response",
                      "responses",
                      "time",
                      "times",
                      "target",
                      "below",
                      "less",
                      "within",
                      "query",
                      "queries",
                      "request",
                      "requests",
                      "read",
                      "reads",
                      "write",
                      "writes",
                      "page",
                      "pages",
                      "search",
                      "searches",
                      "reach",
                      "available",
                      "goal",
                      "fail",
                      "failure",
                      "crash",
                      "disaster",
                      "outage",
                      "user",
                      "users",
                      "answer",
                      "take",
                      "latency",
                      "one",
                      "half",
                      "most",
                      "point",
                      "worth",
                      "after a crash",
                      "up to",
                      "after a failure",
                      "after a disaster",
                      "of the time",
                      "recover",
                      "service"});
  coverage.finish(clause);
}

}  // namespace

bool read_target(Clause& clause) {
  Target target;
  target.what = find_measure(clause);
  if (target.what.empty()) return false;
  // "Deleted customers can be restored within 30 days" is about rows.
  if (target.what == "recovery time s" && has_word(clause, {"deleted", "removed"})) return false;
  std::optional<double> share, time;
  for (std::size_t i = 0; i < clause.tokens.size(); ++i) {
    if (is_share(clause, i))
      share = clause.tokens[i].number;
    else if (clause.tokens[i].kind == Token::Kind::number ||
             ((clause.tokens[i].lower == "a" || clause.tokens[i].lower == "one" ||
               clause.tokens[i].lower == "half") &&
              clause.tokens[i].kind == Token::Kind::word)) {
      Cursor cursor = clause.cursor(i);
      if (!time) time = read_seconds(cursor);
    }
  }
  if (target.what == "availability %") {
    if (!share || *share < 50) return false;
    target.value = *share;
  } else if (target.what.ends_with(" ms")) {
    if (!time || *time > 60) return false;
    // "95% of reads answer within 50 ms"
    if (share && *share >= 50) target.what = fmt::format("p{:g} ms", *share);
    target.value = std::round(*time * 1e6) / 1e3;
  } else {
    if (!time) return false;
    target.value = *time;
  }
  target.entity = find_scope(clause);
  cover_target(clause);
  clause.facts.emplace_back(std::move(target));
  return true;
}

}  // namespace mimar::design::brief
