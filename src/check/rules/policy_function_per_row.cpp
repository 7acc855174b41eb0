#include "check/fix.h"
#include "check/policies.h"
#include "check/subject.h"
#include "check/tokens.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

// Calls that give the same answer for all rows of a query: auth.uid(), current_setting('...').
bool is_session_call(const std::vector<Token>& parts, std::size_t at) {
  if (at + 1 >= parts.size() || !parts[at + 1].is_sign('(')) return false;
  if (parts[at].is("current_setting")) return true;
  return at >= 2 && parts[at - 1].is_sign('.') && parts[at - 2].is("auth") &&
         parts[at].kind == Token::Kind::word &&
         (parts[at].is("uid") || parts[at].is("jwt") || parts[at].is("role") ||
          parts[at].is("email"));
}

std::size_t start_of(const std::vector<Token>& parts, std::size_t at) {
  return at >= 2 && parts[at - 1].is_sign('.') ? at - 2 : at;
}

std::size_t end_of(const std::vector<Token>& parts, std::size_t at) {
  for (std::size_t i = at + 2; i < parts.size(); ++i)
    if (parts[i].is_sign(')') && parts[i].depth == parts[at + 1].depth) return i;
  return parts.size() - 1;
}

// Is there a SELECT in a parenthesis around it? Then it is an InitPlan, or part of a subquery.
bool in_subquery(const std::vector<Token>& parts, std::size_t at) {
  int depth = parts[at].depth;
  for (std::size_t i = at; i-- > 0 && depth > 0;) {
    if (parts[i].depth < depth) depth = parts[i].depth;
    if (parts[i].is("select") && parts[i].depth == depth) return true;
  }
  return false;
}

// The expression with each such call put into a subquery of its own; "" when there is none.
std::string wrapped(const std::string& sql) {
  const std::vector<Token> parts = tokens(sql);
  std::string result;
  std::size_t copied = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!is_session_call(parts, i) || in_subquery(parts, i)) continue;
    const std::size_t begin = parts[start_of(parts, i)].begin;
    const std::size_t last = end_of(parts, i);
    result += sql.substr(copied, begin - copied) + "(SELECT " +
              sql.substr(begin, parts[last].end - begin) + ")";
    copied = parts[last].end;
    i = last;
  }
  return copied == 0 ? "" : result + sql.substr(copied);
}

evidence::Fix fix(const PolicyView& policy) {
  const std::string visible = wrapped(policy.using_sql), written = wrapped(policy.check_sql);
  std::string sql = fmt::format("ALTER POLICY {} ON {}", model::quote_identifier(policy.name),
                                model::quote_name(policy.table->name));
  if (!visible.empty()) sql += fmt::format(" USING ({})", visible);
  if (!written.empty()) sql += fmt::format(" WITH CHECK ({})", written);
  return {sql + ";\n", "a subquery without columns is computed once for the statement"};
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const PolicyView& policy : policies(subject.database))
    if (!wrapped(policy.using_sql).empty() || !wrapped(policy.check_sql).empty())
      findings.push_back(
          finding(*policy.table, policy.origin, object_name(*policy.table, policy.name),
                  fmt::format("policy {} of {} asks who the user is for every row it looks at",
                              policy.name, policy.table->name.text()),
                  fix(policy)));
}

}  // namespace

extern const Rule policy_function_per_row;
constinit const Rule policy_function_per_row{.id = "policy-function-per-row",
                                             .title = "Policy that calls a function for every row",
                                             .severity = evidence::Severity::warning,
                                             .maturity = Maturity::preview,
                                             .documentation = R"md(## What it finds

Policies that call `current_setting()`, `auth.uid()`, `auth.jwt()`, `auth.role()` or `auth.email()`
outside of a subquery.

## Why it matters

The condition of a policy is evaluated for each row that a query looks at. The call gives the same
answer every time, but only inside `(SELECT ...)` does the planner compute it once, as an InitPlan,
and can search an index by it. On a large table this makes seconds of milliseconds.

## When to allow it

The table is small.

## References

- PostgreSQL manual, Row Security Policies
- PostgreSQL manual, CREATE POLICY
- PostgreSQL manual, Performance Tips: Using EXPLAIN (InitPlan)
)md",
                                             .check = check};

}  // namespace mimar::check
