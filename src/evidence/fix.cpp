#include <map>
#include <utility>

#include "evidence/finding.h"

namespace mimar::evidence {

Fix rebuilding(std::string change, std::vector<Rebuilt> around, std::string advice) {
  Fix fix{"", std::move(advice), std::move(change), std::move(around)};
  for (auto one = fix.rebuilt.rbegin(); one != fix.rebuilt.rend(); ++one)
    fix.sql += one->drop;
  fix.sql += fix.change;
  for (const Rebuilt& one : fix.rebuilt)
    fix.sql += one.create;
  return fix;
}

Fix together(const std::vector<Fix>& fixes) {
  std::string change;
  std::map<std::size_t, Rebuilt> by_rank;
  for (const Fix& fix : fixes) {
    change += fix.rebuilt.empty() ? fix.sql : fix.change;
    for (const Rebuilt& one : fix.rebuilt)
      by_rank.emplace(one.rank, one);
  }
  if (by_rank.empty()) return {change, ""};
  std::vector<Rebuilt> around;
  for (auto& [rank, one] : by_rank)
    around.push_back(std::move(one));
  return rebuilding(std::move(change), std::move(around), "");
}

}  // namespace mimar::evidence
