#include "ops/synthesize/synthesize.h"

#include <array>

#include "base/text.h"
#include "engine/postgres/connection.h"
#include "ops/common.h"
#include "ops/operations.h"
#include "read/source.h"
#include "synthesis/volumes.h"

namespace mimar::ops {
namespace {

constexpr std::array<std::string_view, 3> forms{"copy", "csv", "insert"};
constexpr std::array parameters{
    source_parameter,
    Parameter{.name = "rows",
              .help = "rows of the largest tables, or TABLE=N,TABLE=N; the others in proportion",
              .fallback = "1000"},
    Parameter{.name = "seed",
              .kind = ParameterKind::number,
              .help = "the same seed makes the same rows",
              .fallback = "1"},
    Parameter{.name = "to",
              .kind = ParameterKind::path,
              .help = "a new folder for files, or the postgres:// URL of a database whose tables "
                      "are there and empty"},
    Parameter{.name = "as",
              .kind = ParameterKind::choice,
              .help = "what the files of a folder are",
              .fallback = "copy",
              .choices = forms},
    Parameter{.name = "verify",
              .kind = ParameterKind::flag,
              .help = "prove on a scratch server that the rows keep every constraint"},
    Parameter{.name = "today",
              .help = "dates and times lie before this day, YYYY-MM-DD",
              .fallback = "2026-01-01"},
    via_server_parameter,
    server_parameter,
    format_parameter,
    out_parameter,
};

synthesis::Form form_of(std::string_view name) {
  if (name == "csv") return synthesis::Form::csv;
  return name == "insert" ? synthesis::Form::insert : synthesis::Form::copy;
}

Result<synthesize::Job> prepare(const Arguments& arguments, const read::Reading& reading) {
  const auto rows = synthesize::read_rows(arguments.get("rows"), reading.database);
  if (!rows) return fail(rows.error());
  if (!synthesize::is_date(arguments.get("today")))
    return fail(ErrorKind::usage, "--today " + arguments.get("today") + " is not a date",
                "write it as 2026-01-31");
  synthesize::Job job{
      .database = reading.database,
      .wanted = synthesis::proportioned(reading.database, rows->largest, rows->stated,
                                        reading.statistics),
      .plan = {}};
  job.plan = synthesis::plan(reading.database, job.wanted, arguments.get("today"));
  job.seed = std::strtoull(arguments.get("seed").c_str(), nullptr, 10);
  job.form = form_of(arguments.get("as"));
  return job;
}

Result<void> write(const synthesize::Job& job, const std::string& target, world::World& world,
                   report::Report& report) {
  if (target.empty()) {
    report.notes.push_back("Nothing was written; --to names a folder or a database.");
    return {};
  }
  return read::is_url(target) ? synthesize::to_server(job, target, world, report)
                              : synthesize::to_folder(job, target, world, report);
}

Result<report::Report> run(const Arguments& arguments, world::World& world) {
  report::Report report;
  report.operation = "synthesize";
  const auto reading = read_into(report, arguments.get("source"), arguments, world);
  if (!reading) return fail(reading.error());
  auto job = prepare(arguments, *reading);
  if (!job) return fail(job.error());
  if (arguments.has("verify")) {
    report.proof_requested = true;
    if (auto proven = synthesize::verify(*job, *reading, arguments, world, report); !proven)
      return fail(proven.error());
  }
  if (auto written = write(*job, arguments.get("to"), world, report); !written)
    return fail(written.error());
  synthesize::describe(*job, report);
  return report;
}

}  // namespace

constinit const Operation synthesize_rows{
    .id = "synthesize",
    .summary = "make rows that keep every constraint, the same for the same seed",
    .documentation =
        R"(Rows for every table: keys unique, foreign keys pointing at rows that are there, CHECKs kept, values that fit their
column's name and type. They depend on the schema, `--rows` and `--seed` only.

`--rows N` gives the three largest tables N rows each and the others fewer, in proportion: to the row counts of a live
SOURCE where it has some, else a tenth for each step towards what a table refers to. `--rows orders=5000,users=200` says it
for single tables. Where a constraint leaves room for fewer rows, the report says which.

`--to DIR` writes a file per table and `load.sql`, which loads them in the right order in one transaction. `--as copy` is
fastest to load, `--as insert` goes anywhere, `--as csv` is for other programs. `--to postgres://…` streams them into a
database whose tables exist and are empty, in one transaction: all or nothing. User triggers are off meanwhile.

`--verify` loads the rows on a disposable server with every constraint of SOURCE in place.

## Examples

```sh
mimar synthesize schema.sql --rows 100000 --to rows/ && psql shop -f rows/load.sql
mimar synthesize migrations/ --rows orders=1000000,customers=50000 --to postgres://localhost/shop_test
mimar synthesize schema.sql --rows 50 --as insert --to fixtures/
mimar synthesize schema.sql --verify
```

## Exit codes

0 made (and, with `--verify`, every constraint kept), 1 a constraint is broken, 2 could not read or write, 3 could not verify.
)",
    .parameters = parameters,
    .group = Group::produce,
    .writes = true,
    .run = run,
};

}  // namespace mimar::ops
