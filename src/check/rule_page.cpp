#include "check/rule_page.h"

#include <algorithm>

#include "base/text.h"

namespace mimar::check {
namespace {

std::string_view name(Maturity maturity) {
  switch (maturity) {
    case Maturity::preview: return "preview";
    case Maturity::stable: return "stable";
    case Maturity::deprecated: return "deprecated";
  }
  return "";
}

std::string sets_of(const Rule& rule) {
  std::vector<std::string> sets;
  for (const std::string& set : rule_set_names()) {
    const auto ids = rule_set(set);
    if (std::find(ids.begin(), ids.end(), rule.id) != ids.end()) sets.push_back(set);
  }
  return text::join(sets, ", ");
}

std::string block(std::string_view language, std::string_view content) {
  std::string text = fmt::format("```{}\n{}", language, content);
  if (content.empty() || content.back() != '\n') text += '\n';
  return text + "```\n";
}

std::string fix_text(const evidence::Fix& fix) {
  std::string shown;
  if (!fix.sql.empty()) {
    shown += "  fix:\n";
    for (std::string_view line : text::lines(fix.sql))
      shown += fmt::format("    {}\n", line);
  }
  if (!fix.advice.empty())
    shown += fmt::format("  {}{}\n", fix.sql.empty() ? "no automatic fix: " : "", fix.advice);
  return shown;
}

}  // namespace

std::string findings_text(const std::vector<evidence::Finding>& findings) {
  std::string shown;
  for (const evidence::Finding& finding : findings)
    shown += fmt::format("{} {} {}\n  {}\n{}", evidence::name(finding.severity), finding.id,
                         finding.object, finding.message, fix_text(finding.fix));
  return shown;
}

std::string rule_page(const Rule& rule, const Example& example) {
  std::string page =
      fmt::format("# {}\n\n{}. Severity {}, {}, in the sets: {}.\n\n", rule.id, rule.title,
                  evidence::name(rule.severity), name(rule.maturity), sets_of(rule));
  page += rule.documentation;
  page += "\n## Example\n\nThis schema\n\n" + block("sql", example.bad_sql);
  if (!example.bad_queries.empty())
    page += "\nwith these queries\n\n" + block("sql", example.bad_queries);
  page += "\nis answered with\n\n" + block("text", example.findings);
  page += "\nand this one with nothing:\n\n" + block("sql", example.good_sql);
  if (!example.good_queries.empty()) page += "\n" + block("sql", example.good_queries);
  if (!rule.probe_sql.empty())
    page +=
        "\n## Probe\n\nOn a live server this query finds the same objects by the catalog "
        "alone:\n\n" +
        block("sql", rule.probe_sql);
  return page;
}

}  // namespace mimar::check
