// Operators, operator classes and families, collations.
#include "read/postgres/catalog.h"

namespace mimar::read::postgres {
namespace {

std::string qualified(const std::string& schema, const std::string& name) {
  return "quote_ident(" + schema + ") || '.' || quote_ident(" + name + ")";
}

// Operators and functions of a class depend on it internally.
std::string members_of_class() {
  const auto mine = [](const std::string& system_catalog, const std::string& oid) {
    return " JOIN pg_depend d ON d.classid = '" + system_catalog +
           "'::regclass AND d.objid = " + oid +
           " AND d.refclassid = 'pg_opclass'::regclass AND d.refobjid = o.oid AND d.deptype = 'i'";
  };
  return "SELECT 'OPERATOR ' || m.amopstrategy || ' ' || m.amopopr::regoperator::text"
         "  || COALESCE(' FOR ORDER BY ' || " +
         qualified("fn.nspname", "f.opfname") +
         ", '') AS item, 1 AS kind,"
         "  m.amopstrategy AS number FROM pg_amop m" +
         mine("pg_amop", "m.oid") +
         " LEFT JOIN pg_opfamily f ON f.oid = m.amopsortfamily LEFT JOIN pg_namespace fn ON fn.oid "
         "= f.opfnamespace"
         " UNION ALL SELECT 'FUNCTION ' || m.amprocnum || ' (' || format_type(m.amproclefttype, "
         "NULL) || ', '"
         "  || format_type(m.amprocrighttype, NULL) || ') ' || m.amproc::regprocedure::text, 2, "
         "m.amprocnum"
         " FROM pg_amproc m" +
         mine("pg_amproc", "m.oid") +
         " UNION ALL SELECT 'STORAGE ' || format_type(COALESCE(NULLIF(o.opckeytype, 0), "
         "o.opcintype), NULL), 3, 0";
}

Result<void> read_operator_classes(Catalog& catalog) {
  return read_object_kind(
      catalog, "operator class", "pg_opclass",
      "SELECT o.oid, n.nspname || '.' || o.opcname || ' USING ' || a.amname AS name, 'CREATE "
      "OPERATOR CLASS ' || " +
          qualified("n.nspname", "o.opcname") +
          " || CASE WHEN o.opcdefault THEN ' DEFAULT' ELSE '' END"
          " || ' FOR TYPE ' || format_type(o.opcintype, NULL) || ' USING ' || quote_ident(a.amname)"
          " || CASE WHEN fam.opfname <> o.opcname OR fam.opfnamespace <> o.opcnamespace THEN ' "
          "FAMILY ' || " +
          qualified("famn.nspname", "fam.opfname") +
          " ELSE '' END || ' AS '"
          " || (SELECT string_agg(item, ', ' ORDER BY kind, number, item) FROM (" +
          members_of_class() +
          ") members)"
          " || ';' AS definition, 'OPERATOR CLASS ' || " +
          qualified("n.nspname", "o.opcname") +
          " || ' USING ' || quote_ident(a.amname) AS comment_on"
          " FROM pg_opclass o JOIN pg_namespace n ON n.oid = o.opcnamespace JOIN pg_am a ON a.oid "
          "= o.opcmethod"
          " JOIN pg_opfamily fam ON fam.oid = o.opcfamily JOIN pg_namespace famn ON famn.oid = "
          "fam.opfnamespace WHERE " +
          in_user_schema("n.nspname") + " AND " + not_of_extension("pg_opclass", "o.oid") +
          " ORDER BY 2");
}

// CREATE OPERATOR CLASS makes a family of its own name when none is given; only the others were
// created by themselves.
Result<void> read_operator_families(Catalog& catalog) {
  return read_object_kind(catalog, "operator family", "pg_opfamily",
                          "SELECT f.oid, n.nspname || '.' || f.opfname || ' USING ' || a.amname AS "
                          "name, 'CREATE OPERATOR FAMILY ' || " +
                              qualified("n.nspname", "f.opfname") +
                              " || ' USING ' || quote_ident(a.amname) || ';' AS definition,"
                              " 'OPERATOR FAMILY ' || " +
                              qualified("n.nspname", "f.opfname") +
                              " || ' USING ' || quote_ident(a.amname) AS comment_on"
                              " FROM pg_opfamily f JOIN pg_namespace n ON n.oid = f.opfnamespace "
                              "JOIN pg_am a ON a.oid = f.opfmethod WHERE " +
                              in_user_schema("n.nspname") + " AND " +
                              not_of_extension("pg_opfamily", "f.oid") +
                              " AND NOT EXISTS (SELECT FROM pg_opclass o WHERE o.opcfamily = f.oid "
                              "AND o.opcname = f.opfname"
                              "   AND o.opcnamespace = f.opfnamespace) ORDER BY 2");
}

}  // namespace

Result<void> read_opaque_operators(Catalog& catalog) {
  for (const auto read : {read_operator_families, read_operator_classes}) {
    if (Result<void> done = read(catalog); !done) return done;
  }
  return {};
}

}  // namespace mimar::read::postgres
