#include "check/policies.h"

#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "check/subject.h"
#include "check/tokens.h"

namespace mimar::check {
namespace {

// The text between the parenthesis at `open` and the one that closes it; moves `open` there.
std::string inside(std::string_view sql, const std::vector<Token>& parts, std::size_t& open) {
  const std::size_t begin = parts[open].end;
  const int depth = parts[open].depth;
  while (++open < parts.size())
    if (parts[open].is_sign(')') && parts[open].depth == depth)
      return std::string(text::trim(sql.substr(begin, parts[open].begin - begin)));
  return std::string(text::trim(sql.substr(begin)));
}

void read_roles(const std::vector<Token>& parts, std::size_t& at, PolicyView& policy) {
  policy.roles.clear();
  while (at + 1 < parts.size()) {
    const Token& role = parts[at + 1];
    if (role.kind == Token::Kind::punctuation && !role.is_sign(',')) break;
    if (role.is("using") || role.is("with")) break;
    if (!role.is_sign(',') && !role.is("public")) policy.roles.push_back(role.text);
    ++at;
  }
}

// The clauses of CREATE POLICY, then those of every ALTER POLICY behind it.
void read_clauses(std::string_view sql, PolicyView& policy) {
  const std::vector<Token> parts = tokens(sql);
  bool named = false;  // after ON: names of policies and tables are no clauses
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    if (parts[i].is_sign(';')) named = false;
    if (parts[i].is("on")) named = true;
    if (!named || parts[i].depth != 0) continue;
    const Token& next = parts[i + 1];
    if (parts[i].is("as") && next.kind == Token::Kind::word)
      policy.permissive = !next.is("restrictive");
    else if (parts[i].is("for") && next.kind == Token::Kind::word)
      policy.command = next.text;
    else if (parts[i].is("to"))
      read_roles(parts, i, policy);
    else if (parts[i].is("using") && next.is_sign('('))
      policy.using_sql = inside(sql, parts, ++i);
    else if (parts[i].is("check") && next.is_sign('('))
      policy.check_sql = inside(sql, parts, ++i);
  }
}

void take(const model::Policy& policy, PolicyView& view) {
  view.permissive = policy.permissive;
  view.command = text::lower(policy.command);
  view.roles = policy.roles;
  if (policy.using_expression) view.using_sql = policy.using_expression->sql;
  if (policy.check_expression) view.check_sql = policy.check_expression->sql;
}

}  // namespace

std::vector<PolicyView> policies(const model::Database& database) {
  std::vector<PolicyView> found;
  for (const model::OtherObject& object : database->others) {
    if (object.kind != "policy") continue;
    PolicyView policy;
    policy.table = table_of(database, object.name, policy.name);
    if (policy.table == nullptr) continue;
    policy.origin = object.origin;
    if (const auto* defined = std::get_if<model::Policy>(&object.definition))
      take(*defined, policy);
    else
      read_clauses(object.sql, policy);
    found.push_back(std::move(policy));
  }
  std::sort(found.begin(), found.end(), [](const PolicyView& a, const PolicyView& b) {
    return std::tie(a.table->name, a.name) < std::tie(b.table->name, b.name);
  });
  return found;
}

}  // namespace mimar::check
