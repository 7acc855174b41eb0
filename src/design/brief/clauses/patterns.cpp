// Patterns asked for by words: "Keep an audit trail of orders", "Soft-delete customers", "Isolate
// everything by organisation", "Keep events for 90 days".

#include <algorithm>
#include <cmath>

#include "design/brief/amounts.h"
#include "design/brief/clauses/clause.h"
#include "design/brief/clauses/coverage.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

struct Phrase {
  std::string_view words;  // stems, in this order, others between them
  std::string_view pattern;
};

// What a person calls a pattern. Longer ones first where one is part of another.
constexpr Phrase kPhrases[] = {
    {"audit trail", "audit-trail"},
    {"audit log", "audit-trail"},
    {"audit history", "audit-trail"},
    {"audit", "audit-trail"},
    {"history of changes", "audit-trail"},
    {"change history", "audit-trail"},
    {"change log", "audit-trail"},
    {"who changed what", "audit-trail"},
    {"who changed", "audit-trail"},
    {"tamper-evident", "audit-trail"},
    {"log every change", "audit-trail"},
    {"log all changes", "audit-trail"},
    {"track changes", "audit-trail"},
    {"track all changes", "audit-trail"},
    {"track every change", "audit-trail"},
    {"record every change", "audit-trail"},
    {"record all changes", "audit-trail"},
    {"every change be logged", "audit-trail"},
    {"every change be recorded", "audit-trail"},
    {"every change to", "audit-trail"},
    {"all changes to", "audit-trail"},
    {"any change to", "audit-trail"},
    {"changes to", "audit-trail"},
    {"soft-delete", "soft-delete"},
    {"soft-deleted", "soft-delete"},
    {"soft delete", "soft-delete"},
    {"softly deleted", "soft-delete"},
    {"soft deleted", "soft-delete"},
    {"soft deletion", "soft-delete"},
    {"never really deleted", "soft-delete"},
    {"never physically deleted", "soft-delete"},
    {"not physically deleted", "soft-delete"},
    {"never hard deleted", "soft-delete"},
    {"never hard-deleted", "soft-delete"},
    {"not really deleted", "soft-delete"},
    {"marked as deleted", "soft-delete"},
    {"only marked as deleted", "soft-delete"},
    {"can be restored", "soft-delete"},
    {"recycle bin", "soft-delete"},
    {"be undeleted", "soft-delete"},
    {"restore deleted", "soft-delete"},
    {"recover deleted", "soft-delete"},
    {"transactional outbox", "outbox"},
    {"outbox", "outbox"},
    {"publish events", "outbox"},
    {"publish changes", "outbox"},
    {"publish every", "outbox"},
    {"message broker", "outbox"},
    {"to kafka", "outbox"},
    {"downstream systems", "outbox"},
    {"publish an event", "outbox"},
    {"notify other systems", "outbox"},
    {"other services are notified", "outbox"},
    {"change data capture", "outbox"},
    {"event sourcing", "event-sourcing"},
    {"event-sourced", "event-sourcing"},
    {"event sourced", "event-sourcing"},
    {"event-sourcing", "event-sourcing"},
    {"event store", "event-sourcing"},
    {"stream of events", "event-sourcing"},
    {"sequence of events", "event-sourcing"},
    {"append-only events", "event-sourcing"},
    {"rebuilt from events", "event-sourcing"},
    {"replaying", "event-sourcing"},
    {"temporal", "temporal"},
    {"as of", "temporal"},
    {"any past date", "temporal"},
    {"any point in time", "temporal"},
    {"every version", "temporal"},
    {"all versions", "temporal"},
    {"past versions", "temporal"},
    {"previous versions", "temporal"},
    {"old versions", "temporal"},
    {"earlier versions", "temporal"},
    {"versioned", "temporal"},
    {"version history", "temporal"},
    {"price history", "temporal"},
    {"historical versions", "temporal"},
    {"earlier values", "temporal"},
    {"full history", "temporal"},
    {"the history of", "temporal"},
    {"history of", "temporal"},
    {"looked at the time", "temporal"},
    {"job queue", "queue"},
    {"work queue", "queue"},
    {"task queue", "queue"},
    {"queue", "queue"},
    {"background jobs", "queue"},
    {"processed by workers", "queue"},
    {"background workers", "queue"},
    {"worker picks", "queue"},
    {"workers pick", "queue"},
    {"workers take", "queue"},
    {"processed asynchronously", "queue"},
    {"in the background", "queue"},
    {"idempotency keys", "idempotency-keys"},
    {"idempotency key", "idempotency-keys"},
    {"idempotent", "idempotency-keys"},
    {"idempotency", "idempotency-keys"},
    {"retried safely", "idempotency-keys"},
    {"safe to retry", "idempotency-keys"},
    {"repeated requests", "idempotency-keys"},
    {"processed only once", "idempotency-keys"},
    {"executed only once", "idempotency-keys"},
    {"exactly once even", "idempotency-keys"},
    {"retries must not", "idempotency-keys"},
    {"double entry", "ledger"},
    {"double-entry", "ledger"},
    {"ledger", "ledger"},
    {"debits equal credits", "ledger"},
    {"debits and credits", "ledger"},
    {"sum to zero", "ledger"},
    {"must balance", "ledger"},
    {"always balance", "ledger"},
    {"balance to zero", "ledger"},
    {"add up to zero", "ledger"},
    {"sums to zero", "ledger"},
    {"full-text search", "full-text-search"},
    {"full text search", "full-text-search"},
    {"full-text", "full-text-search"},
    {"fulltext", "full-text-search"},
    {"full text", "full-text-search"},
    {"role-based access", "roles-and-permissions"},
    {"roles and permissions", "roles-and-permissions"},
    {"rbac", "roles-and-permissions"},
    {"permission system", "roles-and-permissions"},
    {"star schema", "star-schema"},
    {"data warehouse", "star-schema"},
    {"for analytics", "star-schema"},
    {"analytics", "star-schema"},
    {"dimensional model", "star-schema"},
    {"for reporting", "star-schema"},
    {"business intelligence", "star-schema"},
    {"pseudonymise", "pseudonymisation"},
    {"pseudonymised", "pseudonymisation"},
    {"pseudonymize", "pseudonymisation"},
    {"pseudonymized", "pseudonymisation"},
    {"pseudonymisation", "pseudonymisation"},
    {"anonymise", "pseudonymisation"},
    {"anonymised", "pseudonymisation"},
    {"anonymize", "pseudonymisation"},
    {"anonymized", "pseudonymisation"},
    {"gdpr", "pseudonymisation"},
    {"right to be forgotten", "pseudonymisation"},
    {"personal data", "pseudonymisation"},
    {"encrypt", "pseudonymisation"},
    {"encrypted", "pseudonymisation"},
    {"forget a", "pseudonymisation"},
    {"optimistic locking", "optimistic-version"},
    {"optimistic concurrency", "optimistic-version"},
    {"lost updates", "optimistic-version"},
    {"lost update", "optimistic-version"},
    {"optimistic", "optimistic-version"},
    {"overwrite each other", "optimistic-version"},
    {"overwrite each other's", "optimistic-version"},
    {"edit conflicts", "optimistic-version"},
    {"concurrent edits", "optimistic-version"},
    {"at the same time must not overwrite", "optimistic-version"},
    {"overwritten by", "optimistic-version"},
    {"silently overwritten", "optimistic-version"},
    {"keyset pagination", "keyset-pagination"},
    {"cursor pagination", "keyset-pagination"},
    {"pagination", "keyset-pagination"},
    {"paginated", "keyset-pagination"},
    {"infinite scroll", "keyset-pagination"},
    {"infinite scrolling", "keyset-pagination"},
    {"time series", "time-series"},
    {"time-series", "time-series"},
    {"partition by month", "time-series"},
    {"partition by day", "time-series"},
    {"partitioned by month", "time-series"},
    {"partitioned by day", "time-series"},
    {"partitioned by time", "time-series"},
    {"partition by time", "time-series"},
    {"partitioned by week", "time-series"},
    {"partitioned by date", "time-series"},
    {"monthly partitions", "time-series"},
    {"daily partitions", "time-series"},
    {"tenant partitions", "tenant-partitions"},
    {"partition by tenant", "tenant-partitions"},
    {"partitioned by tenant", "tenant-partitions"},
    {"without gaps", "tenant-counter"},
    {"gapless", "tenant-counter"},
    {"gap-free", "tenant-counter"},
    {"no gaps", "tenant-counter"},
    {"consecutively numbered", "tenant-counter"},
    {"numbered consecutively", "tenant-counter"},
    {"consecutive numbers", "tenant-counter"},
    {"sequential numbers", "tenant-counter"},
    {"numbered sequentially", "tenant-counter"},
    {"sequential number", "tenant-counter"},
    {"consecutive number", "tenant-counter"},
    {"running number", "tenant-counter"},
    {"status machine", "status-machine"},
    {"state machine", "status-machine"},
    {"be tagged", "tags"},
    {"can tag", "tags"},
    {"may tag", "tags"},
    {"tags to", "tags"},
    {"with tags", "tags"},
    {"free tags", "tags"},
    {"tagging", "tags"},
    {"carry tags", "tags"},
    {"labelled with tags", "tags"},
    {"closure table", "hierarchy"},
    {"ltree", "hierarchy"},
    {"tree of", "hierarchy"},
    {"whole subtree", "hierarchy"},
    {"all descendants", "hierarchy"},
    {"form a tree", "hierarchy"},
    {"form a hierarchy", "hierarchy"},
    {"hierarchy of", "hierarchy"},
    {"arranged in a tree", "hierarchy"},
    {"hierarchical", "hierarchy"},
    {"organised in a tree", "hierarchy"},
    {"organized in a tree", "hierarchy"},
    {"to any depth", "hierarchy"},
    {"any depth", "hierarchy"},
    {"arbitrarily deep", "hierarchy"},
    {"in a hierarchy", "hierarchy"},
    {"in a tree", "hierarchy"},
    {"polymorphic", "polymorphic"},
    {"attached to anything", "polymorphic"},
};

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
  for (const Phrase& phrase : kPhrases) {
    if (contains(tokens, phrase.words, from, to)) return &phrase;
  }
  return nullptr;
}

// The entities named outside of [from, to), in their order.
std::vector<std::string> entities_named(const Clause& clause, std::size_t from, std::size_t to,
                                        bool by_attribute) {
  std::vector<std::string> result;
  const std::size_t end = find_exception(clause.tokens);
  for (std::size_t i = 0; i < end;) {
    std::size_t taken = 1;
    for (std::size_t words = 4; words > 0; --words) {
      if (i + words > end || (i < to && i + words > from)) continue;
      const std::string name = as_singular(clause.tokens, i, i + words);
      std::string entity = name;
      if (!clause.vocabulary.is_entity(entity)) {
        // "an audit trail of grades": of what has a grade
        const auto owners = clause.vocabulary.owners.find(name);
        if (!by_attribute || owners == clause.vocabulary.owners.end() ||
            owners->second.size() != 1 || !is_plural(clause.tokens[i + words - 1].lower))
          continue;
        entity = owners->second.front();
      }
      if (std::ranges::find(result, entity) == result.end()) result.push_back(entity);
      taken = words;
      break;
    }
    i += taken;
  }
  return result;
}

bool has_word(const Clause& clause, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(clause.tokens, [&](const Token& token) {
    return std::ranges::find(words, token.lower) != words.end();
  });
}

// Words that go with a pattern and say no more than its name does.
struct Company {
  std::string_view pattern;
  std::initializer_list<std::string_view> words;
};

const Company kCompany[] = {
    {"audit-trail",
     {"who",
      "what",
      "when",
      "change",
      "changes",
      "changed",
      "log",
      "logged",
      "record",
      "recorded",
      "track",
      "tracked",
      "history",
      "trail",
      "audited",
      "audit",
      "old value",
      "new value",
      "old and new values",
      "made",
      "by whom",
      "see"}},
    {"soft-delete",
     {"delete", "deleted", "deletion", "restore", "restored", "recover", "recovered", "marked",
      "really", "physically", "only", "removed", "later", "instead", "trash", "undo", "hard",
      "remain recoverable"}},
    {"outbox",
     {"publish",  "published", "events",   "event",        "change",        "changes",    "kafka",
      "broker",   "other",     "systems",  "services",     "notify",        "downstream", "created",
      "reliably", "message",   "messages", "exactly once", "at least once", "lost"}},
    {"event-sourcing",
     {"events", "event", "state", "rebuilt", "stored as", "replaying", "append-only", "sequence",
      "stream", "derived", "appended", "change", "changes", "current", "level"}},
    {"temporal", {"price",  "prices",   "version", "versions",      "versioned", "history",
                  "past",   "previous", "earlier", "old",           "know",      "see",
                  "looked", "look",     "date",    "point in time", "was",       "were",
                  "values", "change",   "changes", "query",         "queried",   "any",
                  "what",   "how",      "valid",   "at the time",   "kept",      "available"}},
    {"queue",
     {"queue", "background", "workers", "worker", "process", "processed", "jobs", "job", "run",
      "asynchronously", "pick", "picks", "taken", "take", "put", "form", "goes", "wait"}},
    {"idempotency-keys", {"retry",      "retried",  "retries", "request", "requests", "repeated",
                          "twice",      "api",      "client",  "clients", "same",     "processed",
                          "executed",   "once",     "create",  "calls",   "call",     "duplicate",
                          "duplicates", "creation", "carry",   "send",    "sent",     "payments"}},
    {"ledger",
     {"double", "entry", "bookkeeping", "accounting", "debits", "credits", "equal", "balance",
      "balanced", "sum", "zero", "entries", "always", "transaction", "transactions"}},
    {"full-text-search",
     {"search", "searches", "searched", "searching", "find", "full-text", "text", "title", "body",
      "name", "description", "content", "user", "users", "people", "customers", "query"}},
    {"roles-and-permissions",
     {"role", "roles", "permission", "permissions", "access", "control", "user", "users", "rights",
      "granted", "assigned", "rbac"}},
    {"star-schema",
     {"analytics", "reporting", "report", "reports", "warehouse", "star schema", "dimensional",
      "model", "fact", "facts", "dimension", "dimensions", "dashboards", "business", "intelligence",
      "analysis", "analysed"}},
    {"pseudonymisation",
     {"gdpr",       "personal", "encrypt",    "encrypted",  "request",   "requests",
      "delete",     "deleted",  "deletion",   "erase",      "erased",    "forget",
      "forgotten",  "right",    "comply",     "compliance", "compliant", "person",
      "people",     "rest",     "anonymised", "anonymized", "removed",   "protected",
      "on request", "user",     "users",      "customer",   "customers", "sensitive"}},
    {"optimistic-version",
     {"two",        "people",      "user",           "users",        "edit",
      "edits",      "editing",     "edited",         "same",         "at the same time",
      "silently",   "other",       "each other",     "each other's", "changes",
      "change",     "updates",     "update",         "concurrent",   "concurrently",
      "conflicts",  "detected",    "detect",         "prevent",      "prevented",
      "avoid",      "locking",     "optimistic",     "concurrency",  "control",
      "overwrite",  "overwritten", "lost",           "one",          "another",
      "versioning", "both",        "simultaneously", "protected",    "protect",
      "against",    "happen",      "allowed"}},
    {"keyset-pagination",
     {"list", "lists", "page", "pages", "pagination", "paginated", "scroll", "scrolling",
      "infinite", "keyset", "cursor", "through", "long"}},
    {"time-series",
     {"time series", "series", "partition", "partitioned", "partitions", "month", "day", "week",
      "year", "monthly", "daily", "weekly", "yearly", "time", "date", "append-only"}},
    {"tenant-partitions", {"partition", "partitioned", "tenant", "partitions"}},
    {"tenant-counter",
     {"number", "numbers", "numbered", "consecutive", "consecutively", "sequential", "sequentially",
      "gaps", "gap", "gapless", "running", "sequence", "starting", "starts", "1", "within", "start",
      "get"}},
    {"status-machine",
     {"state", "status", "machine", "states", "transitions", "follow", "follows"}},
    {"tags",
     {"tag", "tags", "tagged", "tagging", "free", "label", "labels", "labelled", "user", "users",
      "add", "attach", "assign", "several", "multiple", "carry"}},
    {"hierarchy", {"tree",      "hierarchy",   "hierarchical", "nested", "nest",      "depth",
                   "subtree",   "descendants", "ancestors",    "form",   "arranged",  "organised",
                   "organized", "parent",      "deep",         "levels", "arbitrary", "structure",
                   "children",  "find",        "show",         "move",   "list"}},
    {"polymorphic", {"attached", "anything", "polymorphic", "attach", "refer"}}};

// The occasions that patterns are there for; of an outbox, whatever happens to something.
const Company kOccasions[] = {
    {"pseudonymisation", {"forgotten", "forget", "request", "requests", "asks", "ask", "erasure"}},
    {"optimistic-version", {"same", "edit", "concurrently", "simultaneously", "both"}},
    {"idempotency-keys", {"retried", "retries", "retry", "twice", "again", "repeated", "repeats"}}};

// What of the clause is not in the wish.
void cover_wish(Clause& clause, std::string_view pattern, std::size_t from, std::size_t to) {
  Coverage coverage(clause);
  coverage.use(from, to);
  coverage.use_entities();
  for (const Company& one : kCompany) {
    if (one.pattern == pattern) coverage.use_words(one.words);
  }
  for (const Phrase& phrase : kPhrases) {
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

}  // namespace

bool is_occasion(std::string_view pattern, const Tokens& words) {
  if (pattern == "outbox") {
    return words.size() < 8 && std::ranges::any_of(words, [](const Token& token) {
             return is_participle(token.lower) || verb_stem(token.lower) == "change";
           });
  }
  for (const Company& one : kOccasions) {
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
  if (!per_table(pattern) || entities.empty()) entities = {""};
  for (const std::string& entity : entities) {
    Wish wish;
    wish.pattern = std::string(pattern);
    wish.entity = entity;
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
  if (entities.empty() && !clause.topic.empty()) entities.push_back(clause.topic);
  if (entities.empty()) return false;
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
