// The list of all rules, and the sets they belong to. tools/new_rule inserts the two lines of a new
// one.

#include <algorithm>

#include "check/check.h"

namespace mimar::check {

// clang-format off
extern const Rule char_type;
extern const Rule comma_separated_list;
extern const Rule duplicate_index;
extern const Rule foreign_key_type_mismatch;
extern const Rule foreign_key_without_index;
extern const Rule foreign_key_without_on_delete;
extern const Rule invalid_index;
extern const Rule json_instead_of_jsonb;
extern const Rule missing_foreign_key;
extern const Rule missing_primary_key;
extern const Rule money_as_float;
extern const Rule redundant_prefix_index;
extern const Rule repeating_groups;
extern const Rule set_null_on_required_column;
extern const Rule soft_delete_with_plain_unique;
extern const Rule timestamp_without_time_zone;
extern const Rule unvalidated_constraint;
// clang-format on

namespace {

// clang-format off
constexpr const Rule* rules[] = {
    &char_type,
    &comma_separated_list,
    &duplicate_index,
    &foreign_key_type_mismatch,
    &foreign_key_without_index,
    &foreign_key_without_on_delete,
    &invalid_index,
    &json_instead_of_jsonb,
    &missing_foreign_key,
    &missing_primary_key,
    &money_as_float,
    &redundant_prefix_index,
    &repeating_groups,
    &set_null_on_required_column,
    &soft_delete_with_plain_unique,
    &timestamp_without_time_zone,
    &unvalidated_constraint,
};

// What most experts would act on: true on sight, harmful in production, and rare in a schema built with care.
// Everything else is in "strict" only: matters of taste, of house style, or of what the data will become.
constexpr std::string_view recommended[] = {
    "comma-separated-list",
    "duplicate-index",
    "foreign-key-type-mismatch",
    "foreign-key-without-index",
    "invalid-index",
    "json-instead-of-jsonb",
    "missing-foreign-key",
    "missing-primary-key",
    "money-as-float",
    "redundant-prefix-index",
    "repeating-groups",
    "set-null-on-required-column",
    "soft-delete-with-plain-unique",
    "unvalidated-constraint",
};
// clang-format on

const std::vector<std::string_view>& strict() {
  static const std::vector<std::string_view> ids = [] {
    std::vector<std::string_view> all;
    for (const Rule* rule : rules)
      all.push_back(rule->id);
    return all;
  }();
  return ids;
}

}  // namespace

std::span<const Rule* const> catalogue() {
  return rules;
}

const Rule* find_rule(std::string_view id) {
  const auto* found =
      std::lower_bound(std::begin(rules), std::end(rules), id,
                       [](const Rule* rule, std::string_view wanted) { return rule->id < wanted; });
  return found != std::end(rules) && (*found)->id == id ? *found : nullptr;
}

std::span<const std::string_view> rule_set(std::string_view name) {
  if (name == "recommended") return recommended;
  if (name == "strict") return strict();
  return {};
}

std::vector<std::string> rule_set_names() {
  return {"recommended", "strict"};
}

RuleSet default_rules() {
  RuleSet rules_of_set;
  for (std::string_view id : recommended)
    rules_of_set.rules.emplace_back(id);
  return rules_of_set;
}

}  // namespace mimar::check
