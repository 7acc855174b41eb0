#pragma once
// The payloads of reports as JSON, each a stable shape. No nlohmann type crosses this header.

#include <string>
#include <utility>
#include <vector>

#include "check/check.h"
#include "model/database.h"

namespace mimar::ops::payload {

// {"format": ..., "text": ...}
std::string artefact(std::string_view format, std::string_view text);
// {"counts": {kind: n}, "opaque": {kind: n}, "database": ...}
std::string inspection(const std::vector<std::pair<std::string, std::size_t>>& counts,
                       const model::Database& database);
// {"rules": [id], "ignored": [sentence]}
std::string check(const std::vector<std::string>& rules, const std::vector<std::string>& ignored);
// {"files": n, "stale": [path], "missing": [path], "left_over": [path]}
std::string dictionary(std::size_t files, const std::vector<std::string>& stale,
                       const std::vector<std::string>& missing,
                       const std::vector<std::string>& left_over);
// {"changes": [description]}
std::string changes(const std::vector<std::string>& descriptions);
// {"rules": [{id, title, severity, maturity, documentation, probe_sql}]}
std::string rules(const std::vector<const mimar::check::Rule*>& rules);

}  // namespace mimar::ops::payload
