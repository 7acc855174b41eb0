#pragma once
// What a statement needs beyond the rights of a database's owner: decided by its parse tree, never
// by its text. The broker of scratch/ acts on it. Everything not named here is `owner`: the server
// decides.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mimar::sql {

enum class Privilege : std::uint8_t {
  owner,  // runs as the owner of the database
  skip,   // concerns the whole server, not this database: CREATE DATABASE, TABLESPACE, ALTER ROLE
          // ...
  leave_out,  // changes this database in a way that is not for its owner: what it would make is not
              // there to be looked at
  set_parameter,     // SET name: may be unknown to this server's version, or not the owner's to set
  create_extension,  // `names` = {extension}
  drop_extension,    // `names` = extensions
  comment_extension,     // `names` = {extension}, `comment`
  create_role,           // `names` = {role}; attributes and passwords are passed over
  grant_role,            // `names` are granted to `roles`
  create_event_trigger,  // `names` = {trigger}
  own_on_schema,         // GRANT or REVOKE ON SCHEMA of the one who runs it
  create_schema,         // `names` = {schema}; without AUTHORIZATION
  new_owner,             // ... OWNER TO `roles`
  foreign_wrapper,       // CREATE or ALTER FOREIGN DATA WRAPPER; `names` = {wrapper}, `functions`
  user_mapping,          // CREATE, ALTER or DROP USER MAPPING
  shell_type,            // CREATE TYPE name; alone
  create_text_search,    // parser or template, whose `functions` PostgreSQL's own must pair as well
  as_superuser,          // about a parser or template that is there: only names in it
  publish_all_tables,    // CREATE PUBLICATION ... FOR ALL TABLES; `names` = {publication}
  publish_schemas,       // `names` = {publication}: `rest` is the owner's, then `schemas` as `verb`
  create_tablespace,     // `tablespaces`, wherever they were to be
  alter_publication,     // options, comment: the owner's, or the superuser's who publishes all tables
  set_role,              // SET ROLE to `roles`, or back to the session's
  set_session,           // SET SESSION AUTHORIZATION to `roles`, or back
};

struct Need {
  Privilege privilege = Privilege::owner;
  std::string what;  // "CREATE DATABASE": for notes and errors
  std::vector<std::string> names;
  std::vector<std::string> roles;  // named where a role must exist: GRANT ... TO, OWNER TO, CREATE
                                   // POLICY ... TO, SET ROLE
  std::vector<std::string>
      tablespaces;     // named where one must exist; they are the server's, as roles are
  std::string schema;  // create_extension ... SCHEMA
  std::map<std::string, std::string> functions;  // by their lower-case word, without a schema
  std::optional<std::string> comment;
  std::vector<std::string> schemas;  // publish_schemas
  std::string rest, verb;            // publish_schemas: SQL without the schemas; ADD, DROP, SET
  bool if_exists = false, if_not_exists = false, cascade = false;
};

// One statement. Text that does not parse (a newer server's syntax) is the owner's.
Need need_of(std::string_view statement);

}  // namespace mimar::sql
