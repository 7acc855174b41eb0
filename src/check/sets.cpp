// The named sets of rules. A rule that is in no list here is in "strict".

#include <algorithm>
#include <map>

#include "check/check.h"

namespace mimar::check {
namespace {

using Ids = std::vector<std::string_view>;

// clang-format off

// What most experts would act on: true on sight, harmful in production, and rare in a schema built
// with care.
constexpr std::string_view recommended[] = {
    "btree-on-json",
    "check-that-cannot-hold",
    "circular-required-foreign-keys",
    "comma-separated-list",
    "comparison-with-null",
    "constant-default-on-key",
    "cycling-key-sequence",
    "default-privileges-for-public",
    "disabled-trigger",
    "duplicate-check",
    "duplicate-foreign-key",
    "duplicate-index",
    "foreign-key-type-mismatch",
    "foreign-key-without-index",
    "frozen-now-default",
    "id-column-that-is-no-key",
    "infix-search-without-trigram",
    "invalid-index",
    "join-table-without-unique",
    "jsonb-search-without-gin",
    "key-of-inexact-type",
    "missing-foreign-key",
    "missing-primary-key",
    "money-as-float",
    "numbered-tables",
    "policy-function-per-row",
    "policy-open-to-everybody",
    "policy-trusts-user-metadata",
    "policy-without-row-security",
    "primary-key-on-partitions-only",
    "publication-without-replica-identity",
    "redundant-prefix-index",
    "reference-narrower-than-key",
    "repeating-groups",
    "rewrite-rule",
    "schema-open-to-public",
    "search-through-function",
    "security-definer-without-search-path",
    "sequence-narrower-than-column",
    "set-null-on-required-column",
    "soft-delete-with-plain-unique",
    "table-writable-by-public",
    "time-as-text",
    "time-with-time-zone",
    "timestamp-without-time-zone",
    "type-that-blocks-upgrade",
    "unlogged-table-with-foreign-keys",
    "unvalidated-constraint",
    "view-bypasses-row-security",
};

// What things are called.
constexpr std::string_view naming[] = {
    "kind-in-name",
    "mixed-case-name",
    "mixed-plural-names",
    "name-at-length-limit",
    "name-with-special-characters",
    "reserved-word-name",
    "table-name-in-column-names",
};

// Types and spellings that work, and that most house styles advise against.
constexpr std::string_view style[] = {
    "arbitrary-varchar-limit",
    "boolean-as-number",
    "char-type",
    "free-text-with-limit",
    "integer-primary-key",
    "ip-address-as-text",
    "json-instead-of-jsonb",
    "nullable-boolean",
    "rounded-timestamp",
    "select-star",
    "serial-column",
    "time-as-integer",
    "time-with-time-zone",
    "timestamp-without-time-zone",
    "uuid-as-text",
};

// What an auditor asks for, on top of the recommended rules.
constexpr std::string_view regulated[] = {
    "definer-function-for-public",
    "foreign-key-without-on-delete",
    "missing-audit-columns",
    "missing-comment",
    "nullable-tenant-column",
    "row-security-not-forced",
    "row-security-without-policy",
    "table-readable-by-public",
    "table-without-row-security",
    "table-without-tenant-column",
    "tenant-column-without-index",
    "unique-without-tenant-column",
};

// Rules that would speak of almost every schema: asked only by the sets that name them, or by
// `enable`.
constexpr std::string_view opt_in[] = {
    "arbitrary-varchar-limit",
    "definer-function-for-public",
    "missing-comment",
    "row-security-not-forced",
    "select-star",
    "serial-column",
    "table-name-in-column-names",
    "table-without-row-security",
    "table-without-tenant-column",
};

// clang-format on

Ids strict() {
  Ids ids;
  for (const Rule* rule : catalogue())
    if (std::find(std::begin(opt_in), std::end(opt_in), rule->id) == std::end(opt_in))
      ids.push_back(rule->id);
  return ids;
}

Ids merged(std::span<const std::string_view> a, std::span<const std::string_view> b) {
  Ids ids(a.begin(), a.end());
  ids.insert(ids.end(), b.begin(), b.end());
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

const std::map<std::string_view, Ids>& sets() {
  static const std::map<std::string_view, Ids> all{
      {"naming", Ids(std::begin(naming), std::end(naming))},
      {"recommended", Ids(std::begin(recommended), std::end(recommended))},
      {"regulated", merged(recommended, regulated)},
      {"strict", strict()},
      {"style", Ids(std::begin(style), std::end(style))},
  };
  return all;
}

}  // namespace

std::span<const std::string_view> rule_set(std::string_view name) {
  const auto found = sets().find(name);
  if (found == sets().end()) return {};
  return found->second;
}

std::vector<std::string> rule_set_names() {
  return {"recommended", "strict", "naming", "style", "regulated"};
}

void add_set(std::string_view name, RuleSet& rules) {
  for (std::string_view id : rule_set(name))
    rules.rules.emplace_back(id);
  std::sort(rules.rules.begin(), rules.rules.end());
  rules.rules.erase(std::unique(rules.rules.begin(), rules.rules.end()), rules.rules.end());
  if (name == "strict") rules.gather = Gather::none;
}

RuleSet default_rules() {
  RuleSet rules;
  add_set("recommended", rules);
  return rules;
}

}  // namespace mimar::check
