#include <algorithm>

#include "check/fix.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

template <std::size_t n>
bool among(const std::string_view (&words)[n], const std::string& word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// Endings that say "several keys", and the few plurals that are never prose.
bool names_a_list(const std::string& column) {
  constexpr std::string_view endings[] = {"ids", "uuids", "guids", "csv"};
  constexpr std::string_view elements[] = {"id",   "tag",      "email",   "keyword",  "role",
                                           "user", "category", "country", "recipient"};
  const std::vector<std::string> parts = words(column);
  if (parts.empty()) return false;
  if (parts.size() == 1) return parts[0] == "tags" || parts[0] == "ids";
  if (parts.back() == "list") return among(elements, parts[parts.size() - 2]);
  if (parts.back() == "separated") return among({"comma"}, parts[parts.size() - 2]);
  return among(endings, parts.back()) || parts.back() == "tags";
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Column& column : table->columns)
      if (is_text(column.type) && names_a_list(column.name))
        findings.push_back(finding(
            *table, column.origin, object_name(*table, column.name),
            fmt::format("column {} of {} is text, but its name promises several values",
                        column.name, table->name.text()),
            no_automatic_fix(
                "make a table with one row per value and a foreign key; where the values are "
                "plain labels, an array column with a GIN index will do")));
}

}  // namespace

extern const Rule comma_separated_list;
constinit const Rule comma_separated_list{.id = "comma-separated-list",
                                          .title = "List of values in a text column",
                                          .severity = evidence::Severity::warning,
                                          .maturity = Maturity::preview,
                                          .documentation = R"md(## What it finds

Text columns whose name announces several values: `tag_ids`, `user_ids`, `tags`, `email_list`,
`recipients_csv`. It is a reading of names, so it keeps to the few that are hardly ever anything
else.

## Why it matters

Values packed into a string cannot be checked by a foreign key, counted, joined, or changed one at a
time without losing what somebody else changes meanwhile. To find the rows with one value, every
string is read and taken apart, and `LIKE '%1%'` finds 11 as well.

## When to allow it

The list is opaque to the database: it is stored for another system and handed back unread.

## References

- E. F. Codd, A Relational Model of Data for Large Shared Data Banks (1970): simple domains, first normal form
- PostgreSQL manual, Arrays
)md",
                                          .check = check};

}  // namespace mimar::check
