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

// What the model has no place for, of objects that it has.
Result<void> tell_what_is_not_kept(Catalog& catalog) {
  catalog.reading = "rare properties";
  const std::string users = "x.oid >= 16384 AND " + not_of_extension("pg_class", "x.oid");
  const auto targets = [&](const char* what, const char* kinds, const std::string& more) {
    return std::string("SELECT '") + what + "' AS what, count(*) AS n FROM pg_attribute a" +
           " JOIN pg_class x ON x.oid = a.attrelid WHERE x.relkind IN (" + kinds + ") AND " +
           users + " AND a.attnum > 0 AND (COALESCE(a.attstattarget, -1) >= 0" + more + ")";
  };
  const auto foreign_grants = [](const char* kind, const char* acl, const char* owner) {
    return std::string("SELECT x.oid FROM ") + kind + " x, aclexplode(x." + acl +
           ") g WHERE x.oid >= 16384 AND g.grantor <> x." + owner;
  };
  return query(
      catalog,
      targets("statistics targets of index columns", "'i', 'I'", "") + " UNION ALL " +
          targets("settings of columns of materialised views", "'m'",
                  " OR " + attribute_options("a") + " IS NOT NULL") +
          " UNION ALL SELECT 'dependencies on extensions', count(*) FROM pg_depend"
          "   WHERE deptype = 'x' AND objid >= 16384"
          " UNION ALL SELECT 'comments on indexes of keys and on identity sequences', count(*)"
          "   FROM pg_description d WHERE d.classoid = 'pg_class'::regclass AND d.objsubid = 0"
          "   AND d.objoid >= 16384 AND (EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = "
          "d.objoid AND k.contype IN ('p', 'u')) OR EXISTS (SELECT FROM pg_depend i WHERE i.classid"
          " = 'pg_class'::regclass AND i.objid = d.objoid AND i.refclassid = 'pg_class'::regclass"
          "   AND i.deptype = 'i' AND i.refobjsubid > 0))"
          " UNION ALL SELECT 'shell types', count(*) FROM pg_type WHERE oid >= 16384"
          "   AND NOT typisdefined"
          " UNION ALL SELECT 'privileges of languages', count(*) FROM pg_language"
          "   WHERE lanacl IS NOT NULL"
          " UNION ALL SELECT 'columns that are both inherited and the table''s own', count(*)"
          "   FROM pg_attribute a JOIN pg_class x ON x.oid = a.attrelid WHERE x.relkind IN ('r', "
          "'f')"
          "   AND NOT x.relispartition AND a.attislocal AND a.attinhcount > 0 AND " +
          users +
          " UNION ALL SELECT 'privileges that somebody else than the owner gave', count(*)"
          "   FROM (" +
          foreign_grants("pg_class", "relacl", "relowner") + " UNION ALL " +
          foreign_grants("pg_namespace", "nspacl", "nspowner") + " UNION ALL " +
          foreign_grants("pg_proc", "proacl", "proowner") + ") g",
      [&](const Row& row) {
        if (row.number("n") == 0) return;
        catalog.incomplete(row.text("what") + " are not kept: " + row.text("n"));
      });
}

}  // namespace mimar::read::postgres
