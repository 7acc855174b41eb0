#include <set>

#include "base/text.h"
#include "check/fix.h"
#include "check/index_view.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

std::string called(const model::Query& query) {
  return query.name.empty() ? "a query" : "query " + query.name;
}

bool concerns(const model::Predicate& predicate, const model::Column&) {
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

std::string message(const model::Query& query, const model::Table& table,
                    const model::Column& column, const model::Predicate& predicate) {
  return fmt::format("{} asks for {}, so the index on {} of {} does not help it", called(query),
                     predicate.expression, column.name, table.name.text());
}

evidence::Fix fix(const model::Table&, const model::Column&, const model::Predicate& predicate,
                  NameBook&) {
  return no_automatic_fix(
      "turn the condition round so that the column stands alone (for dates, a range of them), or "
      "index the expression " +
      predicate.expression);
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
