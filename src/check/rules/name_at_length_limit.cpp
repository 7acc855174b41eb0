#include "check/fix.h"
#include "check/index_view.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

constexpr std::size_t longest_name = 63;  // bytes; NAMEDATALEN - 1

void report(const model::Table& table, const model::Origin& origin, std::string_view kind,
            const std::string& name, std::vector<evidence::Finding>& findings) {
  if (name.size() < longest_name) return;
  findings.push_back(
      finding(table, origin, kind == "table" ? table.name.text() : object_name(table, name),
              fmt::format("the name of {} {} has {} bytes; PostgreSQL cuts names after 63", kind,
                          name, name.size()),
              no_automatic_fix("RENAME it to something shorter")));
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database)) {
    report(*table, table->origin, "table", table->name.name, findings);
    for (const model::Column& column : table->columns)
      report(*table, column.origin, "column", column.name, findings);
    for (const IndexView& index : index_views(*table))
      report(*table, *index.origin, index.key ? "constraint" : "index", index.name, findings);
    for (const model::ForeignKey& key : table->foreign_keys)
      report(*table, key.origin, "constraint", key.name, findings);
    for (const model::Check& one : table->checks)
      report(*table, one.origin, "constraint", one.name, findings);
  }
}

}  // namespace

extern const Rule name_at_length_limit;
constinit const Rule name_at_length_limit{.id = "name-at-length-limit",
                                          .title = "Name as long as PostgreSQL allows",
                                          .severity = evidence::Severity::note,
                                          .maturity = Maturity::preview,
                                          .documentation = R"md(## What it finds

Tables, columns, indexes and constraints whose name has 63 bytes or more.

## Why it matters

PostgreSQL cuts longer names silently. Two that differ only at their end become one, a migration
that asks "does it exist" by the long name is told no, and tools that compare by name see a
difference that is none.

## When to allow it

The name has exactly 63 bytes by chance.

## References

- PostgreSQL manual, Lexical Structure: Identifiers and Key Words
)md",
                                          .check = check};

}  // namespace mimar::check
