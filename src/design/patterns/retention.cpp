// Retention: rows go when their time is over, a batch at a time.

#include <algorithm>

#include "base/text.h"
#include "design/patterns/catalogue.h"
#include "design/patterns/writing.h"
#include "model/quote.h"

namespace mimar::design::pattern {
namespace {

constexpr std::string_view delete_sql = R"sql(
CREATE FUNCTION {expire}(batch integer DEFAULT 1000, moment timestamptz DEFAULT now())
  RETURNS bigint
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
  removed bigint;
BEGIN
  WITH expired AS MATERIALIZED (
    SELECT {t_key} FROM {table} AS t
    WHERE t.{column} < moment - interval {keep}{unreferenced}
    ORDER BY t.{column} LIMIT batch FOR UPDATE SKIP LOCKED
  ){archived}
  DELETE FROM {table} AS t USING expired AS e WHERE {same_row};
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END
$body$;
)sql";

constexpr std::string_view archive_sql = R"sql(
CREATE TABLE {archive} (
  {columns},
  archived_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY ({key})
);
REVOKE ALL ON {archive} FROM PUBLIC;
)sql";

constexpr std::string_view archived_sql = R"sql(, archived AS (
    INSERT INTO {archive} ({names})
    SELECT {t_names} FROM {table} AS t JOIN expired AS e ON {same_row}
  ))sql";

bool is_time(const model::DataType& type) {
  return type.is("date") || type.is("timestamp with time zone") ||
         type.is("timestamp without time zone");
}

// The column rows are dated by: the one named, or the only candidate.
Result<std::string> dated_by(const Writing& w) {
  const std::string given = option(w.request, "column", "");
  if (!given.empty()) {
    if (const auto error = lacks_column(w, given)) return fail(*error);
    if (is_time(model::find_column(*w.table, given)->type)) return given;
    return fail(ErrorKind::usage, w.table->name.text() + "." + given + " is no date or time stamp");
  }
  for (const char* usual : {"occurred_at", "recorded_at", "created_at", "logged_at", "taken_at"}) {
    const model::Column* there = model::find_column(*w.table, usual);
    if (there != nullptr && is_time(there->type)) return std::string(usual);
  }
  std::vector<std::string> times;
  for (const model::Column& column : w.table->columns)
    if (is_time(column.type)) times.push_back(column.name);
  if (times.size() == 1) return times[0];
  return fail(ErrorKind::usage,
              times.empty() ? w.table->name.text() + " has no column that dates its rows"
                            : "which column dates the rows of " + w.table->name.text() + "?",
              times.empty() ? "" : "column=" + text::join(times, " or column="));
}

Result<std::string> kept(const PatternRequest& request) {
  if (const auto keep = length_of_time(option(request, "keep", ""))) return *keep;
  return fail(ErrorKind::usage, "how long are rows kept?", "for example keep=90 days");
}

// Rows that others still refer to, and that no cascade takes along, wait for those.
std::string unreferenced(const Writing& w) {
  std::string conditions;
  for (const model::Table& child : w.database->tables) {
    if (child.partition_of) continue;
    for (const model::ForeignKey& key : child.foreign_keys) {
      const bool holds_back =
          key.on_delete == model::Action::no_action || key.on_delete == model::Action::restrict;
      if (key.referenced_table != w.table->name || !holds_back) continue;
      std::vector<std::string> same;
      for (std::size_t i = 0; i < key.columns.size(); ++i)
        same.push_back("c." + model::quote_identifier(key.columns[i]) + " = t." +
                       model::quote_identifier(key.referenced_columns[i]));
      conditions += "\n      AND NOT EXISTS (SELECT FROM " + model::quote_name(child.name) +
                    " AS c WHERE " + text::join(same, " AND ") + ")";
    }
  }
  return conditions;
}

std::optional<Error> write_archive(Writing& w, std::vector<std::string>& names) {
  const std::string& base = w.table->name.name;
  if (const auto error = claim(w, "archive", base + "_archive")) return error;
  const std::vector<std::string>& key = w.table->primary_key->columns;
  std::vector<std::string> columns;
  for (const model::Column& column : w.table->columns) {
    names.push_back(column.name);
    const bool keyed = std::ranges::find(key, column.name) != key.end();
    columns.push_back(model::quote_identifier(column.name) + " " + model::to_sql(column.type) +
                      (keyed ? " NOT NULL" : ""));
  }
  set(w, "columns", text::join(columns, ",\n  "));
  set(w, "names", model::quote_list(names));
  set(w, "t_names", prefixed(names, "t"));
  write(w, archive_sql);
  comment(w, "TABLE {archive}", "Rows of {table} whose time is over");
  set(w, "archived", filled(w, archived_sql));
  return std::nullopt;
}

Result<Draft> apply(const model::Database& database, const PatternRequest& request,
                    const Policy& policy) {
  Writing w = begin(database, request, policy);
  if (const auto error = lacks_key(w)) return fail(*error);
  const auto column = dated_by(w);
  if (!column) return fail(column.error());
  const auto keep = kept(request);
  if (!keep) return fail(keep.error());
  const std::string& base = w.table->name.name;
  if (const auto error = claim(w, "expire", base + "_expire")) return fail(*error);
  const std::vector<std::string>& key = w.table->primary_key->columns;
  set(w, "column", model::quote_identifier(*column));
  set(w, "keep", model::quote_literal(*keep));
  set(w, "t_key", prefixed(key, "t"));
  set(w, "same_row", matching(key, "t", "e"));
  set(w, "unreferenced", unreferenced(w));
  set(w, "archived", "");
  std::vector<std::string> names;
  const std::string archive = option(request, "archive", "no");
  if (archive != "no" && archive != "yes") return fail(ErrorKind::usage, "archive is yes or no");
  if (archive == "yes")
    if (const auto error = write_archive(w, names)) return fail(*error);
  const bool indexed = std::ranges::any_of(w.table->indexes, [&](const model::Index& index) {
    return !index.keys.empty() && index.keys[0].column == *column && !index.predicate &&
           index.method == "btree";
  });
  if (!indexed) {
    name(w, "index", "idx_" + base, "expiry");
    write(w, "CREATE INDEX {index.name} ON {table} ({column})");
    comment(w, "INDEX {index}", "Finds rows whose time is over");
  }
  write(w, delete_sql);
  comment(w, "FUNCTION {expire}(integer, timestamptz)",
          "Removes a batch of rows older than " + *keep +
              "; call it, with a commit each time, until "
              "it returns 0");
  because(w, "function {expire}",
          "one DELETE of everything holds locks for minutes and leaves a table full of dead rows; "
          "batches let vacuum and others in, and skip what is being worked on");
  if (!w.values["unreferenced"].empty())
    because(w, "rows that others refer to",
            "stay until those are gone: no batch fails on a foreign key");
  holds(
      w, "function {expire}", Expect::some,
      "SELECT 1 FROM {expire}(1000, now() + interval '1000 years') AS removed WHERE removed > 0",
      "CREATE OR REPLACE FUNCTION {expire}(batch integer DEFAULT 1000, moment timestamptz DEFAULT "
      "now()) RETURNS bigint LANGUAGE sql AS 'SELECT 0::bigint'",
      "SELECT 1 FROM {table} AS t WHERE t.{column} IS NOT NULL{unreferenced}");
  return std::move(w.draft);
}

}  // namespace

Pattern retention() {
  return {
      "retention",
      "Rows older than their time are removed, or moved to the archive, by calling one function, "
      "and no row is lost on the way.",
      "Something must call it regularly; deleting costs as much as inserting did, so partition by "
      "time (time-series) where most rows of a large table expire.",
      true,
      {{"column", "the column that dates a row", "the one there is"},
       {"keep", "for how long: 90 days", ""},
       {"archive", "yes: rows are moved to a table of their own", "no"}},
      apply};
}

}  // namespace mimar::design::pattern
