#include "check/fix.h"
#include "check/index_view.h"
#include "check/subject.h"
#include "check/wording.h"

namespace mimar::check {
namespace {

bool identifies(const model::Column& column) {
  return is_one_of(last_word(column.name),
                   {"email", "username", "login", "slug", "sku", "isbn", "iban"}) &&
         is_text(column.type);
}

bool in_unique(const model::Table& table, const model::Column& column) {
  for (const IndexView& index : index_views(table))
    for (const model::IndexKey& key : index.keys)
      if (index.unique && (key.column == column.name ||
                           (key.expression && mentions(key.expression->sql, column.name))))
        return true;
  return false;
}

// "billing_email" of an order says where to write; "email" of a person says who it is.
bool stands_alone(const model::Column& column) {
  return words(column.name).size() == 1;
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Column& column : table->columns)
      if (column.not_null && identifies(column) && stands_alone(column) &&
          !in_unique(*table, column) && !in_foreign_key(*table, column.name))
        findings.push_back(finding(
            *table, column.origin, object_name(*table, column.name),
            fmt::format(
                "column {} of {} identifies rows by its name, but no unique key contains it",
                column.name, table->name.text()),
            no_automatic_fix("decide within what it is unique (the whole table, or each tenant), "
                             "clean up duplicates and add the unique key")));
}

}  // namespace

extern const Rule natural_key_without_unique;
constinit const Rule natural_key_without_unique{.id = "natural-key-without-unique",
                                                .title = "Name that identifies, in no unique key",
                                                .severity = evidence::Severity::note,
                                                .maturity = Maturity::preview,
                                                .documentation = R"md(## What it finds

Required text columns called email, username, login, slug, sku, isbn or iban that are part of no
unique key.

## Why it matters

Two requests at once create the account, the invitation or the page twice, and the check that the
program makes before it inserts cannot prevent it. From then on a login finds either of them.

## When to allow it

The table keeps history, messages or orders, where the same value comes back.

## References

- PostgreSQL manual, Constraints: Unique Constraints
)md",
                                                .check = check};

}  // namespace mimar::check
