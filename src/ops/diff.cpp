#include "diff/diff.h"

#include <array>

#include "base/text.h"
#include "diff/settle.h"
#include "model/compare.h"
#include "model/kinds.h"
#include "ops/common.h"
#include "ops/operations.h"
#include "ops/payload.h"

namespace mimar::ops {
namespace {

constexpr std::array parameters{
    Parameter{.name = "a",
              .kind = ParameterKind::path,
              .positional = true,
              .required = true,
              .help = "the database as it is"},
    Parameter{.name = "b",
              .kind = ParameterKind::path,
              .positional = true,
              .required = true,
              .help = "the database as it should be"},
    format_parameter,
    via_server_parameter,
    server_parameter,
    out_parameter,
};

char sign(std::string_view change) {
  if (change.starts_with("add ")) return '+';
  return change.starts_with("drop ") ? '-' : '~';
}

std::string listing(const std::vector<std::string>& changes) {
  if (changes.empty()) return "No differences.\n";
  std::string result;
  std::size_t added = 0, dropped = 0;
  for (const std::string& change : changes) {
    result += std::string(1, sign(change)) + ' ' + change + '\n';
    added += sign(change) == '+' ? 1 : 0;
    dropped += sign(change) == '-' ? 1 : 0;
  }
  return result + '\n' + text::count(changes.size(), "change") + ": " + std::to_string(added) +
         " added, " + std::to_string(dropped) + " dropped, " +
         std::to_string(changes.size() - added - dropped) + " altered.\n";
}

// Two spellings of one expression are neither equal nor different while one side has not been
// resolved.
evidence::Evidence undecided(const model::Difference& difference) {
  evidence::Evidence result;
  result.claim = "The " + difference.what + " of " + difference.object + " is another one.";
  result.verdict = evidence::Verdict::could_not_check;
  result.reason = "without a server it is not known whether these mean the same";
  result.observations = {{evidence::Witness::parser, "in a", difference.left},
                         {evidence::Witness::parser, "in b", difference.right}};
  return result;
}

bool is_live(const read::Reading& reading) {
  return reading.files.empty();
}

// What was not seen of one of them may differ.
std::optional<evidence::Evidence> unseen(const read::Reading& a, const read::Reading& b,
                                         const model::Comparison& comparison) {
  evidence::Evidence result;
  result.claim = "What is listed is all that differs.";
  result.verdict = evidence::Verdict::could_not_check;
  const auto look = [&](const std::vector<std::string>& sentences, const char* what) {
    if (sentences.empty()) return;
    if (result.reason.empty()) result.reason = sentences.front();
    result.observations.push_back({evidence::Witness::parser, what, text::join(sentences, "\n")});
  };
  look(a.database->incomplete, "not followed in a");
  look(b.database->incomplete, "not followed in b");
  if (is_live(a) != is_live(b) && comparison.opaques_compared > 0)
    look({text::count(comparison.opaques_compared, "object") +
          " kept verbatim compared by kind and name only, because a server spells them in its own "
          "way"},
         "not compared");
  return result.reason.empty() ? std::nullopt : std::optional(std::move(result));
}

Result<std::vector<std::string>> changes_between(const read::Reading& a, const read::Reading& b) {
  const diff::Bodies bodies =
      is_live(a) == is_live(b) ? diff::Bodies::comparable : diff::Bodies::spelt_differently;
  auto to = model::build(diff::settled(a.database, b.database, bodies));
  if (!to) return fail(std::move(to.error()));
  std::vector<std::string> changes;
  for (const diff::Change& change : diff::diff(a.database, *to))
    changes.push_back(diff::describe(change));
  return changes;
}

Result<report::Report> run(const Arguments& arguments, world::World& world) {
  report::Report report;
  report.operation = "diff";
  const auto both =
      read_both_into(report, arguments.get("a"), arguments.get("b"), arguments, world);
  if (!both) return fail(both.error());
  const auto& [a, b] = *both;
  const auto changes = changes_between(a, b);
  if (!changes) return fail(changes.error());
  const model::Comparison comparison = model::compare(a.database, b.database);
  for (const model::Difference& difference : comparison.could_not_check)
    report.evidence.push_back(undecided(difference));
  if (auto evidence = unseen(a, b, comparison)) report.evidence.push_back(std::move(*evidence));
  if (const std::size_t hidden = std::min(model::count_hidden_options(a.database),
                                          model::count_hidden_options(b.database)))
    report.notes.push_back("Secrets are not read, so not compared: those of " +
                           text::count(hidden, "option") + ".");
  report.differences = !changes->empty();
  report.payload_text = listing(*changes);
  report.payload_markdown =
      changes->empty() ? report.payload_text : "```diff\n" + report.payload_text + "```\n";
  report.payload_json = payload::changes(*changes);
  return report;
}

}  // namespace

constinit const Operation diff{
    .id = "diff",
    .summary = "list what differs between two databases",
    .documentation =
        R"(What must change for A to become B. Both may be files, folders or servers, in any combination. Expressions are compared by
meaning as far as it is known (`IN` and `= ANY`, casts and parentheses do not count); where that takes a server, the report
says that it could not check. Functions, triggers and the like are compared by their text between two files or two servers, and
by kind and name between a file and a server.

## Examples

```sh
mimar diff schema.sql postgres://localhost/shop
mimar diff before/ after/ --format json
```

## Exit codes

0 no differences, 1 differences, 2 could not read one of them, 3 no difference is certain but one could not be checked.
)",
    .parameters = parameters,
    .group = Group::understand,
    .run = run,
};

}  // namespace mimar::ops
