#include "design/normal/dependencies.h"

#include <algorithm>

namespace mimar::design::normal {
namespace {

bool within(const Columns& part, const Columns& whole) {
  return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
}

Columns minus(const Columns& from, const Columns& taken) {
  Columns rest;
  std::set_difference(from.begin(), from.end(), taken.begin(), taken.end(),
                      std::inserter(rest, rest.end()));
  return rest;
}

// What is left of a set that determines all columns once no column can go any more.
Columns minimised(Columns key, const Columns& all, std::span<const Dependency> dependencies) {
  for (const std::string& column : Columns(key)) {
    key.erase(column);
    if (!within(all, closure(key, dependencies))) key.insert(column);
  }
  return key;
}

}  // namespace

Columns closure(Columns columns, std::span<const Dependency> dependencies) {
  for (bool grown = true; grown;) {
    grown = false;
    for (const Dependency& one : dependencies) {
      if (!within(one.from, columns) || within(one.to, columns)) continue;
      columns.insert(one.to.begin(), one.to.end());
      grown = true;
    }
  }
  return columns;
}

std::vector<Columns> candidate_keys(const Columns& all, std::span<const Dependency> dependencies) {
  std::vector<Columns> keys{minimised(all, all, dependencies)};
  for (std::size_t i = 0; i < keys.size(); ++i)
    for (const Dependency& one : dependencies) {
      // Another key may have what determines a part of this one in the place of that part.
      Columns other = minus(keys[i], one.to);
      other.insert(one.from.begin(), one.from.end());
      const bool known = std::any_of(keys.begin(), keys.end(),
                                     [&](const Columns& key) { return within(key, other); });
      if (!known && keys.size() < most_keys)
        keys.push_back(minimised(std::move(other), all, dependencies));
    }
  std::sort(keys.begin(), keys.end(), [](const Columns& a, const Columns& b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  });
  return keys;
}

std::vector<Dependency> breaches(const Columns& all, std::span<const Dependency> dependencies) {
  std::vector<Dependency> found;
  for (const Dependency& one : dependencies) {
    if (within(one.to, one.from) || within(all, closure(one.from, dependencies))) continue;
    Dependency breach = one;
    breach.to = minus(one.to, one.from);
    if (std::find(found.begin(), found.end(), breach) == found.end())
      found.push_back(std::move(breach));
  }
  return found;
}

Form form_of(const Columns& all, std::span<const Dependency> dependencies) {
  const auto broken = breaches(all, dependencies);
  if (broken.empty()) return Form::boyce_codd;
  const std::vector<Columns> keys = candidate_keys(all, dependencies);
  Columns prime;
  for (const Columns& key : keys)
    prime.insert(key.begin(), key.end());
  if (std::all_of(broken.begin(), broken.end(),
                  [&](const Dependency& one) { return within(one.to, prime); }))
    return Form::third;
  for (const Columns& key : keys)
    for (const std::string& column : key) {
      Columns part = key;
      part.erase(column);
      const Columns told = minus(closure(part, dependencies), part);
      if (!within(told, prime)) return Form::first;
    }
  return Form::second;
}

}  // namespace mimar::design::normal
