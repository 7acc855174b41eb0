#include "read/postgres/reader.h"

#include <array>

#include "read/postgres/catalog.h"
#include "sql/canonical.h"

namespace mimar::read::postgres {
namespace {

// Comments first, references of opaque objects last; indexes need the tables and views they belong
// to.
constexpr std::array<Result<void> (*)(Catalog&), 23> steps{read_comments,
                                                           read_schemas,
                                                           read_tables,
                                                           read_columns,
                                                           read_constraints,
                                                           read_views,
                                                           read_indexes,
                                                           read_sequences,
                                                           read_enums,
                                                           read_opaque_routines,
                                                           read_domains,
                                                           read_composite_types,
                                                           read_range_types,
                                                           read_extensions,
                                                           read_collations,
                                                           read_operators,
                                                           read_casts,
                                                           read_extended_statistics,
                                                           read_opaque_table_parts,
                                                           read_opaque_globals,
                                                           read_opaque_operators,
                                                           read_opaque_text_search,
                                                           read_opaque_references};

// One snapshot for all queries; nothing is on the search path, so that the server qualifies every
// name it prints.
constexpr std::string_view begin =
    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;"
    "SET LOCAL search_path = ''; SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD';"
    "SET LOCAL IntervalStyle = 'postgres'; SET LOCAL extra_float_digits = 1; SET LOCAL "
    "bytea_output = 'hex';"
    "SET LOCAL quote_all_identifiers = off; SET LOCAL statement_timeout = '60s'; SET LOCAL "
    "lock_timeout = '5s';"
    "SET LOCAL jit = off";

Result<void> read_all(Catalog& catalog) {
  for (const auto step : steps) {
    if (Result<void> done = step(catalog); !done) return done;
  }
  return {};
}

}  // namespace

Result<Reading> read(engine::postgres::Connection& connection) {
  Catalog catalog{connection, connection.server_version(), {}, {}, {}, {}, {}, {}};
  if (auto begun = connection.execute(begin); !begun) return fail(std::move(begun.error()));
  Result<void> all = read_all(catalog);
  const auto ended = connection.execute("ROLLBACK");
  if (!all) return fail(std::move(all.error()));
  if (!ended) return fail(ended.error());
  sql::canonicalise(catalog.objects, {});
  Result<model::Database> database = model::build(std::move(catalog.objects));
  if (!database) return fail(std::move(database.error()));
  return Reading{std::move(*database), std::move(catalog.statistics)};
}

}  // namespace mimar::read::postgres
