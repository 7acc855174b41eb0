#include "read/postgres/catalog.h"

namespace mimar::read::postgres {
namespace {

using Publications = std::map<Oid, model::Publication>;

void add_publication(Publications& publications, const Row& row) {
  model::Publication publication;
  publication.name = row.text("pubname");
  publication.all_tables = row.flag("puballtables");
  if (const std::string operations = row.text("operations"); operations != "all")
    publication.options["publish"] = operations.empty() ? "none" : operations;
  if (row.flag("pubviaroot")) publication.options["publish_via_partition_root"] = "true";
  if (row.text("generated") == "s") publication.options["publish_generated_columns"] = "stored";
  publications[row.oid("oid")] = std::move(publication);
}

Result<void> read_tables_of(Catalog& catalog, Publications& publications) {
  // Row filters, column lists and schemas exist since PostgreSQL 15.
  const bool filters = catalog.version >= 150000;
  const std::string details =
      filters ? "ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = r.prrelid"
                "   AND a.attnum = ANY (r.prattrs) ORDER BY a.attnum) AS columns,"
                " pg_get_expr(r.prqual, r.prrelid) AS condition"
              : "'{}'::text[] AS columns, NULL AS condition";
  return query(catalog,
               "SELECT r.prpubid, n.nspname AS schema, c.relname AS name, " + details +
                   " FROM pg_publication_rel r JOIN pg_class c ON c.oid = r.prrelid"
                   " JOIN pg_namespace n ON n.oid = c.relnamespace ORDER BY n.nspname, c.relname",
               [&](const Row& row) {
                 publications[row.oid("prpubid")].tables.push_back(
                     {row.name(), row.list("columns"), row.expression("condition")});
               });
}

Result<void> read_schemas_of(Catalog& catalog, Publications& publications) {
  if (catalog.version < 150000) return {};
  return query(catalog,
               "SELECT p.pnpubid, n.nspname FROM pg_publication_namespace p"
               " JOIN pg_namespace n ON n.oid = p.pnnspid ORDER BY n.nspname",
               [&](const Row& row) {
                 publications[row.oid("pnpubid")].schemas.push_back(row.text("nspname"));
               });
}

}  // namespace

Result<void> read_publications(Catalog& catalog) {
  Publications publications;
  const std::string generated = catalog.version >= 180000 ? "p.pubgencols" : "''";
  Result<void> read = query(
      catalog,
      "SELECT p.oid, p.pubname, p.puballtables, p.pubviaroot, " + generated +
          " AS generated, CASE WHEN p.pubinsert AND p.pubupdate AND p.pubdelete AND p.pubtruncate"
          "   THEN 'all' ELSE concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END,"
          "     CASE WHEN p.pubupdate THEN 'update' END, CASE WHEN p.pubdelete THEN 'delete' END,"
          "     CASE WHEN p.pubtruncate THEN 'truncate' END) END AS operations"
          " FROM pg_publication p",
      [&](const Row& row) { add_publication(publications, row); });
  if (read) read = read_tables_of(catalog, publications);
  if (read) read = read_schemas_of(catalog, publications);
  for (auto& [oid, publication] : publications)
    catalog.add_object({"pg_publication", oid}, std::move(publication));
  return read;
}

}  // namespace mimar::read::postgres
