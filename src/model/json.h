#pragma once
// Database as JSON and back: the payload of reports and a round-trip property. Keys are the field names of the structs,
// absent when at their default. No nlohmann type crosses this header.

#include <string>

#include "model/database.h"

namespace mimar::model {

std::string to_json(const Database& database, int indent = 2);
// Errors: ErrorKind::input with what was expected.
Result<Database> from_json(std::string_view text);

}  // namespace mimar::model
