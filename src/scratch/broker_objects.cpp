// Kinds of objects that take a superuser because their functions are trusted: text search parsers
// and templates, foreign data wrappers. On scratch they get no function of the script's choosing.
#include "base/text.h"
#include "model/quote.h"
#include "scratch/broker.h"

namespace mimar::scratch {
namespace {

using engine::postgres::Rows;
using model::quote_identifier;
using model::quote_literal;
using sql::Need;

Error refused(const std::string& what) {
  Error error;
  error.kind = ErrorKind::database;
  error.message = what + " with functions of one's own is refused";
  error.sqlstate = "42501";
  return error;
}

bool is_true(const Result<Rows>& rows) {
  return rows && !rows->rows.empty() && rows->rows[0][0] == "t";
}

}  // namespace

// Their functions take and give pointers: only those that PostgreSQL itself uses together fit.
Result<void> Broker::create_text_search(const Need& need) {
  const bool parser = need.what.ends_with("PARSER");
  std::string options, condition;
  const auto add = [&](const char* word, const char* column) {
    const auto found = need.functions.find(word);
    const std::string function = found == need.functions.end() ? "" : found->second;
    condition += (condition.empty() ? "" : " AND ") + std::string(column) +
                 "::oid = coalesce((SELECT oid FROM pg_proc WHERE pronamespace ="
                 " 'pg_catalog'::regnamespace AND proname = " +
                 quote_literal(function) + "), 0)";
    if (!function.empty())
      options += (options.empty() ? "" : ", ") + std::string(word) + " = pg_catalog." +
                 quote_identifier(function);
  };
  if (parser) {
    add("start", "prsstart"), add("gettoken", "prstoken"), add("end", "prsend");
    add("headline", "prsheadline"), add("lextypes", "prslextype");
  } else {
    add("init", "tmplinit"), add("lexize", "tmpllexize");
  }
  const auto connection = admin();
  if (!connection) return tl::unexpected(connection.error());
  const auto known = (*connection)
                         ->execute("SELECT EXISTS (SELECT FROM " +
                                   std::string(parser ? "pg_ts_parser" : "pg_ts_template") +
                                   " WHERE " + condition + ")");
  if (!known) return tl::unexpected(known.error());
  if (!is_true(known)) return fail(refused(need.what));
  std::vector<std::string> name;
  for (const std::string& part : need.names)
    name.push_back(quote_identifier(part));
  return as_admin_on_path(need.what + " " + text::join(name, ".") + " (" + options + ")");
}

// The extension's wrapper has the extension's name.
Result<void> Broker::create_wrapper_extension(const Need& need, const std::string& create) {
  const std::string wrapper = quote_identifier(need.names.front());
  for (const std::string& statement :
       {create, "ALTER FOREIGN DATA WRAPPER " + wrapper + " NO HANDLER NO VALIDATOR",
        "GRANT USAGE ON FOREIGN DATA WRAPPER " + wrapper + " TO " + database_.login +
            " WITH GRANT OPTION"}) {
    if (auto done = as_admin(statement); !done) return done;
  }
  return {};
}

// Only superusers make them, and then own them. On scratch whoever runs the script does, so that it
// may grant, drop and comment on them; what it cannot do is to give them functions.
Result<void> Broker::foreign_wrapper(const Need& need, std::string_view statement) {
  for (const auto& [word, function] : need.functions) {
    const bool stock = word == "validator" && (function == "postgresql_fdw_validator" ||
                                               function == "pg_catalog.postgresql_fdw_validator");
    if (!function.empty() && !stock) return fail(refused(need.what));
  }
  const Result<std::string> user = current_user();
  if (!user) return tl::unexpected(user.error());
  if (auto done = as_admin(statement); !done) return done;
  if (need.what.starts_with("ALTER")) return {};
  return as_admin("UPDATE pg_catalog.pg_foreign_data_wrapper SET fdwowner = " + *user +
                  " WHERE fdwname = " + quote_literal(need.names.front()));
}

Result<std::string> Broker::current_user() {
  const auto user = session_.execute("SELECT current_user");
  if (!user) return tl::unexpected(user.error());
  return quote_literal(quote_identifier(user->rows.at(0).at(0).value_or(""))) +
         "::pg_catalog.regrole";
}

// A name for a type to come, which is whoever's who runs the script.
Result<void> Broker::shell_type(std::string_view statement) {
  const Result<std::string> user = current_user();
  if (!user) return tl::unexpected(user.error());
  return as_admin_on_path(statement, "UPDATE pg_catalog.pg_type SET typowner = " + *user +
                                         " WHERE NOT typisdefined AND typowner = "
                                         "current_user::pg_catalog.regrole");
}

// Their options are shown to their users only; here whoever reads the database has to see them.
Result<void> Broker::user_mapping(std::string_view statement) {
  if (auto done = as_owner(statement); !done) return done;
  return as_admin("GRANT SELECT ON pg_catalog.pg_user_mapping TO " + database_.login);
}

}  // namespace mimar::scratch
