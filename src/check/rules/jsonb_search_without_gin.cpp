#include <algorithm>

#include "check/column_search.h"
#include "check/wording.h"
#include "emit/ddl/ddl.h"

namespace mimar::check {
namespace {

bool is_served(const model::Table& table, const model::Column& column) {
  return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const model::Index& index) {
    return index.method == "gin" &&
           std::any_of(index.keys.begin(), index.keys.end(), [&](const model::IndexKey& key) {
             return key.column == column.name ||
                    (key.expression && mentions(key.expression->sql, column.name));
           });
  });
}

bool found(const ColumnSearch& search) {
  return search.predicate.kind == model::Predicate::Kind::json_contains &&
         search.column.type.is("jsonb") && !is_served(search.table, search.column);
}

std::string message(const ColumnSearch& search) {
  return fmt::format("{} searches inside {} of {}, which has no GIN index", called(search.query),
                     search.column.name, search.table.name.text());
}

evidence::Fix fix(const ColumnSearch& search, NameBook& names) {
  const model::Table& table = search.table;
  const model::Column& column = search.column;
  model::Index index;
  index.name = names.take(table.name.schema, "idx_" + table.name.name + "_" + column.name + "_gin");
  index.method = "gin";
  index.keys.emplace_back().column = column.name;
  return {
      emit::ddl::create_index(table.name, index),
      std::string(build_concurrently) + "; when only @> is asked, jsonb_path_ops makes it smaller"};
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  check_searches({found, message, fix}, subject, findings);
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
