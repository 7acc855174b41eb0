// Who may do what with a relation: its owner, privileges and policies.
#include <map>

#include "base/text.h"
#include "emit/dictionary/markdown.h"
#include "emit/dictionary/sections.h"
#include "model/role.h"

namespace mimar::emit::dictionary {
namespace {

std::string role(const std::string& name) {
  if (name.empty()) return "everybody";
  return name == model::the_owner ? "the owner" : code(name);
}

std::string shown(const model::Grant& grant) {
  return grant.privilege + (grant.column.empty() ? "" : " (" + code(grant.column) + ")") +
         (grant.grantable ? ", may grant it" : "");
}

struct OfRole {
  std::vector<std::string> has, lost;
};

std::string roles(const std::vector<std::string>& names) {
  if (names.empty()) return role("");
  std::vector<std::string> shown;
  for (const std::string& name : names)
    shown.push_back(role(name));
  return text::join(shown, ", ");
}

}  // namespace

std::string access_text(const model::Access& access) {
  std::string result;
  if (!access.owner.empty()) result = "Owner: " + role(access.owner) + ".\n";
  std::map<std::string, OfRole> by_role;
  for (const model::Grant& grant : access.grants)
    (grant.revoked ? by_role[grant.grantee].lost : by_role[grant.grantee].has)
        .push_back(shown(grant));
  Grid grid({"Role", "May", "May not"});
  for (const auto& [name, of_role] : by_role)
    grid.row({role(name), text::join(of_role.has, "; "), text::join(of_role.lost, "; ")});
  const std::string privileges = grid.text();
  return result + (result.empty() || privileges.empty() ? "" : "\n") + privileges;
}

std::string policies_text(const Context& context, const model::Table& table) {
  Grid grid({"Policy", "For", "Roles", "Rows it shows", "Rows it accepts"});
  for (const model::Policy* policy : model::all<model::Policy>(context.database)) {
    if (policy->table != table.name) continue;
    grid.row({code(policy->name) + (policy->permissive ? "" : " (restrictive)"), policy->command,
              roles(policy->roles),
              policy->using_expression ? code(policy->using_expression->sql) : "",
              policy->check_expression ? code(policy->check_expression->sql) : ""});
  }
  const std::string policies = grid.text();
  if (policies.empty() && !table.row_security) return {};
  const char* const state = !table.row_security        ? "is off: policies do nothing"
                            : table.force_row_security ? "is on, for the owner too"
                                                       : "is on; its owner is not held to it";
  return std::string("Row level security ") + state + ".\n" +
         (policies.empty() ? "" : "\n" + policies);
}

}  // namespace mimar::emit::dictionary
