#include "ops/scale/scale.h"

#include <array>

#include "ops/common.h"
#include "ops/operations.h"
#include "ops/selection.h"

namespace mimar::ops {
namespace {

constexpr std::array parameters{
    source_parameter,
    Parameter{.name = "rows",
              .help = "rows of the largest tables today, or TABLE=N,TABLE=N; the others in "
                      "proportion"},
    Parameter{.name = "stats",
              .kind = ParameterKind::path,
              .help = "rows and widths from a file that mimar statistics wrote, or from a "
                      "postgres:// URL"},
    Parameter{.name = "growth",
              .repeated = true,
              .help = "TABLE=1M/year, TABLE=50k/day, TABLE=30%/year; without a table: of all"},
    Parameter{.name = "keep", .repeated = true, .help = "TABLE=90d: older rows are deleted"},
    Parameter{.name = "memory", .help = "of the machine: 16GB"},
    Parameter{.name = "disk", .help = "of the machine: 500GB"},
    Parameter{.name = "cores", .help = "of the machine: 4"},
    Parameter{.name = "max-connections", .help = "that PostgreSQL allows: 100"},
    Parameter{.name = "clients", .help = "connections that programs hold today"},
    Parameter{.name = "reads", .help = "a second, today"},
    Parameter{.name = "writes", .help = "a second, today"},
    Parameter{.name = "measured",
              .kind = ParameterKind::path,
              .help = "what reads and writes cost: the report of mimar load as JSON"},
    Parameter{.name = "tenant",
              .help = "the table whose rows are the tenants, for sharding; else the one called "
                      "after a word for them"},
    Parameter{.name = "horizon", .help = "years to look ahead", .fallback = "5"},
    Parameter{.name = "today",
              .help = "the day that the stated rows are of, YYYY-MM-DD; 2026-01-01"},
    via_server_parameter,
    server_parameter,
    format_parameter,
    Parameter{.name = "out",
              .kind = ParameterKind::path,
              .help = "a folder for report.md, its picture, pgbouncer.ini and SQL"},
};

Result<std::optional<model::Name>> tenant_table(const Arguments& arguments,
                                                const model::Database& database) {
  if (!arguments.has("tenant")) return std::nullopt;
  const auto tables = select_tables({arguments.get("tenant")}, database);
  if (!tables) return fail(tables.error());
  if (tables->size() != 1)
    return fail(ErrorKind::usage, "--tenant " + arguments.get("tenant") + " is not one table",
                "write it with its schema: public." + arguments.get("tenant"));
  return *tables->begin();
}

// Partitions for the tables that need them within the horizon, and the plan for shards.
Result<void> plan_beyond(const Arguments& arguments, const model::Database& database,
                         scale::Found& found) {
  const auto tenant = tenant_table(arguments, database);
  if (!tenant) return fail(tenant.error());
  found.distribution = design::growth::distribution(database, *tenant, found.terms.statistics);
  std::map<model::Name, std::string> keys;
  for (const auto& placed : found.distribution.tables)
    keys[placed.table] = placed.column;
  std::vector<model::Name> due;
  for (const design::growth::Threshold& threshold : found.forecast.thresholds) {
    if (!threshold.year || *threshold.year > found.terms.horizon) continue;
    found.sharding_due |= threshold.step == design::growth::Step::shard;
    if (threshold.step != design::growth::Step::partition) continue;
    for (const model::Table& table : database->tables)
      if (table.name.text() == threshold.subject) due.push_back(table.name);
  }
  found.partitions = design::growth::partition_all(database, due, found.terms, keys);
  return {};
}

Result<report::Report> run(const Arguments& arguments, world::World& world) {
  report::Report report;
  report.operation = "scale";
  const auto reading = read_into(report, arguments.get("source"), arguments, world);
  if (!reading) return fail(reading.error());
  auto terms = scale::read_terms(arguments, *reading, report, world);
  if (!terms) return fail(terms.error());
  scale::Found found;
  found.forecast = design::growth::forecast(reading->database, *terms);
  found.pooling = design::growth::pooling(reading->database, *terms);
  found.terms = std::move(*terms);
  if (auto planned = plan_beyond(arguments, reading->database, found); !planned)
    return fail(planned.error());
  scale::describe(found, report);
  return report;
}

}  // namespace

constinit const Operation scale_plan{
    .id = "scale",
    .summary = "sizes over the years: when a machine is full, and what then",
    .documentation =
        R"(Computes how many bytes a row of each table takes, with its share of the indexes, as PostgreSQL stores it: headers, alignment,
NULL bitmap, TOAST, pages, fill factors, deduplicated B-trees. From the stated growth follow the sizes of later years, and the
year in which each limit is reached:

- indexes and the hot part of the tables beyond shared_buffers, beyond the memory
- the disk, with room to rewrite the largest table
- a table beyond the memory or 100 GB, which is better partitioned
- the work of reads and writes beyond the cores: replicas for reads, a larger machine for writes, sharding when the largest one is not enough
- connections beyond what the cores can use
- keys of four bytes that run out of numbers; transaction ids that are used faster than VACUUM can freeze

Each comes with the formula, the figures that went into it, and what to do then. The order is the one to try things in: tune, index, pool, replica,
partition, scale up; shard only where one primary is the limit for good.

Figures are **stated** (on the command line), **measured** (statistics of a server, a run of `mimar load`), **computed** from those and the schema, or
**assumed**: what nobody stated has a default, and the report lists them. Widths of texts are best taken from a server: `--stats`.

`--growth` states what comes: rows a year (`orders=1M/year`, `events=50k/day`) or a share, compound (`30%/year`). Without a table it
is of the whole database; else tables that refer to one that grows follow it. Without any growth, limits are judged as of today. `--keep events=90d` says that older rows are deleted.

`--measured` names a report of `mimar load SOURCE --format json`: the costs of its patterns take the place of the assumed ones.

**Pooling**: PgBouncer's settings, computed from cores, connections and clients, and what its transaction mode forbids, found in functions,
triggers, views, policies and defaults with the line: SET without LOCAL, LISTEN, advisory locks of the session, cursors WITH HOLD,
temporary tables that stay, PREPARE, LOAD; and settings like `current_setting('app.tenant')`, which each transaction has to make. The code of programs is not seen.

**Partitions**, for each table that needs them within the horizon: RANGE by the time at which its rows come, in years, quarters, months or weeks by what they
take, else HASH by the tenant's key. The statements make what is there the first partition; the report says what becomes different: keys
that get the column, foreign keys that have to name it.

**Sharding** by tenant with Citus: which tables are distributed by which column, which are copied to each node, which stay; what has to change, decided from the
catalog; the statements of that run on PostgreSQL by themselves. The calls of Citus are written and not checked.

`--out` names a folder: `report.md`, `size.svg`, `pgbouncer.ini`, `partitions.sql`, `citus.sql`.

## Examples

```sh
mimar scale schema.sql --rows orders=5M,customers=200k --growth orders=2M/year --growth customers=30%/year
mimar scale postgres://localhost/shop --growth 40%/year --memory 64GB --disk 1TB --cores 16
mimar scale schema.sql --stats shop.statistics.json --growth events=100k/day --keep events=90d
mimar scale schema.sql --reads 2000 --writes 300 --clients 400 --measured load.json --out scale/
```

## Exit codes

0, or 2 when something could not be read or written.
)",
    .parameters = parameters,
    .group = Group::judge,
    .run = run,
};

}  // namespace mimar::ops
