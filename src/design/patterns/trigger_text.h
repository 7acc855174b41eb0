#pragma once
// Triggers and policies as SQL, for a table that is made anew under its old name.

#include <string>

#include "model/definition.h"

namespace mimar::design::pattern {

// Why a partitioned table cannot have the trigger as it is, or rows could not be moved between its
// partitions because of it; "" when it can be carried over.
std::string cannot_carry(const model::Trigger& trigger);
// CREATE TRIGGER, without a semicolon.
std::string trigger_text(const model::Trigger& trigger);
// CREATE POLICY, without a semicolon.
std::string policy_text(const model::Policy& policy);

}  // namespace mimar::design::pattern
