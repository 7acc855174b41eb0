// Markdown (CommonMark with tables), for pull requests and for people who read reports as pages.
#include <algorithm>

#include "base/text.h"
#include "report/renderers.h"

namespace mimar::report {
namespace {

using evidence::Evidence;
using evidence::Finding;
using evidence::Verdict;

// A code block whose fence is longer than any run of backticks inside it.
std::string fenced(std::string_view block, std::string_view language,
                   const std::string& indent = {}) {
  std::size_t longest = 2, run = 0;
  for (const char c : block) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  std::string result = indent + fence + std::string(language) + '\n';
  for (const std::string_view line : text::lines(block)) {
    result += line.empty() ? "\n" : indent + std::string(line) + '\n';
  }
  return result + indent + fence + '\n';
}

// Inline code; a name may hold backticks.
std::string code(std::string_view text) {
  const bool ticks = text.find('`') != std::string_view::npos;
  return ticks ? "`` " + std::string(text) + " ``" : '`' + std::string(text) + '`';
}

std::string_view mark(Verdict verdict) {
  switch (verdict) {
    case Verdict::confirmed: return "✓";
    case Verdict::refuted: return "✗";
    case Verdict::could_not_check: return "?";
    case Verdict::not_checked: return "–";
  }
  return "";
}

std::string finding_section(const Finding& finding) {
  std::string result = "### " + std::string(evidence::name(finding.severity)) + " · " +
                       code(finding.id) + " · " + code(finding.object) + "\n\n" + finding.message +
                       '\n';
  if (finding.where) result += "\n" + code(place(*finding.where)) + '\n';
  if (!finding.fix.sql.empty()) result += "\n**Fix**\n\n" + fenced(finding.fix.sql, "sql");
  if (!finding.fix.advice.empty()) {
    result += finding.fix.sql.empty() ? "\n**No automatic fix.** " : "\n";
    result += finding.fix.advice + '\n';
  }
  return result;
}

std::string evidence_item(const Evidence& evidence) {
  std::string result = "- " + std::string(mark(evidence.verdict)) + " **" +
                       text::replace_all(std::string(evidence::name(evidence.verdict)), "_", " ") +
                       "**: " + evidence.claim;
  if (!evidence.server_version.empty()) result += " (PostgreSQL " + evidence.server_version + ')';
  result += '\n';
  if (!evidence.reason.empty()) result += "  - why: " + evidence.reason + '\n';
  for (const auto& observation : evidence.observations) {
    result +=
        "  - " + std::string(evidence::name(observation.witness)) + ": " + observation.what + '\n';
    if (!observation.output.empty()) result += '\n' + fenced(observation.output, "", "    ") + '\n';
  }
  if (!evidence.command.empty()) result += "  - see it again: " + code(evidence.command) + '\n';
  return result;
}

std::string inputs_table(const Report& report) {
  std::string result = "| Input | SHA-256 |\n|---|---|\n";
  for (const Input& input : report.inputs) {
    result += "| " + code(input.path) + " | " +
              (input.digest.empty() ? "live" : code(input.digest)) + " |\n";
  }
  return result;
}

}  // namespace

std::string render_markdown(const Report& report) {
  std::string body = report.payload_markdown;
  if (body.empty() && !report.payload_text.empty()) body = fenced(report.payload_text, "");
  if (!body.empty() && !body.ends_with('\n')) body += '\n';
  if (report.artefact) return body;
  std::string result = "# mimar " + report.operation + '\n';
  if (!report.inputs.empty()) result += '\n' + inputs_table(report);
  if (!body.empty()) result += '\n' + body;
  if (!report.rules.empty())
    result += "\n## Findings\n\n" + count_by_severity(report.findings) + '\n';
  else if (!report.findings.empty())
    result += "\n## Findings\n";
  for (const Finding& finding : report.findings)
    result += '\n' + finding_section(finding);
  if (!report.evidence.empty()) result += "\n## Evidence\n\n";
  for (const Evidence& evidence : report.evidence)
    result += evidence_item(evidence);
  if (!report.notes.empty()) result += "\n## Notes\n\n";
  for (const std::string& note : report.notes)
    result += "- " + note + '\n';
  return result;
}

}  // namespace mimar::report
