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

// `search_path`: where unqualified names are looked up, first match wins; pg_catalog is implied.
void canonicalise(model::Objects& objects,
                  const std::vector<std::string>& search_path = {"public"});

}  // namespace mimar::sql
