#include "check/fix.h"
#include "check/subject.h"
#include "check/type_change.h"

namespace mimar::check {
namespace {

bool is_sized_text(const model::DataType& type) {
  return (type.is("character varying") || type.is("character")) && !type.modifiers.empty();
}

// A longer or unlimited text column holds every key; a shorter one does not.
bool text_differs(const model::DataType& from, const model::DataType& to) {
  if (from.is("character") != to.is("character")) return true;
  if (!is_sized_text(from)) return false;
  return !is_sized_text(to) || from.modifiers < to.modifiers;
}

bool differs(const model::DataType& from, const model::DataType& to) {
  if (!from.name.schema.empty() || !to.name.schema.empty())
    return false;  // domains: not seen through
  if (is_text(from) && is_text(to)) return text_differs(from, to);
  return from.name != to.name;
}

std::string remark(const model::DataType& from, const model::DataType& to) {
  const bool in_place =
      from.is("character varying") && (to.is("character varying") || to.is("text"));
  return in_place ? "a longer varchar changes the catalog only" : std::string(rewrites_table);
}

void check_key(const Subject& subject, const model::Table& table, const model::ForeignKey& key,
               std::vector<evidence::Finding>& findings) {
  const model::Table* target = model::find_table(subject.database, key.referenced_table);
  if (!target) return;
  for (std::size_t i = 0; i < key.columns.size() && i < key.referenced_columns.size(); ++i) {
    const model::Column* from = model::find_column(table, key.columns[i]);
    const model::Column* to = model::find_column(*target, key.referenced_columns[i]);
    if (!from || !to || !differs(from->type, to->type)) continue;
    findings.push_back(finding(
        table, from->origin, object_name(table, from->name),
        fmt::format("column {} of {} is {}, but {} of {} which it references is {}", from->name,
                    table.name.text(), model::to_sql(from->type), to->name, target->name.text(),
                    model::to_sql(to->type)),
        change_type(subject, table, *from, model::to_sql(to->type), remark(from->type, to->type))));
  }
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::ForeignKey& key : table->foreign_keys)
      check_key(subject, *table, key, findings);
}

}  // namespace

extern const Rule foreign_key_type_mismatch;
constinit const Rule foreign_key_type_mismatch{
    .id = "foreign-key-type-mismatch",
    .title = "Foreign key whose two sides differ in type",
    .severity = evidence::Severity::warning,
    .maturity = Maturity::stable,
    .documentation = R"md(## What it finds

Foreign keys in which a column has another type than the column it references: integer to bigint,
integer to numeric, char to varchar, or a varchar too short for the key. Text and longer varchar are
taken as equal, and so are types of your own.

## Why it matters

The referencing column is where the range ends first: when an integer column points at a bigint key,
inserts fail as soon as the key passes 2,147,483,647, years after the key itself was widened.
Comparisons across types may also keep an index from being used, and padding of char values makes
equal keys look different to the application.

## When to allow it

While a key is being widened in steps; the referencing columns come next.

## References

- PostgreSQL manual, Constraints: Foreign Keys
- PostgreSQL manual, Numeric Types
)md",
    .check = check};

}  // namespace mimar::check
