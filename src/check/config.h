#pragma once
// mimar.toml. Unknown keys are errors with the place and the nearest known key.
//
//   [check]
//   set = "recommended"            or several: ["recommended", "naming"]
//   enable = ["char-type"]      disable = ["missing-foreign-key"]
//   [check.severity]
//   "foreign-key-without-index" = "note"
//   [[check.ignore]]
//   rule = "missing-primary-key"      object = "public.legacy_*"      reason = "append-only import"

#include <string>

#include "base/result.h"
#include "check/check.h"

namespace mimar::check {

Result<RuleSet> read_config(std::string_view toml, const std::string& file);

}  // namespace mimar::check
