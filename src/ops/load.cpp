#include "ops/load/load.h"

#include <array>

#include "ops/common.h"
#include "ops/operations.h"
#include "workload/workload.h"

namespace mimar::ops {
namespace {

constexpr std::array<std::string_view, 2> yes_or_no{"yes", "no"};
constexpr std::array parameters{
    source_parameter,
    Parameter{.name = "rows",
              .help = "rows of the largest tables, or TABLE=N,TABLE=N, the others in proportion; "
                      "100k, or with --shape as many as it has"},
    synthesize::shape_parameter,
    Parameter{.name = "workload",
              .kind = ParameterKind::path,
              .help = "a file of statements with where their parameters come from; without, what "
                      "the schema suggests"},
    Parameter{.name = "show-workload",
              .kind = ParameterKind::flag,
              .help = "print the workload as such a file and run nothing"},
    Parameter{.name = "clients",
              .kind = ParameterKind::number,
              .help = "concurrent connections",
              .fallback = "8"},
    Parameter{.name = "seconds",
              .kind = ParameterKind::number,
              .help = "how long is measured, after a warm-up of a tenth of that, 10 s at most",
              .fallback = "60"},
    Parameter{.name = "sla",
              .help = "the p95 that every pattern is to stay below, in ms",
              .fallback = "100"},
    Parameter{.name = "writes-per-second",
              .help = "writes to sustain: 1000, or those that the workload states"},
    synthesize::seed_parameter,
    Parameter{.name = "improve",
              .kind = ParameterKind::choice,
              .help = "try indexes for what misses its target, and measure again",
              .fallback = "yes",
              .choices = yes_or_no},
    Parameter{.name = "growth",
              .help = "the same on so many times the rows, or none",
              .fallback = "2,5,10"},
    Parameter{.name = "scratch",
              .help = "run on this server, postgres://…, which must hold nothing yet"},
    via_server_parameter,
    server_parameter,
    format_parameter,
    Parameter{.name = "out",
              .kind = ParameterKind::path,
              .help = "a folder for report.md, its pictures and the workload"},
};

Result<report::Report> run(const Arguments& arguments, world::World& world) {
  report::Report report;
  report.operation = "load";
  const auto reading = read_into(report, arguments.get("source"), arguments, world, true);
  if (!reading) return fail(reading.error());
  auto job = load::read_job(arguments, *reading, report, world);
  if (!job) return fail(job.error());
  if (arguments.has("show-workload")) {
    report.payload_text = workload::print(job->workload);
    report.artefact = true;
    return report;
  }
  report.proof_requested = true;
  const auto found = load::prove(*job, report, world);
  if (!found) return fail(found.error());
  load::describe(*job, *found, report);
  return report;
}

}  // namespace

constinit const Operation load_proof{
    .id = "load",
    .summary = "the design under load, with rows, against targets",
    .documentation =
        R"(Builds the schema on a disposable server with durable settings (fsync, synchronous_commit and autovacuum on), fills it with the rows
of `mimar synthesize`, and lets clients run a workload for a minute with a checkpoint in it. What they saw is held against targets,
each *met* or *missed by* so much:

- p95 of every access pattern below `--sla`
- more than 1,000 writes/s, or what `--writes-per-second` or the workload states
- more than 80 % of the blocks found in shared buffers
- no table of more than 300 pages read from start to end by a statement that asks for a part of it
- more than 95 % of the look-ups by a key find exactly one row
- no statement fails; deadlocks and failed serialisations are repeated, and counted

Without `--workload` the access patterns come from the schema: look-ups by key, lists by foreign key in order, inserts and updates by
key of the four largest tables. `--show-workload` prints them as a file to edit:

```sql
-- name: list open orders
-- rate: 100/s
-- $1: orders.customer_id, skewed
SELECT * FROM orders WHERE customer_id = $1 AND status = 'open' ORDER BY created_at DESC LIMIT 50;
```

Where a comment does not say what a parameter is, the statement does: values of the column it is compared with; of further valid rows
where it is inserted. With rates, statements begin when they are due, and the time they waited for a free client is part of their latency; without,
each client goes on as soon as it is done, with a pattern drawn by `-- weight:`.

A pattern that misses its p95 or reads a large table whole gets the index that helps it most of those its statement suggests; then the
workload runs again. What it brings is told with its reasons, and an index that brings nothing is dropped. `--improve no` leaves that out.

`--growth` repeats the run, a quarter as long, on more rows. What would not fit the disk, or takes longer than a quarter of an hour to
load, is extrapolated by the power law through what was measured, and called so.

`--scratch postgres://…` takes a server of yours instead, a bigger machine perhaps, with its own settings. It must hold nothing: no
database besides `postgres`, nothing in that. The proof runs in a database `mimar_load`, which is dropped at the end. Tables are not
distributed where that server has Citus.

`--out` names a folder: `report.md` with `latency.svg` and `growth.svg`, `workload.sql`, and `indexes.sql` with those that are worth having.

## Examples

```sh
mimar load schema.sql
mimar load migrations/ --rows orders=1000000,customers=50000 --sla 20 --clients 16
mimar load schema.sql --show-workload > workload.sql
mimar load schema.sql --workload workload.sql --out load/
mimar load postgres://localhost/shop --shape postgres://localhost/shop --workload workload.sql
mimar load schema.sql --rows 20M --scratch postgres://bench@big.example/postgres --growth none
```

## Exit codes

0 every target met, 1 one missed, 2 could not read, build or load, 3 one could not be judged.
)",
    .parameters = parameters,
    .group = Group::judge,
    .writes = true,
    .run = run,
};

}  // namespace mimar::ops
