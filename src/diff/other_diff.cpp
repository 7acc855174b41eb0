#include <tuple>

#include "diff/details.h"
#include "diff/kinds.h"
#include "diff/sorted.h"

namespace mimar::diff {
namespace {

using model::OtherObject;

bool before(const OtherObject& a, const OtherObject& b) {
  return std::tie(a.kind, a.name) < std::tie(b.kind, b.name);
}

std::vector<OtherObject>::iterator position(model::Objects& objects, const OtherObject& opaque) {
  return std::lower_bound(objects.others.begin(), objects.others.end(), opaque, before);
}

bool is_there(const model::Objects& objects, std::vector<OtherObject>::const_iterator at,
              const OtherObject& opaque) {
  return at != objects.others.end() && !before(opaque, *at);
}

std::string what(const OtherObject& opaque) {
  return opaque.kind + " " + opaque.name;
}

}  // namespace

// Sorted by kind and name, two keys, so that the walk of sorted.h does not serve.
void diff_others(const model::Database& from, const model::Database& to, ChangeSet& changes) {
  auto a = from->others.begin();
  auto b = to->others.begin();
  while (a != from->others.end() || b != to->others.end()) {
    if (b == to->others.end() || (a != from->others.end() && before(*a, *b))) {
      changes.push_back(DropObject{*a++});
    } else if (a == from->others.end() || before(*b, *a)) {
      changes.push_back(AddObject{*b++});
    } else {
      if (!(*a == *b)) changes.push_back(AlterObject{*a, *b});
      ++a, ++b;
    }
  }
}

Result<void> apply_to(model::Objects& objects, const AddObject& change) {
  const auto at = position(objects, change.object);
  if (is_there(objects, at, change.object))
    return does_not_fit(what(change.object), "is already there");
  objects.others.insert(at, change.object);
  return {};
}

Result<void> apply_to(model::Objects& objects, const DropObject& change) {
  const auto at = position(objects, change.object);
  if (!is_there(objects, at, change.object))
    return does_not_fit(what(change.object), "is not there");
  objects.others.erase(at);
  return {};
}

Result<void> apply_to(model::Objects& objects, const AlterObject& change) {
  const auto at = position(objects, change.to);
  if (!is_there(objects, at, change.to)) return does_not_fit(what(change.to), "is not there");
  *at = change.to;
  return {};
}

std::string text(const AddObject& change) {
  return "add " + what(change.object);
}
std::string text(const DropObject& change) {
  return "drop " + what(change.object);
}
std::string text(const AlterObject& change) {
  return "alter " + what(change.to) + differences(change.from, change.to);
}

}  // namespace mimar::diff
