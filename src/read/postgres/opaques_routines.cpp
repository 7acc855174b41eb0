// Functions, procedures and aggregates.
#include "read/postgres/catalog.h"

namespace mimar::read::postgres {
namespace {

// The input arguments' types, as they tell functions of one name apart.
constexpr std::string_view input_types =
    "(SELECT string_agg(format_type(a.type, NULL), ', ' ORDER BY a.place)"
    " FROM unnest(p.proargtypes) WITH ORDINALITY AS a(type, place))";

std::string routine_kind(const std::string& prokind) {
  if (prokind == "p") return "procedure";
  if (prokind == "a") return "aggregate";
  return "function";
}

void add_routine(Catalog& catalog, const Row& row) {
  model::OtherObject opaque;
  opaque.kind = routine_kind(row.text("prokind"));
  opaque.name = row.name().text() + "(" + row.text("types") + ")";
  opaque.sql = row.text("definition") + ";";
  catalog.add_object({"pg_proc", row.oid("oid")}, std::move(opaque), true);
}

// Only what differs from the defaults of CREATE AGGREGATE is written.
std::string aggregate_definition() {
  const auto function = [](const char* word, const std::string& column) {
    return "CASE WHEN " + column + " <> 0 THEN ', " + word + " = ' || " + column +
           "::regproc::text ELSE '' END";
  };
  return "'CREATE AGGREGATE ' || quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '('"
         " || CASE WHEN p.pronargs = 0 THEN '*' ELSE pg_get_function_arguments(p.oid) END || ') "
         "(SFUNC = '"
         " || g.aggtransfn::regproc::text || ', STYPE = ' || format_type(g.aggtranstype, NULL)"
         " || CASE WHEN g.aggtransspace <> 0 THEN ', SSPACE = ' || g.aggtransspace ELSE '' END "
         "|| " +
         function("FINALFUNC", "g.aggfinalfn") +
         " || CASE WHEN g.aggfinalextra THEN ', FINALFUNC_EXTRA' ELSE '' END"
         " || CASE WHEN g.aggfinalfn <> 0 AND g.aggfinalmodify <> CASE WHEN g.aggkind = 'n' THEN "
         "'r' ELSE 'w' END::\"char\""
         "   THEN ', FINALFUNC_MODIFY = ' || CASE g.aggfinalmodify WHEN 'r' THEN 'READ_ONLY'"
         "     WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END ELSE '' END || " +
         function("COMBINEFUNC", "g.aggcombinefn") + " || " +
         function("SERIALFUNC", "g.aggserialfn") + " || " +
         function("DESERIALFUNC", "g.aggdeserialfn") +
         " || COALESCE(', INITCOND = ' || quote_literal(g.agginitval), '') || " +
         function("MSFUNC", "g.aggmtransfn") + " || " + function("MINVFUNC", "g.aggminvtransfn") +
         " || CASE WHEN g.aggmtranstype <> 0 THEN ', MSTYPE = ' || format_type(g.aggmtranstype, "
         "NULL) ELSE '' END || " +
         function("MFINALFUNC", "g.aggmfinalfn") +
         " || COALESCE(', MINITCOND = ' || quote_literal(g.aggminitval), '')"
         " || COALESCE(', SORTOP = OPERATOR(' || quote_ident(sn.nspname) || '.' || s.oprname || "
         "')', '')"
         " || CASE p.proparallel WHEN 's' THEN ', PARALLEL = SAFE' WHEN 'r' THEN ', PARALLEL = "
         "RESTRICTED' ELSE '' END"
         " || CASE WHEN g.aggkind = 'h' THEN ', HYPOTHETICAL' ELSE '' END || ')'";
}

}  // namespace

Result<void> read_opaque_routines(Catalog& catalog) {
  return query(catalog,
               "SELECT p.oid, p.prokind, n.nspname AS schema, p.proname AS name," +
                   std::string(input_types) +
                   " AS types, quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '('"
                   "   || CASE WHEN p.prokind = 'a' AND p.pronargs = 0 THEN '*' ELSE "
                   "pg_get_function_identity_arguments(p.oid) END"
                   "   || ')' AS signature,"
                   " CASE WHEN p.prokind = 'a' THEN " +
                   aggregate_definition() +
                   " ELSE rtrim(pg_get_functiondef(p.oid), E' \\n') END AS definition"
                   " FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
                   " LEFT JOIN pg_aggregate g ON g.aggfnoid = p.oid"
                   " LEFT JOIN pg_operator s ON s.oid = g.aggsortop LEFT JOIN pg_namespace sn ON "
                   "sn.oid = s.oprnamespace"
                   " WHERE " +
                   in_user_schema("n.nspname") + " AND " + not_of_extension("pg_proc", "p.oid") +
                   " AND " + not_internal("pg_proc", "p.oid") +
                   " ORDER BY n.nspname, p.proname, types",
               [&](const Row& row) { add_routine(catalog, row); });
}

}  // namespace mimar::read::postgres
