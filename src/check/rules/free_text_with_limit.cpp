#include "check/fix.h"
#include "check/subject.h"
#include "check/type_change.h"
#include "check/wording.h"

namespace mimar::check {
namespace {

constexpr int generous = 1000;  // characters; nobody trips over it by accident

bool is_free_text(const model::Column& column) {
  return is_one_of(
      last_word(column.name),
      {"message", "description", "comment", "comments", "note", "notes", "reason", "error",
       "summary", "body", "content", "details", "remark", "remarks", "explanation"});
}

bool has_short_limit(const model::Column& column) {
  return column.type.is("character varying") && !column.type.modifiers.empty() &&
         column.type.modifiers[0] < generous;
}

evidence::Fix fix(const Subject& subject, const model::Table& table, const model::Column& column) {
  return change_type(
      subject, table, column, "text",
      "lifting a limit changes the catalog only; keep a generous CHECK where a limit is wanted");
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Column& column : table->columns)
      if (has_short_limit(column) && is_free_text(column))
        findings.push_back(
            finding(*table, column.origin, object_name(*table, column.name),
                    fmt::format("column {} of {} takes {} characters of free text", column.name,
                                table->name.text(), column.type.modifiers[0]),
                    fix(subject, *table, column)));
}

}  // namespace

extern const Rule free_text_with_limit;
constinit const Rule free_text_with_limit{
    .id = "free-text-with-limit",
    .title = "Short limit on what people or programs write freely",
    .severity = evidence::Severity::note,
    .maturity = Maturity::preview,
    .documentation = R"md(## What it finds

Columns called message, description, comment, note, reason, error, summary, body, content or details
with a limit below 1,000 characters.

## Why it matters

Nobody controls how long such a text is: the limit is found by the first customer, or by the first
stack trace of another service, as a failed INSERT. In PostgreSQL `text` and `varchar(n)` are stored
alike, so the limit buys nothing.

## When to allow it

A printed form, a protocol or a screen has the limit, and writers check it before the database does.

## References

- PostgreSQL manual, Character Types
- PostgreSQL wiki, Don't Do This: varchar(n) by default
)md",
    .check = check};

}  // namespace mimar::check
