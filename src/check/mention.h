#pragma once
// Whether any object of the database speaks of a name in its text.

#include <string_view>

#include "model/database.h"

namespace mimar::check {

// Functions, triggers, policies and whatever else is kept as text; queries of views; defaults and
// generated columns; CHECKs. A word in a comment or literal counts too: something is called unused
// only when nobody speaks of it.
bool spoken_of(const model::Database& database, std::string_view identifier);

}  // namespace mimar::check
