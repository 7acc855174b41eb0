#include "ops/synthesize/synthesize.h"

#include <array>

#include "base/text.h"
#include "engine/postgres/connection.h"
#include "ops/common.h"
#include "ops/operations.h"

namespace mimar::ops {
namespace {

constexpr std::array<std::string_view, 3> forms{"copy", "csv", "insert"};
constexpr std::array parameters{
    source_parameter,
    Parameter{.name = "rows",
              .help = "rows of the largest tables, or TABLE=N,TABLE=N; the others in proportion; "
                      "1000, or with --shape as many as it has"},
    synthesize::shape_parameter,
    synthesize::seed_parameter,
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
              .help =
                  "dates and times lie before this day, YYYY-MM-DD; 2026-01-01, or with --shape "
                  "the day after the latest there"},
    via_server_parameter,
    server_parameter,
    format_parameter,
    out_parameter,
};

synthesis::Form form_of(std::string_view name) {
  if (name == "csv") return synthesis::Form::csv;
  return name == "insert" ? synthesis::Form::insert : synthesis::Form::copy;
}

Result<std::string> today(const Arguments& arguments, const model::Statistics& shape) {
  const std::string day = arguments.get("today", synthesize::usual_today(shape));
  if (!synthesize::is_date(day))
    return fail(ErrorKind::usage, "--today " + day + " is not a date", "write it as 2026-01-31");
  return day;
}

Result<synthesize::Job> prepare(const Arguments& arguments, const read::Reading& reading,
                                const model::Statistics& shape) {
  const auto day = today(arguments, shape);
  if (!day) return fail(day.error());
  auto wanted = synthesize::wanted_rows(arguments.get("rows"), reading, shape);
  if (!wanted) return fail(wanted.error());
  synthesize::Job job{.database = reading.database, .wanted = std::move(*wanted), .plan = {}};
  job.plan = synthesis::plan(reading.database, job.wanted, *day);
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
  const auto shape = synthesize::read_shape(arguments, world, report);
  if (!shape) return fail(shape.error());
  auto job = prepare(arguments, *reading, *shape);
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
column's name and type. They depend on the schema, `--rows`, `--shape`, `--today` and `--seed` only.

`--rows N` gives the three largest tables N rows each and the others fewer, in proportion: to the row counts of a live
SOURCE where it has some, else a tenth for each step towards what a table refers to. `--rows orders=5000,users=200` says it
for single tables. Where a constraint leaves room for fewer rows, the report says which.

`--to DIR` writes a file per table and `load.sql`, which loads them in the right order in one transaction. `--as copy` is
fastest to load, `--as insert` goes anywhere, `--as csv` is for other programs. `--to postgres://…` streams them into a
database whose tables exist and are empty, in one transaction: all or nothing. User triggers are off meanwhile.

`--shape` gives the columns the distributions of a database: the statistics of a `postgres://` URL (which may be SOURCE itself), or
of a file that `mimar statistics` wrote. The rows then have, counted exactly and at any number of rows, the fraction of NULLs, the
number of different values, the shares of the most common ones and of the histogram within 2 % (or one row, in its last bucket two), and the
correlation within 0.05. Foreign keys take from it how many children the most popular parents have. Constraints come first: what a column
cannot keep for their sake is told. How columns go together (extended statistics) is not looked at. Its values come
from that database's tables: they are in the rows.

Without statistics, a foreign key whose table has at least three rows for each parent is skewed: the share of a parent falls with
the square root of its rank, so that the most popular tenth of parents has about a third of the rows; else rows are spread evenly.
One in ten rows has none where the column may be NULL. Where both tables have a time that grows with their rows (`created_at`,
`placed_on`), rows refer to parents that were there before.

`--verify` loads the rows on a disposable server with every constraint of SOURCE in place, and counts there what
`--shape` asks for.

## Examples

```sh
mimar synthesize schema.sql --rows 100000 --to rows/ && psql shop -f rows/load.sql
mimar synthesize migrations/ --rows orders=1000000,customers=50000 --to postgres://localhost/shop_test
mimar synthesize schema.sql --rows 50 --as insert --to fixtures/
mimar synthesize schema.sql --verify
mimar synthesize postgres://localhost/shop --shape postgres://localhost/shop --to postgres://localhost/shop_test
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
