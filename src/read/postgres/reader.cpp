#include "read/postgres/reader.h"

#include <array>

#include "read/postgres/catalog.h"
#include "sql/canonical.h"

namespace mimar::read::postgres {
namespace {

struct Step {
  Result<void> (*read)(Catalog&);
  std::string_view what;  // for sentences
  bool optional;          // without it the others are still true
};

// Comments first, references of opaque objects last; indexes need the tables and views they belong
// to.
constexpr std::array<Step, 30> steps{{
    {read_comments, "comments", true},
    {read_access, "owners and privileges", true},
    {read_schemas, "schemas", false},
    {read_tables, "tables", false},
    {read_columns, "columns", false},
    {read_constraints, "constraints", false},
    {read_views, "views", true},
    {read_indexes, "indexes", false},
    {read_sequences, "sequences", true},
    {read_enums, "enums", true},
    {read_routines_and_aggregates, "routines", true},
    {read_triggers, "triggers and rules", true},
    {read_domains, "domains", true},
    {read_composite_types, "composite types", true},
    {read_range_types, "range types", true},
    {read_extensions, "extensions", true},
    {read_collations, "collations", true},
    {read_operators, "operators", true},
    {read_casts, "casts", true},
    {read_extended_statistics, "extended statistics", true},
    {read_opaque_table_parts, "constraints", true},
    {read_policies, "policies", true},
    {read_publications, "publications", true},
    {tell_what_is_not_read, "objects of rare kinds", true},
    {read_conversions, "conversions", true},
    {read_opaque_operators, "operator classes", true},
    {read_text_search, "text search objects", true},
    {read_foreign_data, "foreign data", true},
    {read_foreign_tables, "foreign tables", false},
    {read_opaque_references, "references between objects", true},
}};

// What a person can do about it.
Error explained(Error error, const Catalog& catalog) {
  if (error.sqlstate == "42501") {
    error.message = catalog.reading + " cannot be read: " + error.message;
    error.hint =
        "every role may read the system catalogs unless that was revoked: GRANT SELECT on it";
  } else if (error.sqlstate == "55P03" || error.sqlstate == "57014") {
    error.message = catalog.reading + " cannot be read: " + error.message;
    error.hint = "something holds the catalog, perhaps DDL in a long transaction; try again later";
  }
  if (error.sqlstate == "40001")
    error.hint = "a standby gives way to what it replays; try again, or read the primary";
  return error;
}

Result<void> take(const Step& step, Catalog& catalog) {
  catalog.reading = step.what;
  catalog.optional = step.optional;
  if (Result<void> done = step.read(catalog); !done)
    return fail(explained(std::move(done.error()), catalog));
  return {};
}

Result<void> read_all(Catalog& catalog, Purpose purpose) {
  for (const Step& step : steps)
    if (auto done = take(step, catalog); !done) return done;
  if (purpose == Purpose::compare) return {};
  return take({tell_what_is_not_kept, "rare properties", true}, catalog);
}

}  // namespace

Result<Reading> read(engine::postgres::Connection& connection, Purpose purpose) {
  Catalog catalog{connection, connection.server_version(), {}, {}, {}, {}, {}, {}, {}};
  if (auto begun = connection.execute(begin_snapshot); !begun) return fail(std::move(begun.error()));
  Result<void> all = read_all(catalog, purpose);
  const auto ended = connection.execute("ROLLBACK");
  if (!all) return fail(std::move(all.error()));
  if (!ended) return fail(ended.error());
  sql::canonicalise(catalog.objects, {.schemas = {}, .varied = false});
  Result<model::Database> database = model::build(std::move(catalog.objects));
  if (!database) return fail(std::move(database.error()));
  return Reading{std::move(*database), std::move(catalog.statistics)};
}

}  // namespace mimar::read::postgres
