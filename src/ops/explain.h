#pragma once
// The pages of rules as markdown, for `mimar explain` and for docs/rules.

#include <string>

#include "check/check.h"

namespace mimar::ops {

std::string rule_page(const check::Rule& rule);
std::string rule_table();  // all rules, each with a link to its page

}  // namespace mimar::ops
