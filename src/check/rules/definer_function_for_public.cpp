#include <algorithm>

#include "check/public_access.h"
#include "emit/ddl/definition.h"

namespace mimar::check {
namespace {

// Nobody needs EXECUTE for a trigger to fire, and nobody can call its function otherwise.
bool can_be_called(const model::Routine& routine) {
  if (!routine.returns) return true;
  const std::string& type = routine.returns->name.name;
  return type != "trigger" && type != "event_trigger";
}

// What a new function has, unless it was taken away.
bool everybody_may(const model::Access& access) {
  return std::none_of(access.grants.begin(), access.grants.end(), [](const model::Grant& grant) {
    return grant.grantee.empty() && grant.revoked && grant.privilege == "EXECUTE";
  });
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::OtherObject& object : subject.database->others) {
    const auto* routine = model::as<model::Routine>(object);
    if (routine == nullptr || !routine->security_definer || !can_be_called(*routine) ||
        !everybody_may(object.access))
      continue;
    evidence::Finding found;
    found.where = object.origin.span;
    found.object = object.name;
    found.message =
        fmt::format("every role may call {} {}, which runs with the rights of its owner",
                    object.kind, object.name);
    found.fix = {
        fmt::format("REVOKE EXECUTE ON {} FROM PUBLIC;\n", emit::ddl::address(object.definition)),
        "grant it first to the roles that call it"};
    findings.push_back(std::move(found));
  }
}

}  // namespace

extern const Rule definer_function_for_public;
constinit const Rule definer_function_for_public{
    .id = "definer-function-for-public",
    .title = "SECURITY DEFINER routine that every role may call",
    .severity = evidence::Severity::note,
    .maturity = Maturity::preview,
    .documentation = R"md(## What it finds

Functions and procedures declared SECURITY DEFINER from which EXECUTE for PUBLIC was not revoked.
PostgreSQL grants it on every new function. Trigger functions are left out: they cannot be called.

## Why it matters

Such a function is a hole in the wall that was made on purpose: it does what its caller may not do.
As long as PUBLIC may call it, every role goes through, those that a service creates next year
included.

## When to allow it

The function checks by itself who calls it, as policies' helper functions do, or is meant for all.

## References

- PostgreSQL manual, CREATE FUNCTION: Writing SECURITY DEFINER Functions Safely
- PostgreSQL manual, Privileges
)md",
    .check = check};

}  // namespace mimar::check
