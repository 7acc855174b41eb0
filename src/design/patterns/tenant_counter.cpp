// Numbers that each tenant counts for itself: invoice 1, 2, 3, without gaps and without two of one
// number. A sequence leaves gaps where transactions fail.

#include "design/patterns/catalogue.h"
#include "design/patterns/writing.h"
#include "model/quote.h"

namespace mimar::design::pattern {
namespace {

constexpr std::string_view counter_sql = R"sql(
CREATE TABLE {counters} (
  {tenant} {tenant_type} NOT NULL PRIMARY KEY,
  last_number bigint NOT NULL CHECK (last_number >= 0)
);
)sql";

constexpr std::string_view number_sql = R"sql(
CREATE FUNCTION {take}() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
  -- The counter's row is locked until the transaction ends; a rollback gives the number back.
  INSERT INTO {counters} AS c ({tenant}, last_number) VALUES (NEW.{tenant}, 1)
  ON CONFLICT ({tenant}) DO UPDATE SET last_number = c.last_number + 1
  RETURNING c.last_number INTO NEW.{number};
  RETURN NEW;
END
$body$;
REVOKE EXECUTE ON FUNCTION {take}() FROM PUBLIC;
CREATE FUNCTION {keep}() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
  RAISE EXCEPTION 'numbers of % are given once', TG_RELID::regclass
    USING ERRCODE = 'integrity_constraint_violation';
END
$body$;
CREATE FUNCTION {used}() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
  IF NOT EXISTS (SELECT FROM {table} AS t
                 WHERE t.{tenant} = NEW.{tenant} AND t.{number} = NEW.last_number) THEN
    RAISE EXCEPTION 'number % was taken and no row of % has it', NEW.last_number, {table_text}
      USING ERRCODE = 'integrity_constraint_violation',
            HINT = 'INSERT ... ON CONFLICT that inserts nothing takes a number all the same.';
  END IF;
  RETURN NULL;
END
$body$;
REVOKE EXECUTE ON FUNCTION {used}() FROM PUBLIC;
)sql";

// Rows that are there get their numbers in the order of their keys.
constexpr std::string_view backfill_sql = R"sql(
WITH numbered AS (
  SELECT {key}, row_number() OVER (PARTITION BY {tenant} ORDER BY {key}) AS n
  FROM {table} WHERE {tenant} IS NOT NULL
)
UPDATE {table} AS t SET {number} = numbered.n FROM numbered WHERE {same_row};
INSERT INTO {counters} ({tenant}, last_number)
SELECT t.{tenant}, max(t.{number}) FROM {table} AS t GROUP BY t.{tenant};
ALTER TABLE {table} ALTER COLUMN {number} SET NOT NULL;
ALTER TABLE {table} ADD CONSTRAINT {once} UNIQUE ({tenant}, {number});
)sql";

constexpr std::string_view triggers_sql = R"sql(
CREATE TRIGGER {take.name} BEFORE INSERT ON {table}
  FOR EACH ROW EXECUTE FUNCTION {take}();
CREATE TRIGGER {keep.name} BEFORE UPDATE ON {table}
  FOR EACH ROW WHEN (OLD.{number} IS DISTINCT FROM NEW.{number} OR
                     OLD.{tenant} IS DISTINCT FROM NEW.{tenant})
  EXECUTE FUNCTION {keep}();
CREATE CONSTRAINT TRIGGER {used.name} AFTER INSERT OR UPDATE ON {counters}
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION {used}();
)sql";

Result<Draft> apply(const model::Database& database, const PatternRequest& request,
                    const Policy& policy) {
  Writing w = begin(database, request, policy);
  if (const auto error = lacks_key(w)) return fail(*error);
  const std::string tenant = option(request, "tenant", "tenant_id");
  if (const auto error = lacks_column(w, tenant)) return fail(*error);
  const model::Column* column = model::find_column(*w.table, tenant);
  if (!column->not_null)
    return fail(ErrorKind::usage, w.table->name.text() + "." + tenant +
                                      " may be empty: rows without "
                                      "a tenant have nobody to count for");
  const std::string number = option(request, "column", "number");
  if (model::find_column(*w.table, number) != nullptr)
    return fail(ErrorKind::usage, w.table->name.text() + "." + number + " is there already",
                "name another column: column=invoice_number");
  const std::string& base = w.table->name.name;
  if (const auto error = claim(w, "counters", base + "_counters")) return fail(*error);
  for (const char* part : {"take", "keep", "used", "once"})
    name(w, part, base + "_" + number, part);
  set(w, "once", w.values["once.name"]);
  set(w, "tenant", model::quote_identifier(tenant));
  set(w, "tenant_type", model::to_sql(column->type));
  set(w, "number", model::quote_identifier(number));
  set(w, "same_row", matching(w.table->primary_key->columns, "t", "numbered"));
  set(w, "table_text", model::quote_literal(w.table->name.text()));
  write(w, "ALTER TABLE {table} ADD COLUMN {number} bigint");
  comment(w, "COLUMN {table}.{number}", "Counted for each {tenant} from 1, without gaps");
  write(w, counter_sql);
  comment(w, "TABLE {counters}", "The last {number} of {table} for each {tenant}");
  write(w, backfill_sql);
  write(w, number_sql);
  comment(w, "FUNCTION {take}()", "Gives a new row the next number of its {tenant}");
  comment(w, "FUNCTION {keep}()", "A number stays with its row");
  comment(w, "FUNCTION {used}()", "A number that was taken is on a row when the transaction ends");
  write(w, triggers_sql);
  because(w, "table {counters}",
          "a sequence skips the numbers of transactions that fail, max() + 1 gives one number to "
          "two; a locked row does neither");
  because(w, "constraint trigger {used.name}",
          "a number that was taken for a row that was not inserted after all would be a gap");
  refused(
      w, "trigger {keep.name} of {table}", "23000",
      "UPDATE {table} SET {number} = {number} + 1000000 WHERE (tableoid, ctid) = (SELECT tableoid, "
      "ctid FROM {table} LIMIT 1)",
      "DROP TRIGGER {keep.name} ON {table}", "SELECT 1 FROM {table}");
  refused(w, "constraint trigger {used.name} of {counters}", "23000",
          "UPDATE {counters} SET last_number = last_number + 1;\nSET CONSTRAINTS ALL IMMEDIATE",
          "DROP TRIGGER {used.name} ON {counters}", "SELECT 1 FROM {counters}");
  return std::move(w.draft);
}

}  // namespace

Pattern tenant_counter() {
  return {
      "tenant-counter",
      "Rows are numbered for each tenant from 1, no number is given twice and none is left out "
      "by a transaction that fails.",
      "Transactions that insert for one tenant wait for each other until they commit; a row that "
      "is deleted later leaves its number unused, so soft-delete where that may not be.",
      true,
      {{"tenant", "the column that says whose row it is", "tenant_id"},
       {"column", "the new column", "number"}},
      apply};
}

}  // namespace mimar::design::pattern
