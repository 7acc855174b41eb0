#include <nlohmann/json.hpp>

#include "base/text.h"
#include "emit/ddl/ddl.h"
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
    const LoadVerdict* verdict = round.latency_of(i);
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

// --- beyond the first round ---
std::string reasoning(const Found& found) {
  std::string result;
  for (const Attempt& attempt : found.attempts) {
    result += "- " + attempt.pattern + " missed " + attempt.missed + ". ";
    if (!attempt.index.empty())
      result += "Index " + attempt.index + " was built, because of " + attempt.why + ": ";
    result += attempt.outcome + ".\n";
    for (const std::string& other : attempt.others)
      result += "  - not chosen: " + other + ".\n";
  }
  return result;
}

std::string kept(const Found& found) {
  std::string result;
  for (const verify::PlacedIndex& index : found.kept)
    result += emit::ddl::create_index(index.table, index.index);
  return result;
}

std::vector<Row> growth_rows(const Found& found) {
  std::vector<Row> rows{{"p95 ms at"}};
  for (const GrowthStep& step : found.growth)
    rows[0].push_back(
        fmt::format("{:g}x{}", step.factor, step.extrapolated.empty() ? "" : " (extrapolated)"));
  for (std::size_t i = 0; i < found.first.figures.patterns.size(); ++i) {
    Row row{found.first.figures.patterns[i].name};
    for (const GrowthStep& step : found.growth)
      row.push_back(step.p95[i] > 0 ? milliseconds(step.p95[i]) : "-");
    rows.push_back(std::move(row));
  }
  Row writes{"writes/s"};
  for (const GrowthStep& step : found.growth)
    writes.push_back(step.extrapolated.empty() ? fmt::format("{:.0f}", step.writes_per_second)
                                               : "-");
  rows.push_back(std::move(writes));
  return rows;
}

std::string whole_text(const Found& found, bool markdown) {
  const std::string heading = markdown ? "## " : "";
  std::string result = conditions(found.first.figures) + "\n\n" + round_text(found.first, markdown);
  if (!found.attempts.empty()) result += "\n" + heading + "What was tried\n\n" + reasoning(found);
  if (found.second)
    result += "\n" + heading + "Measured again: " + found.second->design + "\n\n" +
              round_text(*found.second, markdown);
  if (!found.kept.empty())
    result +=
        "\n" + heading + "Kept\n\n" + (markdown ? "```sql\n" + kept(found) + "```\n" : kept(found));
  if (found.growth.size() < 2) return result;
  const std::vector<Row> rows = growth_rows(found);
  return result + "\n" + heading + "As the rows grow\n\n" +
         (markdown ? as_markdown(rows, 1, rows[0].size() - 1)
                   : as_text(rows, 1, rows[0].size() - 1));
}

std::string as_json(const Job& job, const Found& found) {
  Json rounds = Json::array({round_json(found.first)}), attempts = Json::array(),
       growth = Json::array();
  if (found.second) rounds.push_back(round_json(*found.second));
  for (const Attempt& attempt : found.attempts)
    attempts.push_back({{"pattern", attempt.pattern},
                        {"missed", attempt.missed},
                        {"index", attempt.index},
                        {"why", attempt.why},
                        {"ddl", attempt.ddl},
                        {"others", attempt.others},
                        {"outcome", attempt.outcome},
                        {"kept", attempt.kept}});
  for (const GrowthStep& step : found.growth)
    growth.push_back({{"factor", step.factor},
                      {"rows", step.rows},
                      {"extrapolated", step.extrapolated},
                      {"p95_ms", step.p95},
                      {"writes_per_second", step.writes_per_second},
                      {"hit_ratio", step.hit_ratio}});
  return Json{{"seed", job.settings.seed},
              {"rounds", std::move(rounds)},
              {"attempts", std::move(attempts)},
              {"growth", std::move(growth)}}
      .dump(-1, ' ', false, Json::error_handler_t::replace);
}

void add_evidence(const Round& round, const Job& job, report::Report& report) {
  const auto evidence =
      verify::load_evidence(round.figures, round.verdicts, round.design, job.command);
  report.evidence.insert(report.evidence.end(), evidence.begin(), evidence.end());
}

// The page of --out: the report with its pictures.
std::string page(const Found& found, const std::vector<report::File>& pictures) {
  std::string result = "# The design under load\n\n";
  for (const report::File& picture : pictures)
    result += "![" + picture.path.substr(0, picture.path.find('.')) + "](" + picture.path + ")\n\n";
  return result + whole_text(found, true);
}

}  // namespace

void describe(const Job& job, const Found& found, report::Report& report) {
  report.payload_text = whole_text(found, false);
  report.payload_markdown = whole_text(found, true);
  report.payload_json = as_json(job, found);
  for (const verify::LoadedTable& table : found.tables)
    if (!table.error.empty()) report.notes.push_back(table.table.text() + ": " + table.error);
  if (job.settings.seconds < 60)
    report.notes.push_back(
        fmt::format("The workload ran for {:g} s; what a minute does, with its checkpoint, is not "
                    "shown by that.",
                    job.settings.seconds));
  add_evidence(found.first, job, report);
  report.evidence.insert(report.evidence.end(), found.index_evidence.begin(),
                         found.index_evidence.end());
  if (found.second) add_evidence(*found.second, job, report);
  report.files = pictures(job, found);
  report.files.insert(report.files.begin(), {"report.md", page(found, report.files)});
  report.files.push_back({"workload.sql", workload::print(job.workload)});
  if (!found.kept.empty()) report.files.push_back({"indexes.sql", kept(found)});
}

}  // namespace mimar::ops::load
