// Rows in time. `history`: what the table held at any moment since. `validity`: rows say from when
// to when they hold, and no two of one thing hold at once.

#include <algorithm>

#include "base/text.h"
#include "design/patterns/catalogue.h"
#include "design/patterns/gist.h"
#include "design/patterns/writing.h"
#include "model/quote.h"

namespace mimar::design::pattern {
namespace {

constexpr std::string_view history_sql = R"sql(
CREATE TABLE {history} (
  {columns},
  {during} tstzrange NOT NULL,
  PRIMARY KEY ({key}, {during}),
  CONSTRAINT {overlap} EXCLUDE USING gist ({equal}, {during} WITH &&)
);
CREATE INDEX {moment_index.name} ON {history} USING gist ({during});
REVOKE ALL ON {history} FROM PUBLIC;
)sql";

// Rows are locked by then, so that moments follow each other; where the clock went back, or two
// changes fall on one microsecond, the later one gets the next microsecond.
constexpr std::string_view record_sql = R"sql(
CREATE FUNCTION {record}() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
  moment timestamptz := clock_timestamp();
  latest timestamptz;
BEGIN
  IF TG_OP IN ('UPDATE', 'DELETE') THEN
    UPDATE {history} AS h
    SET {during} = tstzrange(lower(h.{during}),
                             greatest(moment, lower(h.{during}) + interval '1 microsecond'))
    WHERE {old_is} AND upper_inf(h.{during});
  END IF;
  IF TG_OP IN ('INSERT', 'UPDATE') THEN
    SELECT max(upper(h.{during})) INTO latest FROM {history} AS h WHERE {new_is};
    INSERT INTO {history} ({names}, {during})
    VALUES ({new_values}, tstzrange(greatest(moment, latest), NULL));
  END IF;
  RETURN NULL;
END
$body$;
REVOKE EXECUTE ON FUNCTION {record}() FROM PUBLIC;
CREATE TRIGGER {record.name} AFTER INSERT OR UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION {record}();
CREATE FUNCTION {record_truncate}() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
  UPDATE {history} AS h
  SET {during} = tstzrange(lower(h.{during}),
                           greatest(clock_timestamp(), lower(h.{during}) + interval '1 microsecond'))
  WHERE upper_inf(h.{during});
  RETURN NULL;
END
$body$;
REVOKE EXECUTE ON FUNCTION {record_truncate}() FROM PUBLIC;
CREATE TRIGGER {record_truncate.name} AFTER TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION {record_truncate}();
INSERT INTO {history} ({names}, {during})
SELECT {table_values}, tstzrange(now(), NULL) FROM {table} AS t
ON CONFLICT DO NOTHING;
CREATE FUNCTION {as_of}(moment timestamptz) RETURNS SETOF {history}
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $body$
  SELECT * FROM {history} AS h WHERE h.{during} @> moment
$body$;
)sql";

constexpr std::string_view validity_sql = R"sql(
ALTER TABLE {table} ADD COLUMN {during} {range} NOT NULL DEFAULT {from_now};
)sql";

constexpr std::string_view valid_sql = R"sql(
ALTER TABLE {table} ADD CONSTRAINT {overlap} EXCLUDE USING gist ({equal}, {expression} WITH &&);
CREATE FUNCTION {as_of}(moment {moment_type}) RETURNS SETOF {table}
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $body$
  SELECT * FROM {table} AS t WHERE {t_expression} @> moment
$body$;
)sql";

constexpr std::string_view probe_sql = R"sql(
CREATE TEMPORARY TABLE probe (LIKE {table} INCLUDING INDEXES);
DO $body$
DECLARE
  one record;
BEGIN
  FOR one IN
    SELECT i.indexrelid::regclass AS index, c.conname
    FROM pg_index AS i LEFT JOIN pg_constraint AS c ON c.conindid = i.indexrelid
    WHERE i.indrelid = 'pg_temp.probe'::regclass AND i.indisunique
  LOOP
    IF one.conname IS NULL THEN
      EXECUTE format('DROP INDEX %s', one.index);
    ELSE
      EXECUTE format('ALTER TABLE pg_temp.probe DROP CONSTRAINT %I', one.conname);
    END IF;
  END LOOP;
END
$body$;
INSERT INTO probe SELECT * FROM {table} LIMIT 1;
INSERT INTO probe SELECT * FROM probe
)sql";

std::vector<std::string> all_columns(const model::Table& table) {
  std::vector<std::string> names;
  for (const model::Column& column : table.columns)
    names.push_back(column.name);
  return names;
}

void set_history(Writing& w) {
  const std::vector<std::string> names = all_columns(*w.table);
  const std::vector<std::string>& key = w.table->primary_key->columns;
  std::vector<std::string> columns;
  for (const model::Column& column : w.table->columns) {
    const bool keyed = std::ranges::find(key, column.name) != key.end();
    std::string declared = model::quote_identifier(column.name) + " " + model::to_sql(column.type);
    if (!column.collation.empty()) declared += " COLLATE " + model::quote_name(column.collation);
    columns.push_back(declared + (keyed ? " NOT NULL" : ""));
  }
  set(w, "columns", text::join(columns, ",\n  "));
  set(w, "names", model::quote_list(names));
  set(w, "new_values", prefixed(names, "NEW"));
  set(w, "table_values", prefixed(names, "t"));
  set(w, "old_is", matching(key, "h", "OLD"));
  set(w, "new_is", matching(key, "h", "NEW"));
  set(w, "key", model::quote_list(key));
}

Result<Draft> history(Writing& w) {
  if (const auto error = lacks_key(w)) return fail(*error);
  const std::string& base = w.table->name.name;
  if (const auto error = claim(w, "history", base + "_history")) return fail(*error);
  const auto equal = equal_in_gist(w, w.table->primary_key->columns);
  if (!equal) return fail(equal.error());
  set(w, "equal", *equal);
  set_history(w);
  for (const char* part : {"overlap", "record", "record_truncate"})
    name(w, part, base, std::string("history_") + part);
  name(w, "as_of", base, "as_of");
  name(w, "moment_index", "idx_" + base, "history_during");
  set(w, "overlap", w.values["overlap.name"]);
  write(w, history_sql);
  comment(w, "TABLE {history}",
          "What {table} held and when, the present included: its {during} has no end");
  comment(w, "COLUMN {history}.{during}", "From when to when the table held this row");
  write(w, record_sql);
  comment(w, "FUNCTION {record}()", "Ends the row that was and begins the one that is");
  comment(w, "FUNCTION {record_truncate}()", "Ends all rows");
  comment(w, "FUNCTION {as_of}(timestamptz)", "{table} as it was at a moment");
  because(w, "table {history}",
          "the present is in it as well, so that any moment is asked for in one way");
  because(w, "constraint {overlap}", "of one row there is one state at a time");
  if (w.table->row_security)
    because(w, "rights on {history}",
            "{table} has row security: before anybody but the owner reads the history, give it "
            "policies of its own");
  const model::Column* plain = plain_column(*w.table);
  if (plain == nullptr) return std::move(w.draft);
  set(w, "plain", model::quote_identifier(plain->name));
  set(w, "change",
      filled(w,
             "UPDATE {table} SET {plain} = {plain} WHERE (tableoid, ctid) = (SELECT tableoid, "
             "ctid FROM {table} LIMIT 1);\n"));
  holds(w, "trigger {record.name} of {table}", Expect::some,
        "{change}SELECT 1 FROM {history} AS h WHERE upper_inf(h.{during}) AND lower(h.{during}) >= "
        "now()",
        "DROP TRIGGER {record.name} ON {table}", "SELECT 1 FROM {table}");
  refused(w, "constraint {overlap} of {history}", "23P01",
          "{change}INSERT INTO {history} ({names}, {during}) SELECT {table_values}, "
          "tstzrange(lower(t.{during}) - interval '1 second', NULL) FROM {history} AS t WHERE "
          "upper_inf(t.{during}) LIMIT 1",
          "ALTER TABLE {history} DROP CONSTRAINT {overlap}", "SELECT 1 FROM {table}");
  return std::move(w.draft);
}

struct Period {
  const char* range;
  const char* moment;
  const char* now;
};

std::optional<Period> period_of(const model::DataType& type) {
  if (type.is("date")) return Period{"daterange", "date", "CURRENT_DATE"};
  if (type.is("timestamp with time zone")) return Period{"tstzrange", "timestamptz", "now()"};
  if (type.is("timestamp without time zone"))
    return Period{"tsrange", "timestamp", "LOCALTIMESTAMP"};
  return std::nullopt;
}

// A range of its own, or one of the two columns that are there.
Result<void> set_period(Writing& w) {
  const std::string start = option(w.request, "start", ""), end = option(w.request, "end", "");
  if (start.empty() != end.empty())
    return fail(ErrorKind::usage, "a validity has both start and end, or neither");
  if (start.empty()) {
    set(w, "range", "tstzrange");
    set(w, "moment_type", "timestamptz");
    set(w, "from_now", "tstzrange(now(), NULL)");
    set(w, "expression", w.values["during"]);
    set(w, "t_expression", "t." + w.values["during"]);
    if (model::find_column(*w.table, "valid_during") != nullptr) return {};
    write(w, validity_sql);
    comment(w, "COLUMN {table}.{during}", "From when to when the row holds");
    return {};
  }
  for (const std::string& column : {start, end})
    if (const auto error = lacks_column(w, column)) return fail(*error);
  const auto period = period_of(model::find_column(*w.table, start)->type);
  if (!period ||
      model::find_column(*w.table, end)->type != model::find_column(*w.table, start)->type)
    return fail(ErrorKind::usage, start + " and " + end + " are not two dates or two time stamps");
  const std::string a = model::quote_identifier(start), b = model::quote_identifier(end);
  const std::string bounds = period->range == std::string("daterange") ? ", '[]'" : "";
  set(w, "moment_type", period->moment);
  set(w, "expression", std::string(period->range) + "(" + a + ", " + b + bounds + ")");
  set(w, "t_expression", std::string(period->range) + "(t." + a + ", t." + b + bounds + ")");
  return {};
}

Result<Draft> validity(Writing& w) {
  if (const auto error = unfit(w)) return fail(*error);
  const std::vector<std::string> within = list_option(w.request, "within");
  if (within.empty())
    return fail(ErrorKind::usage, "of what may no two rows hold at once?",
                "within=COLUMNS names what is the same, for example within=product_id");
  for (const std::string& column : within)
    if (const auto error = lacks_column(w, column)) return fail(*error);
  const std::string& base = w.table->name.name;
  if (const auto error = claim(w, "as_of", base + "_valid_at")) return fail(*error);
  const auto equal = equal_in_gist(w, within);
  if (!equal) return fail(equal.error());
  set(w, "equal", *equal);
  if (const auto done = set_period(w); !done) return fail(done.error());
  name(w, "overlap", base, "valid_once");
  set(w, "overlap", w.values["overlap.name"]);
  write(w, valid_sql);
  comment(w, "FUNCTION {as_of}({moment_type})", "The rows of {table} that hold at a moment");
  because(w, "constraint {overlap}",
          "no two rows of one thing hold at once, whatever two programs do at the same time; a "
          "row's end is the next one's start");
  // The same row twice, in a copy of the table that has no other key.
  refused(w, "constraint {overlap} of {table}", "23P01", probe_sql,
          "ALTER TABLE {table} DROP CONSTRAINT {overlap}", "SELECT 1 FROM {table}");
  return std::move(w.draft);
}

Result<Draft> apply(const model::Database& database, const PatternRequest& request,
                    const Policy& policy) {
  Writing w = begin(database, request, policy);
  set(w, "during", "valid_during");
  const std::string kind = option(request, "kind", "history");
  if (kind == "history") return history(w);
  if (kind == "validity") return validity(w);
  return fail(ErrorKind::usage, "\"" + kind + "\" is no kind of temporal table",
              "kind=history or kind=validity");
}

}  // namespace

Pattern temporal() {
  return {
      "temporal",
      "The table can be read as it was at any moment since, or no two of its rows for one thing "
      "hold at the same time.",
      "Each change writes a further row that is never purged by itself; a moment inside a "
      "transaction shows its first half, and columns added later must be added to the history too.",
      true,
      {{"kind", "history (what the table held) or validity (from when to when a row holds)",
        "history"},
       {"within", "validity: the columns that say what a row is about", ""},
       {"start", "validity: the column a row holds from, where there is one", ""},
       {"end", "validity: the column it holds to", ""}},
      apply,
      false,
      true};
}

}  // namespace mimar::design::pattern
