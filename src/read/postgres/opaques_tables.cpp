// What belongs to a table or view and is not modelled: constraints
// that PostgreSQL 18 has for NOT NULL.
#include "read/postgres/catalog.h"

namespace mimar::read::postgres {
namespace {

// `word` as in COMMENT ON word name ON table.
std::string part_columns(const std::string& oid, const std::string& part, const std::string& word) {
  return "SELECT " + oid + " AS oid, n.nspname || '.' || c.relname || '.' || " + part +
         " AS name, '" + word + " ' || quote_ident(" + part +
         ") || ' ON ' || q.quoted_table AS comment_on, ";
}

std::string of_users_relation(const std::string& relation_oid) {
  return " JOIN pg_class c ON c.oid = " + relation_oid +
         " JOIN pg_namespace n ON n.oid = c.relnamespace AND " + in_user_schema("n.nspname") +
         " AND " + not_of_extension("pg_class", "c.oid") +
         " CROSS JOIN LATERAL (SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS "
         "quoted_table) q";
}

constexpr std::string_view by_name = " ORDER BY 2";

// PostgreSQL 18 has a constraint for each NOT NULL. What CREATE TABLE (column type NOT NULL) does
// not say of it: a name of one's own, NO INHERIT, NOT VALID. Names that PostgreSQL made are
// nobody's.
Result<void> read_not_nulls(Catalog& catalog) {
  if (catalog.version < 180000) return {};
  const std::string made = "c.relname || '_' || a.attname || '_not_null'";
  const std::string own_name = "k.conname !~ '_not_null[0-9]*$'";
  return read_object_kind(
      catalog, "not null constraint", "pg_constraint",
      part_columns("k.oid", "k.conname", "CONSTRAINT") +
          "CASE WHEN NOT k.convalidated THEN 'ALTER TABLE ' || q.quoted_table || ' ADD CONSTRAINT '"
          "   || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid) || ';'"
          " ELSE concat_ws(E'\\n', CASE WHEN " +
          own_name +
          " THEN 'ALTER TABLE ' || q.quoted_table || ' RENAME CONSTRAINT ' || quote_ident(" + made +
          ") || ' TO ' || quote_ident(k.conname) || ';' END,"
          " CASE WHEN k.connoinherit THEN 'ALTER TABLE ' || q.quoted_table || ' ALTER CONSTRAINT '"
          "   || quote_ident(CASE WHEN " +
          own_name + " THEN k.conname ELSE " + made +
          " END) || ' NO INHERIT;' END) END AS definition FROM pg_constraint k" +
          of_users_relation("k.conrelid") +
          " JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]"
          " WHERE k.contype = 'n' AND k.coninhcount = 0 AND (NOT k.convalidated OR k.connoinherit "
          "OR " +
          own_name + ")" + std::string(by_name));
}

}  // namespace

Result<void> read_opaque_table_parts(Catalog& catalog) {
  return read_not_nulls(catalog);
}

}  // namespace mimar::read::postgres
