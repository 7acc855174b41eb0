#include "check/baseline.h"

#include <algorithm>

#include "base/text.h"

namespace mimar::check {
namespace {

constexpr std::string_view header =
    "# Findings that are known and kept quiet: a rule and its object on each line.\n"
    "# mimar check SOURCE --write-baseline FILE writes it again.\n";

// A quoted identifier may contain a line break.
std::string on_one_line(const std::string& object) {
  return text::replace_all(object, "\n", "\\n");
}

std::pair<std::string, std::string> entry(const evidence::Finding& finding) {
  return {finding.id, on_one_line(finding.object)};
}

bool was_asked(const std::string& rule, const RuleSet& asked) {
  return find_rule(rule) == nullptr ||
         std::binary_search(asked.rules.begin(), asked.rules.end(), rule);
}

}  // namespace

Result<Baseline> read_baseline(std::string_view text, const std::string& file) {
  Baseline baseline;
  std::uint32_t number = 0;
  for (std::string_view line : text::lines(text)) {
    ++number;
    if (text::trim(line).empty() || line.front() == '#') continue;
    const std::size_t space = line.find(' ');
    if (space == 0 || space == std::string_view::npos || space + 1 == line.size()) {
      SourceSpan where;
      where.file = file;
      where.line = number;
      where.column = 1;
      return fail(Error{ErrorKind::input,
                        "this line of the baseline is not a rule and an object",
                        where,
                        {},
                        "mimar check SOURCE --write-baseline FILE writes a baseline",
                        std::string(line)});
    }
    baseline.emplace_back(line.substr(0, space), line.substr(space + 1));
  }
  std::sort(baseline.begin(), baseline.end());
  return baseline;
}

std::string baseline_text(const std::vector<evidence::Finding>& findings) {
  Baseline baseline;
  for (const evidence::Finding& finding : findings)
    baseline.push_back(entry(finding));
  std::sort(baseline.begin(), baseline.end());
  std::string lines(header);
  for (const auto& [rule, object] : baseline)
    lines += rule + ' ' + object + '\n';
  return lines;
}

AgainstBaseline compare(std::vector<evidence::Finding> findings, const Baseline& baseline,
                        const RuleSet& asked) {
  AgainstBaseline result;
  Baseline left = baseline;
  for (evidence::Finding& finding : findings) {
    const auto known = std::lower_bound(left.begin(), left.end(), entry(finding));
    if (known != left.end() && *known == entry(finding)) {
      left.erase(known);
      ++result.known;
    } else {
      result.fresh.push_back(std::move(finding));
    }
  }
  for (const auto& [rule, object] : left)
    if (was_asked(rule, asked)) result.stale.push_back(rule + ' ' + object);
  return result;
}

}  // namespace mimar::check
