#include "scratch/broker.h"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "base/text.h"
#include "model/quote.h"

namespace mimar::scratch {
namespace {

using engine::postgres::Connection;
using engine::postgres::Rows;
using model::quote_identifier;
using model::quote_literal;
using sql::Need;
using sql::Privilege;

// Contrib extensions that are not "trusted" (which the owner of a database may create without us)
// and yet reach nothing outside the database; their scripts only create functions in C, views and
// operators, and call nothing a user could have put in their way.
constexpr std::array<std::string_view, 8> harmless{
    "autoinc",         "bloom",       "dict_xsyn",          "earthdistance",
    "insert_username", "moddatetime", "pg_stat_statements", "refint"};

bool is_harmless(const std::string& extension) {
  return std::find(harmless.begin(), harmless.end(), extension) != harmless.end();
}

// Extensions whose wrappers reach files or other servers. On scratch the wrappers lose their
// functions: servers, mappings and tables can be made of them, and nothing can be read through.
bool is_wrapper(const std::string& extension) {
  return extension == "postgres_fdw" || extension == "file_fdw";
}

bool is_brokered(const std::string& extension) {
  return is_harmless(extension) || is_wrapper(extension);
}

// What one of those needs. Created by the script's own transaction we would not see it.
bool is_needed_by_harmless(const std::string& extension) {
  return extension == "cube";
}

bool is_reserved(const std::string& role) {
  return role.substr(0, 3) == "pg_" || role.substr(0, 6) == "mimar_";
}

bool is_true(const Result<Rows>& rows) {
  return rows && !rows->rows.empty() && rows->rows[0][0] == "t";
}

Result<void> without_rows(const Result<Rows>& rows) {
  if (!rows) return tl::unexpected(rows.error());
  return {};
}

// What the server's words about a missing right mean here.
Error explained(Error error, const std::string& what) {
  if (error.sqlstate != "42501" || !error.hint.empty()) return error;
  error.hint = (what.empty() ? "the statement" : what) +
               " needs rights that scripts do not get on a scratch server";
  return error;
}

// What a schema says to who may not create in it (aclcheck_error); scratch servers speak English.
std::string schema_of_refusal(const Error& error) {
  constexpr std::string_view words = "permission denied for schema ";
  if (error.sqlstate != "42501" || !error.message.starts_with(words)) return {};
  return error.message.substr(words.size());
}

}  // namespace

Result<void> Broker::run(std::string_view statement) {
  const Need need = sql::need_of(statement);
  for (const std::string& role : need.roles) {
    if (auto ensured = ensure_role(role); !ensured) return ensured;
  }
  for (const std::string& tablespace : need.tablespaces) {
    if (auto ensured = ensure_tablespace(tablespace); !ensured) return ensured;
  }
  const auto answer = [&]() -> Result<void> {
    switch (need.privilege) {
      case Privilege::owner: return as_owner(statement);
      case Privilege::skip: return pass_over(need.what + " is passed over on a scratch server");
      case Privilege::leave_out:
        left_out_.push_back(need.what + " is not run on a scratch server");
        return {};
      case Privilege::set_parameter: return set_parameter(need, statement);
      case Privilege::create_extension: return create_extension(need, statement);
      case Privilege::drop_extension: return drop_extension(need, statement);
      case Privilege::comment_extension: return comment_extension(need, statement);
      case Privilege::create_tablespace: return {};
      case Privilege::create_role: return ensure_role(need.names.front());
      case Privilege::grant_role: return grant_role(need);
      case Privilege::create_event_trigger: return create_event_trigger(need, statement);
      case Privilege::create_schema: return create_schema(need, statement);
      case Privilege::own_on_schema: return own_on_schema(statement);
      case Privilege::new_owner: return new_owner(need, statement);
      case Privilege::foreign_wrapper: return foreign_wrapper(need, statement);
      case Privilege::shell_type: return shell_type(statement);
      case Privilege::user_mapping: return user_mapping(statement);
      case Privilege::create_text_search: return create_text_search(need);
      case Privilege::as_superuser: return as_admin_on_path(statement);
      case Privilege::publish_all_tables: return as_admin(statement);
      case Privilege::publish_schemas: return publish_schemas(need);
      case Privilege::alter_publication: return alter_publication(statement);
      case Privilege::set_role: return set_role(need, statement);
      case Privilege::set_session: return set_session(need, statement);
    }
    return {};
  };
  Result<void> done = answer();
  if (!done) return fail(explained(done.error(), need.what));
  return done;
}

Result<void> Broker::as_owner(std::string_view statement) {
  return without_rows(session_.execute(statement));
}

Result<void> Broker::as_admin(std::string_view statement) {
  const auto connection = admin();
  if (!connection) return tl::unexpected(connection.error());
  return without_rows(
      (*connection)->execute(statement, {}));  // extended protocol: exactly one statement
}

Result<Connection*> Broker::admin() {
  if (!admin_) {
    Result<Connection> opened = Connection::open(database_.admin_conninfo, database_.guard);
    if (!opened) return tl::unexpected(opened.error());
    admin_.emplace(std::move(*opened));
  }
  return &*admin_;
}

Result<void> Broker::pass_over(std::string note) {
  if (std::find(notes_.begin(), notes_.end(), note) == notes_.end())
    notes_.push_back(std::move(note));
  return {};
}

Result<bool> Broker::is_script_role(const std::string& role) {
  const auto connection = admin();
  if (!connection) return tl::unexpected(connection.error());
  const auto rows = (*connection)
                        ->execute(
                            "SELECT EXISTS (SELECT FROM pg_auth_members WHERE roleid = "
                            "'mimar_scripts'::regrole AND "
                            "member = (SELECT oid FROM pg_roles WHERE rolname = $1))",
                            {role});
  if (!rows) return tl::unexpected(rows.error());
  return is_true(rows);
}

// A role of the script: it cannot log in and may nothing but what the script grants it. Roles are
// the whole server's, so another database may have made it already. The login role may act as it.
Result<void> Broker::ensure_role(const std::string& role) {
  if (std::find(known_roles_.begin(), known_roles_.end(), role) != known_roles_.end() ||
      is_reserved(role))
    return {};
  const auto connection = admin();
  if (!connection) return tl::unexpected(connection.error());
  const std::string quoted = quote_identifier(role);
  const auto there =
      (*connection)->execute("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1)", {role});
  if (!there) return tl::unexpected(there.error());
  if (!is_true(there)) {
    if (auto made = as_admin("CREATE ROLE " + quoted + " NOLOGIN IN ROLE mimar_scripts"); !made)
      return made;
  }
  const Result<bool> ours = is_script_role(role);
  if (!ours) return tl::unexpected(ours.error());
  known_roles_.push_back(role);
  if (!*ours)
    return {};  // the login role of a database, say: the server decides what may be done with it
  // With which a DO block may grant it to another.
  return as_admin("GRANT " + quoted + " TO " + database_.login + " WITH ADMIN OPTION");
}

// In the data folder of the scratch server itself, for whoever names it.
Result<void> Broker::ensure_tablespace(const std::string& tablespace) {
  const auto connection = admin();
  if (!connection) return tl::unexpected(connection.error());
  const auto there =
      (*connection)
          ->execute("SELECT EXISTS (SELECT FROM pg_tablespace WHERE spcname = $1)", {tablespace});
  if (!there || is_true(there)) return without_rows(there);
  const std::string quoted = quote_identifier(tablespace);
  for (const std::string& step : {std::string("SET allow_in_place_tablespaces = on"),
                                  "CREATE TABLESPACE " + quoted + " LOCATION ''",
                                  "GRANT CREATE ON TABLESPACE " + quoted + " TO PUBLIC"}) {
    if (auto done = as_admin(step); !done) return done;
  }
  return {};
}

Result<void> Broker::grant_role(const Need& need) {
  std::vector<std::string> quoted;
  for (const std::string& role : need.roles) {
    const Result<bool> ours = is_script_role(role);
    if (!ours) return tl::unexpected(ours.error());
    if (!*ours)
      return pass_over("GRANT of a role to " + role +
                       " is passed over: it is not a role of the script");
    quoted.push_back(quote_identifier(role));
  }
  for (const std::string& role : need.names) {
    if (auto ensured = ensure_role(role); !ensured) return ensured;
    const Result<bool> ours = is_script_role(role);
    if (!ours) return tl::unexpected(ours.error());
    if (!*ours || quoted.empty()) {
      if (auto noted = pass_over("GRANT of the role " + role + " is passed over"); !noted)
        return noted;
      continue;
    }
    if (auto granted =
            as_admin("GRANT " + quote_identifier(role) + " TO " + text::join(quoted, ", "));
        !granted)
      return granted;
  }
  return {};
}

Result<void> Broker::set_parameter(const Need& need, std::string_view statement) {
  if (session_.in_failed_transaction()) return as_owner(statement);
  const std::string& name = need.names.front();
  const std::string mine =
      session_.server_version() >= 150000
          ? "has_parameter_privilege(name, 'SET') AND context IN ('user', 'superuser')"
          : "context = 'user'";
  const auto may = session_.execute(
      "SELECT strpos($1, '.') > 0 OR EXISTS (SELECT FROM pg_catalog.pg_settings "
      "WHERE lower(name) = lower($1) AND (context = 'user' OR " +
          mine + "))",
      {name});
  if (!may) return tl::unexpected(may.error());
  if (is_true(may)) return as_owner(statement);
  return pass_over(
      "SET " + name +
      " is passed over: this server does not know it, or it is not the script's to set");
}

// Only who may create objects in a schema can come to own one there, unless a superuser says so.
// For the time of the script the new owner is a member of the group that owns the schemas; in one
// that another role owns he may create for the time of the statement. What is refused even so is
// passed over and told.
Result<void> Broker::new_owner(const Need& need, std::string_view statement) {
  if (session_.in_failed_transaction()) return as_owner(statement);
  const auto itself = session_.execute("SELECT current_user = session_user");
  for (const std::string& role : need.roles) {
    if (!is_true(itself)) break;  // under SET ROLE the server decides
    if (auto lent = lend_ownership(role); !lent) return lent;
  }
  Result<void> done = all_or_nothing({std::string(statement)});
  if (done) return done;
  if (const std::string schema = schema_of_refusal(done.error());
      !schema.empty() && need.roles.size() == 1 && is_true(itself)) {
    const std::string on = " CREATE ON SCHEMA " + quote_identifier(schema);
    const std::string role = quote_identifier(need.roles.front());
    if (all_or_nothing({"GRANT" + on + " TO " + role, std::string(statement),
                        "REVOKE" + on + " FROM " + role}))
      return {};
  }
  if (done.error().sqlstate != "42501") return done;
  return pass_over("OWNER TO is passed over: " + done.error().message);
}

// In an open transaction what fails leaves the rest as it was.
Result<void> Broker::all_or_nothing(const std::vector<std::string>& steps) {
  const bool inside = session_.in_transaction();
  if (auto begun = as_owner(inside ? "SAVEPOINT mimar_owner" : "BEGIN"); !begun) return begun;
  Result<void> done;
  for (const std::string& step : steps) {
    done = as_owner(step);
    if (!done) break;
  }
  std::string end = inside ? "RELEASE SAVEPOINT mimar_owner" : "COMMIT";
  if (!done) end = inside ? "ROLLBACK TO SAVEPOINT mimar_owner" : "ROLLBACK";
  if (auto ended = as_owner(end); !ended) return ended;
  return done;
}

Result<void> Broker::lend_ownership(const std::string& role) {
  if (std::find(borrowers_.begin(), borrowers_.end(), role) != borrowers_.end()) return {};
  const Result<bool> ours = is_script_role(role);
  if (!ours) return tl::unexpected(ours.error());
  if (!*ours) return {};
  if (borrowers_.empty()) {
    if (auto owned = own_schemas(database_.login, database_.owner); !owned) return owned;
  }
  borrowers_.push_back(role);
  return as_admin("GRANT " + database_.owner + " TO " + quote_identifier(role));
}

// For the time of the loan the schemas of the login role are its group's, and so the borrowers'.
// In the script's own session, which may have made them in a transaction that is still open.
Result<void> Broker::own_schemas(const std::string& from, const std::string& to) {
  const auto schemas = session_.execute(
      "SELECT nspname FROM pg_catalog.pg_namespace WHERE nspowner = (SELECT oid FROM "
      "pg_catalog.pg_roles WHERE rolname = $1) ORDER BY 1",
      {from});
  if (!schemas) return tl::unexpected(schemas.error());
  for (const auto& row : schemas->rows) {
    if (auto owned = as_owner("ALTER SCHEMA " + quote_identifier(row.at(0).value_or("")) +
                              " OWNER TO " + to);
        !owned)
      return owned;
  }
  return {};
}

Result<void> Broker::finish() {
  if (borrowers_.empty()) return {};
  // What an open transaction did is about to be undone.
  if (!session_.in_transaction() && !session_.in_failed_transaction()) {
    if (auto back = as_owner("RESET ROLE"); !back) return back;
    if (auto owned = own_schemas(database_.owner, database_.login); !owned) return owned;
  }
  for (const std::string& role : borrowers_) {
    if (auto revoked = as_admin("REVOKE " + database_.owner + " FROM " + quote_identifier(role));
        !revoked)
      return revoked;
  }
  borrowers_.clear();
  return {};
}

// What the owner of a schema takes from himself he takes from nobody while the schema is lent.
Result<void> Broker::own_on_schema(std::string_view statement) {
  const auto same = session_.execute("SELECT current_user = session_user", {});
  if (borrowers_.empty() || !is_true(same)) return as_owner(statement);
  if (auto back = own_schemas(database_.owner, database_.login); !back) return back;
  const Result<void> done = as_owner(statement);
  if (!done) return done;
  return own_schemas(database_.login, database_.owner);
}

Result<void> Broker::create_schema(const Need& need, std::string_view statement) {
  if (auto created = as_owner(statement); !created || borrowers_.empty()) return created;
  const auto ours = session_.execute(
      "SELECT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = $1 AND nspowner = "
      "session_user::pg_catalog.regrole)",
      {need.names.front()});
  if (!is_true(ours)) return without_rows(ours);
  return as_owner("ALTER SCHEMA " + quote_identifier(need.names.front()) + " OWNER TO " +
                  database_.owner);
}

// Back is to the role that stands for the session's, if there is one.
Result<void> Broker::set_role(const Need& need, std::string_view statement) {
  if (!need.roles.empty() || session_role_.empty() || session_.in_failed_transaction())
    return as_owner(statement);
  return as_owner("SET ROLE " + quote_identifier(session_role_));
}

// Only a superuser may become another session user; acting as the role does the same to what is
// created. Whoever may do that to a database may create in it, which SET ROLE alone gives nobody.
Result<void> Broker::set_session(const Need& need, std::string_view statement) {
  if (session_.in_failed_transaction()) return as_owner(statement);
  if (auto back = as_owner("RESET ROLE"); !back) return back;
  session_role_.clear();
  if (need.roles.empty()) return {};
  if (auto lent = lend_ownership(need.roles.front()); !lent) return lent;
  session_role_ = need.roles.front();
  return as_owner("SET ROLE " + quote_identifier(session_role_));
}

// The superuser says nothing but names here: tables and their filters are the owner's to publish.
Result<void> Broker::publish_schemas(const Need& need) {
  const std::string alter = "ALTER PUBLICATION " + quote_identifier(need.names.front()) + " ";
  std::vector<std::string> schemas;
  for (const std::string& schema : need.schemas) {
    const auto current = session_.execute("SELECT pg_catalog.current_schema()");
    if (!current) return tl::unexpected(current.error());
    schemas.push_back(
        quote_identifier(schema.empty() ? current->rows.at(0).at(0).value_or("public") : schema));
  }
  const std::string in_schemas = "TABLES IN SCHEMA " + text::join(schemas, ", ");
  const bool set = need.verb == "SET";
  if (set) {
    if (auto done = as_admin(alter + "SET " + in_schemas); !done) return done;
  }
  if (!need.rest.empty()) {
    if (auto done = as_owner(need.rest); !done) return done;
  }
  return set ? Result<void>() : as_admin(alter + need.verb + " " + in_schemas);
}

Result<void> Broker::alter_publication(std::string_view statement) {
  const Result<void> done = as_owner(statement);
  const bool of_the_superuser = !done && done.error().sqlstate == "42501";
  return of_the_superuser && !session_.in_failed_transaction() ? as_admin(statement) : done;
}

Result<void> Broker::create_extension(const Need& need, std::string_view statement) {
  const std::string& name = need.names.front();
  if (is_needed_by_harmless(name) && session_.in_transaction()) {
    if (const Result<void> done = extend_as_admin(need); done) return done;
  }
  if (!is_brokered(name)) {
    Result<void> done = as_owner(statement);
    if (done || (done.error().sqlstate != "42501" && done.error().sqlstate != "0A000")) return done;
    Error error = done.error();
    error.hint = error.sqlstate == "0A000"
                     ? "install the package that brings the extension " + name + " on this machine"
                     : "the extension " + name +
                           " can reach outside the database; scratch servers do not have it";
    return fail(error);
  }
  return extend_as_admin(need);
}

Result<void> Broker::extend_as_admin(const Need& need) {
  std::string schema = need.schema;
  if (schema.empty()) {
    const auto current = session_.execute("SELECT pg_catalog.current_schema()");
    if (!current) return tl::unexpected(current.error());
    schema = current->rows.at(0).at(0).value_or("public");
  }
  const std::string& name = need.names.front();
  const std::string create =
      fmt::format("CREATE EXTENSION {}{} SCHEMA {}{}", need.if_not_exists ? "IF NOT EXISTS " : "",
                  quote_identifier(name), quote_identifier(schema), need.cascade ? " CASCADE" : "");
  return is_wrapper(name) ? create_wrapper_extension(need, create) : as_admin(create);
}

Result<void> Broker::drop_extension(const Need& need, std::string_view statement) {
  if (!std::all_of(need.names.begin(), need.names.end(), is_brokered)) return as_owner(statement);
  std::vector<std::string> quoted;
  for (const std::string& name : need.names)
    quoted.push_back(quote_identifier(name));
  return as_admin(std::string("DROP EXTENSION ") + (need.if_exists ? "IF EXISTS " : "") +
                  text::join(quoted, ", ") + (need.cascade ? " CASCADE" : ""));
}

Result<void> Broker::comment_extension(const Need& need, std::string_view statement) {
  const std::string& name = need.names.front();
  if (name != "plpgsql" && !is_brokered(name)) return as_owner(statement);
  return as_admin("COMMENT ON EXTENSION " + quote_identifier(name) + " IS " +
                  (need.comment ? quote_literal(*need.comment) : "NULL"));
}

// Names as the script's search_path has them; both statements or none. The second has operators in
// it, which must not be the script's.
Result<void> Broker::as_admin_on_path(std::string_view statement, const std::string& then) {
  const auto path = session_.execute("SELECT pg_catalog.current_setting('search_path')");
  if (!path) return tl::unexpected(path.error());
  const auto connection = admin();
  if (!connection) return tl::unexpected(connection.error());
  Connection& superuser = **connection;
  auto step = superuser.execute("BEGIN");
  if (step)
    step =
        superuser.execute("SELECT set_config('search_path', $1, true)", {path->rows.at(0).at(0)});
  if (step) step = superuser.execute(statement, {});
  if (step && !then.empty()) step = superuser.execute("SET LOCAL search_path = pg_catalog");
  if (step && !then.empty()) step = superuser.execute(then);
  if (step) step = superuser.execute("COMMIT");
  if (step) return {};
  const Error error = step.error();
  if (const auto undone = superuser.execute("ROLLBACK"); !undone)
    return tl::unexpected(undone.error());
  return fail(error);
}

// Created so that it is there to be seen, disabled so that it never runs: it would run for the
// superuser too.
Result<void> Broker::create_event_trigger(const Need& need, std::string_view statement) {
  const Result<void> done = as_admin_on_path(
      statement, "ALTER EVENT TRIGGER " + quote_identifier(need.names.front()) + " DISABLE");
  if (!done) return done;
  return pass_over("the event trigger " + need.names.front() + " is created disabled");
}

}  // namespace mimar::scratch
