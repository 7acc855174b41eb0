#pragma once
// The page of a rule: its documentation with an example that was run. `mimar explain` prints it and
// docs/rules/<id>.md is it.

#include <string>
#include <string_view>

#include "check/check.h"

namespace mimar::check {

struct Example {
  std::string bad_sql, good_sql;  // the case files, verbatim
  std::string findings;           // what the rule says of bad_sql (findings_text)
  std::string bad_queries = {}, good_queries = {};  // beside them, for rules about queries
};

// What is shown of findings in an example: severity, object, message and fix of each, without
// places.
std::string findings_text(const std::vector<evidence::Finding>& findings);

// Markdown, ending in a newline.
std::string rule_page(const Rule& rule, const Example& example);

}  // namespace mimar::check
