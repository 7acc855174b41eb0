// Text search dictionaries and configurations.
#include "read/postgres/catalog.h"

namespace mimar::read::postgres {
namespace {

Result<void> read_dictionaries(Catalog& catalog) {
  return read_object_kind(catalog, "text search dictionary", "pg_ts_dict",
                          "SELECT d.oid, n.nspname || '.' || d.dictname AS name, 'CREATE TEXT "
                          "SEARCH DICTIONARY ' || q.quoted || ' (TEMPLATE = '"
                          "  || quote_ident(tn.nspname) || '.' || quote_ident(t.tmplname) || "
                          "COALESCE(', ' || d.dictinitoption, '') || ');'"
                          "  AS definition, 'TEXT SEARCH DICTIONARY ' || q.quoted AS comment_on"
                          " FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = d.dictnamespace JOIN "
                          "pg_ts_template t ON t.oid = d.dicttemplate"
                          " JOIN pg_namespace tn ON tn.oid = t.tmplnamespace"
                          " CROSS JOIN LATERAL (SELECT quote_ident(n.nspname) || '.' || "
                          "quote_ident(d.dictname) AS quoted) q WHERE " +
                              in_user_schema("n.nspname") + " AND " +
                              not_of_extension("pg_ts_dict", "d.oid") + " ORDER BY 2");
}

Result<void> read_configurations(Catalog& catalog) {
  return read_object_kind(
      catalog, "text search configuration", "pg_ts_config",
      "SELECT c.oid, n.nspname || '.' || c.cfgname AS name, 'CREATE TEXT SEARCH CONFIGURATION ' || "
      "q.quoted"
      "  || ' (PARSER = ' || quote_ident(pn.nspname) || '.' || quote_ident(p.prsname) || ');'"
      "  || COALESCE((SELECT string_agg(E'\\nALTER TEXT SEARCH CONFIGURATION ' || q.quoted || ' "
      "ADD MAPPING FOR '"
      "    || m.token || ' WITH ' || m.dictionaries || ';', '' ORDER BY m.token) FROM ("
      "      SELECT quote_ident(k.alias) AS token, string_agg(x.mapdict::regdictionary::text, ', ' "
      "ORDER BY x.mapseqno)"
      "        AS dictionaries FROM pg_ts_config_map x JOIN ts_token_type(c.cfgparser) k ON "
      "k.tokid = x.maptokentype"
      "      WHERE x.mapcfg = c.oid GROUP BY k.alias) m), '') AS definition,"
      "  'TEXT SEARCH CONFIGURATION ' || q.quoted AS comment_on"
      " FROM pg_ts_config c JOIN pg_namespace n ON n.oid = c.cfgnamespace JOIN pg_ts_parser p ON "
      "p.oid = c.cfgparser"
      " JOIN pg_namespace pn ON pn.oid = p.prsnamespace"
      " CROSS JOIN LATERAL (SELECT quote_ident(n.nspname) || '.' || quote_ident(c.cfgname) AS "
      "quoted) q WHERE " +
          in_user_schema("n.nspname") + " AND " + not_of_extension("pg_ts_config", "c.oid") +
          " ORDER BY 2");
}

}  // namespace

Result<void> read_opaque_text_search(Catalog& catalog) {
  if (Result<void> read = read_dictionaries(catalog); !read) return read;
  return read_configurations(catalog);
}

}  // namespace mimar::read::postgres
