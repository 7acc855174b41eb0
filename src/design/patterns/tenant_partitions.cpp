// Partitions by tenant: by hash, so that each holds a share of them, or by list, so that a large
// one has its own.

#include "design/patterns/catalogue.h"
#include "design/patterns/repartition.h"
#include "design/patterns/writing.h"
#include "model/object_name.h"
#include "model/quote.h"

namespace mimar::design::pattern {
namespace {

constexpr std::string_view own_sql = R"sql(
CREATE FUNCTION {own}({type}, text) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
  part text := {schema_text} || '.' || quote_ident($2);
BEGIN
  -- Writers wait before they choose a partition.
  LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE;
  EXECUTE format('CREATE TABLE %s (LIKE %s INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING '
                 'GENERATED INCLUDING STORAGE)', part, {table_text});
  EXECUTE format('WITH moved AS (DELETE FROM %s WHERE %I = %L RETURNING %s) INSERT INTO %s (%s) '
                 'SELECT %s FROM moved', {default_text}, {column_text}, $1, {plain_text}, part,
                 {plain_text}, {plain_text});
  EXECUTE format('ALTER TABLE %s ATTACH PARTITION %s FOR VALUES IN (%L)', {table_text}, part, $1);
END
$body$;
)sql";

Result<int> count_of(const PatternRequest& request) {
  const std::string given = option(request, "count", "8");
  if (given.empty() || given.size() > 3 ||
      given.find_first_not_of("0123456789") != std::string::npos || std::stoi(given) < 2 ||
      std::stoi(given) > 256)
    return fail(ErrorKind::usage, "\"" + given + "\" is no number of partitions", "2 to 256");
  return std::stoi(given);
}

Result<Draft> by_hash(Writing& w, const std::string& column) {
  const auto count = count_of(w.request);
  if (!count) return fail(count.error());
  if (const auto error = claim(w, "part", w.table->name.name + "_p0")) return fail(*error);
  set(w, "count", std::to_string(*count));
  std::string made;
  for (int i = 0; i < *count; ++i) {
    if (i > 0) name(w, "part", w.table->name.name, "p" + std::to_string(i));
    set(w, "remainder", std::to_string(i));
    made += filled(w,
                   "CREATE TABLE {part} PARTITION OF {table} FOR VALUES WITH (MODULUS {count}, "
                   "REMAINDER {remainder});\n");
  }
  const std::string last = w.values["part"];
  repartition(w, column, "HASH (" + model::quote_identifier(column) + ")", made);
  because(
      w, "partitions of {table} by hash of {column}",
      "rows of a tenant are together and each partition has a share of the tenants; their number "
      "is fixed: twice as many later means copying");
  set(w, "column", model::quote_identifier(column));
  set(w, "table_text", model::quote_literal(w.values["table"]));
  set(w, "last", last);
  holds(w, "partition {last} of {table}", Expect::some,
        "SELECT 1 FROM pg_inherits WHERE inhparent = {table_text}::regclass HAVING count(*) = "
        "{count}",
        "ALTER TABLE {table} DETACH PARTITION {last}");
  return std::move(w.draft);
}

Result<Draft> by_list(Writing& w, const std::string& column) {
  if (const auto error = claim(w, "own", w.table->name.name + "_own_partition"))
    return fail(*error);
  name(w, "default", w.table->name.name, "default");
  repartition(w, column, "LIST (" + model::quote_identifier(column) + ")",
              "CREATE TABLE {default} PARTITION OF {table} DEFAULT");
  set(w, "column", model::quote_identifier(column));
  set(w, "column_text", model::quote_literal(column));
  set(w, "type", model::to_sql(model::find_column(*w.table, column)->type));
  set(w, "plain_text", model::quote_literal(w.values["plain"]));
  set(w, "table_text", model::quote_literal(w.values["table"]));
  set(w, "default_text", model::quote_literal(w.values["default"]));
  set(w, "schema_text", model::quote_literal(w.values["schema"]));
  write(w, own_sql);
  comment(w, "TABLE {default}", "Rows of tenants that have no partition of their own");
  comment(w, "FUNCTION {own}({type}, text)", "Moves a tenant's rows to a partition of that name");
  because(
      w, "partitions of {table} by {column}",
      "small tenants share one partition; a large one gets its own, which can be moved, dumped and "
      "dropped by itself");
  holds(
      w, "function {own}", Expect::empty,
      "SELECT {own}(d.{column}, 'probe_partition') FROM {default} AS d LIMIT 1;\nSELECT 1 FROM "
      "{schema}.probe_partition HAVING count(*) = 0",
      "CREATE OR REPLACE FUNCTION {own}({type}, text) RETURNS void LANGUAGE plpgsql AS 'BEGIN END'",
      "SELECT 1 FROM {default}");
  return std::move(w.draft);
}

Result<Draft> apply(const model::Database& database, const PatternRequest& request,
                    const Policy& policy) {
  Writing w = begin(database, request, policy);
  const std::string column = option(request, "tenant", "tenant_id");
  if (const auto error = lacks_column(w, column)) return fail(*error);
  if (w.table->partition_by)
    return fail(ErrorKind::usage,
                w.table->name.text() + " is partitioned already: by " + w.table->partition_by->sql);
  if (const auto error = cannot_repartition(w, column)) return fail(*error);
  const std::string kind = option(request, "kind", "hash");
  if (kind == "hash") return by_hash(w, column);
  if (kind == "list") return by_list(w, column);
  return fail(ErrorKind::usage, "\"" + kind + "\" is no kind of partitions",
              "kind=hash or kind=list");
}

}  // namespace

Pattern tenant_partitions() {
  return {
      "tenant-partitions",
      "Rows of one tenant are in one partition, and a query that names the tenant reads that one "
      "alone.",
      "Every query must name the tenant, keys and unique constraints must hold it, and planning "
      "costs more with each partition; worth it where indexes no longer fit into memory or tenants "
      "leave with their data.",
      true,
      {{"tenant", "the column that says whose row it is", "tenant_id"},
       {"kind", "hash or list", "hash"},
       {"count", "hash: how many partitions", "8"}},
      apply};
}

}  // namespace mimar::design::pattern
