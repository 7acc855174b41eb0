// The list of all rules; sets.cpp says which sets they belong to. tools/new_rule inserts the two
// lines of a new one.

#include <algorithm>

#include "check/check.h"

namespace mimar::check {

// clang-format off
extern const Rule char_type;
extern const Rule circular_required_foreign_keys;
extern const Rule column_too_short;
extern const Rule comma_separated_list;
extern const Rule duplicate_foreign_key;
extern const Rule duplicate_index;
extern const Rule entity_attribute_value;
extern const Rule foreign_key_type_mismatch;
extern const Rule foreign_key_without_index;
extern const Rule foreign_key_without_on_delete;
extern const Rule index_on_boolean;
extern const Rule integer_primary_key;
extern const Rule invalid_index;
extern const Rule json_instead_of_jsonb;
extern const Rule missing_audit_columns;
extern const Rule missing_foreign_key;
extern const Rule missing_primary_key;
extern const Rule mixed_case_name;
extern const Rule money_as_float;
extern const Rule polymorphic_association;
extern const Rule redundant_prefix_index;
extern const Rule repeating_groups;
extern const Rule reserved_word_name;
extern const Rule sequence_narrower_than_column;
extern const Rule set_null_on_required_column;
extern const Rule soft_delete_with_plain_unique;
extern const Rule time_with_time_zone;
extern const Rule timestamp_without_time_zone;
extern const Rule unique_with_nullable_column;
extern const Rule unvalidated_constraint;
extern const Rule uuid_as_text;
// clang-format on

namespace {

// clang-format off
constexpr const Rule* rules[] = {
    &char_type,
    &circular_required_foreign_keys,
    &column_too_short,
    &comma_separated_list,
    &duplicate_foreign_key,
    &duplicate_index,
    &entity_attribute_value,
    &foreign_key_type_mismatch,
    &foreign_key_without_index,
    &foreign_key_without_on_delete,
    &index_on_boolean,
    &integer_primary_key,
    &invalid_index,
    &json_instead_of_jsonb,
    &missing_audit_columns,
    &missing_foreign_key,
    &missing_primary_key,
    &mixed_case_name,
    &money_as_float,
    &polymorphic_association,
    &redundant_prefix_index,
    &repeating_groups,
    &reserved_word_name,
    &sequence_narrower_than_column,
    &set_null_on_required_column,
    &soft_delete_with_plain_unique,
    &time_with_time_zone,
    &timestamp_without_time_zone,
    &unique_with_nullable_column,
    &unvalidated_constraint,
    &uuid_as_text,
};

// clang-format on

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

}  // namespace mimar::check
