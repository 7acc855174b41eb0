#include <algorithm>

#include "base/graph.h"
#include "base/text.h"
#include "check/fix.h"
#include "check/subject.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

// Must a row of the other table exist before a row of this one can be inserted?
bool is_required(const model::Table& table, const model::ForeignKey& key) {
  if (key.deferrable || key.referenced_table == table.name) return false;
  const auto not_null = [&](const std::string& name) {
    const model::Column* column = model::find_column(table, name);
    return column && column->not_null;
  };
  return std::all_of(key.columns.begin(), key.columns.end(), not_null);
}

std::size_t position(const std::vector<const model::Table*>& tables, const model::Name& name) {
  const auto found = std::find_if(tables.begin(), tables.end(),
                                  [&](const model::Table* table) { return table->name == name; });
  return static_cast<std::size_t>(found - tables.begin());
}

Graph required_order(const std::vector<const model::Table*>& tables) {
  Graph graph(tables.size());
  for (std::size_t i = 0; i < tables.size(); ++i)
    for (const model::ForeignKey& key : tables[i]->foreign_keys) {
      const std::size_t target = position(tables, key.referenced_table);
      if (target < tables.size() && is_required(*tables[i], key)) graph.must_run(target, i);
    }
  return graph;
}

void report(const std::vector<const model::Table*>& tables, const std::vector<std::size_t>& cycle,
            std::vector<evidence::Finding>& findings) {
  const model::Table& first = *tables[cycle.front()];
  std::vector<std::string> names;
  for (std::size_t i : cycle)
    names.push_back(tables[i]->name.text());
  for (const model::ForeignKey& key : first.foreign_keys) {
    if (!is_required(first, key) || !has_column(names, key.referenced_table.text())) continue;
    findings.push_back(
        finding(first, key.origin, object_name(first, key.columns),
                fmt::format("tables {} require rows of each other, so no first row can be inserted",
                            text::join(names, ", ")),
                {alter_table(first, fmt::format("ALTER CONSTRAINT {} DEFERRABLE INITIALLY DEFERRED",
                                                model::quote_identifier(key.name))),
                 "a nullable column is the other way out; here the check moves to the end of the "
                 "transaction"}));
    return;
  }
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  const std::vector<const model::Table*> tables = judged_tables(subject.database);
  for (std::vector<std::size_t> cycle : topological_order(required_order(tables)).cycles) {
    std::sort(cycle.begin(), cycle.end());
    report(tables, cycle, findings);
  }
}

}  // namespace

extern const Rule circular_required_foreign_keys;
constinit const Rule circular_required_foreign_keys{
    .id = "circular-required-foreign-keys",
    .title = "Tables that need each other's rows first",
    .severity = evidence::Severity::warning,
    .maturity = Maturity::stable,
    .documentation = R"md(## What it finds

Circles of foreign keys in which every column is NOT NULL and no constraint is deferrable. A table
that references itself is not counted: its first row can point at itself.

## Why it matters

A row of the one table needs a row of the other, and the other way round. Plain INSERT statements
cannot create the first pair. Loading a data-only dump fails, test fixtures need tricks, and
deleting has the same problem backwards.

## When to allow it

Both rows are always written by one statement with data-modifying WITH clauses, which are checked at
its end.

## References

- PostgreSQL manual, CREATE TABLE: DEFERRABLE, INITIALLY DEFERRED
- PostgreSQL manual, SET CONSTRAINTS
)md",
    .check = check};

}  // namespace mimar::check
