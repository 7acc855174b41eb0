// Conversions between encodings: kept as statements.
#include "read/postgres/catalog.h"

namespace mimar::read::postgres {

Result<void> read_conversions(Catalog& catalog) {
  return read_object_kind(
      catalog, "conversion", "pg_conversion",
      "SELECT c.oid, n.nspname || '.' || c.conname AS name, 'CREATE '"
      "  || CASE WHEN c.condefault THEN 'DEFAULT ' ELSE '' END || 'CONVERSION ' || q.quoted"
      "  || ' FOR ' || quote_literal(pg_encoding_to_char(c.conforencoding)) || ' TO '"
      "  || quote_literal(pg_encoding_to_char(c.contoencoding)) || ' FROM '"
      "  || c.conproc::regproc::text || ';' AS definition,"
      "  'CONVERSION ' || q.quoted AS comment_on"
      " FROM pg_conversion c JOIN pg_namespace n ON n.oid = c.connamespace CROSS JOIN LATERAL"
      "  (SELECT quote_ident(n.nspname) || '.' || quote_ident(c.conname) AS quoted) q WHERE " +
          in_user_schema("n.nspname") + " AND " + not_of_extension("pg_conversion", "c.oid") +
          " ORDER BY 2");
}

}  // namespace mimar::read::postgres
