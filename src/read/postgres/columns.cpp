#include "model/object_name.h"
#include "read/postgres/catalog.h"
#include "read/postgres/sequence_options.h"

namespace mimar::read::postgres {
namespace {

std::string storage(const std::string& letter) {
  if (letter == "p") return "plain";
  if (letter == "e") return "external";
  if (letter == "m") return "main";
  return letter == "x" ? "extended" : "";
}

std::string compression(const std::string& letter) {
  if (letter == "p") return "pglz";
  return letter == "l" ? "lz4" : "";
}

// A NOT NULL that is NOT VALID (PostgreSQL 18) says nothing of the rows that are there.
std::string not_null(int version) {
  return version < 180000 ? " a.attnotnull,"
                          : " a.attnotnull AND COALESCE(nn.convalidated, true) AS attnotnull,";
}

// The model keeps the wrapper's options of a column, not PostgreSQL's own beside them.
void set_foreign_options(Catalog& catalog, const model::Table& table, model::Column& column,
                         const Row& row) {
  if (!column.options.empty())
    catalog.incomplete("attribute options of the foreign table " + table.name.text() +
                       " are not kept");
  column.options = row.options("attfdwoptions");
  for (auto& [name, value] : column.options)
    value = model::shown_option(name, std::move(value), false);
}

void add_column(Catalog& catalog, const Row& row) {
  const Oid table_oid = row.oid("attrelid");
  model::Table* table = catalog.table(table_oid);
  if (table == nullptr) return;
  model::Column column;
  column.name = row.text("attname");
  column.type = read_type(row);
  column.not_null = row.flag("attnotnull");
  column.collation = row.name("collation_");
  column.comment = catalog.comment("pg_class", table_oid, static_cast<int>(row.number("attnum")));
  if (row.text("attgenerated").empty()) {
    column.default_value = row.expression("expression");
  } else {
    column.generated = row.expression("expression");
  }
  column.generated_virtual = row.text("attgenerated") == "v";
  column.storage = storage(row.text("storage"));
  column.compression = compression(row.text("attcompression"));
  if (row.number("statistics") >= 0)
    column.statistics_target = static_cast<int>(row.number("statistics"));
  column.options = row.options("attoptions");
  if (row.flag("is_foreign")) set_foreign_options(catalog, *table, column, row);
  if (!row.null("seqtype")) {
    column.identity =
        model::Identity{row.text("attidentity") == "a", read_sequence_options(row), ""};
    if (row.text("sequence") != model::object_name(table->name.name, column.name, "seq"))
      column.identity->sequence = row.text("sequence");
  }
  table->columns.push_back(std::move(column));
}

}  // namespace

// `collation` is empty when it is the type's own; a domain's columns have the domain's. Since
// PostgreSQL 17 the columns of partitions share the identity of the partitioned table's, which owns
// the sequence.
Result<void> read_columns(Catalog& catalog) {
  return query(
      catalog,
      "SELECT a.attrelid, a.attnum, a.attname, a.attidentity, a.attgenerated,"
      "  a.attcompression," +
          attribute_options("a") +
          " AS attoptions, c.relkind = 'f' AS is_foreign, a.attfdwoptions, "
          "COALESCE(a.attstattarget, -1) AS statistics,"
          "  CASE WHEN a.attstorage <> type.typstorage THEN a.attstorage END AS storage," +
          not_null(catalog.version) + type_columns("a.atttypmod") +
          ", (SELECT sc.relname FROM pg_class sc WHERE sc.oid = o.objid) AS sequence"
          ", pg_get_expr(d.adbin, d.adrelid) AS expression,"
          "  cn.nspname AS collation_schema, co.collname AS collation_name," +
          sequence_columns() +
          " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', "
          "'f')"
          " JOIN pg_namespace n ON n.oid = c.relnamespace" +
          type_joins("a.atttypid") +
          " LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"
          " LEFT JOIN pg_collation co ON co.oid = a.attcollation AND a.attcollation <> "
          "type.typcollation"
          " LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace"
          " LEFT JOIN pg_depend o ON a.attidentity <> '' AND o.classid = 'pg_class'::regclass"
          "   AND o.refclassid = 'pg_class'::regclass AND o.refobjid = a.attrelid"
          "   AND o.refobjsubid = a.attnum AND o.deptype = 'i'"
          " LEFT JOIN pg_sequence s ON s.seqrelid = o.objid" +
          (catalog.version < 180000
               ? ""
               : " LEFT JOIN pg_constraint nn ON nn.conrelid = a.attrelid AND nn.contype = 'n'"
                 "   AND nn.conkey = ARRAY[a.attnum]") +
          // One row a column: an internal dependency that is no sequence is another matter.
          " WHERE a.attnum > 0 AND NOT a.attisdropped"
          " AND (o.objid IS NULL OR s.seqrelid IS NOT NULL) AND " +
          in_user_schema("n.nspname") + " ORDER BY a.attrelid, a.attnum",
      [&](const Row& row) { add_column(catalog, row); });
}

}  // namespace mimar::read::postgres
