#include "check/policies.h"

#include <algorithm>
#include <tuple>

#include "base/text.h"

namespace mimar::check {
namespace {

PolicyView view_of(const model::Policy& policy) {
  PolicyView view;
  view.name = policy.name;
  view.permissive = policy.permissive;
  view.command = text::lower(policy.command);
  view.roles = policy.roles;
  if (policy.using_expression) view.using_sql = policy.using_expression->sql;
  if (policy.check_expression) view.check_sql = policy.check_expression->sql;
  return view;
}

}  // namespace

std::vector<PolicyView> policies(const model::Database& database) {
  std::vector<PolicyView> found;
  for (const model::OtherObject& object : database->others) {
    const auto* defined = model::as<model::Policy>(object);
    const model::Table* table = defined ? model::find_table(database, defined->table) : nullptr;
    if (table == nullptr) continue;
    found.push_back(view_of(*defined));
    found.back().table = table;
    found.back().origin = object.origin;
  }
  std::sort(found.begin(), found.end(), [](const PolicyView& a, const PolicyView& b) {
    return std::tie(a.table->name, a.name) < std::tie(b.table->name, b.name);
  });
  return found;
}

}  // namespace mimar::check
