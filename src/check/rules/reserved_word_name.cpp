#include <algorithm>

#include "check/fix.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

// PostgreSQL 15, appendix SQL Key Words: the words marked reserved. Sorted.
constexpr std::string_view reserved[] = {"all",          "analyse",
                                         "analyze",      "and",
                                         "any",          "array",
                                         "as",           "asc",
                                         "asymmetric",   "both",
                                         "case",         "cast",
                                         "check",        "collate",
                                         "column",       "constraint",
                                         "create",       "current_catalog",
                                         "current_date", "current_role",
                                         "current_time", "current_timestamp",
                                         "current_user", "default",
                                         "deferrable",   "desc",
                                         "distinct",     "do",
                                         "else",         "end",
                                         "except",       "false",
                                         "fetch",        "for",
                                         "foreign",      "from",
                                         "grant",        "group",
                                         "having",       "in",
                                         "initially",    "intersect",
                                         "into",         "lateral",
                                         "leading",      "limit",
                                         "localtime",    "localtimestamp",
                                         "not",          "null",
                                         "offset",       "on",
                                         "only",         "or",
                                         "order",        "placing",
                                         "primary",      "references",
                                         "returning",    "select",
                                         "session_user", "some",
                                         "symmetric",    "table",
                                         "then",         "to",
                                         "trailing",     "true",
                                         "union",        "unique",
                                         "user",         "using",
                                         "variadic",     "when",
                                         "where",        "window",
                                         "with"};

bool is_reserved(std::string_view name) {
  return std::binary_search(std::begin(reserved), std::end(reserved), name);
}

evidence::Fix fix() {
  return no_automatic_fix(
      "renaming breaks every query that uses the name; choose another one while the object is new");
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database)) {
    if (is_reserved(table->name.name))
      findings.push_back(
          finding(*table, table->origin, table->name.text(),
                  fmt::format("table {} is named by a reserved word and must always be quoted",
                              table->name.text()),
                  fix()));
    for (const model::Column& column : table->columns)
      if (is_reserved(column.name))
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

Tables and columns whose name is a reserved key word of PostgreSQL: `user`, `order`, `group`, `end`,
`limit`.

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
