// "Isolate everything by organisation", "The system is multi-tenant: each company has its own
// schema", "A tenant must never see another tenant's data", "Keep everything separate per gym".

#include <algorithm>
#include <array>
#include <unordered_map>

#include "design/brief/clauses/clause.h"
#include "design/brief/clauses/coverage.h"
#include "design/brief/plausible.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

constexpr std::array<std::string_view, 20> kTenants{
    "tenant",   "organisation", "organization", "company", "workspace",   "account", "customer",
    "school",   "clinic",       "shop",         "team",    "merchant",    "store",   "practice",
    "hospital", "agency",       "business",     "site",    "institution", "client"};

// Keeping apart, as a verb or as what is so.
constexpr std::array<std::string_view, 18> kApart{
    "isolate",   "isolated",   "isolation", "separate",  "separated",   "separation",
    "segregate", "segregated", "apart",     "partition", "partitioned", "siloed",
    "silo",      "disjoint",   "scoped",    "mix",       "mixed",       "separately"};

// What others must not do with one's data.
constexpr std::array<std::string_view, 24> kPerceive{
    "see",    "view", "read",  "access", "look",    "know",      "reach",  "touch",
    "browse", "find", "query", "leak",   "share",   "get",       "change", "edit",
    "modify", "show", "shown", "write",  "visible", "invisible", "hidden", "accessible"};

constexpr std::array<std::string_view, 4> kChange{"change", "edit", "modify", "write"};
constexpr std::array<std::string_view, 5> kSee{"see", "view", "read", "access", "find"};

constexpr std::array<std::string_view, 14> kDenials{
    "not",    "never",     "no",     "nobody",  "none",    "cannot",  "can't",
    "unable", "invisible", "hidden", "without", "mustn't", "nothing", "nor"};

constexpr std::array<std::string_view, 12> kData{"everything", "data",     "row",         "rows",
                                                 "record",     "records",  "information", "content",
                                                 "all",        "anything", "nothing",     "tables"};

constexpr std::array<std::string_view, 12> kSpaces{
    "schema",      "database", "data",      "space", "area",    "silo",
    "environment", "instance", "partition", "world", "dataset", "tables"};

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

template <std::size_t N>
bool has_any(const Clause& clause, const std::array<std::string_view, N>& words) {
  return std::ranges::any_of(clause.tokens, [&](const Token& token) {
    return token.kind == Token::Kind::word && !clause.vocabulary.is_entity(singular(token.lower)) &&
           (among(words, token.lower) || among(words, verb_stem(token.lower)));
  });
}

bool is_tenant_word(const std::string& name) {
  return among(kTenants, name);
}

// Whoever the words "another", "per", "between" ... point at: the best of them is the tenant.
struct Party {
  std::string name;
  int weight = 0;   // how plainly it is pointed at
  bool by = false;  // "by studio"
};

// The entity that begins at this word. What tenants usually are is one though nothing describes it.
std::string entity_at(const Clause& clause, std::size_t at) {
  for (std::size_t length = 3; length > 0; --length) {
    if (at + length > clause.tokens.size()) continue;
    const std::string name = as_singular(clause.tokens, at, at + length);
    if (clause.vocabulary.is_entity(name)) return name;
  }
  const std::string name =
      at < clause.tokens.size() ? singular(clause.tokens[at].lower) : std::string();
  return is_tenant_word(name) && name != "tenant" ? name : std::string();
}

int weight_of(std::string_view word) {
  if (word == "another" || word == "other") return 5;
  if (word == "by" || word == "per" || word == "between" || word == "among") return 4;
  if (word == "different" || word == "that") return 3;
  if (word == "one" || word == "each" || word == "every" || word == "own") return 3;
  if (word == "no" || word == "for" || word == "of") return 2;
  return 0;
}

Party find_party(const Clause& clause) {
  Party best;
  for (std::size_t i = 0; i < clause.tokens.size(); ++i) {
    const std::string& word = clause.tokens[i].lower;
    const bool mutual = i > 0 && (clause.tokens[i - 1].lower == "each" ||
                                  (word == "another" && clause.tokens[i - 1].lower == "one"));
    const int weight = mutual ? 0 : weight_of(word);
    std::size_t at = weight > 0 ? i + 1 : i;
    while (weight > 0 && (is_article(clause.tokens[at].lower) || clause.tokens[at].lower == "the"))
      ++at;
    const std::string name = entity_at(clause, at);
    if (name.empty() || among(kData, name) || (weight == 0 && i > 1)) continue;
    const int total = weight * 2 + (is_tenant_word(name) ? 3 : 1);
    if (total > best.weight) best = {name, total, word == "by" || word == "per"};
  }
  return best;
}

// Those who use an application, and are not those whose data it keeps apart.
bool is_generic_person(const std::string& name) {
  static constexpr std::array<std::string_view, 14> in_business{
      "organizer", "organiser", "vendor",  "seller", "supplier", "owner",  "agent",
      "operator",  "artist",    "trainer", "coach",  "lawyer",   "author", "accountant"};
  return is_person_name(name) && !is_tenant_word(name) && !among(in_business, name);
}

// The first words name what the sentence is about.
std::string subject_of(const Clause& clause) {
  Cursor cursor = clause.subject();
  cursor.accept_any({"all", "no", "the"});
  const auto noun = read_noun(cursor, clause.vocabulary);
  return noun ? entity_of(*noun, clause.vocabulary) : std::string();
}

// Everything, and not the rows of one entity: "Partition orders by tenant" speaks of orders.
bool is_about_data(const Clause& clause, const std::string& party) {
  bool entity = false;
  for (std::size_t i = 0; i < clause.tokens.size(); ++i) {
    const std::string& word = clause.tokens[i].lower;
    if (among(kData, word) && word != "all") return true;
    const std::string name = entity_at(clause, i);
    entity |= !name.empty() && name != party;
  }
  return !entity;
}

// "from each other", "of one another", "the others"
bool is_mutual(const Clause& clause) {
  return mentions_any(clause, {"each other", "one another", "each other's", "the others",
                               "from others", "of others", "of another", "of the other"});
}

// "Each company is a tenant", "the tenants are studios", "tenant = studio"
std::string defined_tenant(const Clause& clause) {
  if (is_known("tenant", clause.vocabulary) && clause.vocabulary.attributes.contains("tenant"))
    return {};
  const auto at = std::ranges::find_if(clause.tokens, [](const Token& token) {
    return token.lower == "tenant" || token.lower == "tenants";
  });
  if (at == clause.tokens.end()) return {};
  const auto place = static_cast<std::size_t>(at - clause.tokens.begin());
  const bool last = place + 1 == clause.tokens.size() ||
                    clause.tokens[place + 1].kind == Token::Kind::sign ||
                    clause.tokens[place + 1].lower == "of";
  std::string name;
  bool equals = false;
  for (std::size_t i = 0; i < clause.tokens.size(); ++i) {
    const std::string& word = clause.tokens[i].lower;
    equals |= word == "is" || word == "are" || word == "=" || word == ":";
    if (i == place || !name.empty()) continue;
    name = entity_at(clause, i);
    if (name == "tenant") name.clear();
  }
  const bool first = place <= 1;
  const bool of = place + 1 < clause.tokens.size() && clause.tokens[place + 1].lower == "of" &&
                  !mentions_any(clause, {"tenant of the", "tenants of the", "tenant of our"});
  if (!equals || name.empty() || of || (!first && !last) || is_generic_person(name)) return {};
  return name;
}

// "Each studio gets its own schema", "every studio lives in a database of its own"
std::string with_own_space(const Clause& clause) {
  const bool own = has_any(clause, std::array<std::string_view, 3>{"own", "dedicated", "separate"});
  const bool per =
      mentions_any(clause, {"schema per", "database per", "schema for each", "database for each",
                            "schema for every", "database for every"});
  if ((!own && !per) || !has_any(clause, kSpaces)) return {};
  const Party party = find_party(clause);
  if (per) return party.name;
  const std::string subject = subject_of(clause);
  const std::string& first = clause.tokens.front().lower;
  // "The data of each studio lives in its own database"
  const bool of_data =
      among(kData, subject) || (clause.tokens.size() > 1 && among(kData, clause.tokens[1].lower));
  if (of_data && mentions_any(clause, {"each", "every"}) && !is_generic_person(party.name))
    return party.name;
  const bool each = first == "each" || first == "every" || is_plural(first) || first == "all" ||
                    first == "a" || first == "an";
  const bool known = clause.vocabulary.is_entity(subject) || is_tenant_word(subject);
  return each && known && !is_generic_person(subject) ? subject : std::string();
}

// "All studios share the same tables", "one database is shared by all studios"
std::string sharing(const Clause& clause) {
  if (!has_any(clause, std::array<std::string_view, 1>{"share"}) || !has_any(clause, kSpaces) ||
      !mentions_any(clause, {"same", "one", "single", "common"}))
    return {};
  for (std::size_t i = 0; i < clause.tokens.size(); ++i) {
    const std::string name = entity_at(clause, i);
    const bool spoken_of =
        i <= 1 ||
        (i > 1 && (clause.tokens[i - 1].lower == "by" || clause.tokens[i - 1].lower == "all"));
    if (!name.empty() && spoken_of && is_plural(clause.tokens[i].lower) && !among(kData, name) &&
        !among(kSpaces, name) && !is_generic_person(name))
      return name;
  }
  return {};
}

// "Every row carries the studio it belongs to", "all data belongs to exactly one studio"
std::string marked_rows(const Clause& clause) {
  Cursor cursor = clause.cursor();
  if (!cursor.accept_any({"every", "each", "all", "everything"})) return {};
  if (clause.tokens.front().lower != "everything" &&
      !cursor.accept_any({"row", "rows", "record", "records", "data", "table", "tables"}))
    return {};
  static constexpr std::array<std::string_view, 10> marks{
      "belong", "tag", "mark", "stamp", "carry", "label", "bear", "have", "key", "contain"};
  if (!has_any(clause, marks)) return {};
  for (std::size_t i = cursor.at; i < clause.tokens.size(); ++i) {
    const std::string name = entity_at(clause, i);
    if (!name.empty() && !among(kData, name) && !is_generic_person(name)) return name;
  }
  return {};
}

// "Data of one client must not be mixed with that of another"
std::string kept_apart(const Clause& clause) {
  if (!has_any(clause, kApart)) return {};
  const Party party = find_party(clause);
  if (party.name.empty() || is_generic_person(party.name)) return {};
  const bool data = is_about_data(clause, party.name);
  if (!data && mentions_any(clause, {"partition", "partitioned"})) return {};
  if (subject_of(clause) == party.name)
    // "Readings are partitioned by day" keeps no readings from others.
    return is_mutual(clause) || !mentions_any(clause, {"by", "per", "partitioned", "into", "from"})
               ? party.name
               : std::string();
  return data || is_tenant_word(party.name) ? party.name : std::string();
}

struct Sight {
  std::string name;
  bool of_people = false;  // whom the sentence forbids to see: that is a matter of rights
};

// "No school may look at the pupils of another school", "each practice only sees its own patients"
Sight kept_from_sight(const Clause& clause) {
  const bool denied = has_any(clause, kDenials);
  const bool only = mentions(clause, "only");
  if (!has_any(clause, kPerceive) || (!denied && !only)) return {};
  const bool other = is_mutual(clause) || mentions_any(clause, {"another", "other", "others"});
  const bool own = mentions_any(clause, {"own", "their", "its", "that"});
  if (denied ? !other : !own) return {};
  const Party party = find_party(clause);
  const std::string subject = subject_of(clause);
  // The one whose data it is: the one named behind "another", else the subject.
  std::string name = party.weight >= 10 ? party.name : "";
  if (name.empty() && clause.vocabulary.is_entity(subject) && (is_mutual(clause) || only))
    name = subject;
  if (only && !denied && is_tenant_word(party.name)) name = party.name;
  // "Only members of a branch can change its tools": who may do what is a matter of rights.
  const bool changes = has_any(clause, kChange) && !has_any(clause, kSee);
  if (only && !denied && changes) return {name.empty() ? subject : name, true};
  if (name.empty()) name = party.name;
  if (name.empty()) return {};
  if (is_generic_person(name)) return {name, true};
  // "Users only see their own lessons": lessons are no tenants.
  const bool person = is_person_name(subject) && subject != "tenant";
  const bool some = std::ranges::any_of(
      clause.tokens, [](const Token& token) { return among(kData, token.lower); });
  if (only && !denied && person &&
      (name == subject || !is_tenant_word(name) || (!some && !mentions(clause, "own " + name))))
    return {subject, true};
  return {name, false};
}

// What else tenants are called here, of "The system is multi-tenant".
std::string usual_tenant(const Clause& clause) {
  const Vocabulary& words = clause.vocabulary;
  const Party party = find_party(clause);
  if (!party.name.empty() && (is_tenant_word(party.name) || party.by)) return party.name;
  for (std::size_t i = 0; i < clause.tokens.size(); ++i) {
    const std::string name = singular(clause.tokens[i].lower);
    if (is_tenant_word(name) && name != "tenant" && words.is_entity(name)) return name;
  }
  for (const std::string_view tenant : kTenants) {
    if (words.is_entity(std::string(tenant)) && tenant != "customer" && tenant != "account" &&
        tenant != "team")
      return std::string(tenant);
  }
  return party.name.empty() ? "tenant" : party.name;
}

std::string find_tenant(const Clause& clause, bool& of_people) {
  if (const std::string name = defined_tenant(clause); !name.empty()) return name;
  if (const std::string name = with_own_space(clause); !name.empty()) return name;
  if (const std::string name = sharing(clause); !name.empty()) return name;
  if (const std::string name = marked_rows(clause); !name.empty()) return name;
  if (const std::string name = kept_apart(clause); !name.empty()) return name;
  const Sight sight = kept_from_sight(clause);
  of_people = sight.of_people;
  if (!sight.name.empty() && !sight.of_people) return sight.name;
  const bool named =
      mentions_any(clause, {"multi-tenant", "multi tenant", "multitenant", "multi-tenancy",
                            "tenancy", "row-level security by", "row level security by", "saas"});
  const bool apart = has_any(clause, kApart) && is_about_data(clause, "tenant") &&
                     mentions_any(clause, {"tenant", "tenants", "by tenant", "per tenant"});
  return named || apart ? usual_tenant(clause) : std::string();
}

std::string mode_of(const Clause& clause) {
  const bool own =
      mentions_any(clause, {"own", "separate", "dedicated", "per", "for each", "for every"});
  if (mentions_any(clause, {"shared schema", "row-level security", "row level security",
                            "shared tables", "same tables", "same database", "same schema",
                            "shared database", "one database", "one schema", "single database",
                            "single schema", "common schema", "common database"}))
    return "shared schema";
  if (own && mentions_any(clause, {"schema", "schemas"})) return "schema per tenant";
  if (own && mentions_any(clause, {"database", "databases"})) return "database per tenant";
  return {};
}

void cover(Clause& clause, const std::string& tenant) {
  Coverage coverage(clause);
  for (std::size_t i = 0; i < clause.tokens.size(); ++i) {
    const std::string& word = clause.tokens[i].lower;
    const std::string stem = verb_stem(word);
    static constexpr std::array<std::string_view, 8> marks{"tag",   "mark", "stamp", "carry",
                                                           "label", "bear", "key",   "contain"};
    if (among(marks, stem) || among(kApart, word) || among(kApart, stem) ||
        among(kPerceive, word) || among(kPerceive, stem) || among(kDenials, word) ||
        among(kData, word) || among(kSpaces, singular(word)))
      coverage.use(i, i + 1);
  }
  coverage.use_words({tenant, plural_phrase(tenant)});
  coverage.use_words(
      {"one",          "tenant",    "tenants",   "schema",      "database", "shared",
       "row-level",    "security",  "row level", "tables",      "other",    "another",
       "own",          "belong",    "belongs",   "belonging",   "between",  "user",
       "users",        "member",    "members",   "staff",       "employee", "employees",
       "multi-tenant", "saas",      "different", "their",       "who",      "strict",
       "everything",   "same",      "only",      "people",      "anyone",   "others",
       "set of",       "live",      "lives",     "work",        "works",    "dedicated",
       "customers",    "kind",      "id",        "key",         "possible", "able",
       "product",      "system",    "platform",  "application", "app",      "service",
       "software",     "protected", "stored",    "single",      "common",   "kept",
       "postgresql"});
  coverage.use_entities();
  coverage.finish(clause);
}

// Whether the word can be one of a sentence about tenancy; most sentences have none.
bool is_signal(const std::string& word) {
  static constexpr std::array<std::string_view, 27> others{
      "own",           "dedicated", "schema",    "schemas",  "database",     "databases",
      "tenant",        "tenants",   "multi",     "tenancy",  "saas",         "row",
      "rows",          "record",    "records",   "data",     "everything",   "table",
      "tables",        "space",     "row-level", "anything", "multi-tenant", "multitenant",
      "multi-tenancy", "instance",  "silo"};
  thread_local std::unordered_map<std::string, bool> known;
  if (known.size() > 20000) known.clear();
  const auto [at, fresh] = known.try_emplace(word, false);
  if (fresh) {
    const std::string stem = verb_stem(word);
    at->second = among(others, word) || among(kApart, word) || among(kApart, stem) ||
                 among(kPerceive, word) || among(kPerceive, stem);
  }
  return at->second;
}

}  // namespace

bool read_tenancy(Clause& clause) {
  if (std::ranges::none_of(clause.tokens, [](const Token& token) {
        return token.kind == Token::Kind::word && is_signal(token.lower);
      }))
    return false;
  bool of_people = false;
  Tenancy tenancy;
  tenancy.entity = find_tenant(clause, of_people);
  if (tenancy.entity.empty()) {
    if (!of_people) return false;
    clause.unread.push_back(spell(clause.tokens, 0, clause.tokens.size()));
    clause.question =
        "Who may see which rows is for the application or for policies of each table: which rows "
        "are whose?";
    return true;
  }
  tenancy.mode = mode_of(clause);
  cover(clause, tenancy.entity);
  clause.facts.emplace_back(std::move(tenancy));
  return true;
}

}  // namespace mimar::design::brief
