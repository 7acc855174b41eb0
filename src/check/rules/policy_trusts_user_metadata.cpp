#include "check/fix.h"
#include "check/policies.h"
#include "check/subject.h"
#include "check/wording.h"

namespace mimar::check {
namespace {

bool trusts(const std::string& sql) {
  return mentions(sql, "user_metadata") || mentions(sql, "raw_user_meta_data");
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const PolicyView& policy : policies(subject.database))
    if (trusts(policy.using_sql) || trusts(policy.check_sql))
      findings.push_back(finding(
          *policy.table, policy.origin, object_name(*policy.table, policy.name),
          fmt::format("policy {} of {} decides by user metadata, which users can change themselves",
                      policy.name, policy.table->name.text()),
          no_automatic_fix("keep roles and memberships in a table of your own, or in app_metadata, "
                           "which only the server writes")));
}

}  // namespace

extern const Rule policy_trusts_user_metadata;
constinit const Rule policy_trusts_user_metadata{
    .id = "policy-trusts-user-metadata",
    .title = "Policy that trusts what users write about themselves",
    .severity = evidence::Severity::warning,
    .maturity = Maturity::preview,
    .documentation = R"md(## What it finds

Policies whose condition mentions `user_metadata` or `raw_user_meta_data`.

## Why it matters

In hosted authentication services this is the part of the profile, and of the token, that the user
edits through the API. Who can write `"role": "admin"` there is one.

## When to allow it

The metadata is written by your own code only.

## References

- PostgreSQL manual, Row Security Policies
- PostgreSQL manual, CREATE POLICY
)md",
    .check = check};

}  // namespace mimar::check
