#include "advise/index/served.h"

#include "advise/index/candidates.h"

namespace mimar::advise::index {
namespace {

bool contains(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

bool subset(const std::vector<std::string>& part, const std::vector<std::string>& whole) {
  return std::all_of(part.begin(), part.end(),
                     [&](const std::string& item) { return contains(whole, item); });
}

bool finds(const Served& index, const std::vector<std::string>& equal,
           const std::vector<std::string>& then) {
  if (index.unique && subset(index.columns, equal)) return true;
  if (index.columns.size() < equal.size() + then.size()) return false;
  const auto middle = index.columns.begin() + static_cast<std::ptrdiff_t>(equal.size());
  return subset(equal, {index.columns.begin(), middle}) &&
         std::equal(then.begin(), then.end(), middle);
}

}  // namespace

std::vector<Served> served(const model::Table& table) {
  std::vector<Served> found;
  if (table.primary_key) found.push_back({table.primary_key->columns, true});
  for (const model::Key& key : table.uniques)
    found.push_back({key.columns, true});
  for (const model::Index& index : table.indexes) {
    if (index.method != "btree" || index.predicate || !index.valid) continue;
    Served entry{{}, index.unique};
    for (const model::IndexKey& key : index.keys) {
      if (key.column.empty()) break;
      entry.columns.push_back(key.column);
    }
    if (entry.columns.size() < index.keys.size()) entry.unique = false;
    if (!entry.columns.empty()) found.push_back(std::move(entry));
  }
  return found;
}

bool serves(const model::Table& table, const std::vector<std::string>& equal,
            const std::vector<std::string>& then) {
  const std::vector<Served> existing = served(table);
  return std::any_of(existing.begin(), existing.end(),
                     [&](const Served& index) { return finds(index, equal, then); });
}

bool covered(const model::Table& table, const std::vector<std::string>& columns) {
  return serves(table, columns, {});
}

}  // namespace mimar::advise::index
