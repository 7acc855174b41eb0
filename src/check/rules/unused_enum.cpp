#include "check/fix.h"
#include "check/mention.h"
#include "check/subject.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

bool is_used_by_column(const model::Database& database, const model::Enum& type) {
  for (const model::Table& table : database->tables)
    for (const model::Column& column : table.columns)
      if (column.type.name == type.name) return true;
  return false;
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Enum& type : subject.database->enums) {
    if (!subject.database->incomplete.empty() || is_used_by_column(subject.database, type) ||
        spoken_of(subject.database, type.name.name))
      continue;
    evidence::Finding found;
    found.where = type.origin.span;
    found.object = type.name.text();
    found.message =
        fmt::format("enum type {} is the type of no column, and no view or function speaks of it",
                    type.name.text());
    found.fix = {fmt::format("DROP TYPE {};\n", model::quote_name(type.name)),
                 "look for programs that cast to it first"};
    findings.push_back(std::move(found));
  }
}

}  // namespace

extern const Rule unused_enum;
constinit const Rule unused_enum{.id = "unused-enum",
                                 .title = "Enum type that nothing uses",
                                 .severity = evidence::Severity::note,
                                 .maturity = Maturity::preview,
                                 .documentation = R"md(## What it finds

Enum types that are the type of no column and that no view, function, domain or other object
mentions. Nothing is said when the reading was incomplete.

## Why it matters

It was left behind when its column was changed or dropped. Code generators go on making a type of
it, and its labels suggest values that exist nowhere.

## When to allow it

Programs use it as a parameter type of prepared statements.

## References

- PostgreSQL manual, Enumerated Types
)md",
                                 .check = check};

}  // namespace mimar::check
