#include <algorithm>

#include "base/text.h"
#include "check/fix.h"
#include "check/index_view.h"
#include "check/subject.h"
#include "check/wording.h"

namespace mimar::check {
namespace {

bool tells_case_apart(const model::Table& table, const std::string& name) {
  const model::Column* column = model::find_column(table, name);
  return column && is_text(column->type) && column->collation.empty() &&
         is_one_of(last_word(name), {"email", "username", "login"});
}

bool keeps_lower_case(const model::Table& table, const std::string& name) {
  return std::any_of(table.checks.begin(), table.checks.end(), [&](const model::Check& check) {
    return mentions(check.expression.sql, name) &&
           mentions(text::lower(check.expression.sql), "lower");
  });
}

bool folded_elsewhere(const std::vector<IndexView>& views, const std::string& name) {
  return std::any_of(views.begin(), views.end(), [&](const IndexView& view) {
    return view.unique &&
           std::any_of(view.keys.begin(), view.keys.end(), [&](const model::IndexKey& key) {
             return key.expression && mentions(key.expression->sql, name);
           });
  });
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database)) {
    const std::vector<IndexView> views = index_views(*table);
    std::vector<std::string> told;
    for (const IndexView& view : views)
      for (const model::IndexKey& key : view.keys) {
        if (!view.unique || !tells_case_apart(*table, key.column) || has_column(told, key.column))
          continue;
        if (keeps_lower_case(*table, key.column) || folded_elsewhere(views, key.column)) continue;
        told.push_back(key.column);
        findings.push_back(finding(
            *table, *view.origin, object_name(*table, key.column),
            fmt::format("unique key {} of {} takes {} values that differ in capital letters for "
                        "different ones",
                        view.name, table->name.text(), key.column),
            no_automatic_fix("look for values that differ in case alone, then add a unique index "
                             "on lower(column), or a CHECK that the value is lower case")));
      }
  }
}

}  // namespace

extern const Rule case_sensitive_email;
constinit const Rule case_sensitive_email{
    .id = "case-sensitive-email",
    .title = "Unique key that tells Ann@example.org from ann@example.org",
    .severity = evidence::Severity::note,
    .maturity = Maturity::preview,
    .documentation = R"md(## What it finds

Unique keys over text columns called email, username or login, without a unique index over lower(),
a CHECK that mentions lower(), the type citext, or a collation of their own.

## Why it matters

People type their address as they like. With a plain unique key the same person gets two accounts,
or cannot log in with the account they have, and one person can take a name that looks like another
one.

## When to allow it

The program writes lower case only, everywhere; a CHECK would make sure of it.

## References

- PostgreSQL manual, Indexes on Expressions
- PostgreSQL manual, Additional Supplied Modules: citext
)md",
    .check = check};

}  // namespace mimar::check
