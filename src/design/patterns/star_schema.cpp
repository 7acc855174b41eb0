// A star schema: what happened as rows of numbers, and who, what and when around it, for questions
// over many rows. Filled from tables that stay as they are.

#include <algorithm>
#include <array>

#include "base/text.h"
#include "design/patterns/catalogue.h"
#include "design/patterns/writing.h"
#include "model/object_name.h"
#include "model/quote.h"

namespace mimar::design::pattern {
namespace {

constexpr std::string_view dates_sql = R"sql(
CREATE TABLE {dates} (
  day date PRIMARY KEY,
  year integer NOT NULL,
  quarter integer NOT NULL,
  month integer NOT NULL,
  iso_week integer NOT NULL,
  iso_weekday integer NOT NULL
);
)sql";

constexpr std::string_view dimension_sql = R"sql(
CREATE TABLE {dimension} (
  {dimension_key} bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  {natural} {natural_type} NOT NULL UNIQUE{attributes}
);
)sql";

constexpr std::string_view load_dimension_sql = R"sql(
  INSERT INTO {dimension} AS d ({names})
  SELECT {source_values} FROM {source} AS s
  ON CONFLICT ({natural}) DO UPDATE SET {updates}
  WHERE ({old_values}) IS DISTINCT FROM ({new_values});
)sql";

constexpr std::string_view load_dates_sql = R"sql(
  INSERT INTO {dates} (day, year, quarter, month, iso_week, iso_weekday)
  SELECT day::date, extract(year FROM day), extract(quarter FROM day), extract(month FROM day),
         extract(week FROM day), extract(isodow FROM day)
  FROM (SELECT DISTINCT t.{time}::date AS day FROM {table} AS t WHERE t.{time} IS NOT NULL) AS days
  ON CONFLICT DO NOTHING;
)sql";

constexpr std::string_view refresh_sql = R"sql(
CREATE FUNCTION {refresh}() RETURNS bigint
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $body$
DECLARE
  written bigint;
BEGIN
  LOCK TABLE {facts} IN SHARE ROW EXCLUSIVE MODE;
{loads}
  -- A row whose dimensions came after they were read waits for the next refresh.
  INSERT INTO {facts} AS f ({fact_names})
  SELECT {fact_values} FROM {table} AS t{joins}
  ON CONFLICT ({key}) DO UPDATE SET {fact_updates}
  WHERE ({fact_old}) IS DISTINCT FROM ({fact_new});
  GET DIAGNOSTICS written = ROW_COUNT;
  DELETE FROM {facts} AS f WHERE NOT EXISTS (SELECT FROM {table} AS t WHERE {same_row});
  RETURN written;
END
$body$;
)sql";

constexpr std::array number_types{"smallint", "integer", "bigint",
                                  "numeric",  "real",    "double precision"};
constexpr std::array opaque_types{"bytea",   "json", "jsonb", "xml",  "tsvector", "point",
                                  "polygon", "box",  "path",  "line", "lseg",     "circle"};

template <std::size_t n>
bool one_of(const std::array<const char*, n>& words, const std::string& word) {
  return std::ranges::find(words, word) != words.end();
}

bool in_reference(const model::Table& table, const std::string& column) {
  return std::ranges::any_of(table.foreign_keys, [&](const model::ForeignKey& key) {
    return std::ranges::find(key.columns, column) != key.columns.end();
  });
}

bool in_key(const model::Table& table, const std::string& column) {
  return table.primary_key &&
         std::ranges::find(table.primary_key->columns, column) != table.primary_key->columns.end();
}

// Columns of the fact table besides the key of its source: what they are called, made of, filled
// by.
struct Facts {
  std::vector<std::string> declared, names, values, joins, indexed;
  std::string loads;
};

void add_fact(Facts& facts, const std::string& name, const std::string& type,
              const std::string& value) {
  facts.declared.push_back(name + " " + type);
  facts.names.push_back(name);
  facts.values.push_back(value);
}

void add_dimension(Writing& w, Facts& facts, const model::ForeignKey& key,
                   std::map<model::Name, std::string>& made) {
  const model::Table& source = *model::find_table(w.database, key.referenced_table);
  const std::string natural = key.referenced_columns[0];
  const bool first = !made.contains(source.name);
  const std::string dimension_key = model::object_name(source.name.name, "", "key");
  if (first) {
    name(w, "dimension", "dim_" + source.name.name, "");
    made[source.name] = w.values["dimension"];
  }
  set(w, "dimension", made[source.name]);
  set(w, "dimension_key", model::quote_identifier(dimension_key));
  set(w, "natural", model::quote_identifier(natural));
  set(w, "natural_type", model::to_sql(model::find_column(source, natural)->type));
  set(w, "source", model::quote_name(source.name));
  if (first) {
    std::vector<std::string> names{natural};
    std::string attributes;
    for (const model::Column& column : source.columns) {
      if (column.name == natural || column.name == dimension_key ||
          in_reference(source, column.name) ||
          (column.type.name.schema.empty() && one_of(opaque_types, column.type.name.name)))
        continue;
      names.push_back(column.name);
      attributes +=
          ",\n  " + model::quote_identifier(column.name) + " " + model::to_sql(column.type);
    }
    set(w, "attributes", attributes);
    write(w, dimension_sql);
    comment(w, "TABLE {dimension}", "What {source} says now; facts refer to it");
    std::vector<std::string> updates;
    for (const std::string& each : names)
      updates.push_back(model::quote_identifier(each) + " = excluded." +
                        model::quote_identifier(each));
    set(w, "names", model::quote_list(names));
    set(w, "source_values", prefixed(names, "s"));
    set(w, "updates", text::join(updates, ", "));
    set(w, "old_values", prefixed(names, "d"));
    set(w, "new_values", prefixed(names, "excluded"));
    facts.loads += filled(w, load_dimension_sql);
  }
  const std::string mine = model::quote_identifier(key.columns[0]);
  const std::string alias = "d" + std::to_string(facts.joins.size() + 1);
  const model::Column& column = *model::find_column(*w.table, key.columns[0]);
  const std::string fact = model::quote_identifier(model::object_name(key.columns[0], "", "key"));
  add_fact(facts, fact,
           filled(w, std::string(column.not_null ? "bigint NOT NULL" : "bigint") +
                         " REFERENCES {dimension} ON DELETE RESTRICT"),
           alias + "." + w.values["dimension_key"]);
  facts.joins.push_back(filled(w, std::string(column.not_null ? "\n  JOIN" : "\n  LEFT JOIN") +
                                      " {dimension} AS " + alias + " ON " + alias +
                                      ".{natural} = t." + mine));
  facts.indexed.push_back(fact);
}

Result<void> add_time(Writing& w, Facts& facts) {
  std::string time = option(w.request, "time", "");
  const auto is_time = [](const model::Column& column) {
    return column.type.is("date") || column.type.is("timestamp with time zone") ||
           column.type.is("timestamp without time zone");
  };
  if (time.empty()) {
    for (const model::Column& column : w.table->columns)
      if (time.empty() && is_time(column)) time = column.name;
  } else {
    if (const auto error = lacks_column(w, time)) return fail(*error);
    if (!is_time(*model::find_column(*w.table, time)))
      return fail(ErrorKind::usage,
                  w.table->name.text() + "." + time + " is no date or time stamp");
  }
  if (time.empty()) return {};
  name(w, "dates", w.table->name.name + "_dim_dates", "");
  set(w, "time", model::quote_identifier(time));
  write(w, dates_sql);
  comment(w, "TABLE {dates}", "Days of {table}, in UTC, with what they are grouped by");
  facts.loads += filled(w, load_dates_sql);
  const model::Column& column = *model::find_column(*w.table, time);
  const std::string day = model::quote_identifier(model::object_name(time, "", "day"));
  add_fact(facts, day,
           filled(w, std::string(column.not_null ? "date NOT NULL" : "date") +
                         " REFERENCES {dates} ON DELETE RESTRICT"),
           filled(w, "t.{time}::date"));
  facts.joins.push_back(filled(w, std::string(column.not_null ? "\n  JOIN" : "\n  LEFT JOIN") +
                                      " {dates} AS dd ON dd.day = t.{time}::date"));
  facts.indexed.push_back(day);
  return {};
}

Result<void> add_measures(Writing& w, Facts& facts) {
  std::vector<std::string> measures = list_option(w.request, "measures");
  for (const std::string& column : measures)
    if (const auto error = lacks_column(w, column)) return fail(*error);
  if (measures.empty())
    for (const model::Column& column : w.table->columns)
      if (!in_key(*w.table, column.name) && !in_reference(*w.table, column.name) &&
          !column.type.array && column.type.name.schema.empty() &&
          one_of(number_types, column.type.name.name))
        measures.push_back(column.name);
  for (const std::string& column : measures)
    add_fact(facts, model::quote_identifier(column),
             model::to_sql(model::find_column(*w.table, column)->type),
             "t." + model::quote_identifier(column));
  return {};
}

void write_facts(Writing& w, const Facts& facts) {
  const std::vector<std::string>& key = w.table->primary_key->columns;
  std::vector<std::string> updates, old_values, new_values;
  for (const std::string& column : facts.names) {
    updates.push_back(column + " = excluded." + column);
    old_values.push_back("f." + column);
    new_values.push_back("excluded." + column);
  }
  set(w, "declared", declared(*w.table, key));
  set(w, "columns", text::join(facts.declared, ",\n  "));
  write(w, "CREATE TABLE {facts} (\n  {declared},\n  {columns},\n  PRIMARY KEY ({key})\n)");
  comment(w, "TABLE {facts}", "One row for each of {table}, as of the last {refresh}");
  for (const std::string& column : facts.indexed) {
    name(w, "index", "idx_fact_" + w.table->name.name, std::to_string(w.taken.size()));
    set(w, "indexed", column);
    write(w, "CREATE INDEX {index.name} ON {facts} ({indexed})");
  }
  set(w, "loads", std::string(text::trim(facts.loads)).insert(0, "  "));
  set(w, "joins", text::join(facts.joins, ""));
  set(w, "fact_names", model::quote_list(key) + ", " + text::join(facts.names, ", "));
  set(w, "fact_values", prefixed(key, "t") + ", " + text::join(facts.values, ", "));
  set(w, "fact_updates", text::join(updates, ", "));
  set(w, "fact_old", text::join(old_values, ", "));
  set(w, "fact_new", text::join(new_values, ", "));
  set(w, "same_row", matching(key, "t", "f"));
  write(w, refresh_sql);
  comment(w, "FUNCTION {refresh}()",
          "Brings facts and dimensions up to date; how many facts it wrote");
}

Result<Draft> apply(const model::Database& database, const PatternRequest& request,
                    const Policy& policy) {
  Writing w = begin(database, request, policy);
  if (const auto error = lacks_key(w)) return fail(*error);
  if (const auto error = claim(w, "facts", "fact_" + w.table->name.name)) return fail(*error);
  name(w, "refresh", "refresh_fact_" + w.table->name.name, "");
  Facts facts;
  std::map<model::Name, std::string> made;
  for (const model::ForeignKey& key : w.table->foreign_keys)
    if (key.columns.size() == 1 && !in_key(*w.table, key.columns[0]))
      add_dimension(w, facts, key, made);
  if (const auto done = add_time(w, facts); !done) return fail(done.error());
  if (facts.indexed.empty())
    return fail(ErrorKind::usage, w.table->name.text() +
                                      " refers to nothing and has no time: there is "
                                      "nothing to look at its rows by");
  if (const auto done = add_measures(w, facts); !done) return fail(done.error());
  write_facts(w, facts);
  because(
      w, "table {facts}",
      "one row for each of the source, under its key: refreshing twice changes nothing, and sums "
      "agree with the source's");
  because(w, "dimensions",
          "they hold what is so now; give a table history (temporal) where reports "
          "must show what was so then");
  set(w, "compare",
      filled(w,
             "SELECT 1 FROM {table} AS t WHERE NOT EXISTS (SELECT FROM {facts} AS f "
             "WHERE {same_row})"));
  holds(w, "function {refresh}", Expect::empty, "SELECT {refresh}();\n{compare}",
        "CREATE OR REPLACE FUNCTION {refresh}() RETURNS bigint LANGUAGE sql AS 'SELECT 0::bigint'",
        "SELECT 1 FROM {table}");
  return std::move(w.draft);
}

}  // namespace

Pattern star_schema() {
  return {
      "star-schema",
      "After a refresh each row of the source is one fact with its measures and dimensions, "
      "whatever "
      "was inserted, changed or deleted in between.",
      "Everything is stored twice and is as old as the last refresh, which reads the whole source; "
      "row security of the source does not follow, so grant it to those who may see all.",
      true,
      {{"time", "the column facts are dated by", "the first there is"},
       {"measures", "the numbers to keep", "all that are in no key"}},
      apply};
}

}  // namespace mimar::design::pattern
