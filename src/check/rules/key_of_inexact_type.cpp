#include "check/fix.h"
#include "check/index_view.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

bool is_inexact(const model::Table& table, const std::string& name) {
  const model::Column* column = model::find_column(table, name);
  return column && (column->type.is("real") || column->type.is("double precision"));
}

void report(const model::Table& table, const model::Origin& origin, std::string_view kind,
            const std::string& name, const std::vector<std::string>& columns,
            std::vector<evidence::Finding>& findings) {
  for (const std::string& column : columns)
    if (is_inexact(table, column))
      findings.push_back(
          finding(table, origin, object_name(table, column),
                  fmt::format("{} {} of {} compares {}, which is {}", kind, name, table.name.text(),
                              column, model::to_sql(model::find_column(table, column)->type)),
                  no_automatic_fix("make the column numeric, or a scaled integer, after looking "
                                   "for values that differ only in their last digits")));
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database)) {
    for (const IndexView& index : index_views(*table)) {
      std::vector<std::string> columns;
      for (const model::IndexKey& key : index.keys)
        columns.push_back(key.column);
      if (index.unique)
        report(*table, *index.origin, index.primary ? "primary key" : "unique key", index.name,
               columns, findings);
    }
    for (const model::ForeignKey& key : table->foreign_keys)
      report(*table, key.origin, "foreign key", key.name, key.columns, findings);
  }
}

}  // namespace

extern const Rule key_of_inexact_type;
constinit const Rule key_of_inexact_type{.id = "key-of-inexact-type",
                                         .title = "Key over a floating point column",
                                         .severity = evidence::Severity::warning,
                                         .maturity = Maturity::preview,
                                         .documentation = R"md(## What it finds

Primary keys, unique keys and foreign keys with a column of type `real` or `double precision`.

## Why it matters

Two computations of the same value may differ in the last bit, so a key that should collide does
not, and a reference that should match does not either. NaN equals NaN here and nowhere else; and a
value printed and read again may be another one.

## When to allow it

The values are copied bit by bit and never computed or typed.

## References

- PostgreSQL manual, Numeric Types: Floating-Point Types
)md",
                                         .check = check};

}  // namespace mimar::check
