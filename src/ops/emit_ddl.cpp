#include <array>

#include "emit/ddl/ddl.h"
#include "ops/common.h"
#include "ops/operations.h"
#include "ops/payload.h"

namespace mimar::ops {
namespace {

constexpr std::array<std::string_view, 3> formats{"sql", "markdown", "json"};
constexpr std::array parameters{
    source_parameter,
    Parameter{.name = "format",
              .kind = ParameterKind::choice,
              .help = "what to write",
              .fallback = "sql",
              .choices = formats},
    via_server_parameter,
    server_parameter,
    out_parameter,
};

Result<report::Report> run(const Arguments& arguments, world::World& world) {
  report::Report report;
  report.operation = "emit ddl";
  report.artefact = true;
  const auto reading = read_into(report, arguments.get("source"), arguments, world);
  if (!reading) return fail(reading.error());
  report.payload_text = emit::ddl::emit(reading->database);
  report.payload_markdown = "```sql\n" + report.payload_text + "```\n";
  report.payload_json = payload::artefact("sql", report.payload_text);
  return report;
}

}  // namespace

constinit const Operation emit_ddl{
    .id = "emit ddl",
    .summary = "write the DDL that builds the database",
    .documentation =
        R"(PostgreSQL statements in dependency order, all names qualified; the same database always gives the same bytes.
Objects that Mimar does not model are written as they were. `mimar inspect SOURCE --verify` proves that the result builds
the same database.

## Examples

```sh
mimar emit ddl migrations/ --out schema.sql
mimar emit ddl postgres://localhost/shop | psql scratch
```

## Exit codes

0, or 2 when the source could not be read or the file not written.
)",
    .parameters = parameters,
    .group = Group::produce,
    .run = run,
};

}  // namespace mimar::ops
