#include "check/check.h"

#include <array>

#include "base/digest.h"
#include "base/text.h"
#include "check/baseline.h"
#include "check/config.h"
#include "check/gather.h"
#include "ops/common.h"
#include "ops/grant_places.h"
#include "ops/operations.h"
#include "ops/payload.h"
#include "ops/query_names.h"
#include "read/sql_files/find.h"
#include "sql/query.h"

namespace mimar::ops {
namespace {

constexpr std::string_view default_config = "mimar.toml";
constexpr std::array<std::string_view, 5> sets{"recommended", "strict", "naming", "style",
                                               "regulated"};
constexpr std::array parameters{
    source_parameter,
    Parameter{.name = "queries",
              .kind = ParameterKind::path,
              .repeated = true,
              .help = "a .sql file of queries, or a folder of them, that run against the database"},
    Parameter{.name = "set",
              .kind = ParameterKind::choice,
              .repeated = true,
              .help = "the rules to ask, whatever mimar.toml says",
              .choices = sets},
    Parameter{.name = "config",
              .kind = ParameterKind::path,
              .help = "the configuration; mimar.toml of this folder when there is one"},
    Parameter{.name = "each",
              .kind = ParameterKind::flag,
              .help = "tell every finding by itself, however often a schema does the same"},
    Parameter{.name = "baseline",
              .kind = ParameterKind::path,
              .help = "findings listed in this file are known: only new ones are told"},
    Parameter{.name = "write-baseline",
              .kind = ParameterKind::path,
              .help = "write all findings there as known"},
    Parameter{.name = "format",
              .kind = ParameterKind::choice,
              .help = "how to print the report",
              .fallback = "text",
              .choices = report_formats},
    via_server_parameter,
    server_parameter,
    out_parameter,
};

Result<check::RuleSet> configured(const Arguments& arguments, world::World& world,
                                  report::Report& report) {
  const std::string path = arguments.get("config", default_config);
  if (!arguments.has("config") && !world.exists(path)) return check::default_rules();
  const auto toml = world.read_file(path);
  if (!toml) return fail(toml.error());
  report.inputs.push_back({path, sha256_hex(*toml)});
  return check::read_config(*toml, path);
}

Result<check::RuleSet> rules_to_ask(const Arguments& arguments, world::World& world,
                                    report::Report& report) {
  auto rules = configured(arguments, world, report);
  if (!rules || !arguments.has("set")) return rules;
  rules->rules.clear();
  rules->gather = check::Gather::customs;
  for (const std::string& set : arguments.all("set"))
    check::add_set(set, *rules);
  return rules;
}

bool defines_nothing(const model::Database& database) {
  const model::Objects& objects = database.objects();
  return objects.tables.empty() && objects.views.empty() && objects.sequences.empty() &&
         objects.enums.empty() && objects.others.empty() && objects.schemas.empty() &&
         objects.default_privileges.empty();
}

// What was not looked at must not pass for clean.
void note_what_is_missing(const Arguments& arguments, const model::Database& database,
                          const std::vector<model::Query>& queries, report::Report& report) {
  constexpr std::size_t most_told = 12;
  if (defines_nothing(database))
    report.notes.push_back(arguments.get("source") +
                           " defines no table and no other object: there was nothing to "
                           "check; queries are given with --queries beside the schema");
  std::vector<std::string> unknown = unknown_names(database, queries);
  const std::size_t all = unknown.size();
  if (all > most_told) unknown.resize(most_told);
  report.notes.insert(report.notes.end(), unknown.begin(), unknown.end());
  if (all > most_told)
    report.notes.push_back(
        fmt::format("{} more names of queries that the database does not have", all - most_told));
}

Result<std::vector<model::Query>> read_queries(const Arguments& arguments,
                                               const model::Database& database, world::World& world,
                                               report::Report& report) {
  std::vector<model::Query> queries;
  for (const std::string& path : arguments.all("queries")) {
    auto files = read::sql_files::find(path, world);
    if (!files) return fail(files.error());
    for (const read::sql_files::File& file : *files) {
      auto found = sql::read_queries(file.text, file.path, database);
      if (!found) return fail(found.error());
      if (found->empty())
        report.notes.push_back(file.path + " holds no SELECT, INSERT, UPDATE or DELETE");
      report.inputs.push_back({file.path, sha256_hex(file.text)});
      report.sources[file.path] = file.text;
      queries.insert(queries.end(), found->begin(), found->end());
    }
  }
  return queries;
}

void add_rules(const std::vector<std::string>& ids, report::Report& report) {
  for (const std::string& id : ids) {
    const check::Rule* rule = check::find_rule(id);
    report.rules.push_back(
        {id, std::string(rule->title), std::string(rule->documentation), rule->severity});
  }
}

// How the findings are told in the end; they are found, ignored and known one by one.
check::Gather take_gather(const Arguments& arguments, check::RuleSet& rules) {
  const bool each = arguments.has("each") || rules.gather == check::Gather::none;
  rules.gather = check::Gather::none;
  return each ? check::Gather::none : check::Gather::all;
}

Result<void> keep_known_quiet(const Arguments& arguments, const check::RuleSet& rules,
                              world::World& world, report::Report& report) {
  if (!arguments.has("baseline")) return {};
  const std::string path = arguments.get("baseline");
  const auto text = world.read_file(path);
  if (!text) return fail(text.error());
  const auto baseline = check::read_baseline(*text, path);
  if (!baseline) return fail(baseline.error());
  report.inputs.push_back({path, sha256_hex(*text)});
  check::AgainstBaseline compared = check::compare(std::move(report.findings), *baseline, rules);
  report.findings = std::move(compared.fresh);
  if (compared.known > 0)
    report.notes.push_back(
        fmt::format("{} known to {}", text::count(compared.known, "finding"), path));
  for (const std::string& stale : compared.stale)
    report.notes.push_back(fmt::format("{} lists what is no longer found: {}", path, stale));
  return {};
}

Result<void> write_known(const Arguments& arguments, world::World& world, report::Report& report) {
  if (!arguments.has("write-baseline")) return {};
  const std::string path = arguments.get("write-baseline");
  if (auto written = world.write_file(path, check::baseline_text(report.findings)); !written)
    return written;
  report.notes.push_back(fmt::format("{} written to {} as known",
                                     text::count(report.findings.size(), "finding"), path));
  report.findings.clear();
  return {};
}

Result<report::Report> run(const Arguments& arguments, world::World& world) {
  report::Report report;
  report.operation = "check";
  auto rules = rules_to_ask(arguments, world, report);
  if (!rules) return fail(rules.error());
  const check::Gather gather = take_gather(arguments, *rules);
  const auto reading = read_into(report, arguments.get("source"), arguments, world);
  if (!reading) return fail(reading.error());
  const auto queries = read_queries(arguments, reading->database, world, report);
  if (!queries) return fail(queries.error());
  note_what_is_missing(arguments, reading->database, *queries, report);
  check::Outcome outcome =
      check::check({reading->database, *queries, &reading->statistics}, *rules);
  report.findings = std::move(outcome.findings);
  for (const std::string& ignored : outcome.ignored)
    report.notes.push_back("ignored " + ignored);
  for (const std::string& idle : outcome.idle_ignores)
    report.notes.push_back("an ignore of the configuration fits nothing that is found: " + idle);
  if (auto written = write_known(arguments, world, report); !written) return fail(written.error());
  if (auto read = keep_known_quiet(arguments, *rules, world, report); !read)
    return fail(read.error());
  report.findings = check::gather(std::move(report.findings), gather);
  place_grants(report);
  add_rules(rules->rules, report);
  report.payload_json = payload::check(rules->rules, outcome.ignored);
  return report;
}

}  // namespace

constinit const Operation check{
    .id = "check",
    .summary = "say what an expert would object to, and how to mend it",
    .documentation =
        R"(Reads the database and asks every rule of the set. Needs no server, unless the source is one. Each finding has a fix in SQL,
or says that there is no automatic one and what to do instead. `mimar explain RULE` tells why a rule exists.

The sets: `recommended` is quiet, what most experts would act on, and tells once for a schema what it does again and again (`--each`
tells everything by itself); `strict` asks all rules but the opt-in ones and names each place; `naming` and `style` are what they say;
`regulated` is what an auditor asks for on top of the recommended rules.

With `--write-baseline FILE` today's findings become known, and `--baseline FILE` tells only what is new since then, and which lines of
the file nothing is found for any more. An entry is a rule and an object, so it survives changes of lines and files.

`mimar.toml` of the working folder chooses rules and severities and lists what is allowed, each with a reason:

```toml
[check]
set = "recommended"
[check.severity]
"missing-primary-key" = "warning"
[[check.ignore]]
rule = "missing-primary-key"
object = "public.legacy_*"
reason = "append-only import"
```

`enable` adds rules to those of the set and `disable` takes some away: `disable = ["missing-foreign-key"]` under `[check]`, or
`enable = ["missing-comment"]`. Several sets are a list: `set = ["recommended", "naming"]`. A severity is `note`, `warning` or
`blocking`. An ignore that fits nothing any more is told.

A source that defines nothing, a file of queries without any, and names in queries that the database does not have are told in notes.

## Examples

```sh
mimar check schema.sql
mimar check migrations/ --queries queries/
mimar check postgres://localhost/shop --set strict
mimar check schema.sql --set recommended --set naming
mimar check schema.sql --write-baseline known.txt
mimar check schema.sql --baseline known.txt
mimar check schema.sql --format sarif --out mimar.sarif
```

## Exit codes

0 nothing found, 1 findings, 2 the source, the queries or the configuration could not be read.
)",
    .parameters = parameters,
    .group = Group::judge,
    .run = run,
};

}  // namespace mimar::ops
