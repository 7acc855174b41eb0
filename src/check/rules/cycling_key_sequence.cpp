#include "check/fix.h"
#include "check/subject.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

const model::Column* fed_key(const model::Database& database, const model::Sequence& sequence,
                             const model::Table*& table) {
  if (!sequence.owned_by) return nullptr;
  table = model::find_table(database, sequence.owned_by->table);
  if (!table || !is_primary_key(*table, sequence.owned_by->column)) return nullptr;
  return model::find_column(*table, sequence.owned_by->column);
}

void report(const model::Table& table, const model::Column& column, std::string sql,
            std::vector<evidence::Finding>& findings) {
  findings.push_back(finding(
      table, column.origin, object_name(table, column.name),
      fmt::format("the sequence behind {} of {} starts again at its end, where the keys are taken",
                  column.name, table.name.text()),
      {std::move(sql), ""}));
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Sequence& sequence : subject.database->sequences) {
    const model::Table* table = nullptr;
    const model::Column* column =
        sequence.options.cycle ? fed_key(subject.database, sequence, table) : nullptr;
    if (column)
      report(*table, *column,
             fmt::format("ALTER SEQUENCE {} NO CYCLE;\n", model::quote_name(sequence.name)),
             findings);
  }
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Column& column : table->columns)
      if (column.identity && column.identity->options.cycle && is_primary_key(*table, column.name))
        report(*table, column,
               alter_table(*table, fmt::format("ALTER COLUMN {} SET NO CYCLE",
                                               model::quote_identifier(column.name))),
               findings);
}

}  // namespace

extern const Rule cycling_key_sequence;
constinit const Rule cycling_key_sequence{.id = "cycling-key-sequence",
                                          .title = "Sequence of a key that starts again",
                                          .severity = evidence::Severity::warning,
                                          .maturity = Maturity::preview,
                                          .documentation = R"md(## What it finds

Sequences with CYCLE that feed a primary key: owned by its column, or behind an identity column.

## Why it matters

At its end such a sequence hands out the first numbers again. Inserts then fail one after the other
with duplicate keys, at random, wherever old rows are still there; and where they are gone, new rows
get the identifiers that old links and logs speak of.

## When to allow it

The table is a ring in which old rows are certain to be gone.

## References

- PostgreSQL manual, CREATE SEQUENCE: CYCLE
)md",
                                          .check = check};

}  // namespace mimar::check
