#include <algorithm>
#include <array>

#include "base/text.h"
#include "model/kinds.h"
#include "ops/common.h"
#include "ops/operations.h"
#include "ops/payload.h"
#include "scratch/scratch.h"
#include "verify/each_file.h"
#include "verify/round_trip.h"

namespace mimar::ops {
namespace {

using Counts = std::vector<std::pair<std::string, std::size_t>>;  // plural -> how many

std::string counted(const std::string& plural, std::size_t n) {
  if (n != 1 || plural == "statistics") return plural;
  if (plural.ends_with("ies")) return plural.substr(0, plural.size() - 3) + "y";
  return plural == "indexes" ? "index" : plural.substr(0, plural.size() - 1);
}

constexpr std::array parameters{
    source_parameter,
    Parameter{
        .name = "verify",
        .kind = ParameterKind::flag,
        .help =
            "prove the reading: execute the source and our DDL of it, read both live and compare"},
    Parameter{.name = "each",
              .kind = ParameterKind::flag,
              .help =
                  "with --verify: compare after every single file of a history, not only at its "
                  "end"},
    format_parameter,
    via_server_parameter,
    server_parameter,
    out_parameter,
};

Counts count(const model::Database& database) {
  std::size_t columns = 0, uniques = 0, foreign_keys = 0, checks = 0, indexes = 0, primary_keys = 0,
              partitions = 0;
  for (const model::Table& table : database->tables) {
    columns += table.columns.size();
    primary_keys += table.primary_key ? 1 : 0;
    uniques += table.uniques.size();
    foreign_keys += table.foreign_keys.size();
    checks += table.checks.size();
    indexes += table.indexes.size();
    partitions += table.partition_of ? 1 : 0;
  }
  Counts counts{{"schemas", database->schemas.size()},
                {"tables", database->tables.size()},
                {"partitions", partitions},
                {"columns", columns},
                {"primary keys", primary_keys},
                {"unique constraints", uniques},
                {"foreign keys", foreign_keys},
                {"check constraints", checks},
                {"indexes", indexes},
                {"views", database->views.size()},
                {"sequences", database->sequences.size()},
                {"enums", database->enums.size()}};
  for (const auto& [kind, n] : model::count_defined(database))
    counts.emplace_back(model::plural_of_kind(kind), n);
  return counts;
}

struct Row {
  std::string table, columns, key, references, indexes;
};

Row row(const model::Table& table) {
  std::vector<std::string> targets;
  for (const model::ForeignKey& key : table.foreign_keys) {
    const std::string& target = key.referenced_table.name;
    if (std::find(targets.begin(), targets.end(), target) == targets.end())
      targets.push_back(target);
  }
  return {table.name.text(), std::to_string(table.columns.size()),
          table.primary_key ? text::join(table.primary_key->columns, ", ") : "none",
          targets.empty() ? "-" : text::join(targets, ", "), std::to_string(table.indexes.size())};
}

std::vector<Row> rows(const model::Database& database) {
  std::vector<Row> result{{"table", "columns", "primary key", "refers to", "indexes"}};
  for (const model::Table& table : database->tables) {
    if (!table.partition_of) result.push_back(row(table));
  }
  return result;
}

std::string opaque_sentence(const model::Database& database) {
  std::vector<std::string> parts;
  for (const auto& [kind, n] : model::count_opaques(database))
    parts.push_back(text::count(n, kind));
  return parts.empty() ? "" : "Kept verbatim, not modelled: " + text::join(parts, ", ") + ".\n";
}

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size(), width), ' ');
  return text;
}

std::string as_text(const Counts& counts, const model::Database& database) {
  std::string result;
  for (const auto& [kind, n] : counts) {
    const std::string number = std::to_string(n);
    if (n > 0)
      result += std::string(6 - std::min<std::size_t>(6, number.size()), ' ') + number + "  " +
                counted(kind, n) + '\n';
  }
  if (!database->tables.empty()) result += '\n';
  std::array<std::size_t, 4> width{};
  const std::vector<Row> table = rows(database);
  for (const Row& row : table) {
    width = {std::max(width[0], row.table.size()), std::max(width[1], row.columns.size()),
             std::max(width[2], row.key.size()), std::max(width[3], row.indexes.size())};
  }
  for (const Row& row : table) {
    if (table.size() == 1) break;
    result += padded(row.table, width[0]) + "  " + padded(row.columns, width[1]) + "  " +
              padded(row.indexes, width[3]) + "  " + padded(row.key, width[2]) + "  " +
              row.references + '\n';
  }
  const std::string opaque = opaque_sentence(database);
  if (result.empty() && opaque.empty()) return "No objects.\n";
  return opaque.empty() ? result : result + (result.empty() ? "" : "\n") + opaque;
}

std::string as_markdown(const Counts& counts, const model::Database& database) {
  std::string result = "| Object | Count |\n|---|---:|\n";
  for (const auto& [kind, n] : counts) {
    if (n > 0) result += "| " + kind + " | " + std::to_string(n) + " |\n";
  }
  result += "\n| Table | Columns | Indexes | Primary key | Refers to |\n|---|---:|---:|---|---|\n";
  const std::vector<Row> table = rows(database);
  for (std::size_t i = 1; i < table.size(); ++i) {
    const Row& row = table[i];
    result += "| `" + row.table + "` | " + row.columns + " | " + row.indexes + " | " + row.key +
              " | " + row.references + " |\n";
  }
  const std::string opaque = opaque_sentence(database);
  return opaque.empty() ? result : result + '\n' + opaque;
}

Result<void> prove(const read::Reading& reading, const Arguments& arguments, world::World& world,
                   report::Report& report) {
  scratch::Options options;
  options.binaries = arguments.get("server");
  Result<scratch::Scratch> scratch = scratch::Scratch::start(world, options);
  if (!scratch) return fail(std::move(scratch.error()));
  Result<verify::RoundTrip> proof = verify::round_trip(
      reading, *scratch,
      read::is_url(arguments.get("source")) ? arguments.get("source") : std::string());
  if (!proof) return fail(std::move(proof.error()));
  report.evidence = std::move(proof->evidence);
  if (!arguments.has("each")) return {};
  Result<verify::EachFile> files = verify::each_file(reading, *scratch, world);
  if (!files) return fail(std::move(files.error()));
  report.evidence.push_back(std::move(files->evidence));
  return {};
}

// A server that cannot be started leaves the claims unproven; that is an answer, not a failure.
Result<void> verify(const read::Reading& reading, const Arguments& arguments, world::World& world,
                    report::Report& report) {
  report.proof_requested = true;
  const Result<void> proof = prove(reading, arguments, world, report);
  if (proof || proof.error().kind == ErrorKind::interrupted) return proof;
  evidence::Evidence evidence;
  evidence.claim = "The reading is what a server makes of the source.";
  evidence.verdict = evidence::Verdict::could_not_check;
  evidence.reason = proof.error().message;
  if (!proof.error().hint.empty()) evidence.reason += "; " + proof.error().hint;
  report.evidence.push_back(std::move(evidence));
  return {};
}

Result<report::Report> run(const Arguments& arguments, world::World& world) {
  const bool each = arguments.has("each");
  if (each && !arguments.has("verify"))
    return fail(ErrorKind::usage, "--each says how to verify", "add --verify");
  report::Report report;
  report.operation = "inspect";
  const auto reading = read_into(report, arguments.get("source"), arguments, world);
  if (!reading) return fail(reading.error());
  const Counts counts = count(reading->database);
  report.payload_text = as_text(counts, reading->database);
  report.payload_markdown = as_markdown(counts, reading->database);
  if (arguments.get("format") == "json")
    report.payload_json = payload::inspection(counts, reading->database);
  if (each && reading->files.empty())
    return fail(ErrorKind::usage, "--each needs SQL files that are read without a server",
                "leave --each out");
  if (arguments.has("verify")) {
    if (auto verified = verify(*reading, arguments, world, report); !verified)
      return fail(verified.error());
  }
  return report;
}

}  // namespace

constinit const Operation inspect{
    .id = "inspect",
    .summary = "show what is in a database; --verify proves the reading",
    .documentation =
        R"(Counts the objects and lists the tables. `--format json` gives the whole database as a value.

`--verify` starts a disposable PostgreSQL server, executes the source on it and reads the result from the catalog, then does
the same with the DDL that `mimar emit ddl` would write. All three databases must be equal; where there is a `pg_dump` beside the
server, it must write the same entries of both, too. Nothing of this touches a server of yours; of a live SOURCE only its
definition is read.

`--each` compares after every single file as well, so that a difference is told at the migration that brought it. What only
executing a file can tell (dynamic SQL in a DO block, say) is named with its file.

`--via-server` executes SQL on a scratch server and reads the catalog that comes of it, instead of reading without a server, whose
grammar is that of PostgreSQL 15. Newer syntax needs it, and a server that has it: `--server 18` starts an installed PostgreSQL 18,
`--server DIR` the one whose `initdb` and `postgres` are there. Without `--via-server` a statement with newer syntax is kept as it is
and told. What needs an extension that this machine does not have is left out and told.

## Examples

```sh
mimar inspect schema.sql
mimar inspect migrations/ --verify --each
mimar inspect schema.sql --via-server --server 18
mimar inspect postgres://localhost/shop --format json
```

## Exit codes

0 read (and, with `--verify`, all equal), 1 something differs, 2 the source could not be read, 3 could not verify.
)",
    .parameters = parameters,
    .group = Group::understand,
    .run = run,
};

}  // namespace mimar::ops
