// CREATE and ALTER POLICY.

#include <algorithm>

#include "base/text.h"
#include "model/role.h"
#include "sql/translate.h"

namespace mimar::sql {
namespace {

// A policy for PUBLIC is for everybody, whoever else it names.
std::vector<std::string> policy_roles(const List* roles) {
  std::vector<std::string> names;
  for (const Node* role : Items(roles)) {
    std::string name = role_name(as<RoleSpec>(role));
    if (name.empty()) return {};
    names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::optional<model::Expression> condition(const Node* node) {
  if (node == nullptr) return std::nullopt;
  return expression(node);
}

}  // namespace

std::string role_name(const RoleSpec& role) {
  switch (role.roletype) {
    case ROLESPEC_CSTRING: return text_of(role.rolename);
    case ROLESPEC_PUBLIC: return "";
    case ROLESPEC_CURRENT_ROLE:
    case ROLESPEC_CURRENT_USER:
    case ROLESPEC_SESSION_USER: break;
  }
  return std::string(model::current_user);
}

model::Policy policy(const CreatePolicyStmt& statement) {
  model::Policy result;
  result.table = name_of(statement.table);
  result.name = text_of(statement.policy_name);
  result.permissive = statement.permissive;
  result.command = text::upper(text_of(statement.cmd_name));
  result.roles = policy_roles(statement.roles);
  result.using_expression = condition(statement.qual);
  result.check_expression = condition(statement.with_check);
  return result;
}

model::AlterPolicy alter_policy(const AlterPolicyStmt& statement) {
  model::AlterPolicy result;
  result.table = name_of(statement.table);
  result.name = text_of(statement.policy_name);
  if (statement.roles != nullptr) result.roles = policy_roles(statement.roles);
  result.using_expression = condition(statement.qual);
  result.check_expression = condition(statement.with_check);
  return result;
}

}  // namespace mimar::sql
