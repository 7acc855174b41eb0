#include "base/text.h"
#include "ops/architect/markdown.h"
#include "ops/architect/sections.h"

namespace mimar::ops::architect {

std::string integrity(const Architecture& architecture) {
  std::size_t tables = 0, with_key = 0, foreign_keys = 0, checks = 0, uniques = 0, not_valid = 0,
              columns = 0, not_null = 0;
  for (const model::Table& table : architecture.database->tables) {
    if (table.partition_of) continue;
    ++tables;
    with_key += table.primary_key ? 1 : 0;
    foreign_keys += table.foreign_keys.size();
    uniques += table.uniques.size();
    checks += table.checks.size();
    columns += table.columns.size();
    for (const model::Column& column : table.columns)
      not_null += column.not_null ? 1 : 0;
    for (const model::ForeignKey& key : table.foreign_keys)
      not_valid += key.not_valid ? 1 : 0;
    for (const model::Check& check : table.checks)
      not_valid += check.not_valid ? 1 : 0;
  }
  if (tables == 0) return "";
  std::string result = fmt::format(
      "- {} of {} a primary key; {} of {} NOT NULL\n- {}, {}, {}\n", with_key,
      text::count(tables, "table has", "tables have"), not_null,
      text::count(columns, "column is", "columns are"), text::count(foreign_keys, "foreign key"),
      text::count(uniques, "unique constraint"), text::count(checks, "CHECK"));
  if (not_valid > 0)
    result += fmt::format("- {} NOT VALID: existing rows were never checked\n",
                          text::count(not_valid, "constraint is", "constraints are"));
  const std::string found = markdown::findings(
      architecture, {"missing-primary-key", "missing-foreign-key", "foreign-key-type-mismatch",
                     "soft-delete-with-plain-unique", "not-valid-constraint",
                     "comma-separated-list", "repeating-groups", "nullable-unique",
                     "money-as-float", "timestamp-without-time-zone", "integer-primary-key"});
  return found.empty() ? result : result + "\nFound:\n\n" + found;
}

}  // namespace mimar::ops::architect
