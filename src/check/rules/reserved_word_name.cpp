#include "check/fix.h"
#include "check/subject.h"
#include "model/keywords.h"

namespace mimar::check {
namespace {

evidence::Fix fix() {
  return no_automatic_fix(
      "renaming breaks every query that uses the name; choose another one while the object is new");
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database)) {
    if (model::is_reserved(table->name.name))
      findings.push_back(
          finding(*table, table->origin, table->name.text(),
                  fmt::format("table {} is named by a reserved word and must always be quoted",
                              table->name.text()),
                  fix()));
    for (const model::Column& column : table->columns)
      if (model::is_reserved(column.name))
        findings.push_back(finding(
            *table, column.origin, object_name(*table, column.name),
            fmt::format("column {} of {} is named by a reserved word and must always be quoted",
                        column.name, table->name.text()),
            fix()));
  }
}

}  // namespace

extern const Rule reserved_word_name;
constinit const Rule reserved_word_name{.id = "reserved-word-name",
                                        .title = "Table or column named by a reserved word",
                                        .severity = evidence::Severity::note,
                                        .maturity = Maturity::stable,
                                        .documentation = R"md(## What it finds

Tables and columns whose name is a key word that PostgreSQL reserves: `user`, `order`, `group`, `end`,
`limit`, `left`.

## Why it matters

Without double quotes the name is a syntax error at best. At worst it is something else: `SELECT *
FROM user` quietly returns the name of the current role. Every hand-written query has to remember
the quotes.

## When to allow it

All access goes through a mapper that quotes every name, and nobody opens psql.

## References

- PostgreSQL manual, appendix SQL Key Words
)md",
                                        .check = check};

}  // namespace mimar::check
