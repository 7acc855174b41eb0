// Targets held against figures, and the sentences that say so.
#include <algorithm>

#include "base/text.h"
#include "verify/load_proof.h"

namespace mimar::verify {
namespace {

using What = LoadVerdict::What;
using evidence::Verdict;

constexpr std::uint64_t fewest_executions = 20;  // for a twentieth of them to be one
// A rate that is kept to within this share is kept: arrivals are random.
constexpr double rate_share = 0.97;

std::string milliseconds(double ms) {
  return ms < 10 ? fmt::format("{:.2f} ms", ms) : fmt::format("{:.0f} ms", ms);
}

std::string percent(double share) {
  return fmt::format("{:.1f} %", 100 * share);
}

std::string per_second(double n) {
  return text::thousands(static_cast<std::uint64_t>(n + 0.5)) + "/s";
}

LoadVerdict latency(const LoadFigures& figures, std::size_t at, const LoadTargets& targets) {
  const PatternFigures& pattern = figures.patterns[at];
  LoadVerdict verdict{What::latency,
                      at,
                      fmt::format("p95 < {:g} ms", targets.p95_ms),
                      milliseconds(pattern.p95),
                      "",
                      ""};
  if (pattern.executions < fewest_executions) {
    verdict.unknown = "only " + text::count(pattern.executions, "execution");
    if (pattern.without_rows > 0) verdict.unknown += ", because the further rows were used up";
    if (pattern.failures > 0)
      verdict.unknown += ", " + std::to_string(pattern.failures) + " failed";
  } else if (pattern.p95 >= targets.p95_ms) {
    verdict.missed_by = milliseconds(pattern.p95 - targets.p95_ms);
  }
  return verdict;
}

LoadVerdict writes(const LoadFigures& figures, const LoadTargets& targets) {
  LoadVerdict verdict{What::writes,
                      SIZE_MAX,
                      "writes > " + per_second(targets.writes_per_second),
                      per_second(figures.writes_per_second),
                      "",
                      ""};
  const double least =
      figures.rates ? rate_share * targets.writes_per_second : targets.writes_per_second;
  const bool ran_out = std::any_of(figures.patterns.begin(), figures.patterns.end(),
                                   [](const auto& pattern) { return pattern.without_rows > 0; });
  if (figures.rates)
    verdict.target = "writes " + per_second(targets.writes_per_second) + " as stated";
  if (figures.writes_per_second > least) return verdict;
  if (ran_out)
    verdict.unknown = "the further rows for inserts were used up";
  else
    verdict.missed_by = per_second(targets.writes_per_second - figures.writes_per_second);
  return verdict;
}

LoadVerdict share(What what, const std::string& name, double measured, double target) {
  LoadVerdict verdict{
      what, SIZE_MAX, name + fmt::format(" > {:g} %", 100 * target), percent(measured), "", ""};
  if (measured <= target) verdict.missed_by = percent(target - measured);
  return verdict;
}

LoadVerdict index_use(const LoadFigures& figures, const LoadTargets& targets) {
  LoadVerdict verdict{
      What::index_use,
      SIZE_MAX,
      fmt::format("no table of more than {} pages read whole unasked", targets.large_pages),
      "none",
      "",
      ""};
  std::vector<std::string> said;
  for (const auto& [table, scans] : figures.whole_reads)
    said.push_back(table + ", " + text::count(scans, "time"));
  for (const PatternFigures& pattern : figures.patterns)
    for (const std::string& table : pattern.scanned)
      if (!figures.whole_reads.contains(table)) said.push_back(table + " by " + pattern.name);
  if (said.empty()) return verdict;
  verdict.measured = text::join(said, "; ");
  verdict.missed_by = verdict.measured;
  return verdict;
}

LoadVerdict errors(const LoadFigures& figures) {
  std::uint64_t failures = 0;
  for (const PatternFigures& pattern : figures.patterns)
    failures += pattern.failures;
  LoadVerdict verdict{
      What::errors, SIZE_MAX, "no statement fails", text::count(failures, "failure"), "", ""};
  if (failures > 0) verdict.missed_by = verdict.measured;
  return verdict;
}

std::string claim(const LoadFigures& figures, const LoadVerdict& verdict,
                  const std::string& design) {
  const std::string who = verdict.what == What::latency
                              ? figures.patterns[verdict.pattern].name + " on " + design
                              : design;
  return who + " keeps to its target under load: " + verdict.target;
}

std::string conditions(const LoadFigures& figures) {
  std::string settings;
  for (const std::string name : {"fsync", "synchronous_commit", "shared_buffers"})
    if (const auto found = figures.settings.find(name); found != figures.settings.end())
      settings += ", " + name + " " + found->second;
  return fmt::format(
      "{} for {:g} s, {} rows, {}, {} cores, checkpoint {}{}",
      text::count(static_cast<std::size_t>(figures.clients), "client"), figures.seconds,
      text::thousands(figures.rows), text::bytes(figures.bytes), figures.cores,
      figures.no_checkpoint.empty() ? fmt::format("after {:.1f} s", figures.checkpoint_at)
                                    : "not done (" + figures.no_checkpoint + ")",
      settings);
}

std::string seen(const LoadFigures& figures, const LoadVerdict& verdict) {
  if (verdict.what != What::latency) return verdict.measured;
  const PatternFigures& pattern = figures.patterns[verdict.pattern];
  return pattern.name + fmt::format(": p50 {}, p95 {}, p99 {}, slowest {}, {} executions, {:.0f}/s",
                                    milliseconds(pattern.p50), milliseconds(pattern.p95),
                                    milliseconds(pattern.p99), milliseconds(pattern.slowest),
                                    text::thousands(pattern.executions), pattern.per_second);
}

}  // namespace

std::vector<LoadVerdict> judge(const LoadFigures& figures, const LoadTargets& targets) {
  std::vector<LoadVerdict> verdicts;
  bool any_writes = false, any_keys = false;
  for (std::size_t i = 0; i < figures.patterns.size(); ++i) {
    verdicts.push_back(latency(figures, i, targets));
    any_writes = any_writes || figures.patterns[i].writes;
    any_keys = any_keys || (figures.patterns[i].by_key && !figures.patterns[i].writes);
  }
  if (any_writes) verdicts.push_back(writes(figures, targets));
  verdicts.push_back(share(What::hits, "buffer hits", figures.hit_ratio(), targets.hit_ratio));
  verdicts.push_back(index_use(figures, targets));
  if (any_keys)
    verdicts.push_back(share(What::selectivity, "look-ups by key that find one row",
                             figures.selectivity(), targets.selectivity));
  verdicts.push_back(errors(figures));
  return verdicts;
}

std::vector<evidence::Evidence> load_evidence(const LoadFigures& figures,
                                              const std::vector<LoadVerdict>& verdicts,
                                              const std::string& design,
                                              const std::string& command) {
  std::vector<evidence::Evidence> result;
  const auto fresh = [&](const std::string& claim) {
    evidence::Evidence evidence;
    evidence.claim = claim;
    evidence.verdict = Verdict::confirmed;
    evidence.server_version = figures.server_version;
    evidence.command = command;
    return evidence;
  };
  // The patterns that are fast enough are one claim together.
  std::vector<evidence::Observation> fast;
  std::string latency;
  for (const LoadVerdict& verdict : verdicts) {
    const evidence::Observation observed{evidence::Witness::execution, conditions(figures),
                                         seen(figures, verdict)};
    if (verdict.what == What::latency && verdict.met()) {
      fast.push_back(observed);
      latency = verdict.target;
      continue;
    }
    evidence::Evidence one = fresh(claim(figures, verdict, design));
    if (!verdict.met()) {
      one.verdict = verdict.unknown.empty() ? Verdict::refuted : Verdict::could_not_check;
      one.reason = verdict.unknown.empty() ? "missed by " + verdict.missed_by : verdict.unknown;
    }
    one.observations.push_back(observed);
    result.push_back(std::move(one));
  }
  if (fast.empty()) return result;
  evidence::Evidence together =
      fresh(fmt::format("{} of {} on {} keep to their target under load: {}", fast.size(),
                        text::count(figures.patterns.size(), "access pattern"), design, latency));
  together.observations = std::move(fast);
  result.insert(result.begin(), std::move(together));
  return result;
}

}  // namespace mimar::verify
