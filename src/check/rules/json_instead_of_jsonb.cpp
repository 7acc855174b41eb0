#include "check/fix.h"
#include "check/subject.h"
#include "check/type_change.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

evidence::Fix fix(const Subject& subject, const model::Table& table, const model::Column& column) {
  const std::string name = model::quote_identifier(column.name);
  std::string sql;
  if (column.default_value) sql += alter_table(table, "ALTER COLUMN " + name + " DROP DEFAULT");
  const std::string type = "jsonb USING " + name + "::jsonb";
  sql += set_type(table, column, type);
  if (column.default_value)
    sql += alter_table(table, fmt::format("ALTER COLUMN {} SET DEFAULT ({})::jsonb", name,
                                          column.default_value->sql));
  return change_types(subject, {{table.name, column.name}}, type, sql, rewrites_table);
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Column& column : table->columns)
      if (column.type.is("json"))
        findings.push_back(finding(
            *table, column.origin, object_name(*table, column.name),
            fmt::format("column {} of {} is json: kept as text, parsed again by every access",
                        column.name, table->name.text()),
            fix(subject, *table, column)));
}

}  // namespace

extern const Rule json_instead_of_jsonb;
constinit const Rule json_instead_of_jsonb{
    .id = "json-instead-of-jsonb",
    .title = "json where jsonb would do",
    .severity = evidence::Severity::note,
    .maturity = Maturity::stable,
    .documentation = R"md(## What it finds

Columns of type `json`.

## Why it matters

`json` stores the text as it came and parses it whenever a field is asked for. It has no equality,
so DISTINCT, GROUP BY and UNION over rows that contain it fail, and it cannot be indexed with GIN.
`jsonb` stores the parsed form and can do all of this.

## When to allow it

The exact bytes must come back: signed documents, or payloads in which the order of keys, duplicate
keys or white space have a meaning. Or the column is written and handed out whole, and never looked
into.

## References

- PostgreSQL manual, JSON Types
)md",
    .probe_sql = R"sql(SELECT n.nspname || '.' || t.relname || '.' || a.attname
  FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid JOIN pg_namespace n ON n.oid = t.relnamespace
 WHERE t.relkind IN ('r', 'p') AND NOT t.relispartition AND a.attnum > 0 AND NOT a.attisdropped
   AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\_%'
   AND a.atttypid = 'json'::regtype)sql",
    .check = check};

}  // namespace mimar::check
