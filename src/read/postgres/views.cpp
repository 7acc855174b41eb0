#include "read/postgres/catalog.h"

namespace mimar::read::postgres {
namespace {

void add_view(Catalog& catalog, const Row& row) {
  const Oid oid = row.oid("oid");
  model::View view;
  view.name = row.name();
  view.materialized = row.flag("materialized");
  std::string query = one_line(row.text("query"));
  if (query.ends_with(';')) query.pop_back();
  view.query = model::Expression(std::move(query));
  view.options = row.options("reloptions");
  view.comment = catalog.comment("pg_class", oid);
  view.access = catalog.access_of("pg_class", oid);
  const std::vector<std::string> columns = row.list("columns");
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (model::Comment comment = catalog.comment("pg_class", oid, static_cast<int>(i) + 1)) {
      view.column_comments[columns[i]] = *comment;
    }
  }
  view.tablespace = row.text("tablespace");
  view.clustered_on = row.text("clustered_on");
  catalog.views[oid] = catalog.objects.views.size();
  catalog.objects.views.push_back(std::move(view));
}

Result<void> read_column_defaults(Catalog& catalog) {
  return query(catalog,
               "SELECT d.adrelid, a.attname, pg_get_expr(d.adbin, d.adrelid) AS expression"
               " FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid AND c.relkind = 'v'"
               " JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum",
               [&](const Row& row) {
                 if (model::View* view = catalog.view(row.oid("adrelid")))
                   view->column_defaults[row.text("attname")] = *row.expression("expression");
               });
}

}  // namespace

// A view cannot lose columns, so their numbers have no gaps.
Result<void> read_views(Catalog& catalog) {
  Result<void> read =
      query(catalog,
            "SELECT c.oid, n.nspname AS schema, c.relname AS name, c.relkind = 'm' AS materialized,"
            "  pg_get_viewdef(c.oid) AS query," +
                storage_options_of("c") +
                ","
                "  ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND "
                "a.attnum > 0"
                "    ORDER BY a.attnum) AS columns,"
                "  (SELECT ic.relname FROM pg_index x JOIN pg_class ic ON ic.oid = x.indexrelid"
                "    WHERE x.indrelid = c.oid AND x.indisclustered) AS clustered_on,"
                " " +
                tablespace_of("c") +
                " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                " WHERE c.relkind IN ('v', 'm') AND " +
                in_user_schema("n.nspname") + " AND " + not_of_extension("pg_class", "c.oid") +
                " ORDER BY n.nspname, c.relname",
            [&](const Row& row) { add_view(catalog, row); });
  return read ? read_column_defaults(catalog) : read;
}

}  // namespace mimar::read::postgres
