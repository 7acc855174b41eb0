#include <tuple>

#include "diff/kinds.h"
#include "diff/sorted.h"

namespace mimar::diff {
namespace {

using model::Opaque;

bool before(const Opaque& a, const Opaque& b) {
  return std::tie(a.kind, a.name) < std::tie(b.kind, b.name);
}

std::vector<Opaque>::iterator position(model::Objects& objects, const Opaque& opaque) {
  return std::lower_bound(objects.opaques.begin(), objects.opaques.end(), opaque, before);
}

bool is_there(const model::Objects& objects, std::vector<Opaque>::const_iterator at,
              const Opaque& opaque) {
  return at != objects.opaques.end() && !before(opaque, *at);
}

std::string what(const Opaque& opaque) {
  return opaque.kind + " " + opaque.name;
}

}  // namespace

// Sorted by kind and name, two keys, so that the walk of sorted.h does not serve.
void diff_opaques(const model::Database& from, const model::Database& to, ChangeSet& changes) {
  auto a = from->opaques.begin();
  auto b = to->opaques.begin();
  while (a != from->opaques.end() || b != to->opaques.end()) {
    if (b == to->opaques.end() || (a != from->opaques.end() && before(*a, *b))) {
      changes.push_back(DropOpaque{*a++});
    } else if (a == from->opaques.end() || before(*b, *a)) {
      changes.push_back(AddOpaque{*b++});
    } else {
      if (!(*a == *b)) changes.push_back(AlterOpaque{*a, *b});
      ++a, ++b;
    }
  }
}

Result<void> apply_to(model::Objects& objects, const AddOpaque& change) {
  const auto at = position(objects, change.object);
  if (is_there(objects, at, change.object))
    return does_not_fit(what(change.object), "is already there");
  objects.opaques.insert(at, change.object);
  return {};
}

Result<void> apply_to(model::Objects& objects, const DropOpaque& change) {
  const auto at = position(objects, change.object);
  if (!is_there(objects, at, change.object))
    return does_not_fit(what(change.object), "is not there");
  objects.opaques.erase(at);
  return {};
}

Result<void> apply_to(model::Objects& objects, const AlterOpaque& change) {
  const auto at = position(objects, change.to);
  if (!is_there(objects, at, change.to)) return does_not_fit(what(change.to), "is not there");
  *at = change.to;
  return {};
}

std::string text(const AddOpaque& change) {
  return "add " + what(change.object);
}
std::string text(const DropOpaque& change) {
  return "drop " + what(change.object);
}
std::string text(const AlterOpaque& change) {
  return "alter " + what(change.to);
}

}  // namespace mimar::diff
