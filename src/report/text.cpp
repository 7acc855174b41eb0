// The terminal: findings the way compilers print them, evidence with a mark for its verdict.
#include "base/text.h"

#include <algorithm>

#include "report/paint.h"
#include "report/renderers.h"

namespace mimar::report {
namespace {

using evidence::Evidence;
using evidence::Finding;
using evidence::Severity;
using evidence::Verdict;

Ink ink_of(Severity severity) {
  switch (severity) {
    case Severity::blocking: return Ink::red;
    case Severity::warning: return Ink::yellow;
    case Severity::note: return Ink::blue;
  }
  return Ink::plain;
}

std::string mark(const Paint& paint, Verdict verdict) {
  switch (verdict) {
    case Verdict::confirmed: return paint(Ink::green, "✓");
    case Verdict::refuted: return paint(Ink::red, "✗");
    case Verdict::could_not_check: return paint(Ink::yellow, "?");
    case Verdict::not_checked: return paint(Ink::dim, "-");
  }
  return {};
}

// A line of a terminal; the other renderings carry the whole.
std::string elided(std::string_view line) {
  constexpr std::size_t room = 240;
  return line.size() <= room ? std::string(line) : std::string(line.substr(0, room)) + " ...";
}

std::string indented(std::string_view block, const std::string& indent) {
  std::string result;
  for (const std::string_view line : text::lines(block)) {
    result += line.empty() ? "\n" : indent + std::string(line) + '\n';
  }
  return result;
}

std::string_view line_of(const Report& report, const SourceSpan& where) {
  const auto source = report.sources.find(where.file);
  if (source == report.sources.end() || where.line == 0) return {};
  std::string_view rest = source->second;
  for (std::uint32_t line = 1; line < where.line; ++line) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) return {};
    rest.remove_prefix(end + 1);
  }
  const std::string_view line = rest.substr(0, rest.find('\n'));
  return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

// The place, and below it the line itself with carets under the span where the source is at hand.
std::string where_it_is(const Paint& paint, const Report& report, const SourceSpan& where) {
  const std::string number = std::to_string(where.line);
  const std::string margin(number.size(), ' ');
  std::string result = margin + paint(Ink::blue, "--> ") + place(where) + '\n';
  const std::string_view line = line_of(report, where);
  if (text::trim(line).empty()) return result;
  const std::string bar = margin + paint(Ink::blue, " |");
  result += bar + '\n' + paint(Ink::blue, number + " | ") + std::string(line) + '\n';
  if (where.column == 0 || where.column > line.size()) return result;
  const std::size_t start = where.column - 1;
  const std::size_t length =
      std::max<std::size_t>(1, std::min<std::size_t>(where.length, line.size() - start));
  std::string pad;
  for (const char c : line.substr(0, start)) {
    if (c == '\t')
      pad += '\t';
    else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80)
      pad += ' ';  // one per UTF-8 character
  }
  return result + bar + ' ' + pad + paint(Ink::yellow, std::string(length, '^')) + '\n';
}

std::string finding_text(const Paint& paint, const Report& report, const Finding& finding) {
  const std::string head = std::string(evidence::name(finding.severity)) + '[' + finding.id + ']';
  std::string result =
      paint(ink_of(finding.severity), head) + paint(Ink::bold, ": " + finding.message) + '\n';
  if (finding.where) result += where_it_is(paint, report, *finding.where);
  const std::string label = "  " + paint(Ink::blue, "= ");
  result += label + paint(Ink::bold, "object: ") + finding.object + '\n';
  if (finding.verdict != Verdict::not_checked) {
    result +=
        label + paint(Ink::bold, "verdict: ") + std::string(evidence::name(finding.verdict)) + '\n';
  }
  if (!finding.fix.sql.empty()) {
    result += label + paint(Ink::bold, "fix:") + '\n' + indented(finding.fix.sql, "      ");
  } else if (!finding.fix.advice.empty()) {
    result += label + paint(Ink::bold, "no automatic fix: ") + finding.fix.advice + '\n';
  }
  if (!finding.fix.sql.empty() && !finding.fix.advice.empty()) {
    result += label + paint(Ink::bold, "note: ") + finding.fix.advice + '\n';
  }
  return result;
}

// What was observed is shown where it explains a verdict that is not `confirmed`; markdown and json
// always carry it.
std::string evidence_text(const Paint& paint, const Evidence& evidence) {
  std::string result = mark(paint, evidence.verdict) + ' ' + evidence.claim;
  if (!evidence.server_version.empty())
    result += paint(Ink::dim, " (PostgreSQL " + evidence.server_version + ')');
  result += '\n';
  if (!evidence.reason.empty()) {
    std::string verdict(evidence::name(evidence.verdict));
    result += indented(text::replace_all(verdict, "_", " ") + ": " + evidence.reason, "    ");
  }
  if (evidence.verdict != Verdict::confirmed) {
    for (const auto& observation : evidence.observations) {
      result += "    " + observation.what + '\n';
      for (const std::string_view line : text::lines(observation.output))
        result += "      " + elided(line) + '\n';
    }
  }
  if (!evidence.command.empty())
    result += paint(Ink::dim, "    see it again: " + evidence.command) + '\n';
  return result;
}

void separate(std::string& text) {
  if (!text.empty()) text += '\n';
}

}  // namespace

std::string render_text(const Report& report, bool colour) {
  if (report.artefact) return report.payload_text;
  const Paint paint(colour);
  std::string result = report.payload_text;
  if (!result.empty() && !result.ends_with('\n')) result += '\n';
  for (const Finding& finding : report.findings) {
    separate(result);
    result += finding_text(paint, report, finding);
  }
  if (!report.evidence.empty()) separate(result);
  for (const Evidence& evidence : report.evidence)
    result += evidence_text(paint, evidence);
  if (!report.notes.empty()) separate(result);
  for (const std::string& note : report.notes)
    result += paint(Ink::dim, "note: " + note) + '\n';
  if (!report.rules.empty()) {
    separate(result);
    result += paint(Ink::bold, count_by_severity(report.findings)) + '\n';
  }
  return result;
}

}  // namespace mimar::report
