#include "read/statistics.h"

#include <array>

#include "ops/common.h"
#include "ops/operations.h"
#include "synthesis/shape/made_up.h"

namespace mimar::ops {
namespace {

constexpr std::array parameters{
    Parameter{.name = "source",
              .positional = true,
              .required = true,
              .help = "the postgres:// URL of an analysed database"},
    Parameter{.name = "without-values",
              .kind = ParameterKind::flag,
              .help = "made-up texts of the same lengths in the same order instead of those of the "
                      "tables"},
    out_parameter,
};

Result<report::Report> run(const Arguments& arguments, world::World& world) {
  const std::string source = arguments.get("source");
  if (!read::is_url(source))
    return fail(ErrorKind::usage, "statistics are those of a live database",
                "name its postgres:// URL");
  report::Report report;
  report.operation = "statistics";
  report.artefact = true;
  auto known = read::read_statistics(source, world);
  if (!known) return fail(known.error());
  report.inputs.push_back({known->input.path, known->input.digest});
  report.notes = std::move(known->notes);
  if (arguments.has("without-values")) {  // which values the schema says itself is in the catalog
    const auto reading = read::read(source, world);
    if (!reading) return fail(reading.error());
    known->statistics = synthesis::without_values(reading->database, known->statistics);
  }
  report.payload_text = model::to_json(known->statistics);
  report.payload_json = report.payload_text;
  return report;
}

}  // namespace

constinit const Operation statistics{
    .id = "statistics",
    .summary = "write the planner statistics of a database to a file",
    .documentation =
        R"(What PostgreSQL's planner knows of each table and column (`pg_class`, `pg_stats`): rows, fractions of NULLs, numbers of
different values, the most common ones with their shares, histograms, correlations. `mimar synthesize --shape FILE` makes rows
of that shape. The database is read in a READ ONLY transaction; run `ANALYZE` first. Columns that the role may not read are missing.

**The file holds values of the tables**, as the statistics do. With `--without-values` the texts in it are made up, of the same
lengths and in the same order, and values of other types (UUIDs, JSON, addresses, arrays) are left out; shares stay. Numbers, dates
and times stay as well, and so do labels that the schema lists itself (enums, `IN` lists of CHECKs). Where a number says who
somebody is, leave its column out of the file by hand.

## Examples

```sh
mimar statistics postgres://reader@localhost/shop --without-values --out shop.statistics.json
mimar synthesize schema.sql --shape shop.statistics.json --to postgres://localhost/shop_test
```

## Exit codes

0, or 2 when the database could not be read or the file not written.
)",
    .parameters = parameters,
    .group = Group::produce,
    .run = run,
};

}  // namespace mimar::ops
