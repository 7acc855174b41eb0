#include "base/text.h"
#include "check/fix.h"
#include "check/subject.h"
#include "check/type_change.h"
#include "check/wording.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

bool names_an_address(const model::Column& column) {
  const std::string joined = text::join(words(column.name), "_");
  if (is_one_of(joined, {"ip", "ip_address", "ip_addr", "ipaddress", "client_ip", "remote_ip",
                         "source_ip", "last_ip", "user_ip"}))
    return true;
  return joined.size() > 11 && joined.substr(joined.size() - 11) == "_ip_address";
}

// A shorter one is column-too-short, and becomes text first.
bool takes_every_address(const model::Column& column) {
  return column.type.modifiers.empty() || column.type.modifiers[0] >= 39;
}

evidence::Fix fix(const Subject& subject, const model::Table& table, const model::Column& column) {
  if (column.default_value || column.generated)
    return no_automatic_fix(
        "check that every value parses, then ALTER COLUMN ... TYPE inet USING column::inet");
  return change_type(subject, table, column,
                     fmt::format("inet USING {}::inet", model::quote_identifier(column.name)),
                     "values that are no address make it fail; look for them first. " +
                         std::string(rewrites_table));
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Column& column : table->columns)
      if (is_text(column.type) && names_an_address(column) && takes_every_address(column))
        findings.push_back(
            finding(*table, column.origin, object_name(*table, column.name),
                    fmt::format("column {} of {} holds IP addresses as {}", column.name,
                                table->name.text(), model::to_sql(column.type)),
                    fix(subject, *table, column)));
}

}  // namespace

extern const Rule ip_address_as_text;
constinit const Rule ip_address_as_text{.id = "ip-address-as-text",
                                        .title = "IP address stored as text",
                                        .severity = evidence::Severity::note,
                                        .maturity = Maturity::preview,
                                        .documentation = R"md(## What it finds

Text columns called `ip`, `ip_address`, `client_ip` and the like.

## Why it matters

One IPv6 address has many spellings, so equal addresses differ as text and a block list misses them.
`inet` takes 7 or 19 bytes, refuses what is no address, and answers whether an address lies in a
network, with an index.

## When to allow it

The column also takes host names, or lists from X-Forwarded-For.

## References

- PostgreSQL manual, Network Address Types
)md",
                                        .check = check};

}  // namespace mimar::check
