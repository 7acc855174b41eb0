// Domains, composite and range types.
#include "read/postgres/catalog.h"

namespace mimar::read::postgres {
namespace {

std::string users_types(const std::string& condition) {
  return " FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace"
         " CROSS JOIN LATERAL (SELECT quote_ident(n.nspname) || '.' || quote_ident(t.typname) AS "
         "quoted) q"
         " LEFT JOIN pg_collation co ON co.oid = t.typcollation"
         " LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace" +
         condition + " AND " + in_user_schema("n.nspname") + " AND " +
         not_of_extension("pg_type", "t.oid") + " ORDER BY n.nspname, t.typname";
}

// `word` as in COMMENT ON word.
std::string identity_columns(const std::string& word) {
  return "SELECT t.oid, n.nspname || '.' || t.typname AS name, '" + word +
         " ' || q.quoted AS comment_on, ";
}
constexpr std::string_view collation = "quote_ident(cn.nspname) || '.' || quote_ident(co.collname)";

// A constraint that is not validated can only be added afterwards.
Result<void> read_domains(Catalog& catalog) {
  return read_object_kind(
      catalog, "domain", "pg_type",
      identity_columns("DOMAIN") +
          "'CREATE DOMAIN ' || q.quoted || ' AS ' || format_type(t.typbasetype, t.typtypmod)"
          " || CASE WHEN t.typcollation <> base.typcollation THEN ' COLLATE ' || " +
          std::string(collation) +
          " ELSE '' END || COALESCE(' DEFAULT ' || pg_get_expr(t.typdefaultbin, 0), '')"
          " || CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END"
          " || COALESCE((SELECT string_agg(' CONSTRAINT ' || quote_ident(k.conname) || ' ' || "
          "pg_get_constraintdef(k.oid),"
          "   '' ORDER BY k.conname) FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = "
          "'c'"
          "   AND k.convalidated), '') || ';'"
          " || COALESCE((SELECT string_agg(E'\\nALTER DOMAIN ' || q.quoted || ' ADD CONSTRAINT ' "
          "|| quote_ident(k.conname)"
          "   || ' ' || pg_get_constraintdef(k.oid) || ';', '' ORDER BY k.conname) FROM "
          "pg_constraint k"
          "   WHERE k.contypid = t.oid AND k.contype = 'c' AND NOT k.convalidated), '') AS "
          "definition" +
          users_types(" JOIN pg_type base ON base.oid = t.typbasetype WHERE t.typtype = 'd'"));
}

Result<void> read_composites(Catalog& catalog) {
  return read_object_kind(
      catalog, "composite type", "pg_type",
      identity_columns("TYPE") +
          "'CREATE TYPE ' || q.quoted || ' AS (' || COALESCE((SELECT "
          "string_agg(quote_ident(a.attname) || ' '"
          "   || format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attcollation <> y.typcollation"
          "     THEN ' COLLATE ' || quote_ident(acn.nspname) || '.' || quote_ident(aco.collname) "
          "ELSE '' END,"
          "   ', ' ORDER BY a.attnum) FROM pg_attribute a JOIN pg_type y ON y.oid = a.atttypid"
          "   LEFT JOIN pg_collation aco ON aco.oid = a.attcollation"
          "   LEFT JOIN pg_namespace acn ON acn.oid = aco.collnamespace"
          "   WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped), '') || ');' "
          "AS definition" +
          users_types(
              " JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c' WHERE t.typtype = 'c'"));
}

Result<void> read_ranges(Catalog& catalog) {
  return read_object_kind(
      catalog, "range type", "pg_type",
      identity_columns("TYPE") +
          "'CREATE TYPE ' || q.quoted || ' AS RANGE (SUBTYPE = ' || format_type(r.rngsubtype, NULL)"
          " || CASE WHEN NOT o.opcdefault THEN ', SUBTYPE_OPCLASS = ' || quote_ident(on_.nspname) "
          "|| '.'"
          "     || quote_ident(o.opcname) ELSE '' END"
          " || CASE WHEN r.rngcollation <> sub.typcollation THEN ', COLLATION = ' || "
          "quote_ident(rcn.nspname) || '.'"
          "     || quote_ident(rco.collname) ELSE '' END"
          " || CASE WHEN r.rngcanonical <> 0 THEN ', CANONICAL = ' || "
          "r.rngcanonical::regproc::text ELSE '' END"
          " || CASE WHEN r.rngsubdiff <> 0 THEN ', SUBTYPE_DIFF = ' || r.rngsubdiff::regproc::text "
          "ELSE '' END"
          " || ', MULTIRANGE_TYPE_NAME = ' || format_type(r.rngmultitypid, NULL) || ');' AS "
          "definition" +
          users_types(
              " JOIN pg_range r ON r.rngtypid = t.oid JOIN pg_type sub ON sub.oid = r.rngsubtype"
              " JOIN pg_opclass o ON o.oid = r.rngsubopc JOIN pg_namespace on_ ON on_.oid = "
              "o.opcnamespace"
              " LEFT JOIN pg_collation rco ON rco.oid = r.rngcollation"
              " LEFT JOIN pg_namespace rcn ON rcn.oid = rco.collnamespace WHERE t.typtype = 'r'"));
}

}  // namespace

Result<void> read_opaque_types(Catalog& catalog) {
  if (Result<void> read = read_domains(catalog); !read) return read;
  if (Result<void> read = read_composites(catalog); !read) return read;
  return read_ranges(catalog);
}

}  // namespace mimar::read::postgres
