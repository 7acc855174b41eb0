#include "read/postgres/catalog.h"

namespace mimar::read::postgres {
namespace {

std::string command(const std::string& letter) {
  if (letter == "r") return "SELECT";
  if (letter == "a") return "INSERT";
  if (letter == "w") return "UPDATE";
  if (letter == "d") return "DELETE";
  return "ALL";
}

void add_policy(Catalog& catalog, const Row& row) {
  model::Policy policy;
  policy.table = row.name();
  policy.name = row.text("polname");
  policy.permissive = row.flag("polpermissive");
  policy.command = command(row.text("polcmd"));
  policy.roles = row.list("roles");
  std::sort(policy.roles.begin(), policy.roles.end());
  policy.using_expression = row.expression("qualification");
  policy.check_expression = row.expression("with_check");
  catalog.add_object({"pg_policy", row.oid("oid")}, std::move(policy));
}

}  // namespace

// The role 0 is PUBLIC.
Result<void> read_policies(Catalog& catalog) {
  return query(catalog,
               "SELECT p.oid, n.nspname AS schema, c.relname AS name, p.polname, p.polpermissive, "
               "p.polcmd,"
               "  ARRAY(SELECT pg_get_userbyid(r.role)::text FROM unnest(p.polroles) AS r(role)"
               "    WHERE p.polroles <> '{0}') AS roles,"
               "  pg_get_expr(p.polqual, p.polrelid) AS qualification,"
               "  pg_get_expr(p.polwithcheck, p.polrelid) AS with_check"
               " FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid"
               " JOIN pg_namespace n ON n.oid = c.relnamespace"
               " WHERE " +
                   in_user_schema("n.nspname") + " AND " + not_of_extension("pg_class", "c.oid") +
                   " ORDER BY n.nspname, c.relname, p.polname",
               [&](const Row& row) { add_policy(catalog, row); });
}

}  // namespace mimar::read::postgres
