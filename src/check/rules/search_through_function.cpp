#include "base/text.h"
#include "check/column_search.h"
#include "check/index_view.h"

namespace mimar::check {
namespace {

bool wraps_its_column(const model::Predicate& predicate) {
  const bool by_value = predicate.kind == model::Predicate::Kind::equals ||
                        predicate.kind == model::Predicate::Kind::in_list ||
                        predicate.kind == model::Predicate::Kind::range;
  return by_value && !predicate.bare && !predicate.expression.empty();
}

std::string squeezed(std::string_view sql) {
  std::string plain;
  for (const char c : text::lower(sql))
    if (c != ' ' && c != '(' && c != ')' && c != '"') plain += c;
  const std::size_t cast = plain.find("::");
  return cast == std::string::npos ? plain : plain.substr(0, cast);
}

bool has_index_on(const model::Table& table, const model::Column& column) {
  for (const IndexView& index : index_views(table))
    if (!index.keys.empty() && index.keys.front().column == column.name) return true;
  return false;
}

// Only where an index is there and goes to waste: whether one is worth building, advice tells.
bool is_served(const model::Table& table, const model::Column& column,
               const model::Predicate& predicate) {
  if (!has_index_on(table, column)) return true;
  for (const IndexView& index : index_views(table))
    for (const model::IndexKey& key : index.keys)
      if (key.expression && squeezed(key.expression->sql) == squeezed(predicate.expression))
        return true;
  return false;
}

bool found(const ColumnSearch& search) {
  return wraps_its_column(search.predicate) &&
         !is_served(search.table, search.column, search.predicate);
}

std::string message(const ColumnSearch& search) {
  return fmt::format("{} asks for {}, so the index on {} of {} does not help it",
                     called(search.query), search.predicate.expression, search.column.name,
                     search.table.name.text());
}

evidence::Fix fix(const ColumnSearch& search, NameBook&) {
  return no_automatic_fix(
      "turn the condition round so that the column stands alone (for dates, a range of them), or "
      "index the expression " +
      search.predicate.expression);
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  check_searches({found, message, fix}, subject, findings);
}

}  // namespace

extern const Rule search_through_function;
constinit const Rule search_through_function{
    .id = "search-through-function",
    .title = "Condition that hides its column from the index",
    .severity = evidence::Severity::warning,
    .maturity = Maturity::preview,
    .documentation = R"md(## What it finds

Conditions of queries given with `--queries` that wrap a column in a function or cast, where an
index starts with the plain column and none has the expression.

## Why it matters

An index over `created_at` is sorted by it, not by `date(created_at)`: the planner cannot use it and
reads the whole table, although the index looks right.

## When to allow it

The condition is not the one that narrows the query.

## References

- PostgreSQL manual, Indexes on Expressions
)md",
    .check = check};

}  // namespace mimar::check
