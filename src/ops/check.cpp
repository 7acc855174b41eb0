#include "check/check.h"

#include <array>

#include "base/digest.h"
#include "base/text.h"
#include "check/config.h"
#include "ops/common.h"
#include "ops/operations.h"
#include "ops/payload.h"
#include "read/sql_files/find.h"
#include "sql/query.h"

namespace mimar::ops {
namespace {

constexpr std::string_view default_config = "mimar.toml";
constexpr std::array<std::string_view, 2> sets{"recommended", "strict"};
constexpr std::array parameters{
    source_parameter,
    Parameter{.name = "queries",
              .kind = ParameterKind::path,
              .repeated = true,
              .help = "a .sql file of queries, or a folder of them, that run against the database"},
    Parameter{.name = "set",
              .kind = ParameterKind::choice,
              .help = "the rules to ask, whatever mimar.toml says",
              .choices = sets},
    Parameter{.name = "config",
              .kind = ParameterKind::path,
              .help = "the configuration; mimar.toml of this folder when there is one"},
    Parameter{.name = "format",
              .kind = ParameterKind::choice,
              .help = "how to print the report",
              .fallback = "text",
              .choices = report_formats},
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
  const auto set = check::rule_set(arguments.get("set"));
  rules->rules.assign(set.begin(), set.end());
  return rules;
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

Result<report::Report> run(const Arguments& arguments, world::World& world) {
  report::Report report;
  report.operation = "check";
  const auto rules = rules_to_ask(arguments, world, report);
  if (!rules) return fail(rules.error());
  const auto reading = read_into(report, arguments.get("source"), world);
  if (!reading) return fail(reading.error());
  const auto queries = read_queries(arguments, reading->database, world, report);
  if (!queries) return fail(queries.error());
  check::Outcome outcome =
      check::check({reading->database, *queries, &reading->statistics}, *rules);
  report.findings = std::move(outcome.findings);
  for (const std::string& ignored : outcome.ignored)
    report.notes.push_back("ignored " + ignored);
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

## Examples

```sh
mimar check schema.sql
mimar check migrations/ --queries queries/
mimar check postgres://localhost/shop --set strict
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
