// A brief in, a database out: tables, patterns, access patterns, each with its witness.
#include <array>
#include <charconv>

#include "base/digest.h"
#include "base/text.h"
#include "check/config.h"
#include "design/patterns/pattern.h"
#include "ops/architect/shell.h"
#include "ops/common.h"
#include "ops/design/configured_policy.h"
#include "ops/design/designing.h"
#include "ops/design/interview.h"
#include "ops/design/pages.h"
#include "ops/operations.h"

namespace mimar::ops {
namespace {

constexpr std::string_view default_rows = "20000", default_seed = "1",
                           default_config = "mimar.toml";
constexpr double load_seconds = 10;
constexpr std::array<std::string_view, 4> versions{"15", "16", "17", "18"};

constexpr std::array parameters{
    Parameter{.name = "source",
              .kind = ParameterKind::path,
              .positional = true,
              .help = "the brief (markdown); with --add a schema: a .sql file, a folder or a URL"},
    Parameter{.name = "out",
              .kind = ParameterKind::path,
              .help = "folder for report.md, schema.sql and the other files; without it the report "
                      "is printed and nothing is written"},
    Parameter{.name = "verify",
              .kind = ParameterKind::flag,
              .help = "execute the design, fill it with rows, and try everything it claims"},
    Parameter{.name = "rows",
              .kind = ParameterKind::number,
              .help = "rows of the largest table while that is tried",
              .fallback = default_rows},
    Parameter{.name = "seed",
              .kind = ParameterKind::number,
              .help = "seed of these rows",
              .fallback = default_seed},
    Parameter{.name = "load",
              .kind = ParameterKind::flag,
              .help = "run the access patterns for ten seconds against the brief's targets"},
    Parameter{.name = "policy",
              .repeated = true,
              .help = "a convention, as in [design] of mimar.toml: keys=bigint, choices=lookup, "
                      "soft-delete=true"},
    Parameter{.name = "postgres",
              .kind = ParameterKind::choice,
              .help = "the version that the SQL is for",
              .choices = versions},
    Parameter{.name = "add",
              .repeated = true,
              .help = "add a pattern to the schema: PATTERN[:TABLE][,option=value]"},
    Parameter{.name = "prose",
              .kind = ParameterKind::path,
              .help =
                  "free prose instead of a brief: a model, configured in [prose] of mimar.toml, "
                  "is asked to make a brief of it, which is yours to confirm"},
    Parameter{.name = "interview",
              .kind = ParameterKind::flag,
              .help = "ask the open questions, and write the answers into the brief"},
    Parameter{.name = "list-patterns",
              .kind = ParameterKind::flag,
              .help = "print the patterns with what they promise, cost and ask"},
    Parameter{.name = "config",
              .kind = ParameterKind::path,
              .help = "mimar.toml; by default the one of this folder, if any"},
    server_parameter,
    format_parameter,
};

constexpr std::string_view documentation =
    R"md(Reads requirements in near-English sentences, the way a person writes them, and designs a PostgreSQL database for them:

```markdown
# Tracker

A project has a name, an optional description and a status (planned, active or done).
A project has many milestones. A milestone depends on other milestones, without cycles.
Users belong to many projects as members with a role (owner, admin, member).
An email is unique within a tenant, ignoring case.
Keep an audit trail of projects.
10 million tasks, 200 reads a second, 20 writes a second.
List a project's open tasks by due date, 50 a page.
```

What was understood is printed back as sentences of the same language, each with the line it comes from. A sentence that is not
understood is never guessed over: it is listed with a question, and the design is called partial until somebody answers.

Every choice comes with its reason, and every sentence with the objects that hold it and a *witness*: SQL that acts differently once
the object is taken away. `--verify` executes the design on a disposable server, fills it with synthesised rows, and tries each
witness with its object and without, each access pattern's plan, and each further constraint with a row that it must refuse; the SQL is
also executed on every PostgreSQL from 15 to 18 that is on this machine.

`--load` lets clients run the access patterns on the rows for ten seconds and holds what they saw against the targets that the brief
states ("p95 below 20 ms"); `mimar load` does the same for longer, with more to choose.

Where the brief states volumes, growth or rates, the report tells in which year which limit of one machine is reached and what to do
then, as `mimar scale` does. Where it keeps tenants apart, it compares a shared schema, a schema per tenant and a database per tenant with
these numbers. The brief's words, else `tenancy` of the policy, decide which one is built: a schema each comes with functions that make a
tenant's schema and change all of them, a database each with `directory.sql`, `create_tenant.sh` and `migrate_tenants.sh`.

`--interview` asks the open questions on the terminal, one by one; each answer is a sentence, and is written into the brief once it is
understood.

`--prose FILE` sends free prose to a model behind an endpoint that is OpenAI- or Anthropic-compatible, and takes its answer for a
draft of a brief: `brief.md`, each sentence below the lines of the prose that it comes from. Nothing of it is trusted. A sentence whose
figures or most of whose words are not in these lines stays out of the brief, as a quotation; single words that the prose does not have
are named; so is each sentence of the prose that nothing was made of. Read it, correct it, then design from it like from any other brief.
Without `--prose` nothing is ever sent, and without these lines of mimar.toml nothing can be:

```toml
[prose]
kind = "anthropic"                 # or "openai", which most servers of one's own speak too
url = "https://llm.example/v1"     # up to /v1, or whole; http:// with a key only to this machine
model = "some-model"
key = "LLM_KEY"                    # the name of the environment variable that holds the key; "" for none
timeout = 120                      # seconds
```

`--add PATTERN:TABLE` adds a pattern to a schema that is there; `--list-patterns` tells which there are.

`--out` names a folder: `report.md`, `schema.sql`, `understood.md` (the brief as it was understood), `concept.svg` and `concept.mmd`,
`erd.svg`, `workload.sql` (for `mimar load`), `traces.json`.

Conventions are a part of `mimar.toml`:

```toml
[design]
keys = "uuidv7"          # or "ulid", "uuidv4", "bigint"
choices = "check"        # or "enum", "lookup"
postgres = 15            # 15 to 18
schema = "public"
tenancy = "shared-schema"   # or "schema-per-tenant", "database-per-tenant", where a brief does not say it
timestamps = true        # created_at, updated_at
actors = false           # created_by, updated_by
soft-delete = false
optimistic-version = false
format-checks = true
comments = true
```

## Examples

```sh
mimar design BRIEF.md
mimar design BRIEF.md --interview
mimar design BRIEF.md --out design --verify
mimar design --prose notes.txt --out draft
mimar design BRIEF.md --policy keys=bigint --policy soft-delete --postgres 18
mimar design --list-patterns
mimar design schema.sql --add audit-trail:orders --out audited
```

## Exit codes

0 everything understood and, with `--verify`, confirmed, 1 open questions, contradictions, findings, or a claim that was refuted, 2 could
not read or design, 3 a claim could not be verified.
)md";

using designing::Design;
using designing::Wanted;

Result<std::uint64_t> positive(const Arguments& arguments, std::string_view name) {
  const std::string text = arguments.get(name);
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc() && end == text.data() + text.size() && value > 0) return value;
  return fail(ErrorKind::usage, fmt::format("--{} {} is not a positive whole number", name, text),
              fmt::format("for example --{} {}", name, default_rows));
}

Result<void> read_conventions(const Arguments& arguments, world::World& world,
                              report::Report& report, Wanted& wanted) {
  wanted.rules = check::default_rules();
  const std::string path = arguments.get("config", default_config);
  if (arguments.has("config") || world.exists(path)) {
    const auto toml = world.read_file(path);
    if (!toml) return fail(toml.error());
    report.inputs.push_back({path, sha256_hex(*toml)});
    auto rules = check::read_config(*toml, path);
    if (!rules) return fail(rules.error());
    wanted.rules = std::move(*rules);
    auto policy = designing::configured_policy(*toml, path);
    if (!policy) return fail(policy.error());
    wanted.policy = std::move(*policy);
  }
  for (const std::string& setting : arguments.all("policy"))
    if (auto set = designing::set_policy(setting, wanted.policy); !set) {
      Error error = set.error();
      error.message = "--policy " + setting + ": " + error.message;
      return fail(std::move(error));
    }
  if (arguments.has("postgres")) wanted.policy.version = std::stoi(arguments.get("postgres"));
  return {};
}

std::string command(const Arguments& arguments) {
  const std::string source = !arguments.has("prose") ? arguments.get("source")
                             : arguments.has("out")  ? arguments.get("out") + "/brief.md"
                                                     : "brief.md";
  std::string result = "mimar design " + architect::shell_word(source);
  for (const std::string name : {"policy", "add"})
    for (const std::string& value : arguments.all(name))
      result += " --" + name + " " + architect::shell_word(value);
  for (const std::string name : {"postgres", "config", "server"})
    if (arguments.has(name))
      result += " --" + name + " " + architect::shell_word(arguments.get(name));
  if (arguments.get("rows") != default_rows) result += " --rows " + arguments.get("rows");
  if (arguments.get("seed") != default_seed) result += " --seed " + arguments.get("seed");
  return result + " --verify";
}

Result<Wanted> read_wanted(const Arguments& arguments, world::World& world,
                           report::Report& report) {
  Wanted wanted;
  if (auto read = read_conventions(arguments, world, report, wanted); !read)
    return fail(read.error());
  const auto rows = positive(arguments, "rows");
  if (!rows) return fail(rows.error());
  wanted.rows = *rows;
  const auto seed = positive(arguments, "seed");
  if (!seed) return fail(seed.error());
  wanted.seed = *seed;
  wanted.server = arguments.get("server", arguments.get("postgres"));
  wanted.command = command(arguments);
  return wanted;
}

// The brief's file changes only when something was answered; what was answered before an
// interruption is lost, as nothing of the file is.
Result<void> ask_questions(const std::string& path, std::string& text, report::Report& report,
                           world::World& world) {
  auto asked = designing::interview(text, path, world);
  if (!asked) return fail(asked.error());
  if (asked->markdown == text) return {};
  const std::string stage = path + ".mimar-partial";
  Result<void> done = world.write_file(stage, asked->markdown);
  if (done) done = world.rename(stage, path);
  if (!done) return fail(done.error());
  report.notes.push_back(fmt::format("{}: {} answered, {} left out, {} open", path,
                                     text::count(asked->answered, "question"), asked->left_out,
                                     asked->open));
  text = std::move(asked->markdown);
  return {};
}

// A brief that a model made is read like any other; its file is the one that --out will have.
Result<Design> from_prose(const Arguments& arguments, const Wanted& wanted, report::Report& report,
                          world::World& world) {
  const std::string path = arguments.get("prose");
  const std::string config = arguments.get("config", default_config);
  if (!arguments.has("config") && !world.exists(config))
    return fail(ErrorKind::usage, "no endpoint is configured that prose may be sent to",
                "[prose] in mimar.toml: mimar design --help shows one");
  const auto toml = world.read_file(config);
  if (!toml) return fail(toml.error());
  const auto endpoint = designing::configured_endpoint(*toml, config);
  if (!endpoint) return fail(endpoint.error());
  const auto prose = world.read_file(path);
  if (!prose) return fail(prose.error());
  report.inputs.push_back({path, sha256_hex(*prose)});
  auto made = designing::brief_of_prose(*prose, path, *endpoint, world);
  if (!made) return fail(made.error());
  auto brief = design::read_brief(made->markdown, "brief.md");
  if (!brief) return fail(brief.error());
  auto design = designing::make(std::move(*brief), "brief.md", wanted, world);
  if (design) design->prose = std::move(*made);
  return design;
}

// Prose is no brief yet: what works on a file of the person's has to wait for one.
Result<void> only_prose(const Arguments& arguments) {
  if (!arguments.has("prose")) return {};
  for (const std::string_view other : {"source", "add", "interview"})
    if (arguments.has(other))
      return fail(ErrorKind::usage,
                  other == "source" ? "--prose stands instead of a brief"
                                    : fmt::format("--prose and --{} exclude each other", other),
                  "mimar design --prose NOTES --out draft, then mimar design draft/brief.md");
  return {};
}

Result<Design> from_brief(const Arguments& arguments, const Wanted& wanted, report::Report& report,
                          world::World& world) {
  const std::string path = arguments.get("source");
  auto text = world.read_file(path);
  if (!text) return fail(text.error());
  if (arguments.has("interview"))
    if (auto asked = ask_questions(path, *text, report, world); !asked) return fail(asked.error());
  report.inputs.push_back({path, sha256_hex(*text)});
  auto brief = design::read_brief(*text, path);
  if (!brief) return fail(brief.error());
  return designing::make(std::move(*brief), path, wanted, world);
}

Result<Design> from_schema(const Arguments& arguments, const Wanted& wanted, report::Report& report,
                           world::World& world) {
  std::vector<designing::Addition> additions;
  for (const std::string& text : arguments.all("add")) {
    auto addition = designing::read_addition(text);
    if (!addition) return fail(addition.error());
    additions.push_back(std::move(*addition));
  }
  const auto reading = read_into(report, arguments.get("source"), arguments, world, true);
  if (!reading) return fail(reading.error());
  return designing::add_patterns(reading->database, additions, wanted);
}

report::Report list_patterns() {
  report::Report report;
  report.operation = "design";
  report.artefact = true;
  report.payload_text = designing::patterns_page();
  report.payload_json = designing::patterns_json();
  return report;
}

Result<report::Report> run(const Arguments& arguments, world::World& world) {
  if (arguments.has("list-patterns")) return list_patterns();
  report::Report report;
  report.operation = "design";
  if (auto alone = only_prose(arguments); !alone) return fail(alone.error());
  if (arguments.get("source").empty() && !arguments.has("prose"))
    return fail(ErrorKind::usage, "no brief is named",
                "mimar design BRIEF.md; mimar design --help shows what one looks like");
  const auto wanted = read_wanted(arguments, world, report);
  if (!wanted) return fail(wanted.error());
  auto design = arguments.has("prose") ? from_prose(arguments, *wanted, report, world)
                : arguments.has("add") ? from_schema(arguments, *wanted, report, world)
                                       : from_brief(arguments, *wanted, report, world);
  if (!design) return fail(design.error());
  if (arguments.has("verify")) {
    report.proof_requested = true;
    if (auto proven = designing::prove(*design, *wanted, world); !proven)
      return fail(proven.error());
  }
  if (arguments.has("load")) {
    report.proof_requested = true;
    if (auto loaded = designing::load(*design, *wanted, load_seconds, world); !loaded)
      return fail(loaded.error());
  }
  designing::describe(*design, wanted->command, report);
  if (arguments.has("out")) report.payload_text = designing::overview(*design);
  return report;
}

}  // namespace

constinit const Operation design_database{
    .id = "design",
    .summary = "a database for a brief in sentences, each with its witness",
    .documentation = documentation,
    .parameters = parameters,
    .group = Group::main_job,
    .run = run,
};

}  // namespace mimar::ops
