#include <algorithm>

#include "base/text.h"
#include "check/fix.h"
#include "check/index_view.h"
#include "check/subject.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

using model::Publication;

bool publishes_changes(const Publication& publication) {
  const auto operations = publication.options.find("publish");
  if (operations == publication.options.end()) return true;
  return operations->second.find("update") != std::string::npos ||
         operations->second.find("delete") != std::string::npos;
}

// By itself, by its schema, by its partitioned table, or because all are.
bool publishes(const Publication& publication, const model::Database& database,
               const model::Table& table) {
  if (publication.all_tables) return true;
  const auto names = [&](const model::Table& one) {
    const auto& schemas = publication.schemas;
    return std::find(schemas.begin(), schemas.end(), one.name.schema) != schemas.end() ||
           std::any_of(publication.tables.begin(), publication.tables.end(),
                       [&](const auto& published) { return published.table == one.name; });
  };
  std::size_t steps = 0;
  for (const model::Table* one = &table; one != nullptr && steps <= database->tables.size();
       ++steps) {
    if (names(*one)) return true;
    one = one->partition_of ? model::find_table(database, one->partition_of->parent) : nullptr;
  }
  return false;
}

bool identifies(const model::Table& table, const IndexView& index) {
  return index.unique && index.valid && !index.deferrable && index.predicate == nullptr &&
         std::all_of(index.keys.begin(), index.keys.end(), [&](const model::IndexKey& key) {
           const model::Column* column = model::find_column(table, key.column);
           return column != nullptr && column->not_null;
         });
}

evidence::Fix fix(const model::Table& table) {
  if (table.primary_key)
    return {alter_table(table, "REPLICA IDENTITY DEFAULT"), "the primary key is there"};
  for (const IndexView& index : index_views(table))
    if (identifies(table, index))
      return {
          alter_table(table, "REPLICA IDENTITY USING INDEX " + model::quote_identifier(index.name)),
          "better still, make it the primary key"};
  return {alter_table(table, "REPLICA IDENTITY FULL"),
          "this sends the whole old row with every change; a primary key is better"};
}

bool has_identity(const model::Table& table) {
  if (table.replica_identity.empty()) return table.primary_key.has_value();
  return table.replica_identity != "nothing";
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  const std::vector<const Publication*> all = model::all<Publication>(subject.database);
  if (all.empty()) return;
  for (const model::Table& table : subject.database->tables) {
    if (table.partition_by || table.unlogged || has_identity(table)) continue;
    const auto found = std::find_if(all.begin(), all.end(), [&](const Publication* publication) {
      return publishes_changes(*publication) && publishes(*publication, subject.database, table);
    });
    if (found == all.end()) continue;
    findings.push_back(
        finding(table, table.origin, table.name.text(),
                fmt::format("UPDATE and DELETE on {} fail: publication {} sends them, and nothing "
                            "identifies its rows there",
                            table.name.text(), (*found)->name),
                fix(table)));
  }
}

}  // namespace

extern const Rule publication_without_replica_identity;
constinit const Rule publication_without_replica_identity{
    .id = "publication-without-replica-identity",
    .title = "Published table without a replica identity",
    .severity = evidence::Severity::warning,
    .maturity = Maturity::preview,
    .documentation = R"md(## What it finds

Tables in a publication of UPDATE or DELETE that have neither a primary key nor another replica
identity, or whose replica identity is NOTHING.

## Why it matters

The subscriber has to be told which row changed. Where nothing tells, PostgreSQL refuses the
statement on the publisher: from the moment the publication exists, every UPDATE and DELETE on the
table fails with "cannot update table because it does not have a replica identity". FOR ALL TABLES
does so to tables that nobody thought of.

## When to allow it

Rows are only ever inserted; then publish nothing but inserts.

## References

- PostgreSQL manual, Logical Replication: Publication
- PostgreSQL manual, ALTER TABLE: REPLICA IDENTITY
)md",
    .check = check};

}  // namespace mimar::check
