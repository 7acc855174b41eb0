#pragma once
// Findings that are known: kept quiet, so that a schema with a past can be held to the rules from
// today on. A text file of one line each, `rule object`, sorted: it survives changes of lines and
// messages, and reads well in a diff.

#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "check/check.h"

namespace mimar::check {

using Baseline = std::vector<std::pair<std::string, std::string>>;  // rule, object; sorted

// Errors: ErrorKind::input with the line that is no entry.
Result<Baseline> read_baseline(std::string_view text, const std::string& file);
std::string baseline_text(const std::vector<evidence::Finding>& findings);

struct AgainstBaseline {
  std::vector<evidence::Finding> fresh;  // what the baseline does not list
  std::size_t known = 0;
  std::vector<std::string> stale;  // entries that nothing was found for, "rule object"
};

// Two findings of one rule about one object need two entries. An entry of a rule that was not asked
// is neither known nor stale.
AgainstBaseline compare(std::vector<evidence::Finding> findings, const Baseline& baseline,
                        const RuleSet& asked);

}  // namespace mimar::check
