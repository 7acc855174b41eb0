#pragma once
// Walking and editing lists that are sorted by name, as every list of a Database is.

#include <algorithm>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/database.h"

namespace mimar::diff {

inline std::string text_of(const std::string& name) {
  return name;
}
inline std::string text_of(const model::Name& name) {
  return name.text();
}

// Calls removed(object) and added(object) for names on one side only, kept(from, to) for those on
// both, in name order.
template <class Object, class Removed, class Added, class Kept>
void match(const std::vector<Object>& from, const std::vector<Object>& to, Removed removed,
           Added added, Kept kept) {
  auto a = from.begin();
  auto b = to.begin();
  while (a != from.end() || b != to.end()) {
    if (b == to.end() || (a != from.end() && a->name < b->name)) {
      removed(*a++);
    } else if (a == from.end() || b->name < a->name) {
      added(*b++);
    } else {
      kept(*a++, *b++);
    }
  }
}

// For lists whose objects are changed by dropping and adding them again.
template <class Object, class Removed, class Added>
void replace(const std::vector<Object>& from, const std::vector<Object>& to, Removed removed,
             Added added) {
  match(from, to, removed, added, [&](const Object& a, const Object& b) {
    if (a == b) return;
    removed(a);
    added(b);
  });
}

template <class Object, class Name>
auto position(std::vector<Object>& objects, const Name& name) {
  return std::lower_bound(objects.begin(), objects.end(), name,
                          [](const Object& object, const Name& key) { return object.name < key; });
}

inline tl::unexpected<Error> does_not_fit(const std::string& what, const std::string& why) {
  return fail(ErrorKind::input, "the change does not fit: " + what + " " + why);
}

// `what` is the kind, for the error: "index", "column of public.orders".
template <class Object>
Result<void> insert(std::vector<Object>& objects, const Object& object, const std::string& what) {
  const auto at = position(objects, object.name);
  if (at != objects.end() && at->name == object.name) {
    return does_not_fit(what + " \"" + text_of(object.name) + "\"", "is already there");
  }
  objects.insert(at, object);
  return {};
}

// nullptr-free lookup: the object, or why not.
template <class Object, class Name>
Result<Object*> find(std::vector<Object>& objects, const Name& name, const std::string& what) {
  const auto at = position(objects, name);
  if (at != objects.end() && at->name == name) return &*at;
  return does_not_fit(what + " \"" + text_of(name) + "\"", "is not there");
}

template <class Object, class Name>
Result<void> erase(std::vector<Object>& objects, const Name& name, const std::string& what) {
  const Result<Object*> found = find(objects, name, what);
  if (!found) return fail(found.error());
  objects.erase(objects.begin() + (*found - objects.data()));
  return {};
}

template <class Object>
Result<void> overwrite(std::vector<Object>& objects, const Object& object,
                       const std::string& what) {
  const Result<Object*> found = find(objects, object.name, what);
  if (!found) return fail(found.error());
  **found = object;
  return {};
}

inline Result<model::Table*> find_table(model::Objects& objects, const model::Name& name) {
  return find(objects.tables, name, "table");
}

// The tables both databases have.
template <class Kept>
void match_tables(const model::Database& from, const model::Database& to, Kept kept) {
  const auto ignore = [](const model::Table&) {};
  match(from->tables, to->tables, ignore, ignore, kept);
}

}  // namespace mimar::diff
