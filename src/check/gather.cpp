#include "check/gather.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "check/fix.h"

namespace mimar::check {
namespace {

constexpr std::size_t fewest_for_custom = 4;  // findings
constexpr std::size_t most_named = 12;        // objects in one message

// "public" of "public.orders.id"; "" for an object that is itself a schema or no part of one.
std::string schema_of(const evidence::Finding& finding) {
  const std::size_t dot = finding.object.find('.');
  return dot == std::string::npos ? "" : finding.object.substr(0, dot);
}

bool gathers(const Rule* rule, Gather which) {
  if (rule == nullptr || which == Gather::none) return false;
  return which == Gather::all || rule->custom;
}

std::string names(const std::vector<evidence::Finding>& findings, std::size_t prefix) {
  std::vector<std::string> named;
  for (const evidence::Finding& finding : findings)
    if (named.size() < most_named) named.push_back(finding.object.substr(prefix));
  std::string list = text::join(named, ", ");
  if (findings.size() > named.size())
    list += fmt::format(" and {} more", findings.size() - named.size());
  return list;
}

// All statements, and each remark on them once; the remark of what has none is left to the single
// findings.
evidence::Fix fixes(const std::vector<evidence::Finding>& findings) {
  std::vector<evidence::Fix> parts;
  std::vector<std::string> remarks;
  std::size_t without = 0;
  for (const evidence::Finding& finding : findings) {
    parts.push_back(finding.fix);
    if (finding.fix.sql.empty())
      ++without;
    else if (!finding.fix.advice.empty() &&
             std::find(remarks.begin(), remarks.end(), finding.fix.advice) == remarks.end())
      remarks.push_back(finding.fix.advice);
  }
  evidence::Fix all = evidence::together(parts);
  if (all.sql.empty()) return findings.front().fix;
  all.advice = text::join(remarks, "; ");
  if (without > 0)
    all.advice += fmt::format("{}{} without a statement: the strict set tells what to do there",
                              remarks.empty() ? "" : "; ", text::count(without, "place"));
  return all;
}

evidence::Finding gathered(const Rule& rule, const std::string& schema,
                           const std::vector<evidence::Finding>& findings) {
  evidence::Finding one = findings.front();
  one.object = schema;
  one.message = fmt::format("{}, {} times in schema {}: {}", rule.title, findings.size(), schema,
                            names(findings, schema.size() + 1));
  one.fix = rule.custom_advice.empty() ? fixes(findings) : no_automatic_fix(rule.custom_advice);
  return one;
}

}  // namespace

std::vector<evidence::Finding> gather(std::vector<evidence::Finding> findings, Gather which) {
  std::sort(findings.begin(), findings.end(), evidence::reported_before);
  std::vector<evidence::Finding> told;
  std::map<std::pair<std::string, std::string>, std::vector<evidence::Finding>> habits;
  for (evidence::Finding& finding : findings) {
    const std::string schema = schema_of(finding);
    if (!schema.empty() && gathers(find_rule(finding.id), which))
      habits[{finding.id, schema}].push_back(std::move(finding));
    else
      told.push_back(std::move(finding));
  }
  for (auto& [habit, places] : habits) {
    if (places.size() >= fewest_for_custom)
      told.push_back(gathered(*find_rule(habit.first), habit.second, places));
    else
      std::move(places.begin(), places.end(), std::back_inserter(told));
  }
  std::sort(told.begin(), told.end(), evidence::reported_before);
  return told;
}

}  // namespace mimar::check
