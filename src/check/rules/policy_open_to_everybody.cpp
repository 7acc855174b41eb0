#include <algorithm>

#include "check/fix.h"
#include "check/policies.h"
#include "check/subject.h"
#include "check/tokens.h"

namespace mimar::check {
namespace {

bool always(const std::string& sql) {
  const std::vector<Token> parts = tokens(sql);
  std::size_t words = 0;
  for (const Token& part : parts)
    if (part.kind != Token::Kind::punctuation) ++words;
  return words == 1 &&
         std::any_of(parts.begin(), parts.end(), [](const Token& part) { return part.is("true"); });
}

bool for_everybody(const PolicyView& policy) {
  return policy.roles.empty() || has_column(policy.roles, "anon") ||
         has_column(policy.roles, "authenticated");
}

bool opens_writing(const PolicyView& policy) {
  if (!policy.permissive || policy.command == "select" || !for_everybody(policy)) return false;
  return policy.command == "insert" ? always(policy.check_sql) : always(policy.using_sql);
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const PolicyView& policy : policies(subject.database))
    if (opens_writing(policy))
      findings.push_back(
          finding(*policy.table, policy.origin, object_name(*policy.table, policy.name),
                  fmt::format("policy {} lets everybody {} every row of {}", policy.name,
                              policy.command == "all" ? "read and write" : policy.command,
                              policy.table->name.text()),
                  no_automatic_fix("say in USING and WITH CHECK whose rows they are; or name the "
                                   "role that may do this with TO")));
}

}  // namespace

extern const Rule policy_open_to_everybody;
constinit const Rule policy_open_to_everybody{.id = "policy-open-to-everybody",
                                              .title = "Policy that lets everybody write",
                                              .severity = evidence::Severity::warning,
                                              .maturity = Maturity::preview,
                                              .documentation = R"md(## What it finds

Permissive policies for INSERT, UPDATE, DELETE or ALL whose condition is `true`, for PUBLIC or for
the roles `anon` and `authenticated` of hosted APIs. Policies for SELECT are left alone.

## Why it matters

Row level security is on, so the table looks protected; this one policy takes it back, since
permissive policies are joined by OR. It is what is written to make an error go away.

## When to allow it

Guest books and other tables that anybody may write; the privileges of the table are the protection.

## References

- PostgreSQL manual, Row Security Policies
- PostgreSQL manual, CREATE POLICY
)md",
                                              .check = check};

}  // namespace mimar::check
