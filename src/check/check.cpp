#include "check/check.h"

#include <algorithm>

#include "check/gather.h"
#include "check/glob.h"

namespace mimar::check {
namespace {

evidence::Severity severity_of(const Rule& rule, const RuleSet& rules) {
  for (const auto& [id, severity] : rules.severities)
    if (id == rule.id) return severity;
  return rule.severity;
}

const Ignore* ignore_for(const evidence::Finding& finding, const RuleSet& rules) {
  for (const Ignore& ignore : rules.ignores)
    if ((ignore.rule == "*" || ignore.rule == finding.id) &&
        matches_glob(ignore.object, finding.object))
      return &ignore;
  return nullptr;
}

void file_finding(evidence::Finding finding, const RuleSet& rules, Outcome& outcome) {
  if (const Ignore* ignore = ignore_for(finding, rules))
    outcome.ignored.push_back(fmt::format("{} {}: {}", finding.id, finding.object, ignore->reason));
  else
    outcome.findings.push_back(std::move(finding));
}

}  // namespace

Outcome check(const Subject& subject, const RuleSet& rules) {
  Outcome outcome;
  for (const Rule* rule : catalogue()) {
    if (!std::binary_search(rules.rules.begin(), rules.rules.end(), rule->id)) continue;
    std::vector<evidence::Finding> found;
    rule->check(subject, found);
    for (evidence::Finding& finding : found) {
      finding.id = rule->id;
      finding.severity = severity_of(*rule, rules);
      file_finding(std::move(finding), rules, outcome);
    }
  }
  outcome.findings = gather(std::move(outcome.findings), rules.gather);
  std::sort(outcome.ignored.begin(), outcome.ignored.end());
  return outcome;
}

}  // namespace mimar::check
