#include <algorithm>
#include <cctype>

#include "check/fix.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

// Letters, digits and underscores, not starting with a digit; capitals are mixed-case-name.
bool is_plain(const std::string& name) {
  if (name.empty() || std::isdigit(static_cast<unsigned char>(name.front())) != 0) return false;
  return std::all_of(name.begin(), name.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
  });
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  const evidence::Fix fix = no_automatic_fix(
      "renaming breaks every query that uses the name; keep to a-z, 0-9 and _ in new ones");
  for (const model::Table* table : judged_tables(subject.database)) {
    if (!is_plain(table->name.name))
      findings.push_back(finding(
          *table, table->origin, table->name.text(),
          fmt::format("the name of table {} has other characters than letters, digits and _",
                      table->name.text()),
          fix));
    for (const model::Column& column : table->columns)
      if (!is_plain(column.name))
        findings.push_back(finding(
            *table, column.origin, object_name(*table, column.name),
            fmt::format(
                "the name of column {} of {} has other characters than letters, digits and _",
                column.name, table->name.text()),
            fix));
  }
}

}  // namespace

extern const Rule name_with_special_characters;
constinit const Rule name_with_special_characters{.id = "name-with-special-characters",
                                                  .title = "Name that is no plain word",
                                                  .severity = evidence::Severity::note,
                                                  .maturity = Maturity::preview,
                                                  .documentation = R"md(## What it finds

Tables and columns whose name contains spaces, dashes, dots, accents or other characters beside
letters, digits and underscores, or starts with a digit.

## Why it matters

Such a name must be quoted in every query, breaks scripts that split at spaces or dots, and becomes
something else in generated code.

## When to allow it

The names come from an imported file and go away with it.

## References

- PostgreSQL manual, Lexical Structure: Identifiers and Key Words
)md",
                                                  .check = check};

}  // namespace mimar::check
