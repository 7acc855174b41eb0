#include <algorithm>

#include "check/column_search.h"
#include "check/wording.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

bool is_served(const model::Table& table, const model::Column& column) {
  return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const model::Index& index) {
    return std::any_of(index.keys.begin(), index.keys.end(), [&](const model::IndexKey& key) {
      const bool ours = key.column == column.name ||
                        (key.expression && mentions(key.expression->sql, column.name));
      return ours && (key.opclass.name == "gin_trgm_ops" || key.opclass.name == "gist_trgm_ops");
    });
  });
}

bool found(const ColumnSearch& search) {
  return search.predicate.kind == model::Predicate::Kind::like_infix &&
         is_text(search.column.type) && !is_served(search.table, search.column);
}

std::string message(const ColumnSearch& search) {
  return fmt::format("{} searches {} of {} for a piece of text, which no ordinary index finds",
                     called(search.query), search.column.name, search.table.name.text());
}

evidence::Fix fix(const ColumnSearch& search, NameBook& names) {
  const model::Table& table = search.table;
  const model::Column& column = search.column;
  const std::string name =
      names.take(table.name.schema, "idx_" + table.name.name + "_" + column.name + "_trgm");
  return {fmt::format("CREATE EXTENSION IF NOT EXISTS pg_trgm;\nCREATE INDEX {} ON {} USING gin "
                      "({} gin_trgm_ops);\n",
                      model::quote_identifier(name), model::quote_name(table.name),
                      model::quote_identifier(column.name)),
          std::string(build_concurrently) +
              "; pieces of fewer than three characters still read everything"};
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  check_searches({found, message, fix}, subject, findings);
}

}  // namespace

extern const Rule infix_search_without_trigram;
constinit const Rule infix_search_without_trigram{
    .id = "infix-search-without-trigram",
    .title = "LIKE with a leading wildcard, without a trigram index",
    .severity = evidence::Severity::warning,
    .maturity = Maturity::preview,
    .documentation = R"md(## What it finds

Queries given with `--queries` that search a text column by LIKE or ILIKE with a pattern that starts
with a wildcard (or that is a parameter with ILIKE), where no index uses the trigram operator class
of pg_trgm.

## Why it matters

A B-tree finds text by its beginning. For a piece in the middle every row is read and matched, each
time somebody types into the search field.

## When to allow it

The table is small, or other conditions leave few rows.

## References

- PostgreSQL manual, Additional Supplied Modules: pg_trgm
)md",
    .check = check};

}  // namespace mimar::check
