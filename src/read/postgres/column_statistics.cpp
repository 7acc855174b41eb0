// pg_stats and the sizes of pg_class, of tables only. What the role may not see is not in pg_stats.

#include <charconv>

#include "read/postgres/catalog.h"

namespace mimar::read::postgres {
namespace {

double decimal(std::string_view text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::vector<double> decimals(const std::vector<std::string>& texts) {
  std::vector<double> values;
  for (const std::string& text : texts)
    values.push_back(decimal(text));
  return values;
}

// A partitioned table has what its partitions have together, whether or not it was analysed itself.
Result<void> read_sizes(Catalog& catalog, model::Statistics& statistics) {
  return query(
      catalog,
      "SELECT n.nspname AS schema, c.relname AS name,"
      "  sum(l.reltuples)::bigint AS rows, sum(l.relpages)::bigint AS pages,"
      "  sum(l.relallvisible)::bigint AS visible"
      " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
      " CROSS JOIN LATERAL (SELECT c.oid WHERE c.relkind = 'r' UNION ALL"
      "   SELECT t.relid FROM pg_partition_tree(c.oid) t WHERE c.relkind = 'p' AND t.isleaf) p(oid)"
      " JOIN pg_class l ON l.oid = p.oid"
      " WHERE c.relkind IN ('r', 'p') AND l.reltuples >= 0 AND " +
          in_user_schema("n.nspname") + " AND " + not_of_extension("pg_class", "c.oid") +
          " GROUP BY 1, 2 ORDER BY 1, 2",
      [&](const Row& row) {
        statistics.tables[row.name()] = {static_cast<std::uint64_t>(row.number("rows")),
                                         "pg_class.reltuples",
                                         static_cast<std::uint64_t>(row.number("pages")),
                                         static_cast<std::uint64_t>(row.number("visible")),
                                         {}};
      });
}

model::ColumnStatistics column_of(const Row& row) {
  model::ColumnStatistics column;
  column.null_frac = decimal(row.text("null_frac"));
  column.avg_width = static_cast<std::int32_t>(row.number("avg_width"));
  column.n_distinct = decimal(row.text("n_distinct"));
  column.most_common_vals = row.list("vals");
  column.most_common_freqs = decimals(row.list("freqs"));
  column.histogram_bounds = row.list("bounds");
  if (!row.null("correlation")) column.correlation = decimal(row.text("correlation"));
  return column;
}

// Values of a type whose arrays have another delimiter than a comma (box) are left out.
Result<void> read_columns_of(Catalog& catalog, model::Statistics& statistics) {
  return query(
      catalog,
      "SELECT s.schemaname AS schema, s.tablename AS name, s.attname AS column_name, s.null_frac,"
      "  s.avg_width, s.n_distinct, s.correlation,"
      "  CASE WHEN t.typdelim = ',' THEN s.most_common_vals::text END AS vals,"
      "  CASE WHEN t.typdelim = ',' THEN s.most_common_freqs::text END AS freqs,"
      "  CASE WHEN t.typdelim = ',' THEN s.histogram_bounds::text END AS bounds"
      " FROM pg_stats s JOIN pg_namespace n ON n.nspname = s.schemaname"
      " JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = s.tablename"
      " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = s.attname"
      " JOIN pg_type t ON t.oid = a.atttypid"
      " WHERE c.relkind IN ('r', 'p') AND s.inherited = (c.relkind = 'p') AND " +
          in_user_schema("n.nspname") + " ORDER BY 1, 2, a.attnum",
      [&](const Row& row) {
        const auto table = statistics.tables.find(row.name());
        if (table != statistics.tables.end())
          table->second.columns[row.text("column_name")] = column_of(row);
      });
}

}  // namespace

Result<model::Statistics> read_statistics(engine::postgres::Connection& connection) {
  Catalog catalog{connection, connection.server_version(), {}, {}, {}, {}, {}, {}, {}};
  catalog.reading = "statistics";
  model::Statistics statistics;
  if (auto begun = connection.execute(begin_snapshot); !begun)
    return fail(std::move(begun.error()));
  Result<void> done = read_sizes(catalog, statistics);
  if (done) done = read_columns_of(catalog, statistics);
  const auto ended = connection.execute("ROLLBACK");
  if (!done) return fail(std::move(done.error()));
  if (!ended) return fail(ended.error());
  return statistics;
}

}  // namespace mimar::read::postgres
