// Roles and permissions: who may do what, where, until when; asked by one function. Nobody gives
// what he does not have.

#include <fmt/core.h>

#include "base/text.h"
#include "design/patterns/catalogue.h"
#include "design/patterns/writing.h"
#include "model/object_name.h"
#include "model/quote.h"

namespace mimar::design::pattern {
namespace {

constexpr std::string_view users_sql = R"sql(
CREATE TABLE {users} (
  id {id_type} PRIMARY KEY,
  email text NOT NULL CONSTRAINT {email_check} CHECK (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  password_hash text,
  disabled_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX {email_once.name} ON {users} (lower(email));
)sql";

constexpr std::string_view tables_sql = R"sql(
CREATE TABLE {roles} (
  id {id_type} PRIMARY KEY,
  name text NOT NULL UNIQUE,
  description text
);
CREATE TABLE {permissions} (
  name text PRIMARY KEY CONSTRAINT {name_check} CHECK (name ~ '^[a-z0-9_]+([.][a-z0-9_]+)*$'),
  description text
);
INSERT INTO {permissions} (name, description) VALUES ('roles.grant', 'May give roles to others');
CREATE TABLE {contents} (
  role_id {id_ref} NOT NULL REFERENCES {roles} ON DELETE CASCADE,
  permission text NOT NULL REFERENCES {permissions} ON UPDATE CASCADE ON DELETE CASCADE,
  PRIMARY KEY (role_id, permission)
);
CREATE INDEX {by_permission.name} ON {contents} (permission);
CREATE TABLE {grants} (
  id {id_type} PRIMARY KEY,
  {user_columns},
  role_id {id_ref} NOT NULL REFERENCES {roles} ON DELETE CASCADE,{scope_columns}
  granted_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz,
  FOREIGN KEY ({user}) REFERENCES {users} ({user_key}) ON DELETE CASCADE{scope_reference}
);
CREATE INDEX {by_role.name} ON {grants} (role_id);{scope_index}
)sql";

constexpr std::string_view functions_sql = R"sql(
CREATE FUNCTION {has}({user_types}, text{scope_types}) RETURNS boolean
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $body$
  SELECT EXISTS (
    SELECT FROM {grants} AS g JOIN {contents} AS c ON c.role_id = g.role_id
    WHERE {g_is_user} AND c.permission = {wanted}
      AND (g.expires_at IS NULL OR g.expires_at > now()){in_scope})
$body$;
CREATE FUNCTION {give}({user_types}, {user_types}, text{scope_types}) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
  wanted {id_ref};
BEGIN
  SELECT r.id INTO wanted FROM {roles} AS r WHERE r.name = {role_name};
  IF NOT FOUND THEN
    RAISE EXCEPTION 'there is no role "%"', {role_name} USING ERRCODE = 'undefined_object';
  END IF;
  -- Its contents stay as they are until this transaction ends.
  PERFORM FROM {roles} AS r WHERE r.id = wanted FOR SHARE;
  IF NOT {has}({giver}, 'roles.grant'{scope_passed}) OR EXISTS (
    SELECT FROM {contents} AS c
    WHERE c.role_id = wanted AND NOT {has}({giver}, c.permission{scope_passed})
  ) THEN
    RAISE EXCEPTION 'nobody gives a role that holds more than he has himself'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO {grants} ({user}, role_id{scope_names})
  VALUES ({taker}, wanted{scope_passed}) ON CONFLICT DO NOTHING;
END
$body$;
REVOKE EXECUTE ON FUNCTION {give}({user_types}, {user_types}, text{scope_bare}) FROM PUBLIC;
)sql";

struct Reference {
  std::vector<std::string> columns, types;
};

Reference reference_to(const model::Table& table, const std::string& prefix) {
  Reference made;
  for (const std::string& column : table.primary_key->columns) {
    made.columns.push_back(model::object_name(prefix + reference_name(table, column), "", ""));
    made.types.push_back(model::to_sql(model::find_column(table, column)->type));
  }
  return made;
}

std::string numbered(std::size_t first, std::size_t count) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < count; ++i)
    parts.push_back("$" + std::to_string(first + i));
  return text::join(parts, ", ");
}

std::string declared(const Reference& reference, const std::string& after) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < reference.columns.size(); ++i)
    parts.push_back(model::quote_identifier(reference.columns[i]) + " " + reference.types[i] +
                    after);
  return text::join(parts, ",\n  ");
}

std::string compared(const Reference& reference, std::size_t first, const std::string& alias) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < reference.columns.size(); ++i)
    parts.push_back(alias + "." + model::quote_identifier(reference.columns[i]) + " = $" +
                    std::to_string(first + i));
  return text::join(parts, " AND ");
}

// Where a role holds: everywhere, or for one row of a table.
Result<Reference> scope_of(Writing& w) {
  const std::string given = option(w.request, "scope", "");
  for (const char* place : {"scope_columns", "scope_reference", "scope_types", "scope_names",
                            "in_scope", "scope_passed", "scope_bare", "scope_index"})
    set(w, place, "");
  if (given.empty()) return Reference{};
  const std::size_t dot = given.find('.');
  const model::Table* table =
      model::find_table(w.database, dot == std::string::npos
                                        ? model::Name{w.schema, given}
                                        : model::Name{given.substr(0, dot), given.substr(dot + 1)});
  if (table == nullptr || !table->primary_key || table->partition_of)
    return fail(ErrorKind::usage, given + " is no table with a primary key");
  set(w, "scope_table", model::quote_name(table->name));
  set(w, "scope_key", model::quote_list(table->primary_key->columns));
  return reference_to(*table, "in_");
}

void set_scope(Writing& w, const Reference& scope, std::size_t users) {
  if (scope.columns.empty()) return;
  std::vector<std::string> types;
  for (const std::string& type : scope.types)
    types.push_back(type + " DEFAULT NULL");
  const std::string names = model::quote_list(scope.columns);
  set(w, "scope_columns", "\n  " + declared(scope, "") + ",");
  set(w, "scope_reference",
      filled(w, ",\n  FOREIGN KEY (" + names +
                    ") REFERENCES {scope_table} ({scope_key}) MATCH FULL ON DELETE CASCADE"));
  set(w, "scope_index", filled(w, "\nCREATE INDEX {by_scope.name} ON {grants} (" + names + ");"));
  set(w, "scope_types", ", " + text::join(types, ", "));
  set(w, "scope_bare", ", " + text::join(scope.types, ", "));
  set(w, "scope_names", ", " + names);
  set(w, "in_scope",
      "\n      AND (g." + model::quote_identifier(scope.columns[0]) + " IS NULL OR (" +
          compared(scope, users + 2, "g") + "))");
  set(w, "scope_passed", ", " + numbered(2 * users + 2, scope.columns.size()));
}

Result<const model::Table*> users_of(const Writing& w) {
  if (!w.request.table.empty()) {
    if (const auto error = lacks_key(w)) return fail(*error);
    return w.table;
  }
  const model::Table* there = model::find_table(w.database, {w.schema, "users"});
  return there != nullptr && there->primary_key ? there : nullptr;
}

void attack(Writing& w, std::size_t user_columns) {
  std::vector<std::string> named;
  for (std::size_t i = 0; i < user_columns; ++i)
    named.push_back("k" + std::to_string(i + 1));
  set(w, "somebody",
      filled(w, "(SELECT {user_key} FROM {users} LIMIT 1) AS u(" + text::join(named, ", ") + ")"));
  set(w, "u", prefixed(named, "u"));
  const std::string setup = filled(
      w,
      "INSERT INTO {permissions} (name) VALUES ('probe');\nINSERT INTO {roles} (name) VALUES "
      "('(probe)');\nINSERT INTO {contents} (role_id, permission) SELECT id, 'probe' FROM {roles} "
      "WHERE name = '(probe)';\nINSERT INTO {grants} ({user}, role_id, expires_at) SELECT {u}, "
      "r.id, "
      "now() - interval '1 second' FROM {somebody}, {roles} AS r WHERE r.name = '(probe)';\n");
  set(w, "probe", setup);
  holds(w, "function {has}: an expired grant", Expect::empty,
        "{probe}SELECT 1 FROM {somebody} WHERE {has}({u}, 'probe')",
        "CREATE OR REPLACE FUNCTION {has}({user_types}, "
        "text{scope_types}) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
        "SELECT 1 FROM {users}");
  refused(
      w, "function {give}: more than one has", "42501",
      "{probe}SELECT {give}({u}, {u}, '(probe)') FROM {somebody}",
      "CREATE OR REPLACE FUNCTION {has}({user_types}, text{scope_types}) RETURNS boolean LANGUAGE "
      "sql AS 'SELECT true'",
      "SELECT 1 FROM {users}");
  refused(w, "unique index {once.name}", "23505",
          "{probe}INSERT INTO {grants} ({user}, role_id) SELECT {user}, role_id FROM {grants}",
          "DROP INDEX {once}", "SELECT 1 FROM {users}");
  refused(w, "constraint {name_check} of {permissions}", "23514",
          "INSERT INTO {permissions} (name) VALUES ('Not A Name')",
          "ALTER TABLE {permissions} DROP CONSTRAINT {name_check}");
}

Result<Draft> apply(const model::Database& database, const PatternRequest& request,
                    const Policy& policy) {
  Writing w = begin(database, request, policy);
  const auto found = users_of(w);
  if (!found) return fail(found.error());
  set_surrogate(w);
  std::string prefix = option(request, "prefix", "");
  if (prefix.empty() && (w.taken.contains("roles") || w.taken.contains("permissions")))
    prefix = "access_";
  const model::Table* users = *found;
  if (users == nullptr) {
    if (const auto error = claim(w, "users", "users")) return fail(*error);
    name(w, "email_once", "users_email", "key");
    name(w, "email_check", "users_email", "check");
    set(w, "email_check", w.values["email_check.name"]);
    write(w, users_sql);
    comment(w, "TABLE {users}", "Who may sign in");
    comment(w, "COLUMN {users}.password_hash", "Of argon2id, scrypt or bcrypt; never the password");
    set(w, "user_key", "id");
  } else {
    set(w, "users", model::quote_name(users->name));
    set(w, "user_key", model::quote_list(users->primary_key->columns));
  }
  const Reference user =
      users == nullptr ? Reference{{"user_id"}, {w.values["id_ref"]}} : reference_to(*users, "");
  if (const auto error = claim(w, "roles", prefix + "roles")) return fail(*error);
  if (const auto error = claim(w, "permissions", prefix + "permissions")) return fail(*error);
  name(w, "contents", prefix + "role_permissions", "");
  name(w, "grants", prefix + "role_grants", "");
  name(w, "by_permission", "idx_" + prefix + "role_permissions", "permission");
  name(w, "by_role", "idx_" + prefix + "role_grants", "role_id");
  name(w, "by_scope", "idx_" + prefix + "role_grants", "scope");
  name(w, "once", prefix + "role_grants", "once");
  name(w, "has", "has_permission", "");
  name(w, "give", "grant_role", "");
  name(w, "name_check", prefix + "permissions", "name_check");
  set(w, "name_check", w.values["name_check.name"]);
  const auto scope = scope_of(w);
  if (!scope) return fail(scope.error());
  const std::size_t n = user.columns.size();
  set(w, "user", model::quote_list(user.columns));
  set(w, "user_columns", declared(user, " NOT NULL"));
  set(w, "user_types", text::join(user.types, ", "));
  set(w, "g_is_user", compared(user, 1, "g"));
  set(w, "wanted", "$" + std::to_string(n + 1));
  set(w, "giver", numbered(1, n));
  set(w, "taker", numbered(n + 1, n));
  set(w, "role_name", "$" + std::to_string(2 * n + 1));
  set_scope(w, *scope, n);
  write(w, tables_sql);
  write(
      w,
      policy.version >= 15
          ? "CREATE UNIQUE INDEX {once.name} ON {grants} ({user}, role_id{scope_names}) NULLS NOT "
            "DISTINCT"
          : "CREATE UNIQUE INDEX {once.name} ON {grants} ({user}, role_id{scope_names})");
  comment(w, "TABLE {roles}", "Sets of permissions under a name");
  comment(w, "TABLE {permissions}", "What can be permitted: orders.read, orders.cancel");
  comment(w, "TABLE {contents}", "Which role permits what");
  comment(w, "TABLE {grants}", "Who has which role, where, until when");
  write(w, functions_sql);
  comment(w, "FUNCTION {has}({user_types}, text{scope_bare})", "May this user do that (there)?");
  comment(w, "FUNCTION {give}({user_types}, {user_types}, text{scope_bare})",
          "Gives a role, if the giver holds roles.grant and all that the role permits");
  because(
      w, "tables {grants} and {contents}",
      "programs ask for permissions and never for roles: what a role permits changes in one place");
  because(
      w, "function {give}",
      "who may give roles could otherwise give himself everything; it runs as its owner, and only "
      "who is granted it may call it");
  attack(w, n);
  return std::move(w.draft);
}

}  // namespace

Pattern roles_and_permissions() {
  return {
      "roles-and-permissions",
      "A user may do what an unexpired grant of a role permits, where it was granted and nowhere "
      "else, and nobody gives away more than he has through the granting function.",
      "An index look-up per question (cache it per request); the owner and whoever may write the "
      "tables directly stand above it.",
      false,
      {{"prefix", "how the tables' names begin", ""},
       {"scope", "the table for whose rows roles may be granted", ""}},
      apply};
}

}  // namespace mimar::design::pattern
