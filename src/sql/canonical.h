#pragma once
// The comparison form of expressions and view queries (design, "Equality, defined once"): fills
// `canonical`, `resolved` and `references` of every Expression in a set of objects, using the
// tables, views, types and functions in it to resolve names and types. Pure. Both readers call it,
// on what each read by its own means.

#include <string>
#include <vector>

#include "base/result.h"
#include "model/database.h"

namespace mimar::sql {

// Where unqualified names are looked up, first match wins; pg_catalog is implied. `varied`: it was
// not the same for all, so that a name that several of the schemas have may mean each of them.
struct SearchPath {
  std::vector<std::string> schemas{"public"};
  bool varied = false;
};

void canonicalise(model::Objects& objects, const SearchPath& path = {});

}  // namespace mimar::sql
