// Objects whose definitions the catalogs do not show to everyone, or that are too rare to be worth
// a query of their own.
#include "read/postgres/catalog.h"

namespace mimar::read::postgres {

Result<void> tell_what_is_not_read(Catalog& catalog) {
  catalog.reading = "objects of rare kinds";
  const auto some = [](const std::string& kind, const std::string& system_catalog) {
    return "SELECT '" + kind + "' AS kind, count(*) AS n FROM " + system_catalog +
           " x WHERE x.oid >= 16384 AND " + not_of_extension(system_catalog, "x.oid");
  };
  return query(
      catalog,
      some("languages", "pg_language") + " UNION ALL " + some("transforms", "pg_transform") +
          " UNION ALL " + some("access methods", "pg_am") +
          " UNION ALL SELECT 'base types', count(*) FROM pg_type x WHERE x.oid >= 16384 AND "
          "x.typtype = 'b'"
          "   AND x.typisdefined AND NOT (x.typelem <> 0 AND EXISTS (SELECT FROM pg_type e WHERE "
          "e.typarray = x.oid)) AND " +
          not_of_extension("pg_type", "x.oid") +
          // Everyone may see that there are subscriptions, but not where they connect to.
          " UNION ALL SELECT 'subscriptions', count(subname) FROM pg_subscription"
          "   WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())",
      [&](const Row& row) {
        if (row.number("n") == 0) return;
        catalog.incomplete(row.text("n") + " " + row.text("kind") +
                           " are not read from live databases");
      });
}

}  // namespace mimar::read::postgres
