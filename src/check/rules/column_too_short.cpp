#include <algorithm>

#include "base/text.h"
#include "check/fix.h"
#include "check/subject.h"
#include "check/type_change.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

struct Content {
  std::string_view word;  // the last word of the column's name
  int length;             // what is not reported any more: the legal maximum, or what is common
  std::string_view why;
};

constexpr Content contents[] = {
    {"email", 254, "an e-mail address may have 254 characters (RFC 5321)"},
    {"hostname", 253, "a host name may have 253 characters (RFC 1035)"},
    {"ip", 39, "an IPv6 address has up to 39 characters (RFC 4291)"},
    {"url", 256, "browsers and servers accept addresses of 2,000 characters and more"},
    {"uuid", 36, "a UUID has 36 characters (RFC 4122)"},
};

const Content* content_of(const model::Column& column) {
  std::vector<std::string> parts = words(column.name);
  if (parts.size() > 1 && parts.back() == "address") parts.pop_back();
  if (parts.empty()) return nullptr;
  const auto* found =
      std::find_if(std::begin(contents), std::end(contents),
                   [&](const Content& content) { return content.word == parts.back(); });
  return found == std::end(contents) ? nullptr : found;
}

evidence::Fix fix(const Subject& subject, const model::Table& table, const model::Column& column,
                  const Content& content) {
  if (content.word == "ip" && !column.default_value)
    return change_type(subject, table, column,
                       fmt::format("inet USING {}::inet", model::quote_identifier(column.name)),
                       "values that are no address make it fail; look for them first. " +
                           std::string(rewrites_table));
  return change_type(
      subject, table, column, "text",
      "lifting a limit changes the catalog only; keep a generous CHECK where a limit is wanted");
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Column& column : table->columns) {
      if (!column.type.is("character varying") || column.type.modifiers.empty()) continue;
      const Content* content = content_of(column);
      if (!content || column.type.modifiers[0] >= content->length) continue;
      findings.push_back(
          finding(*table, column.origin, object_name(*table, column.name),
                  fmt::format("column {} of {} takes {} characters, but {}", column.name,
                              table->name.text(), column.type.modifiers[0], content->why),
                  fix(subject, *table, column, *content)));
    }
}

}  // namespace

extern const Rule column_too_short;
constinit const Rule column_too_short{.id = "column-too-short",
                                      .title = "Column shorter than what its name promises to hold",
                                      .severity = evidence::Severity::note,
                                      .maturity = Maturity::preview,
                                      .documentation = R"md(## What it finds

Columns of type `varchar(n)` whose name says what they hold (`email`, `ip_address`, `url`,
`hostname`, `uuid`) and whose length is below what that content may legally have.

## Why it matters

The limit is met first by real users: an address with a long domain, the first visitor over IPv6, a
link with campaign parameters. PostgreSQL refuses the row, so the limit shows up as an outage and
not as a cut value. Length limits save no space: `varchar(50)`, `varchar(500)` and `text` store the
same bytes.

## When to allow it

The application enforces the same limit on purpose and tells people so.

## References

- PostgreSQL manual, Character Types
- RFC 5321, section 4.5.3.1; RFC 1035, section 2.3.4; RFC 4291, section 2.2
)md",
                                      .check = check};

}  // namespace mimar::check
