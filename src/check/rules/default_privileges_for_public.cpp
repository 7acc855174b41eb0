#include <algorithm>

#include "base/text.h"
#include "check/public_access.h"
#include "emit/ddl/role.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

// Everybody has EXECUTE on functions and USAGE on types anyway: those are no news.
std::vector<std::string> given_to_public(const model::DefaultPrivileges& privileges) {
  std::vector<std::string> found;
  if (privileges.kind == "functions" || privileges.kind == "types") return found;
  for (const model::Grant& grant : privileges.grants)
    if (grant.grantee.empty() && !grant.revoked) found.push_back(grant.privilege);
  return found;
}

std::string revoke(const model::DefaultPrivileges& privileges,
                   const std::vector<std::string>& given) {
  std::string sql = "ALTER DEFAULT PRIVILEGES ";
  if (!privileges.role.empty()) sql += "FOR ROLE " + emit::ddl::role_name(privileges.role) + " ";
  if (!privileges.schema.empty())
    sql += "IN SCHEMA " + model::quote_identifier(privileges.schema) + " ";
  return sql + "REVOKE " + text::join(given, ", ") + " ON " + text::upper(privileges.kind) +
         " FROM PUBLIC;\n";
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::DefaultPrivileges& privileges : subject.database->default_privileges) {
    const std::vector<std::string> given = given_to_public(privileges);
    if (given.empty()) continue;
    const std::string where = privileges.schema.empty() ? "" : " in schema " + privileges.schema;
    evidence::Finding found;
    // The statement itself is not kept; the schema's place is the nearest.
    for (const model::Schema& schema : subject.database->schemas)
      if (schema.name == privileges.schema) found.where = schema.origin.span;
    found.object = "default privileges on " + privileges.kind + where;
    found.message = fmt::format("every role gets {} on the {} that {} will create{}",
                                text::join(given, ", "), privileges.kind,
                                privileges.role.empty() ? "the owner" : privileges.role, where);
    found.fix = {revoke(privileges, given), "what exists already keeps what it has"};
    findings.push_back(std::move(found));
  }
}

}  // namespace

extern const Rule default_privileges_for_public;
constinit const Rule default_privileges_for_public{
    .id = "default-privileges-for-public",
    .title = "Default privileges that open what comes later to every role",
    .severity = evidence::Severity::warning,
    .maturity = Maturity::preview,
    .documentation = R"md(## What it finds

ALTER DEFAULT PRIVILEGES that grants privileges on tables, sequences or schemas to PUBLIC.

## Why it matters

The next table that a migration creates is readable, or writable, by every role of the server from
its first second, and nothing in that migration says so.

## When to allow it

A schema of reference data that is there to be read by everybody.

## References

- PostgreSQL manual, ALTER DEFAULT PRIVILEGES
)md",
    .check = check};

}  // namespace mimar::check
