#include "report/report.h"

#include "base/text.h"
#include "report/renderers.h"

namespace mimar::report {

using evidence::Severity;
using evidence::Verdict;

std::string render(const Report& report, Format format, bool colour) {
  switch (format) {
    case Format::text: return render_text(report, colour);
    case Format::markdown: return render_markdown(report);
    case Format::json: return render_json(report);
    case Format::sarif: return render_sarif(report);
  }
  return {};
}

int exit_code(const Report& report) {
  const Verdict verdict = evidence::overall(report.evidence);
  if (verdict == Verdict::refuted) return 1;
  if (report.proof_requested) return verdict == Verdict::confirmed ? 0 : 3;
  if (!report.findings.empty() || report.differences) return 1;
  return verdict == Verdict::could_not_check ? 3 : 0;
}

std::string place(const SourceSpan& where) {
  std::string result = where.file;
  if (where.line > 0) result += ':' + std::to_string(where.line);
  if (where.line > 0 && where.column > 0) result += ':' + std::to_string(where.column);
  return result;
}

std::string count_by_severity(const std::vector<evidence::Finding>& findings) {
  std::vector<std::string> parts;
  for (const Severity severity : {Severity::blocking, Severity::warning, Severity::note}) {
    std::size_t n = 0;
    for (const evidence::Finding& finding : findings)
      n += finding.severity == severity ? 1 : 0;
    if (n == 0) continue;
    const std::string word(evidence::name(severity));
    parts.push_back(text::count(n, word, severity == Severity::blocking ? word : word + 's'));
  }
  return parts.empty() ? "no findings" : text::join(parts, ", ");
}

}  // namespace mimar::report
