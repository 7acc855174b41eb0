#include <algorithm>

#include "base/text.h"
#include "check/fix.h"
#include "check/subject.h"
#include "check/type_change.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

bool generated_as_uuid(const model::Column& column) {
  if (!column.default_value) return false;
  const std::string sql = text::lower(column.default_value->sql);
  return sql.find("gen_random_uuid(") != std::string::npos ||
         sql.find("uuid_generate_v") != std::string::npos;
}

bool named_uuid(const model::Column& column) {
  const std::vector<std::string> parts = words(column.name);
  return !parts.empty() && (parts.back() == "uuid" || parts.back() == "guid");
}

evidence::Fix fix(const Subject& subject, const model::Table& table, const model::Column& column) {
  const std::string name = model::quote_identifier(column.name);
  std::string sql;
  if (column.default_value) sql += alter_table(table, "ALTER COLUMN " + name + " DROP DEFAULT");
  const std::string type = "uuid USING " + name + "::uuid";
  sql += set_type(table, column, type);
  if (generated_as_uuid(column))
    sql += alter_table(table, "ALTER COLUMN " + name + " SET DEFAULT gen_random_uuid()");
  return change_types(subject, {{table.name, column.name}}, type, sql, rewrites_table);
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Column& column : table->columns)
      if (is_text(column.type) && (generated_as_uuid(column) || named_uuid(column)))
        findings.push_back(finding(*table, column.origin, object_name(*table, column.name),
                                   fmt::format("column {} of {} keeps UUIDs as {}", column.name,
                                               table->name.text(), model::to_sql(column.type)),
                                   fix(subject, *table, column)));
}

}  // namespace

extern const Rule uuid_as_text;
constinit const Rule uuid_as_text{.id = "uuid-as-text",
                                  .title = "UUID stored as text",
                                  .severity = evidence::Severity::note,
                                  .maturity = Maturity::stable,
                                  .documentation = R"md(## What it finds

Text columns named `uuid` or `guid`, or filled by default from a UUID generator.

## Why it matters

As text a UUID takes 37 bytes instead of 16, in the table and in every index and foreign key that
repeats it, and is compared by the rules of the collation. The same identifier can be stored in
capital and in small letters as two different values, and nothing keeps a truncated one out.

## When to allow it

Identifiers that other systems hand in and that are only usually UUIDs.

## References

- PostgreSQL manual, UUID Type
)md",
                                  .check = check};

}  // namespace mimar::check
