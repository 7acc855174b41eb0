#include "read/postgres/catalog.h"

namespace mimar::read::postgres {

// What CREATE TYPE would choose by itself, the subtype's own operator class and collation, is left
// out.
Result<void> read_range_types(Catalog& catalog) {
  return query(
      catalog,
      "SELECT t.oid, n.nspname AS schema, t.typname AS name,"
      " mn.nspname AS multirange_schema, m.typname AS multirange_name,"
      " CASE WHEN NOT o.opcdefault THEN opn.nspname END AS opclass_schema,"
      " CASE WHEN NOT o.opcdefault THEN o.opcname END AS opclass_name,"
      " CASE WHEN r.rngcollation <> type.typcollation THEN cn.nspname END AS collation_schema,"
      " CASE WHEN r.rngcollation <> type.typcollation THEN co.collname END AS collation_name,"
      " can.nspname AS canonical_schema, ca.proname AS canonical_name,"
      " din.nspname AS difference_schema, di.proname AS difference_name," +
          type_columns("-1") +
          "FROM pg_range r JOIN pg_type t ON t.oid = r.rngtypid"
          " JOIN pg_namespace n ON n.oid = t.typnamespace"
          " JOIN pg_type m ON m.oid = r.rngmultitypid"
          " JOIN pg_namespace mn ON mn.oid = m.typnamespace"
          " JOIN pg_opclass o ON o.oid = r.rngsubopc"
          " JOIN pg_namespace opn ON opn.oid = o.opcnamespace" +
          type_joins("r.rngsubtype") +
          " LEFT JOIN pg_collation co ON co.oid = r.rngcollation"
          " LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace"
          " LEFT JOIN pg_proc ca ON ca.oid = r.rngcanonical"
          " LEFT JOIN pg_namespace can ON can.oid = ca.pronamespace"
          " LEFT JOIN pg_proc di ON di.oid = r.rngsubdiff"
          " LEFT JOIN pg_namespace din ON din.oid = di.pronamespace WHERE " +
          in_user_schema("n.nspname") + " AND " + not_of_extension("pg_type", "t.oid") +
          " ORDER BY 2, 3",
      [&](const Row& row) {
        model::RangeType range;
        range.name = row.name();
        range.subtype = read_type(row);
        range.subtype_opclass = row.name("opclass_");
        range.collation = row.name("collation_");
        range.canonical = row.name("canonical_");
        range.subtype_difference = row.name("difference_");
        range.multirange = row.name("multirange_");
        catalog.add_object({"pg_type", row.oid("oid")}, std::move(range));
      });
}

}  // namespace mimar::read::postgres
