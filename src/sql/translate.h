#pragma once
// Parse nodes to statements, one file per group. The caller has looked at the tag.

#include <vector>

#include "sql/tree_facts.h"

namespace mimar::sql {

// CREATE SCHEMA with elements gives several; everything else one.
std::vector<model::StatementAction> translate(const Node* statement, const Context& context);

// translate_table.cpp
model::CreateTable create_table(const CreateStmt& statement, const Context& context);
model::ColumnDefinition column_definition(const ColumnDef& column, const Context& context);
// nullopt for what is no constraint of the model: NOT NULL, DEFAULT, attributes. `column` for
// column constraints, or "".
std::optional<model::ConstraintDefinition> constraint_definition(const Constraint& constraint,
                                                                 const std::string& column,
                                                                 const Context& context);
model::Expression partition_bound(const PartitionBoundSpec& bound);

// translate_alter.cpp
model::StatementAction alter_table(const AlterTableStmt& statement, const Context& context);
model::StatementAction cluster(const ClusterStmt& statement);  // marks the index of the table

// translate_index.cpp
model::CreateIndex create_index(const IndexStmt& statement, const Context& context);
model::IndexKey index_key(const IndexElem& element);
std::string key_name(const IndexElem& element);  // what PostgreSQL puts into generated names
model::ExclusionDefinition exclusion(const Constraint& constraint);

// translate_sequence.cpp
model::SequenceSettings sequence_settings(const List* options);

// translate_view.cpp
// A view's query with its output columns named by those of CREATE VIEW v (a, b).
std::string with_column_names(const std::string& query, const std::vector<std::string>& names,
                              const std::string& view);
model::CreateView create_view(const ViewStmt& statement, const Context& context);
bool makes_table(const SelectStmt& statement);  // SELECT INTO
// The tree is ours to change.
model::StatementAction select_into(const SelectStmt& statement, const Context& context);
// The one of CREATE TEMPORARY TABLE AS: whatever its columns, it is no part of the schema.
model::CreateTable temporary_table(const RangeVar* relation);
model::StatementAction create_table_as(const CreateTableAsStmt& statement, const Context& context);

// translate_address.cpp
model::ObjectAddress address(ObjectType type, const RangeVar* relation, const Node* object,
                             const char* sub);
model::StatementAction drop(const DropStmt& statement);
model::StatementAction rename(const RenameStmt& statement);
model::StatementAction set_schema(const AlterObjectSchemaStmt& statement);
model::StatementAction comment_on(const CommentStmt& statement);

// translate_routine.cpp, translate_aggregate.cpp. What cannot be printed stays opaque.
model::ObjectStatement create_routine(const CreateFunctionStmt& statement, const Context& context);
model::AlterRoutine alter_routine(const AlterFunctionStmt& statement);
model::ObjectStatement create_aggregate(const DefineStmt& statement, const Context& context);

// translate_trigger.cpp
model::ObjectStatement create_trigger(const CreateTrigStmt& statement, const Context& context);
model::ObjectStatement create_rule(const RuleStmt& statement, const Context& context);
model::ObjectStatement create_event_trigger(const CreateEventTrigStmt& statement,
                                            const Context& context);
model::Enabled enabled_of(char state);  // O, D, R, A as the catalogs hold it
model::SetEnabled set_enabled(const AlterTableCmd& command);
// translate_policy.cpp
// "" is PUBLIC; CURRENT_USER and SESSION_USER are model::current_user.
std::string role_name(const RoleSpec& role);
model::Policy policy(const CreatePolicyStmt& statement);
model::AlterPolicy alter_policy(const AlterPolicyStmt& statement);

// translate_privilege.cpp
model::StatementAction grant(const GrantStmt& statement);
model::StatementAction alter_default_privileges(const AlterDefaultPrivilegesStmt& statement);
model::StatementAction set_owner(const AlterOwnerStmt& statement);
model::ChangeOwned reassign_owned(const ReassignOwnedStmt& statement);
std::optional<model::SetRole> set_role(const VariableSetStmt& statement);  // nullopt: of no role

// translate_publication.cpp
model::ChangePublication create_publication(const CreatePublicationStmt& statement,
                                            const Context& context);
model::ChangePublication alter_publication(const AlterPublicationStmt& statement);

// translate_opaque.cpp
// Statements about what is not modelled; nullopt when the node is none.
std::optional<model::StatementAction> opaque(const Node* statement, const Context& context);

// translate_foreign.cpp. Values of options that may be secrets are hidden from the start.
std::map<std::string, std::string> foreign_options(const List* options, bool of_user_mapping);
model::ForeignDataWrapper foreign_wrapper(const CreateFdwStmt& statement);
model::ForeignServer foreign_server(const CreateForeignServerStmt& statement);
model::UserMapping user_mapping(const CreateUserMappingStmt& statement);
model::CreateTable foreign_table(const CreateForeignTableStmt& statement, const Context& context);
model::AlterOptions alter_wrapper(const AlterFdwStmt& statement);
model::AlterOptions alter_server(const AlterForeignServerStmt& statement);
model::AlterOptions alter_user_mapping(const AlterUserMappingStmt& statement);
model::Drop drop_user_mapping(const DropUserMappingStmt& statement);
model::SetForeignOptions set_foreign_options(const AlterTableCmd& command);

// translate_text_search.cpp
model::Definition text_search_object(const DefineStmt& statement);  // by its kind
model::Name copied_configuration(const DefineStmt& statement);      // COPY = x; else empty
model::AlterOptions alter_dictionary(const AlterTSDictionaryStmt& statement);
model::AlterMapping alter_mapping(const AlterTSConfigurationStmt& statement);

// translate_types.cpp, translate_globals.cpp: what the statement defines or changes.
model::Domain domain(const CreateDomainStmt& statement, const Context& context);
model::AlterDomain alter_domain(const AlterDomainStmt& statement, const Context& context);
model::CompositeType composite_type(const CompositeTypeStmt& statement);
model::AlterCompositeType alter_composite_type(const AlterTableStmt& statement);
model::RangeType range_type(const CreateRangeStmt& statement);
model::Definition collation(
    const DefineStmt& statement);  // monostate: what it is copied from is not known
model::Operator operator_definition(const DefineStmt& statement);
model::AlterOperator alter_operator(const AlterOperatorStmt& statement);
model::Cast cast(const CreateCastStmt& statement);
model::Extension extension(const CreateExtensionStmt& statement);
model::StatementAction alter_extension(const AlterExtensionStmt& statement);
model::StatementAction alter_extension(const AlterExtensionContentsStmt& statement);
model::ExtendedStatistics statistics(const CreateStatsStmt& statement);
model::AlterStatistics alter_statistics(const AlterStatsStmt& statement);

}  // namespace mimar::sql
