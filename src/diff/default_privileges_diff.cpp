#include <algorithm>
#include <map>
#include <tuple>

#include "diff/kinds.h"

namespace mimar::diff {
namespace {

using model::DefaultPrivileges;
using Key = std::tuple<std::string, std::string, std::string>;

Key key_of(const DefaultPrivileges& privileges) {
  return {privileges.role, privileges.schema, privileges.kind};
}

}  // namespace

void diff_default_privileges(const model::Database& from, const model::Database& to,
                             ChangeSet& changes) {
  std::map<Key, std::pair<DefaultPrivileges, DefaultPrivileges>> pairs;
  const auto pair_of = [&](const DefaultPrivileges& one) -> auto& {
    const DefaultPrivileges none{one.role, one.schema, one.kind, {}};
    return pairs.emplace(key_of(one), std::pair(none, none)).first->second;
  };
  for (const DefaultPrivileges& one : from->default_privileges)
    pair_of(one).first = one;
  for (const DefaultPrivileges& one : to->default_privileges)
    pair_of(one).second = one;
  for (const auto& [key, pair] : pairs) {
    if (!(pair.first == pair.second))
      changes.push_back(AlterDefaultPrivileges{pair.first, pair.second});
  }
}

Result<void> apply_to(model::Objects& objects, const AlterDefaultPrivileges& change) {
  std::vector<DefaultPrivileges>& all = objects.default_privileges;
  std::erase_if(all, [&](const auto& one) { return key_of(one) == key_of(change.to); });
  if (!change.to.grants.empty()) all.push_back(change.to);
  return {};
}

std::string text(const AlterDefaultPrivileges& change) {
  const DefaultPrivileges& to = change.to;
  return "alter default privileges on " + to.kind +
         (to.schema.empty() ? "" : " in schema " + to.schema) +
         (to.role.empty() ? "" : " of role " + to.role);
}

}  // namespace mimar::diff
