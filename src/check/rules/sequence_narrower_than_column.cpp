#include "check/fix.h"
#include "check/subject.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

int width(std::string_view type) {
  if (type == "smallint") return 2;
  return type == "integer" ? 4 : 8;
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Sequence& sequence : subject.database->sequences) {
    if (!sequence.owned_by) continue;
    const model::Table* table = model::find_table(subject.database, sequence.owned_by->table);
    const model::Column* column =
        table ? model::find_column(*table, sequence.owned_by->column) : nullptr;
    if (!column || !is_integer(column->type)) continue;
    if (width(sequence.options.type) >= width(column->type.name.name)) continue;
    findings.push_back(
        finding(*table, column->origin, object_name(*table, column->name),
                fmt::format("column {} of {} is {}, but its sequence {} is {} and ends at {}",
                            column->name, table->name.text(), column->type.name.name,
                            sequence.name.text(), sequence.options.type, sequence.options.maximum),
                {fmt::format("ALTER SEQUENCE {} AS {};\n", model::quote_name(sequence.name),
                             column->type.name.name),
                 "this changes the catalog only"}));
  }
}

}  // namespace

extern const Rule sequence_narrower_than_column;
constinit const Rule sequence_narrower_than_column{
    .id = "sequence-narrower-than-column",
    .title = "Sequence that ends before its column does",
    .severity = evidence::Severity::warning,
    .maturity = Maturity::stable,
    .documentation = R"md(## What it finds

Columns whose owned sequence has a smaller integer type than the column: a `bigint` fed by an
`integer` sequence.

## Why it matters

This is what remains when a `serial` column is widened with ALTER COLUMN TYPE: the column takes
larger numbers, the sequence does not. Inserts fail at 2,147,483,647 with "reached maximum value of
sequence", although the migration that was to prevent exactly this is long done.

## When to allow it

The sequence is narrow on purpose because another system reads the numbers into 32 bits.

## References

- PostgreSQL manual, ALTER SEQUENCE: AS data_type
- PostgreSQL manual, Numeric Types: Serial Types
)md",
    .probe_sql = R"sql(SELECT n.nspname || '.' || t.relname || '.' || a.attname
  FROM pg_sequence s
  JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.seqrelid AND d.deptype = 'a'
   AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0
  JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
  JOIN pg_class t ON t.oid = a.attrelid JOIN pg_namespace n ON n.oid = t.relnamespace
  JOIN pg_type st ON st.oid = s.seqtypid JOIN pg_type ct ON ct.oid = a.atttypid
 WHERE a.atttypid IN ('smallint'::regtype, 'integer'::regtype, 'bigint'::regtype) AND st.typlen < ct.typlen)sql",
    .check = check};

}  // namespace mimar::check
