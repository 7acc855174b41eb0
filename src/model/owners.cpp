#include "model/owners.h"

#include <algorithm>
#include <map>

namespace mimar::model {

// Of all candidates for the role that the other side does not name, the commonest.
std::string Owners::unnamed(std::string Pair::*side, std::string Pair::*other) const {
  std::map<std::string, std::size_t> votes;
  for (const Pair& pair : pairs_) {
    if ((pair.*other).empty()) ++votes[pair.*side];
  }
  std::string best;
  std::size_t most = 0;
  for (const auto& [role, count] : votes) {
    if (count > most) best = role, most = count;
  }
  return best;
}

void Owners::add(const std::string& left, const std::string& right) {
  pairs_.push_back({left.empty() ? left_ : left, right.empty() ? right_ : right});
}

void Owners::judge() {
  right_for_unnamed_ = unnamed(&Pair::right, &Pair::left);
  left_for_unnamed_ = unnamed(&Pair::left, &Pair::right);
}

bool Owners::same(const std::string& left, const std::string& right) const {
  const std::string& a = left.empty() ? left_ : left;
  const std::string& b = right.empty() ? right_ : right;
  return a == b || (a.empty() && b == right_for_unnamed_) || (b.empty() && a == left_for_unnamed_);
}

std::string Owners::left_role(const std::string& role) const {
  if (!left_.empty() && !right_.empty()) return role;
  const std::string& real = role.empty() ? left_ : role;
  if (left_.empty()) return real == right_for_unnamed_ || real == right_ ? "" : real;
  return right_.empty() && real == left_for_unnamed_ ? "" : real;
}

std::string Owners::right_role(const std::string& role) const {
  if (!left_.empty() && !right_.empty()) return role;
  const std::string& real = role.empty() ? right_ : role;
  if (right_.empty()) return real == left_for_unnamed_ || real == left_ ? "" : real;
  const std::string& unnamed = right_for_unnamed_.empty() ? right_ : right_for_unnamed_;
  return left_.empty() && real == unnamed ? "" : real;
}

std::vector<Grant> with_owner(std::vector<Grant> grants, const std::string& owner) {
  if (owner.empty()) return grants;
  std::erase_if(grants, [&](const Grant& grant) {
    return grant.grantee == owner && !grant.revoked && !grant.grantable && grant.column.empty();
  });
  for (Grant& grant : grants) {
    if (grant.grantee == owner) grant.grantee = the_owner;
  }
  std::sort(grants.begin(), grants.end());
  return grants;
}

}  // namespace mimar::model
