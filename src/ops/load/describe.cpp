#include <nlohmann/json.hpp>

#include "base/text.h"
#include "ops/load/load.h"
#include "workload/workload.h"

namespace mimar::ops::load {
namespace {

using verify::LoadFigures;
using verify::LoadVerdict;
using verify::PatternFigures;

std::string milliseconds(double ms) {
  return ms < 10 ? fmt::format("{:.2f}", ms) : fmt::format("{:.0f}", ms);
}

std::string verdict_words(const LoadVerdict& verdict) {
  if (!verdict.unknown.empty()) return "not known: " + verdict.unknown;
  return verdict.met() ? "met" : "missed by " + verdict.missed_by;
}

const LoadVerdict* latency_of(const Round& round, std::size_t pattern) {
  for (const LoadVerdict& verdict : round.verdicts)
    if (verdict.what == LoadVerdict::What::latency && verdict.pattern == pattern) return &verdict;
  return nullptr;
}

std::string conditions(const LoadFigures& figures) {
  std::string result = fmt::format(
      "{} rows, {}; {} on {} cores for {:g} s, {}; PostgreSQL {}", text::thousands(figures.rows),
      text::bytes(figures.bytes), text::count(static_cast<std::size_t>(figures.clients), "client"),
      figures.cores, figures.seconds, figures.rates ? "at the stated rates" : "as fast as it goes",
      figures.server_version);
  for (const auto& [name, value] : figures.settings)
    result += ", " + name + " " + value;
  return result + ".";
}

std::string checkpoint(const LoadFigures& figures) {
  if (!figures.no_checkpoint.empty()) return "No checkpoint: " + figures.no_checkpoint + ".";
  return fmt::format("A checkpoint began after {:.1f} s and took {:.1f} s.", figures.checkpoint_at,
                     figures.checkpoint_ms / 1000);
}

std::string totals(const LoadFigures& figures) {
  return fmt::format("{}/s reads, {}/s writes ({}/s in the slowest second).",
                     text::thousands(static_cast<std::uint64_t>(figures.reads_per_second)),
                     text::thousands(static_cast<std::uint64_t>(figures.writes_per_second)),
                     text::thousands(static_cast<std::uint64_t>(figures.slowest_second_writes)));
}

using Row = std::vector<std::string>;

std::vector<Row> pattern_rows(const Round& round) {
  std::vector<Row> rows{{"access pattern", "per s", "p50 ms", "p95 ms", "p99 ms", "target"}};
  for (std::size_t i = 0; i < round.figures.patterns.size(); ++i) {
    const PatternFigures& pattern = round.figures.patterns[i];
    const LoadVerdict* verdict = latency_of(round, i);
    rows.push_back({pattern.name, fmt::format("{:.0f}", pattern.per_second),
                    milliseconds(pattern.p50), milliseconds(pattern.p95), milliseconds(pattern.p99),
                    verdict == nullptr ? "" : verdict_words(*verdict)});
  }
  return rows;
}

std::vector<Row> target_rows(const Round& round) {
  std::vector<Row> rows{{"target", "measured", "verdict"}};
  for (const LoadVerdict& verdict : round.verdicts)
    if (verdict.what != LoadVerdict::What::latency)
      rows.push_back({verdict.target, verdict.measured, verdict_words(verdict)});
  return rows;
}

// Figures to the right, words to the left.
std::string as_text(const std::vector<Row>& rows, std::size_t first_figure, std::size_t figures) {
  std::vector<std::size_t> widths(rows.front().size());
  for (const Row& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], row[i].size());
  std::string result;
  for (const Row& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const bool right = i >= first_figure && i < first_figure + figures;
      line += (i == 0 ? "" : "  ") + (right ? fmt::format("{:>{}}", row[i], widths[i])
                                            : fmt::format("{:<{}}", row[i], widths[i]));
    }
    line.resize(line.find_last_not_of(' ') + 1);
    result += line + '\n';
  }
  return result;
}

std::string as_markdown(const std::vector<Row>& rows, std::size_t first_figure,
                        std::size_t figures) {
  std::string result;
  for (std::size_t at = 0; at < rows.size(); ++at) {
    result += "| " + text::join(rows[at], " | ") + " |\n";
    if (at > 0) continue;
    for (std::size_t i = 0; i < rows[0].size(); ++i)
      result += i >= first_figure && i < first_figure + figures ? "|---:" : "|---";
    result += "|\n";
  }
  return result;
}

std::vector<std::string> trouble(const Round& round) {
  std::vector<std::string> said;
  for (const PatternFigures& pattern : round.figures.patterns) {
    for (const auto& [message, count] : pattern.errors)
      said.push_back(pattern.name + ": failed " + text::thousands(count) + " times: " + message);
    if (pattern.retried > 0)
      said.push_back(pattern.name + ": repeated " + text::thousands(pattern.retried) +
                     " times after a deadlock or a failed serialisation");
    if (pattern.unfinished > 0)
      said.push_back(
          pattern.name + ": " + text::thousands(pattern.unfinished) +
          " were due and not finished at the end; they count with the time they had had");
    if (pattern.without_rows > 0)
      said.push_back(pattern.name + ": the further rows were used up before the end");
  }
  return said;
}

std::string round_text(const Round& round, bool markdown) {
  const auto table = [&](const std::vector<Row>& rows, std::size_t first, std::size_t figures) {
    return markdown ? as_markdown(rows, first, figures) : as_text(rows, first, figures);
  };
  std::string result = table(pattern_rows(round), 1, 4) + '\n' + table(target_rows(round), 9, 0) +
                       '\n' + totals(round.figures) + ' ' + checkpoint(round.figures) + '\n';
  for (const std::string& sentence : trouble(round))
    result += "- " + sentence + ".\n";
  return result;
}

using Json = nlohmann::ordered_json;

Json round_json(const Round& round) {
  Json patterns = Json::array(), targets = Json::array();
  for (const PatternFigures& pattern : round.figures.patterns)
    patterns.push_back({{"name", pattern.name},
                        {"sql", pattern.sql},
                        {"writes", pattern.writes},
                        {"executions", pattern.executions},
                        {"per_second", pattern.per_second},
                        {"p50_ms", pattern.p50},
                        {"p95_ms", pattern.p95},
                        {"p99_ms", pattern.p99},
                        {"slowest_ms", pattern.slowest},
                        {"one_row", pattern.one_row},
                        {"retried", pattern.retried},
                        {"unfinished", pattern.unfinished},
                        {"errors", pattern.errors},
                        {"read_whole", pattern.scanned}});
  for (const LoadVerdict& verdict : round.verdicts)
    targets.push_back({{"target", verdict.target},
                       {"pattern", verdict.pattern < round.figures.patterns.size()
                                       ? Json(round.figures.patterns[verdict.pattern].name)
                                       : Json()},
                       {"measured", verdict.measured},
                       {"verdict", verdict.met()             ? "met"
                                   : verdict.unknown.empty() ? "missed"
                                                             : "unknown"},
                       {"missed_by", verdict.missed_by},
                       {"reason", verdict.unknown}});
  const LoadFigures& figures = round.figures;
  return {{"design", round.design},
          {"rows", figures.rows},
          {"bytes", figures.bytes},
          {"clients", figures.clients},
          {"cores", figures.cores},
          {"seconds", figures.seconds},
          {"rates", figures.rates},
          {"server_version", figures.server_version},
          {"settings", figures.settings},
          {"reads_per_second", figures.reads_per_second},
          {"writes_per_second", figures.writes_per_second},
          {"slowest_second_writes", figures.slowest_second_writes},
          {"hit_ratio", figures.hit_ratio()},
          {"selectivity", figures.selectivity()},
          {"checkpoint_seconds", figures.checkpoint_ms / 1000},
          {"patterns", std::move(patterns)},
          {"targets", std::move(targets)}};
}

}  // namespace

void describe(const Job& job, const Found& found, report::Report& report) {
  report.payload_text = conditions(found.first.figures) + "\n\n" + round_text(found.first, false);
  report.payload_markdown =
      conditions(found.first.figures) + "\n\n" + round_text(found.first, true);
  report.payload_json =
      Json{{"seed", job.settings.seed}, {"rounds", {round_json(found.first)}}}.dump(
          -1, ' ', false, Json::error_handler_t::replace);
  for (verify::LoadedTable const& table : found.tables)
    if (!table.error.empty()) report.notes.push_back(table.table.text() + ": " + table.error);
  if (job.settings.seconds < 60)
    report.notes.push_back(
        fmt::format("The workload ran for {:g} s; what a minute does, with its checkpoint, is not "
                    "shown by that.",
                    job.settings.seconds));
  const auto evidence = verify::load_evidence(found.first.figures, found.first.verdicts,
                                              found.first.design, job.command);
  report.evidence.insert(report.evidence.end(), evidence.begin(), evidence.end());
}

}  // namespace mimar::ops::load
