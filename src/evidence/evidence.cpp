#include "evidence/evidence.h"

#include <algorithm>
#include <tuple>

#include "evidence/finding.h"

namespace mimar::evidence {
namespace {

int weight(Verdict verdict) {
  switch (verdict) {
    case Verdict::confirmed: return 0;
    case Verdict::not_checked: return 1;
    case Verdict::could_not_check: return 2;
    case Verdict::refuted: return 3;
  }
  return 3;
}

}  // namespace

std::string_view name(Verdict verdict) {
  switch (verdict) {
    case Verdict::confirmed: return "confirmed";
    case Verdict::refuted: return "refuted";
    case Verdict::not_checked: return "not_checked";
    case Verdict::could_not_check: return "could_not_check";
  }
  return "";
}

std::string_view name(Witness witness) {
  switch (witness) {
    case Witness::parser: return "parser";
    case Witness::catalog: return "catalog";
    case Witness::execution: return "execution";
    case Witness::explain: return "explain";
    case Witness::lock_table: return "lock_table";
    case Witness::dump: return "dump";
  }
  return "";
}

std::string_view name(Severity severity) {
  switch (severity) {
    case Severity::note: return "note";
    case Severity::warning: return "warning";
    case Severity::blocking: return "blocking";
  }
  return "";
}

Verdict overall(const std::vector<Evidence>& evidence) {
  if (evidence.empty()) return Verdict::not_checked;
  return std::max_element(evidence.begin(), evidence.end(),
                          [](const Evidence& a, const Evidence& b) {
                            return weight(a.verdict) < weight(b.verdict);
                          })
      ->verdict;
}

bool reported_before(const Finding& a, const Finding& b) {
  const SourceSpan nowhere;
  const SourceSpan& at = a.where ? *a.where : nowhere;
  const SourceSpan& bt = b.where ? *b.where : nowhere;
  if (a.severity != b.severity) return a.severity > b.severity;
  return std::tie(at.file, at.line, a.id, a.object, a.message) <
         std::tie(bt.file, bt.line, b.id, b.object, b.message);
}

}  // namespace mimar::evidence
