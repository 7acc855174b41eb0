// The list of all rules; sets.cpp says which sets they belong to. tools/new_rule inserts the two
// lines of a new one.

#include <algorithm>

#include "check/check.h"

namespace mimar::check {

// clang-format off
extern const Rule all_columns_nullable;
extern const Rule arbitrary_varchar_limit;
extern const Rule boolean_as_number;
extern const Rule btree_on_array;
extern const Rule btree_on_json;
extern const Rule btree_on_long_text;
extern const Rule case_sensitive_email;
extern const Rule char_type;
extern const Rule check_that_cannot_hold;
extern const Rule check_that_repeats_not_null;
extern const Rule circular_required_foreign_keys;
extern const Rule column_too_short;
extern const Rule column_type_differs;
extern const Rule comma_separated_list;
extern const Rule comparison_with_null;
extern const Rule concatenated_dynamic_sql;
extern const Rule constant_default_on_key;
extern const Rule cycling_key_sequence;
extern const Rule deep_offset;
extern const Rule default_privileges_for_public;
extern const Rule definer_function_for_public;
extern const Rule disabled_trigger;
extern const Rule duplicate_check;
extern const Rule duplicate_foreign_key;
extern const Rule duplicate_index;
extern const Rule entity_attribute_value;
extern const Rule enum_like_text;
extern const Rule foreign_key_type_mismatch;
extern const Rule foreign_key_without_index;
extern const Rule foreign_key_without_on_delete;
extern const Rule free_text_with_limit;
extern const Rule frozen_now_default;
extern const Rule id_column_that_is_no_key;
extern const Rule index_on_boolean;
extern const Rule index_with_many_columns;
extern const Rule infix_search_without_trigram;
extern const Rule inherited_table;
extern const Rule integer_primary_key;
extern const Rule invalid_index;
extern const Rule ip_address_as_text;
extern const Rule island_table;
extern const Rule join_table_without_unique;
extern const Rule json_instead_of_jsonb;
extern const Rule jsonb_search_without_gin;
extern const Rule key_of_inexact_type;
extern const Rule kind_in_name;
extern const Rule large_object_reference;
extern const Rule many_indexes;
extern const Rule materialized_view_without_unique_index;
extern const Rule missing_audit_columns;
extern const Rule missing_comment;
extern const Rule missing_foreign_key;
extern const Rule missing_primary_key;
extern const Rule mixed_case_name;
extern const Rule mixed_plural_names;
extern const Rule money_as_float;
extern const Rule multiple_permissive_policies;
extern const Rule name_at_length_limit;
extern const Rule name_with_special_characters;
extern const Rule natural_key_without_unique;
extern const Rule needless_index_predicate;
extern const Rule nullable_boolean;
extern const Rule nullable_tenant_column;
extern const Rule numbered_tables;
extern const Rule one_to_one_split;
extern const Rule owned_rows_block_their_owner;
extern const Rule policy_function_per_row;
extern const Rule policy_open_to_everybody;
extern const Rule policy_trusts_user_metadata;
extern const Rule policy_without_row_security;
extern const Rule polymorphic_association;
extern const Rule primary_key_on_partitions_only;
extern const Rule publication_without_replica_identity;
extern const Rule random_order;
extern const Rule redundant_prefix_index;
extern const Rule reference_narrower_than_key;
extern const Rule repeating_groups;
extern const Rule reserved_word_name;
extern const Rule rewrite_rule;
extern const Rule rounded_timestamp;
extern const Rule row_security_not_forced;
extern const Rule row_security_without_policy;
extern const Rule schema_open_to_public;
extern const Rule search_through_function;
extern const Rule security_definer_without_search_path;
extern const Rule select_star;
extern const Rule sequence_narrower_than_column;
extern const Rule serial_column;
extern const Rule set_null_on_required_column;
extern const Rule soft_delete_with_plain_unique;
extern const Rule table_name_in_column_names;
extern const Rule table_readable_by_public;
extern const Rule table_without_columns;
extern const Rule table_without_row_security;
extern const Rule table_without_tenant_column;
extern const Rule table_writable_by_public;
extern const Rule tenant_column_without_index;
extern const Rule time_as_integer;
extern const Rule time_as_text;
extern const Rule time_with_time_zone;
extern const Rule timestamp_without_time_zone;
extern const Rule type_that_blocks_upgrade;
extern const Rule unique_with_nullable_column;
extern const Rule unique_without_tenant_column;
extern const Rule unlogged_table_with_foreign_keys;
extern const Rule unused_enum;
extern const Rule unused_sequence;
extern const Rule unvalidated_constraint;
extern const Rule updated_at_without_trigger;
extern const Rule uuid_as_text;
extern const Rule view_bypasses_row_security;
extern const Rule wide_primary_key;
extern const Rule wide_table;
// clang-format on

namespace {

// clang-format off
constexpr const Rule* rules[] = {
    &all_columns_nullable,
    &arbitrary_varchar_limit,
    &boolean_as_number,
    &btree_on_array,
    &btree_on_json,
    &btree_on_long_text,
    &case_sensitive_email,
    &char_type,
    &check_that_cannot_hold,
    &check_that_repeats_not_null,
    &circular_required_foreign_keys,
    &column_too_short,
    &column_type_differs,
    &comma_separated_list,
    &comparison_with_null,
    &concatenated_dynamic_sql,
    &constant_default_on_key,
    &cycling_key_sequence,
    &deep_offset,
    &default_privileges_for_public,
    &definer_function_for_public,
    &disabled_trigger,
    &duplicate_check,
    &duplicate_foreign_key,
    &duplicate_index,
    &entity_attribute_value,
    &enum_like_text,
    &foreign_key_type_mismatch,
    &foreign_key_without_index,
    &foreign_key_without_on_delete,
    &free_text_with_limit,
    &frozen_now_default,
    &id_column_that_is_no_key,
    &index_on_boolean,
    &index_with_many_columns,
    &infix_search_without_trigram,
    &inherited_table,
    &integer_primary_key,
    &invalid_index,
    &ip_address_as_text,
    &island_table,
    &join_table_without_unique,
    &json_instead_of_jsonb,
    &jsonb_search_without_gin,
    &key_of_inexact_type,
    &kind_in_name,
    &large_object_reference,
    &many_indexes,
    &materialized_view_without_unique_index,
    &missing_audit_columns,
    &missing_comment,
    &missing_foreign_key,
    &missing_primary_key,
    &mixed_case_name,
    &mixed_plural_names,
    &money_as_float,
    &multiple_permissive_policies,
    &name_at_length_limit,
    &name_with_special_characters,
    &natural_key_without_unique,
    &needless_index_predicate,
    &nullable_boolean,
    &nullable_tenant_column,
    &numbered_tables,
    &one_to_one_split,
    &owned_rows_block_their_owner,
    &policy_function_per_row,
    &policy_open_to_everybody,
    &policy_trusts_user_metadata,
    &policy_without_row_security,
    &polymorphic_association,
    &primary_key_on_partitions_only,
    &publication_without_replica_identity,
    &random_order,
    &redundant_prefix_index,
    &reference_narrower_than_key,
    &repeating_groups,
    &reserved_word_name,
    &rewrite_rule,
    &rounded_timestamp,
    &row_security_not_forced,
    &row_security_without_policy,
    &schema_open_to_public,
    &search_through_function,
    &security_definer_without_search_path,
    &select_star,
    &sequence_narrower_than_column,
    &serial_column,
    &set_null_on_required_column,
    &soft_delete_with_plain_unique,
    &table_name_in_column_names,
    &table_readable_by_public,
    &table_without_columns,
    &table_without_row_security,
    &table_without_tenant_column,
    &table_writable_by_public,
    &tenant_column_without_index,
    &time_as_integer,
    &time_as_text,
    &time_with_time_zone,
    &timestamp_without_time_zone,
    &type_that_blocks_upgrade,
    &unique_with_nullable_column,
    &unique_without_tenant_column,
    &unlogged_table_with_foreign_keys,
    &unused_enum,
    &unused_sequence,
    &unvalidated_constraint,
    &updated_at_without_trigger,
    &uuid_as_text,
    &view_bypasses_row_security,
    &wide_primary_key,
    &wide_table,
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
