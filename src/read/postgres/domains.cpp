#include "read/postgres/catalog.h"

namespace mimar::read::postgres {
namespace {

Result<void> read_checks(Catalog& catalog, std::map<Oid, model::Domain>& domains) {
  return query(catalog,
               "SELECT k.oid, k.contypid, k.conname, k.convalidated,"
               " pg_get_expr(k.conbin, 0) AS expression"
               " FROM pg_constraint k WHERE k.contypid <> 0 AND k.contype = 'c' ORDER BY k.conname",
               [&](const Row& row) {
                 const auto domain = domains.find(row.oid("contypid"));
                 if (domain == domains.end()) return;
                 model::Check check;
                 check.name = row.text("conname");
                 check.expression = row.expression("expression").value_or(model::Expression());
                 check.not_valid = !row.flag("convalidated");
                 check.comment = catalog.comment("pg_constraint", row.oid("oid"));
                 domain->second.checks.push_back(std::move(check));
               });
}

}  // namespace

Result<void> read_domains(Catalog& catalog) {
  std::map<Oid, model::Domain> domains;
  Result<void> read = query(
      catalog,
      "SELECT t.oid, n.nspname AS schema, t.typname AS name, t.typnotnull,"
      " CASE WHEN t.typcollation <> type.typcollation THEN cn.nspname END AS collation_schema,"
      " CASE WHEN t.typcollation <> type.typcollation THEN co.collname END AS collation_name,"
      " pg_get_expr(t.typdefaultbin, 0) AS default_value," +
          type_columns("t.typtypmod") +
          "FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace" +
          type_joins("t.typbasetype") +
          " LEFT JOIN pg_collation co ON co.oid = t.typcollation"
          " LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace"
          " WHERE t.typtype = 'd' AND " +
          in_user_schema("n.nspname") + " AND " + not_of_extension("pg_type", "t.oid") +
          " ORDER BY n.nspname, t.typname",
      [&](const Row& row) {
        model::Domain domain;
        domain.name = row.name();
        domain.type = read_type(row);
        domain.collation = row.name("collation_");
        domain.not_null = row.flag("typnotnull");
        domain.default_value = row.expression("default_value");
        domains[row.oid("oid")] = std::move(domain);
      });
  if (!read || domains.empty()) return read;
  if (read = read_checks(catalog, domains); !read) return read;
  for (auto& [oid, domain] : domains)
    catalog.add_object({"pg_type", oid}, std::move(domain));
  return {};
}

}  // namespace mimar::read::postgres
