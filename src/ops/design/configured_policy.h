#pragma once
// Conventions of a house for every design: the [design] part of mimar.toml, and --policy on top of
// it.
//
//   [design]
//   keys = "uuidv7"          or "ulid", "uuidv4", "bigint"
//   choices = "check"        or "enum", "lookup"
//   postgres = 15            or 16, 17, 18
//   schema = "public"
//   tenancy = "shared-schema"   or "schema-per-tenant", "database-per-tenant"
//   timestamps = true        actors = false      soft-delete = false    optimistic-version = false
//   format-checks = true     comments = true

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "design/policy.h"

namespace mimar::ops::designing {

// Errors: ErrorKind::usage with the place and what is known, for what is not.
Result<design::Policy> configured_policy(std::string_view toml, const std::string& file);

// "keys=bigint", "soft-delete=true", "soft-delete". Errors: as above.
Result<void> set_policy(std::string_view setting, design::Policy& policy);

// What the policy decides, a clause each: for the report.
std::vector<std::string> policy_words(const design::Policy& policy);

}  // namespace mimar::ops::designing
