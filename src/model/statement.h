#pragma once
// One SQL statement as a value: what sql/ makes of text and what read/sql_files interprets against the database so far.
// Names are as written (schema empty when unqualified), expressions carry their SQL text only, not yet canonical.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/condition.h"
#include "model/database.h"

namespace mimar::model {

// What DROP, ALTER ... RENAME, COMMENT ON name. `other` covers every kind Mimar keeps opaque; its word is in `word`.
enum class ObjectKind : std::uint8_t {
  schema, table, view, materialized_view, index, sequence, type, column, constraint, other
};

struct ObjectAddress {
  ObjectKind kind = ObjectKind::table;
  std::string word;  // the SQL keyword(s), lower case: "table", "foreign table", "domain", "function"
  Name name;         // the relation, type, schema (in name.name) or, for `other`, the object
  std::string sub;   // column, constraint, trigger, rule or policy name; the method of an operator class
  std::optional<std::vector<DataType>> arguments;  // functions, operators; absent when the statement left them out
};

// --- constraints as statements give them -----------------------------------------------------------------------------
struct KeyDefinition {
  bool primary = false;
  Key key;                  // name empty: PostgreSQL makes one
  std::string using_index;  // ADD CONSTRAINT ... USING INDEX
};
struct ExclusionDefinition {
  Exclusion exclusion;                 // name empty: PostgreSQL makes one of `key_names`
  std::vector<std::string> key_names;
};
using ConstraintDefinition = std::variant<KeyDefinition, ForeignKey, Check, ExclusionDefinition>;

// One option of CREATE/ALTER SEQUENCE or of an identity column; unset = not written. `none` = NO MINVALUE and the like.
struct SequenceSettings {
  std::optional<std::string> type;
  std::optional<std::int64_t> start, increment, minimum, maximum, cache, restart;
  bool no_minimum = false, no_maximum = false;
  Name name;  // SEQUENCE NAME of an identity column
  std::optional<bool> cycle;
  std::optional<std::optional<ColumnOf>> owned_by;  // inner nullopt: OWNED BY NONE
};

struct ColumnDefinition {
  Column column;                       // identity's options are in `identity_settings`
  std::string serial;                  // "smallserial", "serial", "bigserial", or ""
  bool null_written = false;           // explicit NULL
  std::optional<SequenceSettings> identity_settings;
  std::vector<ConstraintDefinition> constraints;  // column constraints, columns filled in
};

struct LikeClause {
  Name table;
  std::size_t position = 0;  // how many columns were written before it
  bool defaults = false, constraints = false, indexes = false, identity = false, generated = false, comments = false;
  bool storage = false, compression = false;
};

// --- statements ------------------------------------------------------------------------------------------------------
struct CreateSchema { Schema schema; bool if_not_exists = false; };
struct ForeignPart { std::string server; std::map<std::string, std::string> options; };
struct CreateTable {
  Table table;  // name, options, partition and inheritance facts; columns and constraints are below
  std::vector<ColumnDefinition> columns;
  std::vector<ConstraintDefinition> constraints;
  std::vector<LikeClause> likes;
  bool if_not_exists = false, temporary = false;
  std::optional<ForeignPart> foreign = {};  // CREATE FOREIGN TABLE
};

// CREATE TABLE AS, SELECT INTO: the columns are what the query puts out.
struct CreateTableAs {
  Table table;  // name, options and storage
  Expression query;
  std::vector<std::string> columns;  // names that were written; the others are the query's
  bool if_not_exists = false;
  std::string what;  // "CREATE TABLE AS"
};

struct AddColumn { ColumnDefinition definition; bool if_not_exists = false; };
struct DropColumn { std::string column; bool if_exists = false, cascade = false; };
struct SetColumnType { std::string column; DataType type; std::string serial; Name collation; std::optional<Expression> with; };
struct SetDefault { std::string column; std::optional<Expression> value; };  // nullopt: DROP DEFAULT
struct SetNotNull { std::string column; bool not_null = true; };
struct SetIdentity { std::string column; std::optional<bool> always; SequenceSettings settings; bool add = false; };
struct DropIdentity { std::string column; bool if_exists = false; };
struct DropExpression { std::string column; bool if_exists = false; };
struct AddConstraint { ConstraintDefinition constraint; };
struct DropConstraint { std::string name; bool if_exists = false, cascade = false; };
struct ValidateConstraint { std::string name; };
struct AlterConstraint { std::string name; bool deferrable = false, initially_deferred = false; };
struct AttachPartition { PartitionOf partition; Name table; };   // the altered table is partition.parent
struct AttachIndex { Name index; };                              // ALTER INDEX parent ATTACH PARTITION index
struct DetachPartition { Name table; };
struct SetRowSecurity { std::optional<bool> enable, force; };
struct SetUnlogged { bool unlogged = false; };
// How a column's values are kept. Storage and statistics reach the tables below, the others do not.
struct SetColumnStorage {
  std::string column;
  std::optional<std::string> storage, compression;  // "default" as written
  std::optional<int> statistics;                    // -1: the server's default
  std::map<std::string, std::string> set;           // n_distinct ...
  std::vector<std::string> reset;
};
struct SetTableStorage {  // as in Table
  std::optional<std::string> access_method, tablespace, replica_identity, clustered_on;
  std::string replica_index;
};
struct SetOptions { std::map<std::string, std::string> set; std::vector<std::string> reset; };
struct SetInherit { Name parent; bool add = true; };
// OPTIONS (SET a 'x', ADD b 'y', DROP c) of foreign data, and of text search dictionaries, which say neither.
struct OptionChange { enum class How : std::uint8_t { put, add, set, drop } how = How::put; std::string name, value; };
struct SetForeignOptions { std::string column; std::vector<OptionChange> options; };  // column "": the table's
// ENABLE / DISABLE TRIGGER or RULE. Without a name: ALL or USER triggers.
struct SetEnabled { bool rule = false; std::string name; Enabled state = Enabled::origin; };
struct OwnerTo { std::string role; };
struct OtherAction { std::string what; bool changes_schema = true; };  // false: SET WITHOUT OIDS ...
using AlterAction =
    std::variant<AddColumn, DropColumn, SetColumnType, SetDefault, SetNotNull, SetIdentity, DropIdentity, DropExpression,
                 AddConstraint, DropConstraint, ValidateConstraint, AlterConstraint, AttachPartition, AttachIndex,
                 DetachPartition, SetRowSecurity, SetUnlogged, SetOptions, SetInherit, SetColumnStorage,
                 SetTableStorage, SetEnabled, OwnerTo, SetForeignOptions, OtherAction>;

// ALTER TABLE, and ALTER INDEX / SEQUENCE / VIEW in their table-like forms.
struct AlterTable { ObjectKind kind = ObjectKind::table; Name name; std::vector<AlterAction> actions; bool if_exists = false, only = false; };
struct CreateIndex {
  Name table;
  Index index;  // its name empty: PostgreSQL makes one of `key_names`
  bool if_not_exists = false, concurrently = false, only = false;
  std::vector<std::string> key_names;
};
struct CreateSequence { Name name; SequenceSettings settings; bool if_not_exists = false, temporary = false, unlogged = false; };
struct AlterSequence { Name name; SequenceSettings settings; bool if_exists = false; };
struct CreateEnum { Enum type; };
struct AddEnumValue { Name type; std::string label, neighbour; bool after = true, if_not_exists = false; };
struct RenameEnumValue { Name type; std::string from, to; };
struct CreateView { View view; std::vector<std::string> columns; bool or_replace = false, if_not_exists = false, temporary = false; };
struct Drop { std::vector<ObjectAddress> objects; bool if_exists = false, cascade = false; };
struct Rename { ObjectAddress object; std::string to; bool if_exists = false; };  // object.sub: the column or constraint
struct SetSchema { ObjectAddress object; std::string schema; bool if_exists = false; };
struct CommentOn { ObjectAddress object; Comment text; };  // nullopt: IS NULL
struct SetDefaultTablespace { std::string name; };  // "": the database's
struct SetSearchPath { std::vector<std::string> schemas; bool local = false; };
// ALTER DOMAIN: one of these; unset = not written, an inner nullopt = DROP DEFAULT.
struct AlterDomain {
  Name domain;
  std::optional<std::optional<Expression>> default_value;
  std::optional<bool> not_null;
  std::optional<Check> add;     // its name empty: PostgreSQL makes one
  std::string drop, validate;   // constraints
  bool if_exists = false, cascade = false;
};
struct AddAttribute { Attribute attribute; };
struct DropAttribute { std::string name; bool if_exists = false; };
struct SetAttributeType { Attribute attribute; };
using AttributeAction = std::variant<AddAttribute, DropAttribute, SetAttributeType>;
struct AlterCompositeType { Name type; std::vector<AttributeAction> actions; bool if_exists = false; };
struct UpdateExtension { std::string extension, version; };  // version "": the newest
struct ChangeExtensionMember { std::string extension; ObjectAddress object; bool add = true; };
struct AlterStatistics { Name statistics; std::optional<int> target; bool if_exists = false; };
// What was written; an empty name is NONE.
struct AlterOperator { ObjectAddress object; std::optional<Name> restrict_estimator, join_estimator; };
struct DropOwned { std::vector<std::string> roles; };
// One value of SET in CREATE or ALTER FUNCTION, as pg_proc.proconfig spells it; nullopt: RESET. `current`: FROM CURRENT,
// which is what the session has.
struct RoutineSetting { std::string name; std::optional<std::string> value; bool current = false; };
struct AlterRoutine {  // what was written
  ObjectAddress object;
  std::optional<Volatility> volatility;
  std::optional<Parallel> parallel;
  std::optional<bool> strict, leakproof, security_definer;
  std::optional<double> cost, rows;
  std::optional<Name> support;
  std::vector<RoutineSetting> settings;  // in their order; one without a name: RESET ALL
};
struct AlterEventTrigger { std::string name; Enabled state = Enabled::origin; };
// ALTER TEXT SEARCH DICTIONARY, FOREIGN DATA WRAPPER, SERVER, USER MAPPING: what was written; an empty name is NO HANDLER.
struct AlterOptions {
  ObjectAddress object;
  std::vector<OptionChange> options;
  std::optional<Name> handler, validator;
  std::optional<std::string> version;
};
// ALTER TEXT SEARCH CONFIGURATION ... MAPPING. No tokens: all that there are.
struct AlterMapping {
  enum class How : std::uint8_t { add, alter, replace, drop };
  Name configuration;
  How how = How::add;
  std::vector<std::string> tokens;
  std::vector<Name> dictionaries;  // of replace: the old one and the new one
  bool if_exists = false;
};
// `object` has kind and SQL; its identity is made of `address` once names are resolved.
struct ObjectStatement {
  OtherObject object;
  bool or_replace = false, if_not_exists = false;
  ObjectAddress address;
  bool alters = false;  // ALTER: the SQL belongs to the object that is there
  std::vector<std::string> current_settings = {};  // of a function: the names of SET ... FROM CURRENT
  Name copy_of = {};  // COPY = x, FROM x: another object of this kind
};
// Absent: stays as it is.
struct AlterPolicy {
  Name table;
  std::string name;
  std::optional<std::vector<std::string>> roles;
  std::optional<Expression> using_expression, check_expression;
};
// CREATE PUBLICATION; and ALTER PUBLICATION: ADD, DROP, SET of what is published, SET of options.
struct ChangePublication {
  enum class Change : std::uint8_t { create, add, drop, set, set_options };
  Change change = Change::create;
  Publication publication;  // what is written; "" among schemas is CURRENT_SCHEMA
  std::vector<Name> only;   // tables without those that inherit from them
  Origin origin;
};
// GRANT and REVOKE of privileges, and what ALTER DEFAULT PRIVILEGES grants and revokes.
struct PrivilegeOn { std::string privilege; std::vector<std::string> columns; };  // "" is ALL
struct GrantStatement {
  bool grant = true, grant_option = false, cascade = false;  // grant_option: WITH GRANT OPTION, GRANT OPTION FOR
  std::string kind;                    // "table", "sequence", "function", "schema", "type" ...
  std::vector<ObjectAddress> objects;
  std::vector<std::string> schemas;    // ALL ... IN SCHEMA; then there are no objects
  std::vector<PrivilegeOn> privileges;
  std::vector<std::string> grantees;   // as role names: "" is PUBLIC
  std::string grantor;                 // GRANTED BY
};
struct AlterDefaultPrivileges { std::vector<std::string> roles, schemas; GrantStatement action; };
struct SetOwner { ObjectAddress object; std::string role; };
struct SetRole { std::string role; bool session = false, local = false; };  // "": back to who runs the statements
struct ChangeOwned { std::string what; std::vector<std::string> roles; };  // REASSIGN OWNED, ALTER ROLE ... RENAME
// What concerns roles and the whole server, no part of a database: CREATE ROLE, GRANT of a role ...
struct PrivilegeStatement { std::string kind; };
// DO, CREATE TABLE AS EXECUTE, \i and the like: may change the schema in ways that only executing it can tell.
struct UnknownChange { std::string what; ObjectAddress address; };
// Written for a PostgreSQL that is newer than the parser; `kind` is what it makes: "table", "view" or "".
struct NewerStatement { std::string syntax, kind; Name name; };
struct QueryStatement { std::string kind; };  // SELECT, INSERT, UPDATE, DELETE, COPY: no change of the schema
struct IgnoredStatement { std::string kind; };  // SET, BEGIN, COMMIT, ANALYZE ...: no change of the schema

using StatementAction =
    std::variant<CreateSchema, CreateTable, CreateTableAs, AlterTable, CreateIndex, CreateSequence, AlterSequence, CreateEnum, AddEnumValue,
                 RenameEnumValue, CreateView, Drop, Rename, SetSchema, CommentOn, SetSearchPath, SetDefaultTablespace, ObjectStatement,
                 AlterDomain, AlterCompositeType, UpdateExtension, ChangeExtensionMember, AlterStatistics, AlterOperator,
                 AlterPolicy, ChangePublication, GrantStatement, AlterDefaultPrivileges, SetOwner, SetRole, ChangeOwned,
                 DropOwned, AlterRoutine, AlterEventTrigger, AlterOptions, AlterMapping, PrivilegeStatement, UnknownChange, NewerStatement, QueryStatement, IgnoredStatement>;

struct Statement {
  StatementAction action;
  std::string sql;  // verbatim, without the final ';'
  SourceSpan where;
  std::vector<Guard> guards = {};  // in a DO block: the conditions around it, the outermost first
  // In a DO block: the statements of one BEGIN ... EXCEPTION share a number, and either all of them
  // happen or none; those of its handlers have it in `rescues` and happen when the others do not.
  std::size_t attempt = 0, rescues = 0;
};

}  // namespace mimar::model
