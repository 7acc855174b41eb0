// "Isolate everything by organisation", "The system is multi-tenant: each company has its own
// schema", "A tenant must never see another tenant's data".

#include <algorithm>
#include <array>

#include "design/brief/clauses/clause.h"
#include "design/brief/clauses/coverage.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

constexpr std::array<std::string_view, 20> kTenants{
    "tenant",   "organisation", "organization", "company", "workspace",   "account", "customer",
    "school",   "clinic",       "shop",         "team",    "merchant",    "store",   "practice",
    "hospital", "agency",       "business",     "site",    "institution", "client"};

constexpr std::string_view kIsolation[] = {"isolate",
                                           "isolated",
                                           "isolation",
                                           "multi-tenant",
                                           "multi tenant",
                                           "multitenant",
                                           "multi-tenancy",
                                           "tenancy",
                                           "schema per",
                                           "database per",
                                           "separated by",
                                           "separate by",
                                           "separated per",
                                           "never see",
                                           "not see",
                                           "cannot see",
                                           "can only see",
                                           "only see",
                                           "only access",
                                           "only sees",
                                           "never access",
                                           "not access",
                                           "cannot access",
                                           "must not read",
                                           "never read",
                                           "own database",
                                           "own schema",
                                           "scoped to",
                                           "kept separate",
                                           "kept apart",
                                           "visible to other",
                                           "leak",
                                           "separate schema",
                                           "separate database",
                                           "not be visible to",
                                           "invisible to other",
                                           "hidden from other",
                                           "strictly separated",
                                           "see another",
                                           "segregated by",
                                           "partitioned between",
                                           "access another",
                                           "read another"};

bool mentions(const Clause& clause, std::string_view phrase) {
  for (std::size_t i = 0; i < clause.tokens.size(); ++i) {
    Cursor cursor = clause.cursor(i);
    if (cursor.accept_words(phrase)) return true;
  }
  return false;
}

bool mentions_any(const Clause& clause, std::initializer_list<std::string_view> phrases) {
  return std::ranges::any_of(phrases, [&](std::string_view one) { return mentions(clause, one); });
}

bool is_tenant_word(const std::string& name) {
  return std::ranges::find(kTenants, name) != kTenants.end();
}

// The entity behind "by", "per", "each", "another"; else one that tenants usually are.
std::string find_tenant(const Clause& clause) {
  const Vocabulary& words = clause.vocabulary;
  const auto name_at = [&](std::size_t at, std::size_t length) {
    return at + length <= clause.tokens.size() ? as_singular(clause.tokens, at, at + length)
                                               : std::string();
  };
  std::string named;
  for (std::size_t i = 0; i < clause.tokens.size(); ++i) {
    const std::string& word = clause.tokens[i].lower;
    static constexpr std::string_view before[] = {"by",      "per",  "other", "another",
                                                  "between", "each", "every", "different",
                                                  "from",    "to",   "one",   "across"};
    const bool pointed = std::ranges::find(before, word) != std::end(before);
    for (std::size_t length = 3; pointed && length > 0; --length) {
      const std::string name = name_at(i + 1, length);
      if (words.is_entity(name) && (is_tenant_word(name) || word == "by" || word == "per"))
        return name;
    }
    if ((word == "by" || word == "per") && named.empty()) {
      Cursor cursor = clause.cursor(i + 1);
      if (auto noun = read_noun(cursor, words)) named = noun->name;
    }
    if (named.empty() && is_tenant_word(singular(word)) && words.is_entity(singular(word)))
      named = singular(word);
  }
  if (!named.empty()) return named;
  for (const Token& token : clause.tokens) {
    if (is_tenant_word(singular(token.lower)) && token.lower != "tenant" &&
        token.lower != "tenants")
      return singular(token.lower);
  }
  // "The system is multi-tenant": what else tenants are called here
  for (const std::string_view tenant : kTenants) {
    if (words.is_entity(std::string(tenant)) && tenant != "customer" && tenant != "account" &&
        tenant != "team")
      return std::string(tenant);
  }
  return mentions_any(clause, {"multi-tenant", "multi tenant", "multitenant", "tenancy",
                               "multi-tenancy", "tenant", "tenants"})
             ? "tenant"
             : "";
}

}  // namespace

bool read_tenancy(Clause& clause) {
  if (!std::ranges::any_of(kIsolation, [&](std::string_view one) { return mentions(clause, one); }))
    return false;
  Tenancy tenancy;
  if (mentions_any(clause, {"schema per", "own schema", "separate schema"}))
    tenancy.mode = "schema per tenant";
  if (mentions_any(clause, {"database per", "own database", "separate database"}))
    tenancy.mode = "database per tenant";
  if (mentions_any(clause,
                   {"shared schema", "row-level security", "row level security", "shared tables"}))
    tenancy.mode = "shared schema";
  tenancy.entity = find_tenant(clause);
  if (tenancy.entity.empty()) return false;
  // "Users can only see their own tasks" is about rights of users, no tenancy.
  const bool rights = mentions_any(clause, {"only see", "only access", "only sees", "not see",
                                            "cannot see", "never see", "see another"});
  if (rights && !is_tenant_word(tenancy.entity)) return false;
  Coverage coverage(clause);
  for (const std::string_view phrase : kIsolation)
    coverage.use_phrase(phrase);
  coverage.use_words({tenancy.entity, plural_phrase(tenancy.entity)});
  coverage.use_words({"one",       "tenant",    "tenants",      "schema", "database",  "shared",
                      "row-level", "security",  "row level",    "tables", "other",     "another",
                      "own",       "see",       "access",       "read",   "isolated",  "separate",
                      "separated", "visible",   "invisible",    "belong", "belongs",   "belonging",
                      "between",   "data",      "user",         "users",  "member",    "members",
                      "employee",  "employees", "multi-tenant", "saas",   "different", "their",
                      "who",       "hidden",    "strict",       "leak",   "leaks",     "everything",
                      "rows"});
  coverage.use_entities();
  coverage.finish(clause);
  clause.facts.emplace_back(std::move(tenancy));
  return true;
}

}  // namespace mimar::design::brief
