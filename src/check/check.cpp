#include "check/check.h"

#include <algorithm>
#include <set>

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

using Used = std::set<const Ignore*>;

void file_finding(evidence::Finding finding, const RuleSet& rules, Used& used, Outcome& outcome) {
  if (const Ignore* ignore = ignore_for(finding, rules)) {
    used.insert(ignore);
    outcome.ignored.push_back(fmt::format("{} {}: {}", finding.id, finding.object, ignore->reason));
  } else {
    outcome.findings.push_back(std::move(finding));
  }
}

// Of a rule that was not asked nobody knows what it would find. An ignore behind one that took all
// its findings is as idle.
void add_idle(const RuleSet& rules, const Used& used, Outcome& outcome) {
  for (const Ignore& ignore : rules.ignores) {
    const bool asked = ignore.rule == "*" ||
                       std::binary_search(rules.rules.begin(), rules.rules.end(), ignore.rule);
    if (asked && used.count(&ignore) == 0)
      outcome.idle_ignores.push_back(ignore.rule + " " + ignore.object);
  }
}

}  // namespace

Outcome check(const Subject& subject, const RuleSet& rules) {
  Outcome outcome;
  Used used;
  for (const Rule* rule : catalogue()) {
    if (!std::binary_search(rules.rules.begin(), rules.rules.end(), rule->id)) continue;
    std::vector<evidence::Finding> found;
    rule->check(subject, found);
    for (evidence::Finding& finding : found) {
      finding.id = rule->id;
      finding.severity = severity_of(*rule, rules);
      file_finding(std::move(finding), rules, used, outcome);
    }
  }
  add_idle(rules, used, outcome);
  outcome.findings = gather(std::move(outcome.findings), rules.gather);
  std::sort(outcome.ignored.begin(), outcome.ignored.end());
  return outcome;
}

}  // namespace mimar::check
