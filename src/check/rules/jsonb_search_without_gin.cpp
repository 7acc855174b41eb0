#include <algorithm>
#include <set>

#include "check/fix.h"
#include "check/subject.h"
#include "check/wording.h"
#include "emit/ddl/ddl.h"

namespace mimar::check {
namespace {

std::string called(const model::Query& query) {
  return query.name.empty() ? "a query" : "query " + query.name;
}

bool concerns(const model::Predicate& predicate, const model::Column& column) {
  return predicate.kind == model::Predicate::Kind::json_contains && column.type.is("jsonb");
}

bool is_served(const model::Table& table, const model::Column& column, const model::Predicate&) {
  return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const model::Index& index) {
    return index.method == "gin" &&
           std::any_of(index.keys.begin(), index.keys.end(), [&](const model::IndexKey& key) {
             return key.column == column.name ||
                    (key.expression && mentions(key.expression->sql, column.name));
           });
  });
}

std::string message(const model::Query& query, const model::Table& table,
                    const model::Column& column, const model::Predicate&) {
  return fmt::format("{} searches inside {} of {}, which has no GIN index", called(query),
                     column.name, table.name.text());
}

evidence::Fix fix(const model::Table& table, const model::Column& column, const model::Predicate&,
                  NameBook& names) {
  model::Index index;
  index.name = names.take(table.name.schema, "idx_" + table.name.name + "_" + column.name + "_gin");
  index.method = "gin";
  index.keys.emplace_back().column = column.name;
  return {
      emit::ddl::create_index(table.name, index),
      std::string(build_concurrently) + "; when only @> is asked, jsonb_path_ops makes it smaller"};
}

evidence::Finding about(const model::Query& query, std::string object, std::string message,
                        evidence::Fix fix) {
  evidence::Finding found;
  found.where = query.origin.span;
  found.object = std::move(object);
  found.message = std::move(message);
  found.fix = std::move(fix);
  return found;
}

// Each column once, at the first query that shows it.
void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  std::set<const model::Column*> told;
  NameBook names(subject.database);
  for (const model::Query& query : subject.queries)
    for (const model::Predicate& predicate : query.predicates) {
      const model::Table* table = find_relation(subject.database, predicate.column.relation);
      const model::Column* column =
          table ? model::find_column(*table, predicate.column.column) : nullptr;
      if (!column || !concerns(predicate, *column) || is_served(*table, *column, predicate) ||
          !told.insert(column).second)
        continue;
      findings.push_back(about(query, object_name(*table, column->name),
                               message(query, *table, *column, predicate),
                               fix(*table, *column, predicate, names)));
    }
}

}  // namespace

extern const Rule jsonb_search_without_gin;
constinit const Rule jsonb_search_without_gin{
    .id = "jsonb-search-without-gin",
    .title = "Search inside jsonb without an index for it",
    .severity = evidence::Severity::warning,
    .maturity = Maturity::preview,
    .documentation = R"md(## What it finds

Queries given with `--queries` that ask whether a `jsonb` column contains something (`@>`, `?` and
their kin), where no GIN index has the column.

## Why it matters

Without the index every document of the table is read, detoasted and searched, for each query. A GIN
index finds the rows by what is in them.

## When to allow it

The table is small, or another condition of the query leaves few rows.

## References

- PostgreSQL manual, JSON Types: jsonb Indexing
)md",
    .check = check};

}  // namespace mimar::check
