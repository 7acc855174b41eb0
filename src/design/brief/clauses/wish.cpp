// Patterns asked for by words: "Keep an audit trail of orders", "Soft-delete customers".

#include <algorithm>

#include "design/brief/clauses/clause.h"
#include "design/brief/clauses/coverage.h"
#include "design/brief/clauses/named_entities.h"
#include "design/brief/clauses/wish_words.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

bool contains(const Tokens& tokens, std::string_view phrase, std::size_t& from, std::size_t& to) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].lower.empty() || tokens[i].lower[0] != phrase[0]) continue;
    Cursor cursor{&tokens, i, tokens.size()};
    if (!cursor.accept_words(phrase)) continue;
    from = i;
    to = cursor.at;
    return true;
  }
  return false;
}

const Phrase* find_phrase(const Tokens& tokens, std::size_t& from, std::size_t& to) {
  for (const Phrase& phrase : wish_phrases()) {
    if (contains(tokens, phrase.words, from, to)) return &phrase;
  }
  return nullptr;
}

// What of the clause is not in the wish.
void cover_wish(Clause& clause, std::string_view pattern, std::size_t from, std::size_t to) {
  Coverage coverage(clause);
  coverage.use(from, to);
  coverage.use_entities();
  for (const Company& one : wish_company()) {
    if (one.pattern == pattern) coverage.use_words(one.words);
  }
  for (const Phrase& phrase : wish_phrases()) {
    if (phrase.pattern == pattern) coverage.use_phrase(phrase.words);
  }
  for (std::size_t i = 0; i < clause.tokens.size(); ++i) {
    const std::string& word = clause.tokens[i].lower;
    if (word != "when" && word != "whenever" && word != "once") continue;
    std::size_t end = i + 1;
    while (end < clause.tokens.size() && clause.tokens[end].lower != ",")
      ++end;
    if (is_occasion(pattern, Tokens(clause.tokens.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                    clause.tokens.begin() + static_cast<std::ptrdiff_t>(end))))
      coverage.use(i, end);
  }
  coverage.finish(clause);
}

bool per_table(std::string_view pattern) {
  return pattern != "outbox" && pattern != "idempotency-keys" && pattern != "roles-and-permissions";
}

// "numbered within a project", "consecutive for each shop": whose rows are counted together.
std::string counted_within(const Clause& clause, const std::string& counted) {
  static constexpr std::string_view before[] = {"within", "per", "each", "every", "inside"};
  for (std::size_t at = 0; at < clause.tokens.size(); ++at) {
    if (std::ranges::find(before, clause.tokens[at].lower) == std::end(before)) continue;
    Cursor cursor = clause.cursor(at + 1);
    const auto noun = read_noun(cursor, clause.vocabulary);
    if (noun && noun->name != counted && clause.vocabulary.is_entity(noun->name)) return noun->name;
  }
  return {};
}

}  // namespace

bool is_occasion(std::string_view pattern, const Tokens& words) {
  if (pattern == "outbox") {
    return words.size() < 8 && std::ranges::any_of(words, [](const Token& token) {
             return is_participle(token.lower) || verb_stem(token.lower) == "change";
           });
  }
  for (const Company& one : wish_occasions()) {
    if (one.pattern != pattern) continue;
    return std::ranges::any_of(words, [&](const Token& token) {
      return std::ranges::find(one.words, token.lower) != one.words.end();
    });
  }
  return false;
}

bool read_wish(Clause& clause) {
  std::size_t from = 0, to = 0;
  const Phrase* phrase = find_phrase(clause.tokens, from, to);
  if (phrase == nullptr) return false;
  const std::string_view pattern = phrase->pattern;
  const bool first_word_is_entity =
      !clause.tokens.empty() && clause.verb != kNowhere && clause.verb > 0;
  // "A ledger has a name", "An audit log belongs to a user": these speak of entities.
  if (first_word_is_entity) {
    Cursor verb = clause.cursor(clause.verb);
    const VerbGroup group = read_verb_group(verb);
    const bool describes = group.stem == "have" || group.stem == "belong" ||
                           group.stem == "contain" || group.stem == "consist" ||
                           group.stem == "refer" || group.stem == "reference" ||
                           group.stem == "include";
    const bool topical = pattern == "tags" || pattern == "audit-trail" || pattern == "temporal" ||
                         pattern == "queue" || pattern == "ledger" || pattern == "hierarchy" ||
                         pattern == "star-schema" || pattern == "pseudonymisation";
    if (describes && (topical && pattern != "pseudonymisation") &&
        !(group.stem == "have" &&
          (phrase->words == "audit trail" || phrase->words == "version history" ||
           phrase->words == "full history" || phrase->words == "price history")))
      return false;
    if (clause.vocabulary.is_entity(as_singular(clause.tokens, from, to)) &&
        (pattern == "audit-trail" || pattern == "queue" || pattern == "ledger"))
      return false;
  }
  std::vector<std::string> entities = entities_named(clause, from, to, true);
  if (entities.empty() &&
      !has_word(clause, {"everything", "all", "every", "any", "system", "database", "each"}) &&
      per_table(pattern) && !clause.heading.empty())
    entities.push_back(clause.heading);
  if (pattern == "tenant-counter" || pattern == "tags" || pattern == "queue" ||
      pattern == "time-series" || pattern == "tenant-partitions") {
    if (entities.size() > 1) entities.resize(1);
  }
  // "Backups are encrypted": nothing of the brief is.
  const bool about_all =
      has_word(clause, {"everything", "all", "every", "any", "each", "data", "system"});
  if (entities.empty() && !about_all && (pattern == "pseudonymisation" || pattern == "queue") &&
      clause.verb != kNowhere && clause.verb > 0)
    return false;
  if (!per_table(pattern) || entities.empty()) entities = {""};
  for (const std::string& entity : entities) {
    Wish wish;
    wish.pattern = std::string(pattern);
    wish.entity = entity;
    if (const std::string within = counted_within(clause, entity);
        pattern == "tenant-counter" && !within.empty())
      wish.options["within"] = within;
    for (const char* step : {"day", "week", "month", "year"}) {
      if (pattern == "time-series" &&
          has_word(clause, {step, std::string_view(step) == "day"     ? "daily"
                                  : std::string_view(step) == "month" ? "monthly"
                                                                      : step}))
        wish.options["step"] = step;
    }
    clause.facts.emplace_back(std::move(wish));
  }
  cover_wish(clause, pattern, from, to);
  return true;
}

}  // namespace mimar::design::brief
