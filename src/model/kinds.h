#pragma once
// How many objects of each kind there are, for people.

#include <map>
#include <string>

#include "model/database.h"

namespace mimar::model {

// Of the objects that have a definition, by kind: {"function", 3}.
std::map<std::string, std::size_t> count_defined(const Database& database);

std::string plural_of_kind(const std::string& kind);  // "policies"

// Options of foreign data whose values readers hide (shown_option), which nobody can compare.
std::size_t count_hidden_options(const Database& database);

}  // namespace mimar::model
