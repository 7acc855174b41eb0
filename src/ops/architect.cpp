// The main job: a task file in, a verified architecture out.
#include <array>
#include <charconv>

#include "base/text.h"
#include "check/config.h"
#include "ops/architect/kinds.h"
#include "ops/architect/shell.h"
#include "ops/common.h"
#include "ops/design/configured_policy.h"
#include "ops/operations.h"

namespace mimar::ops {
namespace {

constexpr std::string_view default_rows = "200000";
constexpr std::string_view default_seed = "1";

constexpr std::array parameters{
    Parameter{.name = "task",
              .kind = ParameterKind::path,
              .positional = true,
              .required = true,
              .help = "the task file (markdown)"},
    Parameter{.name = "out",
              .kind = ParameterKind::path,
              .help = "folder for report.md and its files; without it the report is printed and "
                      "nothing is written"},
    Parameter{.name = "config",
              .kind = ParameterKind::path,
              .help = "mimar.toml; by default the one beside the task file, if any"},
    Parameter{.name = "rows",
              .kind = ParameterKind::number,
              .help = "rows of the largest table on scratch, at most",
              .fallback = default_rows},
    Parameter{.name = "seed",
              .kind = ParameterKind::number,
              .help = "seed of the synthesised rows",
              .fallback = default_seed},
    server_parameter,
    Parameter{.name = "claim",
              .help = "run everything again and print the evidence of this claim only, as E3"},
    Parameter{.name = "format",
              .kind = ParameterKind::choice,
              .help = "how to print the report",
              .fallback = "text",
              .choices = report_formats},
};

constexpr std::string_view documentation =
    R"md(Reads a task file, does what it asks, and returns the whole architecture as one report, every claim with its witness.

The task file has the headings `## Task`, `## Context` (Files, Information, Prior Results), `## Constraints` (Database, Scale,
Avoid) and `## Expected Output` (Format, Include). Files may be SQL, folders, query files or a `postgres://` URL, which is only read:
its schema is rebuilt on a scratch server, filled with synthesised rows, and measured there.

`Database: PostgreSQL 17` is proved on that version where it is on this machine; where it is not, the report says on which it was
proved instead. `--server 17` or `--server DIR` names one.

Kinds of task: reviewing an existing schema and its queries; designing a database from words, "design a schema for tracking project
milestones with dependencies". A design takes its sentences from `Information`, `Scale` and the briefs that `Files` names; where a
domain that everybody knows is named and no brief, it begins from a built-in one, which is shown as assumed and written as `brief.md`.
`mimar design --help` tells what a brief looks like.

## Examples

```console
$ mimar architect TASK.md --out report
$ mimar architect TASK.md --claim E3
```

## Exit codes

0 nothing found, 1 findings, or a claim that was refuted, 2 could not do it, 3 a claim asked for by `--claim` could not be verified.
)md";

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash + 1);
}

Result<std::uint64_t> positive(const Arguments& arguments, std::string_view name,
                               std::string_view fallback) {
  const std::string text = arguments.get(name, fallback);
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc() && end == text.data() + text.size() && value > 0) return value;
  return fail(ErrorKind::usage, fmt::format("--{} {} is not a positive whole number", name, text),
              fmt::format("for example --{} {}", name, fallback));
}

Result<void> read_conventions(const Arguments& arguments, world::World& world,
                              architect::Request& request) {
  std::string path = arguments.get("config");
  if (path.empty() && world.exists(request.folder + "mimar.toml"))
    path = request.folder + "mimar.toml";
  request.rules = check::default_rules();
  if (path.empty()) return {};
  Result<std::string> toml = world.read_file(path);
  if (!toml) return fail(std::move(toml.error()));
  Result<check::RuleSet> rules = check::read_config(*toml, path);
  if (!rules) return fail(std::move(rules.error()));
  Result<design::Policy> policy = designing::configured_policy(*toml, path);
  if (!policy) return fail(std::move(policy.error()));
  request.rules = std::move(*rules);
  request.policy = std::move(*policy);
  return {};
}

Result<architect::Request> read_request(const Arguments& arguments, world::World& world) {
  architect::Request request;
  request.task_file = arguments.get("task");
  request.folder = folder_of(request.task_file);
  request.command = "mimar architect " + architect::shell_word(request.task_file);
  if (const std::string config = arguments.get("config"); !config.empty())
    request.command += " --config " + architect::shell_word(config);
  for (const auto& [name, fallback] : {std::pair{"rows", default_rows}, {"seed", default_seed}}) {
    const std::string given = arguments.get(name, fallback);
    if (given != fallback) request.command += fmt::format(" --{} {}", name, given);
  }
  request.server = arguments.get("server");
  if (!request.server.empty())
    request.command += " --server " + architect::shell_word(request.server);
  Result<std::string> markdown = world.read_file(request.task_file);
  if (!markdown) return fail(std::move(markdown.error()));
  Result<architect::Task> task = architect::read_task(*markdown, request.task_file);
  if (!task) return fail(std::move(task.error()));
  request.task = std::move(*task);
  const Result<std::uint64_t> rows = positive(arguments, "rows", default_rows);
  if (!rows) return fail(rows.error());
  request.rows_cap = *rows;
  const Result<std::uint64_t> seed = positive(arguments, "seed", default_seed);
  if (!seed) return fail(seed.error());
  request.seed = *seed;
  if (auto conventions = read_conventions(arguments, world, request); !conventions)
    return fail(std::move(conventions.error()));
  return request;
}

// --claim: the report shrinks to one piece of evidence, and the exit code is its verdict.
Result<void> keep_claim(report::Report& report, const std::string& claim) {
  if (claim.empty()) return {};
  for (std::size_t i = 0; i < report.evidence.size(); ++i) {
    if ("E" + std::to_string(i + 1) != claim) continue;
    report.evidence = {report.evidence[i]};
    report.findings.clear();
    report.notes.clear();
    report.files.clear();
    report.payload_text = report.payload_markdown =
        claim + ": " + report.evidence.front().claim + "\n";
    report.proof_requested = true;
    return {};
  }
  return fail(ErrorKind::usage, "there is no claim " + claim,
              "the claims are E1 to E" + std::to_string(report.evidence.size()));
}

// With --out the report is in the folder, and the terminal gets its overview.
void print_overview_only(report::Report& report) {
  const std::string& whole = report.payload_markdown;
  const std::size_t overview = whole.find("\n## ");
  const std::size_t next =
      overview == std::string::npos ? overview : whole.find("\n## ", overview + 1);
  report.payload_text = whole.substr(0, next);
  report.artefact = true;
}

Result<report::Report> run(const Arguments& arguments, world::World& world) {
  Result<architect::Request> request = read_request(arguments, world);
  if (!request) return fail(std::move(request.error()));
  for (const architect::Kind& kind : architect::kinds()) {
    if (!kind.accepts(request->task)) continue;
    Result<report::Report> report = kind.run(*request, world);
    if (!report) return report;
    if (auto kept = keep_claim(*report, arguments.get("claim")); !kept)
      return fail(std::move(kept.error()));
    if (arguments.has("out") && arguments.get("claim").empty()) print_overview_only(*report);
    return report;
  }
  return fail(ErrorKind::unsupported,
              "the task names no files, and does not ask for a new design either",
              "name the schema and the queries under `## Context`: `- Files: schema.sql`; or say "
              "`Design a database for ...` under `## Task`");
}

}  // namespace

constinit const Operation architect_task{
    .id = "architect",
    .summary = "the whole architecture for a task file, with evidence",
    .documentation = documentation,
    .parameters = parameters,
    .group = Group::main_job,
    .run = run};

}  // namespace mimar::ops
