#include "check/fix.h"
#include "check/subject.h"
#include "check/type_change.h"

namespace mimar::check {
namespace {

std::string length(const model::Column& column) {
  return column.type.modifiers.empty() ? "1" : std::to_string(column.type.modifiers[0]);
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Column& column : table->columns)
      if (column.type.is("character"))
        findings.push_back(
            finding(*table, column.origin, object_name(*table, column.name),
                    fmt::format("column {} of {} is char({}), which pads every value with spaces",
                                column.name, table->name.text(), length(column)),
                    change_type(subject, *table, column,
                                "character varying(" + length(column) + ")", rewrites_table)));
}

}  // namespace

extern const Rule char_type;
constinit const Rule char_type{
    .id = "char-type",
    .title = "Column of type char(n)",
    .severity = evidence::Severity::note,
    .maturity = Maturity::stable,
    .documentation = R"md(## What it finds

Columns of type `char(n)`, also written `character(n)`.

## Why it matters

Values are padded with spaces to the declared length, and the padding is stored. Comparisons ignore
it, LIKE and regular expressions do not, and a conversion to text drops it, so the same value
behaves in three ways. The type does not even promise the length: shorter values are accepted
silently. In PostgreSQL it is not faster than `varchar` or `text`.

## When to allow it

Codes whose length never varies and that are never concatenated or matched by pattern, such as ISO
country codes, in a schema that must stay identical on another database system.

## References

- PostgreSQL manual, Character Types
- PostgreSQL wiki, Don't Do This: char(n)
)md",
    .probe_sql = R"sql(SELECT n.nspname || '.' || t.relname || '.' || a.attname
  FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid JOIN pg_namespace n ON n.oid = t.relnamespace
 WHERE t.relkind IN ('r', 'p') AND NOT t.relispartition AND a.attnum > 0 AND NOT a.attisdropped
   AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\_%'
   AND a.atttypid = 'bpchar'::regtype)sql",
    .check = check};

}  // namespace mimar::check
