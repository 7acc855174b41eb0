// Time series: partitions by time, made ahead of it and dropped behind it. What comes for a time
// nobody made a partition for is caught by the default partition, and watched.

#include <algorithm>

#include "base/text.h"
#include "design/patterns/catalogue.h"
#include "design/patterns/repartition.h"
#include "design/patterns/writing.h"
#include "model/quote.h"

namespace mimar::design::pattern {
namespace {

constexpr std::string_view make_sql = R"sql(
CREATE FUNCTION {make}(ahead interval DEFAULT {ahead}, moment timestamptz DEFAULT now())
  RETURNS integer
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET datestyle = 'ISO'
AS $body$
DECLARE
  first timestamp := date_trunc({unit}, moment::timestamp);
  past timestamp;
  part text;
  made integer := 0;
BEGIN
  WHILE first <= (moment + ahead)::timestamp LOOP
    past := first + interval {step};
    part := {schema_text} || '.' || quote_ident({base_text} || to_char(first, {suffix}));
    IF to_regclass(part) IS NULL THEN
      -- Writers wait before they choose a partition, so that none chooses the default one for what
      -- is in the new one by then; so do other makers.
      LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE;
    END IF;
    IF to_regclass(part) IS NULL THEN
      BEGIN
        EXECUTE format('CREATE TABLE %s (LIKE %s INCLUDING DEFAULTS INCLUDING CONSTRAINTS '
                       'INCLUDING GENERATED INCLUDING STORAGE)', part, {table_text});
        EXECUTE format('WITH moved AS (DELETE FROM %s WHERE %I >= %L AND %I < %L RETURNING %s) '
                       'INSERT INTO %s (%s) SELECT %s FROM moved', {default_text}, {column_text},
                       first::{type}, {column_text}, past::{type}, {plain_text}, part, {plain_text},
                       {plain_text});
        EXECUTE format('ALTER TABLE %s ATTACH PARTITION %s FOR VALUES FROM (%L) TO (%L)',
                       {table_text}, part, first::{type}, past::{type});
        made := made + 1;
      EXCEPTION WHEN invalid_object_definition THEN
        NULL;  -- a partition made otherwise has this time already
      END;
    END IF;
    first := past;
  END LOOP;
  RETURN made;
END
$body$;
)sql";

constexpr std::string_view drop_sql = R"sql(
CREATE FUNCTION {expire}(keep interval{keep}, moment timestamptz DEFAULT now())
  RETURNS integer
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET datestyle = 'ISO'
AS $body$
DECLARE
  part record;
  dropped integer := 0;
BEGIN
  FOR part IN
    SELECT c.oid::regclass AS name
    FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid
    WHERE i.inhparent = {table_text}::regclass
      AND (regexp_match(pg_get_expr(c.relpartbound, c.oid), 'TO \(''([^'']+)''\)'))[1]::timestamptz
          <= moment - keep
  LOOP
    EXECUTE format('ALTER TABLE %s DETACH PARTITION %s', {table_text}, part.name);
    EXECUTE format('DROP TABLE %s', part.name);
    dropped := dropped + 1;
  END LOOP;
  DELETE FROM {default} AS d WHERE d.{column} < moment - keep;
  RETURN dropped;
END
$body$;
CREATE FUNCTION {watch}() RETURNS TABLE (rows_in_default bigint, made_until timestamptz)
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
  SET datestyle = 'ISO'
AS $body$
  SELECT (SELECT count(*) FROM {default}),
         (SELECT max((regexp_match(pg_get_expr(c.relpartbound, c.oid),
                                   'TO \(''([^'']+)''\)'))[1]::timestamptz)
          FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid
          WHERE i.inhparent = {table_text}::regclass)
$body$;
)sql";

Result<std::string> time_column(const Writing& w) {
  const std::string given = option(w.request, "column", "");
  const auto is_time = [](const model::DataType& type) {
    return type.is("date") || type.is("timestamp with time zone") ||
           type.is("timestamp without time zone");
  };
  if (!given.empty()) {
    if (const auto error = lacks_column(w, given)) return fail(*error);
    if (is_time(model::find_column(*w.table, given)->type)) return given;
    return fail(ErrorKind::usage, w.table->name.text() + "." + given + " is no date or time stamp");
  }
  std::vector<std::string> times;
  for (const model::Column& column : w.table->columns)
    if (is_time(column.type) && column.not_null) times.push_back(column.name);
  for (const char* usual : {"occurred_at", "recorded_at", "measured_at", "taken_at", "created_at"})
    if (std::ranges::find(times, usual) != times.end()) return std::string(usual);
  if (times.size() == 1) return times[0];
  return fail(ErrorKind::usage, "which column is the time of " + w.table->name.text() + "?",
              times.empty() ? "it has none that is always there"
                            : "column=" + text::join(times, " or column="));
}

// The default partition of a table that has partitions by this column already.
Result<void> take_partitions(Writing& w, const std::string& column) {
  const std::string& by = w.table->partition_by->sql;
  if (by != "RANGE (" + model::quote_identifier(column) + ")")
    return fail(ErrorKind::usage, w.table->name.text() + " is partitioned by " + by + " already");
  for (const model::Table* part : partitions(w))
    if (part->partition_of->parent == w.table->name &&
        part->partition_of->bound.sql.find("TO (MAXVALUE)") != std::string::npos)
      return fail(ErrorKind::usage,
                  part->name.text() + " has no end: no partition can be made after it",
                  "give it an end: detach it and attach it with one");
  for (const model::Table* part : partitions(w))
    if (part->partition_of->parent == w.table->name && part->partition_of->bound.sql == "DEFAULT") {
      set(w, "default", model::quote_name(part->name));
      return {};
    }
  name(w, "default", w.table->name.name, "default");
  write(w, "CREATE TABLE {default} PARTITION OF {table} DEFAULT");
  return {};
}

Result<void> set_unit(Writing& w) {
  const std::string unit = option(w.request, "partition", "month");
  if (unit != "hour" && unit != "day" && unit != "week" && unit != "month" && unit != "year")
    return fail(ErrorKind::usage, "\"" + unit + "\" is no length of a partition",
                "partition=hour, day, week, month or year");
  const model::DataType& type = model::find_column(*w.table, option(w.request, "column", ""))->type;
  if (unit == "hour" && type.is("date"))
    return fail(ErrorKind::usage, "a date has no hours to partition by");
  set(w, "type", model::to_sql(type));
  set(w, "unit", model::quote_literal(unit));
  set(w, "step", model::quote_literal("1 " + unit));
  set(w, "suffix", unit == "hour" ? "'_YYYYMMDDHH24'" : "'_YYYYMMDD'");
  set(w, "ahead", model::quote_literal(option(w.request, "ahead", "3 " + unit + "s")));
  const std::string keep = option(w.request, "keep", "");
  set(w, "keep", keep.empty() ? "" : " DEFAULT " + model::quote_literal(keep));
  for (const std::string& given : {option(w.request, "ahead", "1 day"), keep})
    if (!given.empty() && !length_of_time(given))
      return fail(ErrorKind::usage, "\"" + given + "\" is no length of time",
                  "for example 90 days");
  return {};
}

void attack(Writing& w) {
  holds(w, "function {make}", Expect::some,
        "SELECT {make}('1 day', '2999-01-01');\nSELECT 1 FROM {watch}() AS w WHERE w.made_until > "
        "'2999-01-01'",
        "CREATE OR REPLACE FUNCTION {make}(ahead interval DEFAULT {ahead}, moment timestamptz "
        "DEFAULT "
        "now()) RETURNS integer LANGUAGE sql AS 'SELECT 0'");
  holds(
      w, "function {expire}", Expect::empty,
      "SELECT {expire}('1 day', '2999-01-01');\nSELECT 1 FROM {table} AS t WHERE t.{column} < "
      "'2998-01-01'",
      "CREATE OR REPLACE FUNCTION {expire}(keep interval{keep}, moment timestamptz DEFAULT now()) "
      "RETURNS integer LANGUAGE sql AS 'SELECT 0'",
      "SELECT 1 FROM {default}");
}

Result<Draft> apply(const model::Database& database, const PatternRequest& asked,
                    const Policy& policy) {
  PatternRequest request = asked;
  {
    const Writing look = begin(database, asked, policy);
    if (const auto error = unfit(look)) return fail(*error);
    const auto column = time_column(look);
    if (!column) return fail(column.error());
    request.options["column"] = *column;
  }
  Writing w = begin(database, request, policy);
  const std::string column = request.options["column"];
  const std::string& base = w.table->name.name;
  if (const auto error = claim(w, "make", base + "_make_partitions")) return fail(*error);
  if (const auto done = set_unit(w); !done) return fail(done.error());
  if (w.table->partition_by) {
    if (const auto done = take_partitions(w, column); !done) return fail(done.error());
  } else {
    if (const auto error = cannot_repartition(w, column)) return fail(*error);
    name(w, "default", base, "default");
    repartition(w, column, "RANGE (" + model::quote_identifier(column) + ")",
                "CREATE TABLE {default} PARTITION OF {table} DEFAULT");
  }
  std::vector<std::string> plain;
  for (const model::Column& each : w.table->columns)
    if (!each.generated) plain.push_back(each.name);
  name(w, "expire", base, "drop_expired_partitions");
  name(w, "watch", base, "partition_state");
  set(w, "column", model::quote_identifier(column));
  set(w, "column_text", model::quote_literal(column));
  set(w, "plain_text", model::quote_literal(model::quote_list(plain)));
  set(w, "table_text", model::quote_literal(w.values["table"]));
  set(w, "default_text", model::quote_literal(w.values["default"]));
  set(w, "schema_text", model::quote_literal(w.values["schema"]));
  set(w, "base_text", model::quote_literal(base.substr(0, 48)));
  write(w, make_sql);
  comment(w, "TABLE {default}", "Rows of times that have no partition yet: should be empty");
  comment(
      w, "FUNCTION {make}(interval, timestamptz)",
      "Makes the partitions from now until ahead; rows that wait in the default partition move");
  write(w, drop_sql);
  comment(w, "FUNCTION {expire}(interval, timestamptz)",
          "Drops partitions that are over for longer than this, and such rows of the default one");
  comment(w, "FUNCTION {watch}()",
          "Rows in the default partition, and until when partitions are made: alert on both");
  because(
      w, "partitions of {table} by {column}",
      "a query for a time reads the partitions of that time, and old rows go by dropping a table "
      "instead of deleting rows one by one");
  because(w, "table {default}",
          "a row for a time nobody made a partition for must not be refused; moving it later locks "
          "writers out for as long as there are many, so run {make} every day, first now");
  attack(w);
  return std::move(w.draft);
}

}  // namespace

Pattern time_series() {
  return {
      "time-series",
      "Rows of any time are taken, partitions are made ahead of time and dropped after it by one "
      "function each, and no row is lost or left behind when a partition is made late.",
      "The primary key gets the time, something must call the functions every day, and making or "
      "dropping a partition takes a short exclusive lock; not worth it below some 10 million rows.",
      true,
      {{"column", "the time of a row", "the one there is"},
       {"partition", "its length: hour, day, week, month or year", "month"},
       {"ahead", "how far partitions are made ahead", "3 of them"},
       {"keep", "how long partitions stay, where nothing else is said", ""}},
      apply};
}

}  // namespace mimar::design::pattern
