#include <algorithm>

#include "base/text.h"
#include "ops/architect/markdown.h"
#include "ops/architect/roles.h"
#include "ops/architect/sections.h"

namespace mimar::ops::architect {
namespace {

std::string scale_line(const Architecture& architecture) {
  std::vector<std::string> parts;
  for (const auto& [table, statistics] : architecture.scale.rows.tables) {
    if (statistics.source == "stated in Scale")
      parts.push_back(fmt::format("{} {} rows", table.name, text::thousands(statistics.rows)));
  }
  if (architecture.scale.reads_per_second)
    parts.push_back(fmt::format("{} reads/s", *architecture.scale.reads_per_second));
  if (architecture.scale.writes_per_second)
    parts.push_back(fmt::format("{} writes/s", *architecture.scale.writes_per_second));
  return parts.empty() ? "not stated" : text::join(parts, ", ");
}

std::string counts_line(const model::Database& database) {
  std::size_t columns = 0, foreign_keys = 0, indexes = 0;
  for (const model::Table& table : database->tables) {
    columns += table.columns.size();
    foreign_keys += table.foreign_keys.size();
    indexes += table.indexes.size();
  }
  return fmt::format("{}, {}, {}, {}, {}, {}", text::count(database->tables.size(), "table"),
                     text::count(columns, "column"), text::count(foreign_keys, "foreign key"),
                     text::count(indexes, "index", "indexes"),
                     text::count(database->views.size(), "view"),
                     text::count(database->enums.size(), "enum"));
}

std::string findings_line(const Architecture& architecture) {
  std::size_t blocking = 0, warnings = 0, notes = 0;
  for (const evidence::Finding& finding : architecture.findings) {
    switch (finding.severity) {
      case evidence::Severity::blocking: ++blocking; break;
      case evidence::Severity::warning: ++warnings; break;
      case evidence::Severity::note: ++notes; break;
    }
  }
  return fmt::format("{} blocking, {}, {}", blocking, text::count(warnings, "warning"),
                     text::count(notes, "note"));
}

// A refuted trial is an index that does not help: what it was tried for.
std::string evidence_line(const Architecture& architecture) {
  std::size_t confirmed = 0, refuted = 0, open = 0;
  for (const evidence::Evidence& evidence : architecture.evidence) {
    switch (evidence.verdict) {
      case evidence::Verdict::confirmed: ++confirmed; break;
      case evidence::Verdict::refuted: ++refuted; break;
      case evidence::Verdict::could_not_check:
      case evidence::Verdict::not_checked: ++open; break;
    }
  }
  const auto trials = std::count_if(
      architecture.benefits.begin(), architecture.benefits.end(),
      [](const auto& benefit) { return benefit.evidence.verdict == evidence::Verdict::refuted; });
  std::string result =
      fmt::format("{}: {} confirmed by execution, {} refuted",
                  text::count(architecture.evidence.size(), "claim"), confirmed, refuted);
  if (trials > 0)
    result +=
        fmt::format(" ({} of them about an index that was tried and is not proposed)", trials);
  return result + fmt::format(", {} could not be checked", open);
}

// What execution refuted, other than an index that was tried and is not proposed: nobody should
// have to look for it in the list of claims.
std::string refuted(const Architecture& architecture) {
  const auto is_trial = [&](const evidence::Evidence& evidence) {
    return std::any_of(
        architecture.benefits.begin(), architecture.benefits.end(),
        [&](const auto& benefit) { return benefit.evidence.claim == evidence.claim; });
  };
  std::vector<std::string> items;
  for (std::size_t i = 0; i < architecture.evidence.size(); ++i) {
    const evidence::Evidence& evidence = architecture.evidence[i];
    if (evidence.verdict == evidence::Verdict::refuted && !is_trial(evidence))
      items.push_back(fmt::format("E{}, \"{}\": {}", i + 1, evidence.claim, evidence.reason));
  }
  return items.empty() ? "" : "\n**Refuted by execution:**\n\n" + markdown::bullets(items);
}

std::string prior(const Architecture& architecture) {
  std::string result;
  for (const std::string& statement : architecture.prior.statements) {
    result += "\nPrior result, as stated (not checked): " + statement + '\n';
  }
  if (!architecture.prior.compared) return result;
  result += fmt::format("\nSince the earlier report: {} resolved, {} remain, {} new.\n\n",
                        architecture.prior.resolved.size(), architecture.prior.remaining.size(),
                        architecture.prior.added.size());
  for (const std::string& item : architecture.prior.resolved)
    result += "- resolved: " + item + '\n';
  for (const std::string& item : architecture.prior.added)
    result += "- new: " + item + '\n';
  return result;
}

}  // namespace

std::string overview(const Architecture& architecture) {
  const PatternReading pattern = pattern_of(architecture);
  std::string database =
      architecture.task.database.empty() ? "PostgreSQL" : architecture.task.database.front().text;
  if (!architecture.server_version.empty())
    database += " (checked on PostgreSQL " + architecture.server_version +
                (architecture.version_gap.empty() ? ")" : ", **not the version stated**)");
  std::string result;
  for (const std::string& caveat : architecture.caveats)
    result += "**" + caveat + "**\n\n";
  result += markdown::header({"", ""});
  result += markdown::row({"Database", database});
  result += markdown::row({"Pattern", std::string(name(pattern.pattern)) + ": " + pattern.reason});
  result += markdown::row({"Scale", scale_line(architecture)});
  result += markdown::row({"Objects", counts_line(architecture.database)});
  result += markdown::row({"Findings", findings_line(architecture)});
  result += markdown::row({"Evidence", evidence_line(architecture)});
  result += refuted(architecture);
  if (!architecture.task.information.empty()) {
    result += "\nTaken as stated:\n\n";
    for (const Item& item : architecture.task.information)
      result += "- " + item.text + '\n';
  }
  return result + prior(architecture);
}

}  // namespace mimar::ops::architect
