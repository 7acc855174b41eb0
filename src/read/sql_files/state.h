#pragma once
// The database so far, while statements are interpreted one after the other.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/result.h"
#include "model/statement.h"
#include "read/sql_files/reader.h"

namespace mimar::read::sql_files {

using ObjectKey = std::pair<std::string, std::string>;  // kind, name

// What was ever named so, kept to answer "no" without a look at every table: most names a history
// asks for are new. Whoever gives an index, key or constraint a name, or a table a parent, says so.
struct NameMemory {
  std::unordered_set<std::string> given;  // to indexes, keys and constraints, in any schema
  std::set<model::Name> parents;          // inherited from, or partitioned
};

struct State {
  std::map<std::string, model::Schema> schemas;
  std::map<model::Name, model::Table> tables;
  std::map<model::Name, model::View> views;
  std::map<model::Name, model::Sequence> sequences;
  std::map<model::Name, model::Enum> enums;
  std::map<ObjectKey, model::OtherObject> others;
  std::map<model::Name, model::ForeignPart> foreign;  // which of the tables are foreign ones
  std::vector<std::string> search_path{"public"};
  // Who runs the statements, by SET ROLE and SET SESSION AUTHORIZATION; "" is whoever runs the
  // files.
  std::string role, session_role;
  // Path and role when the transaction ends, and with it what SET LOCAL says.
  std::vector<std::string> lasting_path{"public"};
  std::string lasting_role;
  bool in_transaction = false;
  // The path was not the same for all statements that may look something up.
  std::optional<std::vector<std::string>> looked_up_on;
  bool path_varied = false;
  std::vector<model::DefaultPrivileges> default_privileges;
  std::string default_tablespace;  // of SET; "" is the database's
  std::vector<std::string>
      searched;  // every schema that was ever on the path, in order of appearance
  std::set<model::Name>
      temporary;  // relations of the session: statements about them change nothing
  std::map<std::string, std::size_t> passed_over;  // what was not modelled, and how often
  std::vector<std::string> incomplete;
  NameMemory names;
  const model::Statement* statement = nullptr;  // the one being interpreted: where errors point
  const File* file = nullptr;                   // the one it stands in
};

// --- names
// ---------------------------------------------------------------------------------------------------------
model::Name new_name(const State& state,
                     const model::Name& written);  // where CREATE puts an unqualified name
// The relation, type or index that a name means: the first schema of the search path that has it;
// else as new_name().
model::Name relation_name(const State& state, const model::Name& written);
model::Name type_name(const State& state, const model::Name& written);
model::Name index_name(const State& state, const model::Name& written);
void resolve_type(const State& state, model::DataType& type);

bool relation_exists(
    const State& state,
    const model::Name& name);  // tables, views, sequences, indexes, composite types
bool constraint_exists(const State& state, const std::string& schema, const std::string& name);

void note_name(State& state, const std::string& name);  // see NameMemory
void note_parent(State& state, const model::Name& parent);

struct IndexPlace {
  model::Table* table = nullptr;  // one of table and view
  model::View* view = nullptr;
  model::Index* index = nullptr;
};
IndexPlace find_index(State& state, const model::Name& name);
// The identity column behind which this sequence is; nullptr when there is none.
model::Identity* find_identity(State& state, const model::Name& sequence);
// The name of a new one: as written, or as PostgreSQL makes it.
void name_identity(State& state, const model::Table& table, model::Column& column,
                   const model::SequenceSettings& settings);
std::vector<model::Index>* indexes_of(
    State& state, const model::Name& relation);  // nullptr when there is no such relation

// --- errors
// --------------------------------------------------------------------------------------------------------
// At the place of the statement. `known` gives the hint "did you mean".
tl::unexpected<Error> error(const State& state, std::string message, std::string hint = {});
tl::unexpected<Error> missing(const State& state, const char* kind, const model::Name& name);
// `what` depends on a relation whose definition only executing the source can tell.
void not_followed(State& state, const std::string& what, const model::Name& relation);
void pass_over(State& state, const std::string& what);

// --- names as PostgreSQL makes them (makeObjectName, ChooseConstraintName, ChooseIndexName)
// -----------------------------
std::string choose_relation_name(const State& state, const std::string& schema,
                                 const std::string& first, const std::string& second,
                                 const std::string& label);
std::string choose_constraint_name(const State& state, const std::string& schema,
                                   const std::string& first, const std::string& second,
                                   const std::string& label);
// Columns of a key or foreign key, joined as in generated names.
std::string name_addition(const std::vector<std::string>& columns);
std::vector<std::string> index_column_names(const model::Index& index);

// --- one function per statement
// ------------------------------------------------------------------------------------
Result<void> interpret(State& state, const std::vector<model::Statement>& script);
std::optional<bool> holds(const State& state, const model::Condition& condition);  // else unknown
Result<void> create_table(State& state, const model::CreateTable& create);
Result<void> create_table_as(State& state, const model::CreateTableAs& create);
Result<void> alter_table(State& state, const model::AlterTable& alter);
Result<void> create_index(State& state, const model::CreateIndex& create);
Result<void> create_sequence(State& state, const model::CreateSequence& create);
Result<void> alter_sequence(State& state, const model::AlterSequence& alter);
Result<void> create_enum(State& state, const model::CreateEnum& create);
Result<void> add_enum_value(State& state, const model::AddEnumValue& add);
Result<void> rename_enum_value(State& state, const model::RenameEnumValue& rename);
Result<void> create_view(State& state, const model::CreateView& create);
Result<void> drop(State& state, const model::Drop& drop);
Result<void> rename(State& state, const model::Rename& rename);
Result<void> set_schema(State& state, const model::SetSchema& set);
Result<void> comment_on(State& state, const model::CommentOn& comment);
Result<void> keep_object(State& state, const model::ObjectStatement& statement);
Result<void> alter_domain(State& state, const model::AlterDomain& alter);
Result<void> alter_composite_type(State& state, const model::AlterCompositeType& alter);
Result<void> update_extension(State& state, const model::UpdateExtension& update);
Result<void> change_extension_member(State& state, const model::ChangeExtensionMember& change);
Result<void> alter_statistics(State& state, const model::AlterStatistics& alter);
Result<void> alter_options(State& state, const model::AlterOptions& alter);
Result<void> alter_mapping(State& state, const model::AlterMapping& alter);
Result<void> alter_operator(State& state, const model::AlterOperator& alter);
// A statement that only newer servers understand, and what is said later of a relation it makes.
void keep_unread(State& state, const model::NewerStatement& newer);
void keep_with_unread(State& state, const model::Name& relation);
Result<void> keep_routine(State& state, const model::ObjectStatement& statement);
Result<void> alter_routine(State& state, const model::AlterRoutine& alter);
// A rule ON SELECT is what a view is made of; of a table it makes one (before PostgreSQL 16).
Result<void> select_by_rule(State& state, const model::Rule& rule);
Result<void> keep_trigger(State& state, const model::ObjectStatement& statement);
void set_enabled(State& state, const model::Name& relation, const model::SetEnabled& set);
Result<void> alter_event_trigger(State& state, const model::AlterEventTrigger& alter);
// A new object of a kind that is modelled; one that is there keeps its comment and its privileges.
Result<void> put_object(State& state, model::OtherObject object, bool or_replace);
std::string identity_of(const State& state,
                        const model::ObjectAddress& address);  // of an opaque object

Result<void> grant(State& state, const model::GrantStatement& grant);
Result<void> alter_default_privileges(State& state, const model::AlterDefaultPrivileges& alter);
Result<void> set_owner(State& state, const model::SetOwner& set);
bool is_identity_sequence(const State& state, const model::ObjectAddress& address);
void own_relation(State& state, const model::Name& name, const std::string& role);
Result<void> set_role(State& state, const model::SetRole& set);
Result<void> change_owned(State& state, const model::ChangeOwned& change);

// New objects belong to who runs the statement, and have his default privileges.
struct Known {
  std::set<std::string> schemas;
  std::set<model::Name> tables, views, sequences, enums;
  std::set<ObjectKey> others;
};
bool gives_access(const State& state, const model::StatementAction& action);
Known known_objects(const State& state);
void give_access(State& state, const Known& before);

Result<void> alter_policy(State& state, const model::AlterPolicy& alter);
Result<void> change_publication(State& state, const model::ChangePublication& change);
// Roles of policies, and the columns in them.
void resolve_policy(State& state, model::Policy& policy);
void follow_own_table_in_policies(State& state, const model::Name& from, const model::Name& to);
void follow_column_in_policies(State& state, const model::Name& table, const std::string& from,
                               const std::string& to);
bool uses_column(const State& state, model::Policy& policy, const model::Name& table,
                 const std::string& column);

// --- pieces that several statements share
// --------------------------------------------------------------------------
Result<void> add_column(State& state, model::Table& table,
                        const model::ColumnDefinition& definition);
// Statistics targets and attribute options do not pass to other tables' columns.
void forget_statistics(model::Column& column);
// What reaches the tables below, and what concerns the named table alone.
void set_storage(State& state, model::Column& column, const model::SetColumnStorage& set);
void set_own_storage(model::Column& column, const model::SetColumnStorage& set);
void set_storage(model::Table& table, const model::SetTableStorage& set);
// Where CREATE puts what names no tablespace, as the model spells it.
void place(const State& state, std::string& tablespace);
void place(const State& state, model::Table& table);
// What a table says about an index that is gone or has another name: clustering, replica identity.
void forget_lost_indexes(model::Table& table);
void follow_index(model::Table& table, const std::string& from, const std::string& to);
// PostgreSQL stores no default that is a plain NULL.
void forget_null_default(const State& state, model::Column& column);
Result<void> add_constraint(State& state, model::Table& table,
                            const model::ConstraintDefinition& definition, bool new_table);
model::SequenceOptions effective_options(const model::SequenceSettings& settings,
                                         const model::SequenceOptions* before,
                                         const std::string& default_type);
void apply_settings(const State& state, model::Sequence& sequence,
                    const model::SequenceSettings& settings);
// A default operator class that is written out says nothing: the catalog shows none either.
void forget_default_class(model::IndexKey& key, const std::string& method);
// A cast of a column to the type it has is the column.
void settle_cast(model::IndexKey& key, const model::Table& table);
void attach_partition(State& state, model::Table& parent, model::Table& child);
void add_index_to_partitions(State& state, const model::Name& parent, const model::Index& index);
void add_constraint_to_children(State& state, const model::Name& parent,
                                const model::ConstraintDefinition& definition);
std::vector<model::Name> children_of(
    const State& state, const model::Name& parent);  // partitions and inheriting tables
// The relations a query reads, views after those they read themselves.
model::Objects read_by(const State& state, const std::string& query);
// Types, functions and all that is no relation.
void add_others(const State& state, model::Objects& objects);
void remove_column(State& state, model::Table& table, const std::string& column);
// Foreign keys that need the uniqueness of these columns; those that name none need the primary
// key.
void remove_references(State& state, const model::Name& table,
                       const std::vector<std::string>& columns, bool primary);
void remove_relation(State& state, const model::Name& name, bool cascade);
void rename_column_everywhere(State& state, const model::Name& table, const std::string& from,
                              const std::string& to);

}  // namespace mimar::read::sql_files
