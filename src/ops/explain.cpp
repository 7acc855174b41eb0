#include "ops/explain.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "ops/common.h"
#include "ops/operations.h"
#include "ops/payload.h"
#include "report/page.h"

namespace mimar::ops {
namespace {

constexpr std::array parameters{
    Parameter{.name = "rule",
              .kind = ParameterKind::rule,
              .positional = true,
              .help = "the id of a rule; without it, all rules are listed"},
    format_parameter,
    out_parameter,
};

std::string rule_list() {
  std::size_t width = 0;
  for (const check::Rule* rule : check::catalogue())
    width = std::max(width, rule->id.size());
  std::string result;
  for (const check::Rule* rule : check::catalogue()) {
    std::string line(rule->id);
    line.resize(width + 2, ' ');
    line += evidence::name(rule->severity);
    line.resize(width + 12, ' ');
    result += line.append(rule->title) + '\n';
  }
  return result;
}

tl::unexpected<Error> unknown(const std::string& id) {
  std::vector<std::string> known;
  for (const check::Rule* rule : check::catalogue())
    known.push_back(std::string(rule->id));
  const std::string near = text::nearest(id, known);
  return fail(ErrorKind::usage, "there is no rule '" + id + "'",
              near.empty() ? "`mimar explain` lists them" : "did you mean '" + near + "'?");
}

Result<report::Report> run(const Arguments& arguments, world::World&) {
  report::Report report;
  report.operation = "explain";
  report.artefact = true;
  const std::string id = arguments.get("rule");
  if (id.empty()) {
    const auto all = check::catalogue();
    report.payload_text = rule_list();
    report.payload_markdown = rule_table();
    report.payload_json = payload::rules({all.begin(), all.end()});
    return report;
  }
  const check::Rule* rule = check::find_rule(id);
  if (rule == nullptr) return unknown(id);
  report.payload_markdown = rule_page(*rule);
  report.payload_text = report::terminal_page(report.payload_markdown, false);
  report.payload_json = payload::rules({rule});
  return report;
}

}  // namespace

std::string rule_page(const check::Rule& rule) {
  return "# " + std::string(rule.title) + "\n\n`" + std::string(rule.id) + "` · " +
         std::string(evidence::name(rule.severity)) + "\n\n" + std::string(rule.documentation);
}

std::string rule_table() {
  std::string result = "# Rules\n\n| Rule | Severity | |\n|---|---|---|\n";
  for (const check::Rule* rule : check::catalogue()) {
    result += "| [`" + std::string(rule->id) + "`](" + std::string(rule->id) + ".md) | " +
              std::string(evidence::name(rule->severity)) + " | " + std::string(rule->title) +
              " |\n";
  }
  return result;
}

constinit const Operation explain{
    .id = "explain",
    .summary = "tell what a rule finds, why it matters and when to allow it",
    .documentation = R"(The page of a rule, or the list of all rules.

## Examples

```sh
mimar explain
mimar explain foreign-key-without-index
mimar explain foreign-key-without-index --format markdown
```

## Exit codes

0, or 2 for a rule that does not exist.
)",
    .parameters = parameters,
    .group = Group::judge,
    .run = run,
};

}  // namespace mimar::ops
