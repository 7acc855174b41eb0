#include <algorithm>
#include <set>

#include "check/fix.h"
#include "check/subject.h"
#include "check/wording.h"

namespace mimar::check {
namespace {

constexpr std::size_t fewest_tables = 8;
constexpr std::size_t most_islands = 4;  // one island for this many connected tables

bool stands_apart_by_nature(const model::Table& table) {
  const std::vector<std::string> parts = words(table.name.name);
  return std::any_of(parts.begin(), parts.end(), [](const std::string& part) {
    return is_one_of(
        singular(part),
        {"migration", "setting", "config", "configuration", "lock",   "version",  "flag",
         "job",       "queue",   "outbox", "event",         "log",    "history",  "audit",
         "cache",     "key",     "token",  "session",       "schema", "metadata", "history",
         "statistic", "stat",    "task",   "dead",          "backup"});
  });
}

bool speaks_of_others(const model::Table& table) {
  return std::any_of(table.columns.begin(), table.columns.end(), [&](const model::Column& column) {
    return words(column.name).size() > 1 && is_one_of(last_word(column.name), {"id", "uuid"}) &&
           !is_primary_key(table, column.name);
  });
}

std::set<model::Name> connected(const model::Database& database) {
  std::set<model::Name> names;
  for (const model::Table& table : database->tables) {
    for (const model::ForeignKey& key : table.foreign_keys) {
      names.insert(table.partition_of ? table.partition_of->parent : table.name);
      names.insert(key.referenced_table);
    }
    for (const model::Name& parent : table.inherits) {
      names.insert(parent);
      names.insert(table.name);
    }
  }
  return names;
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  const std::set<model::Name> names = connected(subject.database);
  std::vector<const model::Table*> islands;
  const std::vector<const model::Table*> tables = judged_tables(subject.database);
  for (const model::Table* table : tables)
    if (names.count(table->name) == 0 && speaks_of_others(*table) &&
        !stands_apart_by_nature(*table))
      islands.push_back(table);
  if (tables.size() < fewest_tables || islands.size() * most_islands > tables.size()) return;
  for (const model::Table* table : islands)
    findings.push_back(finding(
        *table, table->origin, table->name.text(),
        fmt::format(
            "table {} references no table and none references it, unlike most of its schema",
            table->name.text()),
        no_automatic_fix("add the foreign keys that its columns speak of; or drop it, when nothing "
                         "uses it any more")));
}

}  // namespace

extern const Rule island_table;
constinit const Rule island_table{.id = "island-table",
                                  .title = "Table without any relationship",
                                  .severity = evidence::Severity::note,
                                  .maturity = Maturity::preview,
                                  .documentation = R"md(## What it finds

Tables with identifiers of other things (`something_id`) that neither have a foreign key nor are the
target of one, where at most a quarter of the tables are like that. Tables of logs, settings,
queues, sessions and migrations are passed over.

## Why it matters

Either a reference was forgotten, and its rows can point at nothing, or the table is left over from
something that is gone.

## When to allow it

Reference data that is joined by value, and tables that belong to another program.

## References

- PostgreSQL manual, Constraints: Foreign Keys
)md",
                                  .check = check};

}  // namespace mimar::check
