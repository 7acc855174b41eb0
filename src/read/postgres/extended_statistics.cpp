#include "read/postgres/catalog.h"

namespace mimar::read::postgres {
namespace {

std::vector<std::string> kinds_of(const std::vector<std::string>& letters) {
  std::vector<std::string> kinds;
  for (const std::string& letter : letters) {
    if (letter == "d") kinds.emplace_back("ndistinct");
    if (letter == "f") kinds.emplace_back("dependencies");
    if (letter == "m") kinds.emplace_back("mcv");  // e: there are expressions
  }
  std::sort(kinds.begin(), kinds.end());
  return kinds;
}

}  // namespace

Result<void> read_extended_statistics(Catalog& catalog) {
  return query(catalog,
               "SELECT s.oid, n.nspname AS schema, s.stxname AS name, tn.nspname AS table_schema,"
               " t.relname AS table_name, s.stxkind::text[] AS kinds, s.stxstattarget AS target,"
               " ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = s.stxrelid"
               "   AND a.attnum = ANY (s.stxkeys::int2[]) ORDER BY a.attnum) AS columns,"
               " pg_get_statisticsobjdef_expressions(s.oid) AS expressions"
               " FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace"
               " JOIN pg_class t ON t.oid = s.stxrelid"
               " JOIN pg_namespace tn ON tn.oid = t.relnamespace WHERE " +
                   in_user_schema("n.nspname") + " AND " +
                   not_of_extension("pg_statistic_ext", "s.oid") + " ORDER BY 2, 3",
               [&](const Row& row) {
                 model::ExtendedStatistics statistics;
                 statistics.name = row.name();
                 statistics.table = row.name("table_");
                 statistics.kinds = kinds_of(row.list("kinds"));
                 statistics.columns = row.list("columns");
                 for (const std::string& expression : row.list("expressions"))
                   statistics.expressions.emplace_back(one_line(expression));
                 // -1 before PostgreSQL 17, NULL since.
                 if (!row.null("target") && row.number("target") >= 0)
                   statistics.target = static_cast<int>(row.number("target"));
                 catalog.add_object({"pg_statistic_ext", row.oid("oid")}, std::move(statistics));
               });
}

}  // namespace mimar::read::postgres
