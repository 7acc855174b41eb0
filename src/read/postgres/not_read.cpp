// Objects of the whole database or outside tables: foreign data; and
// what is not read at all.
#include "read/postgres/catalog.h"

namespace mimar::read::postgres {
namespace {

// " OPTIONS (key 'value')" of a text[] of key=value.
std::string foreign_options(const std::string& options) {
  return "COALESCE((SELECT ' OPTIONS (' || string_agg(quote_ident(o.option_name) || ' ' || "
         "quote_literal(o.option_value),"
         " ', ') || ')' FROM pg_options_to_table(" +
         options + ") o), '')";
}

std::string function_name(const std::string& oid) {
  return oid + "::regproc::text";
}

Result<void> read_foreign_data_wrappers(Catalog& catalog) {
  return read_object_kind(
      catalog, "foreign data wrapper", "pg_foreign_data_wrapper",
      "SELECT w.oid, w.fdwname AS name, 'CREATE FOREIGN DATA WRAPPER ' || quote_ident(w.fdwname)"
      "  || CASE WHEN w.fdwhandler <> 0 THEN ' HANDLER ' || " +
          function_name("w.fdwhandler") +
          " ELSE '' END"
          "  || CASE WHEN w.fdwvalidator <> 0 THEN ' VALIDATOR ' || " +
          function_name("w.fdwvalidator") + " ELSE '' END || " + foreign_options("w.fdwoptions") +
          " || ';' AS definition,"
          "  'FOREIGN DATA WRAPPER ' || quote_ident(w.fdwname) AS comment_on"
          " FROM pg_foreign_data_wrapper w WHERE " +
          not_of_extension("pg_foreign_data_wrapper", "w.oid") + " ORDER BY 2");
}

Result<void> read_servers(Catalog& catalog) {
  return read_object_kind(
      catalog, "foreign server", "pg_foreign_server",
      "SELECT s.oid, s.srvname AS name, 'CREATE SERVER ' || quote_ident(s.srvname)"
      "  || COALESCE(' TYPE ' || quote_literal(s.srvtype), '') || COALESCE(' VERSION ' || "
      "quote_literal(s.srvversion), '')"
      "  || ' FOREIGN DATA WRAPPER ' || quote_ident(w.fdwname) || " +
          foreign_options("s.srvoptions") +
          " || ';' AS definition, 'SERVER ' || quote_ident(s.srvname) AS comment_on"
          " FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw"
          " WHERE " +
          not_of_extension("pg_foreign_server", "s.oid") + " ORDER BY 2");
}

Result<void> read_foreign_tables(Catalog& catalog) {
  return read_object_kind(
      catalog, "foreign table", "pg_class",
      "SELECT c.oid, n.nspname || '.' || c.relname AS name, 'CREATE FOREIGN TABLE ' || q.quoted || "
      "' ('"
      "  || COALESCE((SELECT string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, "
      "a.atttypmod) || " +
          foreign_options("a.attfdwoptions") +
          " || COALESCE(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')"
          "      || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END, ', ' ORDER BY a.attnum)"
          "    FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = "
          "a.attnum"
          "    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '')"
          "  || ') SERVER ' || quote_ident(s.srvname) || " +
          foreign_options("f.ftoptions") +
          " || ';' AS definition,"
          "  'FOREIGN TABLE ' || q.quoted AS comment_on"
          " FROM pg_foreign_table f JOIN pg_class c ON c.oid = f.ftrelid JOIN pg_namespace n ON "
          "n.oid = c.relnamespace"
          " JOIN pg_foreign_server s ON s.oid = f.ftserver"
          " CROSS JOIN LATERAL (SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS "
          "quoted) q"
          " WHERE " +
          in_user_schema("n.nspname") + " AND " + not_of_extension("pg_class", "c.oid") +
          " ORDER BY 2");
}

// Objects whose definitions the catalogs do not show to everyone, or that are too rare to be worth
// a query of their own.
Result<void> mention_what_is_not_read(Catalog& catalog) {
  catalog.reading = "objects of rare kinds";
  const auto some = [](const std::string& kind, const std::string& system_catalog) {
    return "SELECT '" + kind + "' AS kind, count(*) AS n FROM " + system_catalog +
           " x WHERE x.oid >= 16384 AND " + not_of_extension(system_catalog, "x.oid");
  };
  return query(
      catalog,
      some("languages", "pg_language") + " UNION ALL " + some("conversions", "pg_conversion") +
          " UNION ALL " + some("transforms", "pg_transform") + " UNION ALL " +
          some("access methods", "pg_am") +
          " UNION ALL SELECT 'base types', count(*) FROM pg_type x WHERE x.oid >= 16384 AND "
          "x.typtype = 'b'"
          "   AND x.typisdefined AND NOT (x.typelem <> 0 AND EXISTS (SELECT FROM pg_type e WHERE "
          "e.typarray = x.oid)) AND " +
          not_of_extension("pg_type", "x.oid") +
          " UNION ALL SELECT 'user mappings', count(*) FROM pg_user_mappings"
          // Everyone may see that there are subscriptions, but not where they connect to.
          " UNION ALL SELECT 'subscriptions', count(subname) FROM pg_subscription"
          "   WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())",
      [&](const Row& row) {
        if (row.number("n") == 0) return;
        catalog.incomplete(row.text("n") + " " + row.text("kind") +
                           " are not read from live databases");
      });
}

}  // namespace

Result<void> read_opaque_globals(Catalog& catalog) {
  for (const auto read : {read_foreign_data_wrappers, read_servers,
                          read_foreign_tables, mention_what_is_not_read}) {
    if (Result<void> done = read(catalog); !done) return done;
  }
  return {};
}

}  // namespace mimar::read::postgres
