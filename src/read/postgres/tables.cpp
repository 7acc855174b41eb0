#include "read/postgres/catalog.h"

namespace mimar::read::postgres {
namespace {

// An index that was chosen and dropped leaves nothing to identify rows by.
void read_replica_identity(model::Table& table, const Row& row) {
  const std::string letter = row.text("relreplident");
  if (letter == "f") table.replica_identity = "full";
  if (letter == "n" || letter == "i") table.replica_identity = "nothing";
  if (letter != "i" || row.null("identity_index")) return;
  table.replica_identity = "index";
  table.replica_index = row.text("identity_index");
}

void add_table(Catalog& catalog, const Row& row) {
  const Oid oid = row.oid("oid");
  model::Table table;
  table.name = row.name();
  table.unlogged = row.flag("unlogged");
  table.row_security = row.flag("relrowsecurity");
  table.force_row_security = row.flag("relforcerowsecurity");
  table.options = row.options("reloptions");
  table.partition_by = row.expression("partition_by");
  if (std::optional<model::Expression> bound = row.expression("bound")) {
    table.partition_of = model::PartitionOf{row.name("parent_"), std::move(*bound)};
  }
  table.access_method = row.text("access_method");
  table.tablespace = row.text("tablespace");
  table.clustered_on = row.text("clustered_on");
  read_replica_identity(table, row);
  table.comment = catalog.comment("pg_class", oid);
  table.access = catalog.access_of("pg_class", oid);
  if (row.flag("typed")) {
    catalog.incomplete("table " + table.name.text() +
                       " is a typed table (OF); its columns are read as its own");
  }
  if (row.number("rows") >= 0 && row.flag("analysed")) {
    catalog.statistics.tables[table.name] = {static_cast<std::uint64_t>(row.number("rows")),
                                             "pg_class.reltuples"};
  }
  catalog.tables[oid] = catalog.objects.tables.size();
  catalog.objects.tables.push_back(std::move(table));
}

Result<void> read_inheritance(Catalog& catalog) {
  return query(
      catalog,
      "SELECT i.inhrelid, n.nspname AS schema, p.relname AS name"
      " FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid AND c.relkind IN ('r', 'p', 'f')"
      " JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace n ON n.oid = p.relnamespace"
      " WHERE NOT c.relispartition ORDER BY i.inhrelid, i.inhseqno",
      [&](const Row& row) {
        if (model::Table* table = catalog.table(row.oid("inhrelid"))) {
          table->inherits.push_back(row.name());
        }
      });
}

}  // namespace

Result<void> read_tables(Catalog& catalog) {
  Result<void> read = query(
      catalog,
      "SELECT c.oid, n.nspname AS schema, c.relname AS name, c.relpersistence = 'u' AS unlogged,"
      "  c.relrowsecurity, c.relforcerowsecurity," +
          storage_options_of("c") +
          ", c.reloftype <> 0 AS typed,"
          "  CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS partition_by,"
          "  pg_get_expr(c.relpartbound, c.oid) AS bound,"
          "  pn.nspname AS parent_schema, p.relname AS parent_name,"
          "  CASE WHEN am.amname <> 'heap' THEN am.amname END AS access_method, c.relreplident,"
          "  (SELECT ic.relname FROM pg_index x JOIN pg_class ic ON ic.oid = x.indexrelid"
          "    WHERE x.indrelid = c.oid AND x.indisreplident) AS identity_index,"
          "  (SELECT ic.relname FROM pg_index x JOIN pg_class ic ON ic.oid = x.indexrelid"
          "    WHERE x.indrelid = c.oid AND x.indisclustered) AS clustered_on," +
          tablespace_of("c") +
          ","
          "  c.reltuples >= 0 AS analysed, c.reltuples::bigint AS rows"
          " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
          " LEFT JOIN pg_am am ON am.oid = c.relam"
          " LEFT JOIN pg_inherits i ON i.inhrelid = c.oid AND c.relispartition"
          " LEFT JOIN pg_class p ON p.oid = i.inhparent LEFT JOIN pg_namespace pn ON pn.oid = "
          "p.relnamespace"
          " WHERE c.relkind IN ('r', 'p', 'f') AND " +
          in_user_schema("n.nspname") + " AND " + not_of_extension("pg_class", "c.oid") +
          " ORDER BY n.nspname, c.relname",
      [&](const Row& row) { add_table(catalog, row); });
  if (!read) return read;
  return read_inheritance(catalog);
}

}  // namespace mimar::read::postgres
