// How long rows are kept: "Keep events for 90 days", "Delete guest data 3 years after the last
// stay".

#include <algorithm>
#include <cmath>

#include "design/brief/amounts.h"
#include "design/brief/clauses/clause.h"
#include "design/brief/clauses/coverage.h"
#include "design/brief/clauses/named_entities.h"
#include "design/brief/words.h"

namespace mimar::design::brief {

// What of the clause is not in the retention; [from, to) is how long.
static void cover_retention(Clause& clause, std::size_t from, std::size_t to,
                            const std::string& entity) {
  Coverage coverage(clause);
  coverage.use(from, to);
  coverage.use_entities();
  if (!entity.empty()) coverage.use_words({entity, plural_phrase(entity)});
  coverage.use_words(
      {"keep",       "kept",      "retain",        "retained",   "retention", "period",
       "delete",     "deleted",   "deletion",      "purge",      "purged",    "remove",
       "removed",    "archive",   "archived",      "archival",   "store",     "stored",
       "drop",       "dropped",   "expire",        "expires",    "discard",   "discarded",
       "erase",      "erased",    "moved",         "move",       "preserved", "cleaned",
       "cleaned up", "up",        "cold",          "storage",    "old",       "older",
       "than",       "longer",    "automatically", "afterwards", "forever",   "indefinitely",
       "minimum",    "maximum",   "least",         "more",       "then",      "history",
       "away",       "available", "online",        "job",        "law",       "legally",
       "legal",      "reasons",   "user",          "can",        "not",       "needed",
       "anymore",    "get",       "rid",           "raw",        "days",      "table",
       "at least",   "at most",   "permanently"});
  coverage.finish(clause);
}

namespace {

// "90 days", where it stands.
struct Span {
  double days = 0;
  std::size_t from = 0, to = 0;
};

std::vector<Span> find_spans(const Clause& clause) {
  std::vector<Span> spans;
  for (std::size_t i = 0; i < clause.tokens.size(); ++i) {
    if (clause.tokens[i].kind != Token::Kind::number && clause.tokens[i].lower != "a" &&
        clause.tokens[i].lower != "one")
      continue;
    Cursor cursor = clause.cursor(i);
    const auto days = read_days(cursor);
    if (!days) continue;
    spans.push_back({*days, i, cursor.at});
    i = cursor.at - 1;
  }
  return spans;
}

// "readings for 90 days and alerts for two years": what stands in front of each span is kept that
// long. False when there is only one span, or one of them has nothing in front.
bool say_spans(Clause& clause, const std::vector<Span>& spans, bool archive) {
  if (spans.size() < 2) return false;
  std::vector<Retention> retentions;
  std::size_t from = 0;
  for (const Span& span : spans) {
    Clause part{.tokens = Tokens(clause.tokens.begin() + static_cast<std::ptrdiff_t>(from),
                                 clause.tokens.begin() + static_cast<std::ptrdiff_t>(span.to)),
                .vocabulary = clause.vocabulary};
    const auto entities = entities_named(part, 0, 0, false);
    if (entities.empty()) return false;
    for (const std::string& entity : entities) {
      Retention retention;
      retention.entity = entity;
      retention.days = static_cast<std::size_t>(std::lround(span.days));
      retention.archive = archive;
      retentions.push_back(std::move(retention));
    }
    cover_retention(part, span.from - from, span.to - from, entities.front());
    for (std::string& words : part.unread)
      clause.unread.push_back(std::move(words));
    from = span.to;
  }
  Clause rest{.tokens = Tokens(clause.tokens.begin() + static_cast<std::ptrdiff_t>(from),
                               clause.tokens.end()),
              .vocabulary = clause.vocabulary};
  cover_retention(rest, 0, 0, "");
  for (std::string& words : rest.unread)
    clause.unread.push_back(std::move(words));
  for (Retention& retention : retentions)
    clause.facts.emplace_back(std::move(retention));
  return true;
}

// "login events": the words in front of the plural belong to the name.
std::string name_ending(const Clause& clause, std::size_t at) {
  std::size_t from = at;
  while (from > 0 && clause.tokens[from - 1].kind == Token::Kind::word &&
         !is_function_word(clause.tokens[from - 1].lower) &&
         find_verb(clause.tokens[from - 1].lower) == nullptr &&
         clause.tokens[from - 1].lower != "old" && clause.tokens[from - 1].lower != "raw")
    --from;
  return as_singular(clause.tokens, from, at + 1);
}

}  // namespace

bool read_retention(Clause& clause) {
  static constexpr std::string_view words[] = {
      "keep",   "kept",   "retain",  "retained", "retention", "delete",    "deleted",
      "purge",  "purged", "remove",  "removed",  "archive",   "archived",  "store",
      "stored", "drop",   "dropped", "expire",   "discard",   "discarded", "erase",
      "erased", "moved",  "move",    "expires",  "preserved", "cleaned"};
  std::optional<std::size_t> what;
  bool archive = false;
  for (std::size_t i = 0; i < clause.tokens.size(); ++i) {
    if (std::ranges::find(words, clause.tokens[i].lower) != std::end(words) && !what) what = i;
    archive |= clause.tokens[i].lower.starts_with("archiv") || clause.tokens[i].lower == "cold";
  }
  if (!what) return false;
  // "Deleted customers can be restored within 30 days" keeps them; it deletes nothing.
  if (has_word(clause, {"restore", "restored", "recover", "recovered", "undelete", "undeleted",
                        "undo", "undone", "reversible", "bring", "brought"}))
    return false;
  const bool forever = std::ranges::any_of(clause.tokens, [](const Token& token) {
    return token.lower == "forever" || token.lower == "indefinitely";
  });
  const std::vector<Span> spans = find_spans(clause);
  const std::optional<double> days = spans.empty() ? std::nullopt : std::optional(spans[0].days);
  const std::size_t front = spans.empty() ? 0 : spans[0].from,
                    behind = spans.empty() ? 0 : spans[0].to;
  if (!days && !forever) return false;
  // "A session expires after 30 minutes" is no retention of days.
  std::vector<std::string> entities = entities_named(clause, 0, 0, false);
  if (entities.empty()) {
    // "Keep events for 90 days", "Events are kept for 90 days": the first plural
    for (std::size_t i = 0; i < clause.tokens.size() && entities.empty(); ++i) {
      if (i == *what || is_function_word(clause.tokens[i].lower) ||
          seconds_of(clause.tokens[i].lower) > 0 || find_verb(clause.tokens[i].lower) != nullptr)
        continue;
      if (clause.tokens[i].kind == Token::Kind::word && is_plural(clause.tokens[i].lower))
        entities.push_back(name_ending(clause, i));
    }
    if (!entities.empty()) clause.facts.emplace_back(EntityFact{entities.front()});
  }
  // "Keep it for 7 years": nobody deletes what may not have been meant.
  if (entities.empty() && !clause.heading.empty()) entities.push_back(clause.heading);
  if (entities.empty()) {
    clause.question = "Whose rows are kept for so long?";
    clause.unread.push_back(spell(clause.tokens, 0, clause.tokens.size()));
    return true;
  }
  if (forever) {
    clause.facts.emplace_back(EntityFact{entities.front()});
    cover_retention(clause, front, behind, entities.front());
    return true;
  }
  if (say_spans(clause, spans, archive)) return true;
  for (std::size_t i = 0; i < entities.size(); ++i) {
    if (i > 0 && !(has_word(clause, {"and"}) || has_word(clause, {","}))) break;
    Retention retention;
    retention.entity = entities[i];
    retention.days = static_cast<std::size_t>(std::lround(*days));
    retention.archive = archive;
    clause.facts.emplace_back(std::move(retention));
  }
  cover_retention(clause, front, behind, entities.front());
  return true;
}

}  // namespace mimar::design::brief
