#include <cctype>

#include "base/text.h"
#include "check/fix.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

// "= NULL", outside of literals; NULL must be a whole word. What SET and defaults assign is no
// comparison, and never part of an expression of these.
bool compares_with_null(std::string_view sql) {
  std::string plain;
  bool literal = false;
  for (const char c : sql) {
    if (c == '\'') literal = !literal;
    plain += literal ? 'x' : c;
  }
  plain = text::lower(plain);
  for (std::size_t at = plain.find("null"); at != std::string::npos;
       at = plain.find("null", at + 1)) {
    const std::string_view rest = std::string_view(plain).substr(at + 4);
    if (!rest.empty() &&
        (std::isalnum(static_cast<unsigned char>(rest.front())) != 0 || rest.front() == '_'))
      continue;
    const std::string_view before = text::trim(std::string_view(plain).substr(0, at));
    if (!before.empty() &&
        (before.back() == '=' || (before.size() > 1 && before.substr(before.size() - 2) == "<>")))
      return true;
  }
  return false;
}

evidence::Fix fix() {
  return no_automatic_fix("write IS NULL or IS NOT NULL");
}

void check_table(const model::Table& table, std::vector<evidence::Finding>& findings) {
  for (const model::Check& one : table.checks)
    if (compares_with_null(one.expression.sql))
      findings.push_back(
          finding(table, one.origin, object_name(table, one.name),
                  fmt::format("CHECK {} of {} compares with NULL, which is neither true nor false",
                              one.name, table.name.text()),
                  fix()));
  for (const model::Index& index : table.indexes)
    if (index.predicate && compares_with_null(index.predicate->sql))
      findings.push_back(finding(
          table, index.origin, object_name(table, index.name),
          fmt::format("the predicate of index {} on {} compares with NULL, which is never true",
                      index.name, table.name.text()),
          fix()));
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    check_table(*table, findings);
  for (const model::Query& query : subject.queries) {
    if (query.kind != model::Query::Kind::select || !compares_with_null(query.sql)) continue;
    evidence::Finding found;
    found.where = query.origin.span;
    found.object = query.name.empty() ? "query" : "query " + query.name;
    found.message = "the query compares with NULL, which is never true";
    found.fix = fix();
    findings.push_back(std::move(found));
  }
}

}  // namespace

extern const Rule comparison_with_null;
constinit const Rule comparison_with_null{.id = "comparison-with-null",
                                          .title = "Comparison with NULL by = or <>",
                                          .severity = evidence::Severity::warning,
                                          .maturity = Maturity::preview,
                                          .documentation = R"md(## What it finds

CHECK constraints, predicates of partial indexes, and SELECT queries given with `--queries` that
compare with NULL by `=`, `<>` or `!=`.

## Why it matters

The result is unknown for every row. A CHECK passes then, so it checks nothing; a predicate or WHERE
excludes the row, so the index is empty and the query finds nothing. None of this is an error.

## When to allow it

Never.

## References

- PostgreSQL manual, Comparison Functions and Operators
)md",
                                          .check = check};

}  // namespace mimar::check
