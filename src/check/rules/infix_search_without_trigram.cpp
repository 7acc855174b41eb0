#include <algorithm>
#include <set>

#include "check/fix.h"
#include "check/subject.h"
#include "check/wording.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

std::string called(const model::Query& query) {
  return query.name.empty() ? "a query" : "query " + query.name;
}

bool concerns(const model::Predicate& predicate, const model::Column& column) {
  return predicate.kind == model::Predicate::Kind::like_infix && is_text(column.type);
}

bool is_served(const model::Table& table, const model::Column& column, const model::Predicate&) {
  return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const model::Index& index) {
    return std::any_of(index.keys.begin(), index.keys.end(), [&](const model::IndexKey& key) {
      const bool ours = key.column == column.name ||
                        (key.expression && mentions(key.expression->sql, column.name));
      return ours && (key.opclass.name == "gin_trgm_ops" || key.opclass.name == "gist_trgm_ops");
    });
  });
}

std::string message(const model::Query& query, const model::Table& table,
                    const model::Column& column, const model::Predicate&) {
  return fmt::format("{} searches {} of {} for a piece of text, which no ordinary index finds",
                     called(query), column.name, table.name.text());
}

evidence::Fix fix(const model::Table& table, const model::Column& column, const model::Predicate&,
                  NameBook& names) {
  const std::string name =
      names.take(table.name.schema, "idx_" + table.name.name + "_" + column.name + "_trgm");
  return {fmt::format("CREATE EXTENSION IF NOT EXISTS pg_trgm;\nCREATE INDEX {} ON {} USING gin "
                      "({} gin_trgm_ops);\n",
                      model::quote_identifier(name), model::quote_name(table.name),
                      model::quote_identifier(column.name)),
          std::string(build_concurrently) +
              "; pieces of fewer than three characters still read everything"};
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
