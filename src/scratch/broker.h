#pragma once
// The only way from user SQL to the superuser. It never hands text of the user to a superuser's
// connection, except one parsed statement by the extended protocol, which takes no second one;
// everything else it writes itself from names it has quoted. Nothing it runs calls user functions:
// event triggers are created disabled, extensions come from a list whose scripts call none, the
// superuser's search_path is pg_catalog.

#include <memory>
#include <string>
#include <vector>

#include "engine/postgres/connection.h"
#include "sql/privilege.h"

namespace mimar::scratch {

// One scratch database as the broker sees it.
struct BrokeredDatabase {
  std::string admin_conninfo;
  std::string login;  // the role user SQL runs as; has the name of the database
  std::string owner;  // the group that owns the database: login is its member
  engine::postgres::Guard guard;
};

class Broker {
 public:
  // `session` runs the script as the login role and outlives the broker.
  Broker(const BrokeredDatabase& database, engine::postgres::Connection& session)
      : database_(database), session_(session) {}

  // Runs the statement, with the rights it needs and may have.
  Result<void> run(std::string_view statement);
  // After the last statement: takes back what was lent for the time of the script.
  Result<void> finish();
  // What was passed over, a sentence each.
  const std::vector<std::string>& notes() const { return notes_; }
  // What would have changed the database and was not run, a sentence each.
  const std::vector<std::string>& left_out() const { return left_out_; }

 private:
  Result<void> as_owner(std::string_view statement);
  Result<void> as_admin(std::string_view statement);
  Result<engine::postgres::Connection*> admin();
  Result<void> ensure_role(const std::string& role);
  Result<void> ensure_tablespace(const std::string& tablespace);
  Result<bool> is_script_role(const std::string& role);
  Result<void> set_parameter(const sql::Need& need, std::string_view statement);
  Result<void> new_owner(const sql::Need& need, std::string_view statement);
  Result<void> all_or_nothing(const std::vector<std::string>& steps);
  Result<void> lend_ownership(const std::string& role);
  Result<void> own_schemas(const std::string& from, const std::string& to);
  Result<void> set_role(const sql::Need& need, std::string_view statement);
  Result<void> set_session(const sql::Need& need, std::string_view statement);
  Result<void> publish_schemas(const sql::Need& need);
  Result<void> alter_publication(std::string_view statement);
  Result<void> extend_as_admin(const sql::Need& need);
  Result<void> create_extension(const sql::Need& need, std::string_view statement);
  Result<void> drop_extension(const sql::Need& need, std::string_view statement);
  Result<void> comment_extension(const sql::Need& need, std::string_view statement);
  Result<void> own_on_schema(std::string_view statement);
  Result<void> create_schema(const sql::Need& need, std::string_view statement);
  Result<void> grant_role(const sql::Need& need);
  Result<void> create_event_trigger(const sql::Need& need, std::string_view statement);
  Result<void> as_admin_on_path(std::string_view statement, const std::string& then = {});
  Result<void> create_wrapper_extension(const sql::Need& need, const std::string& create);
  Result<void> foreign_wrapper(const sql::Need& need, std::string_view statement);
  Result<void> shell_type(std::string_view statement);
  Result<std::string> current_user();  // quoted, as a literal of regrole
  Result<void> user_mapping(std::string_view statement);
  Result<void> create_text_search(const sql::Need& need);
  Result<void> pass_over(std::string note);

  const BrokeredDatabase& database_;
  engine::postgres::Connection& session_;
  std::optional<engine::postgres::Connection> admin_;
  std::vector<std::string> known_roles_, borrowers_, notes_, left_out_;
  std::string session_role_;  // of SET SESSION AUTHORIZATION
};

}  // namespace mimar::scratch
