#include "check/fix.h"
#include "check/subject.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

const model::Table* protected_table(const model::Database& database, const model::View& view) {
  for (const model::Reference& reference : view.query.references) {
    if (reference.kind != model::Reference::Kind::relation) continue;
    const model::Table* table = find_relation(database, reference.name);
    if (table && table->row_security) return table;
  }
  return nullptr;
}

bool asks_as_invoker(const model::View& view) {
  const auto option = view.options.find("security_invoker");
  return option != view.options.end() && option->second != "false" && option->second != "off" &&
         option->second != "0" && option->second != "no";
}

evidence::Fix fix(const model::View& view) {
  if (view.materialized)
    return no_automatic_fix(
        "give it to trusted roles only, or put a view with the condition of the policy in front of "
        "it");
  return {
      fmt::format("ALTER VIEW {} SET (security_invoker = true);\n", model::quote_name(view.name)),
      "PostgreSQL 15 and later; the roles that use the view then need rights on its tables"};
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::View& view : subject.database->views) {
    const model::Table* table = protected_table(subject.database, view);
    if (!table || (!view.materialized && asks_as_invoker(view))) continue;
    evidence::Finding found;
    found.where = view.origin.span;
    found.object = view.name.text();
    found.message = fmt::format(
        "{} {} shows rows of {} to whoever may read it: policies are applied for the owner of the "
        "view",
        view.materialized ? "materialized view" : "view", view.name.text(), table->name.text());
    found.fix = fix(view);
    findings.push_back(std::move(found));
  }
}

}  // namespace

extern const Rule view_bypasses_row_security;
constinit const Rule view_bypasses_row_security{.id = "view-bypasses-row-security",
                                                .title = "View that reads past row level security",
                                                .severity = evidence::Severity::warning,
                                                .maturity = Maturity::preview,
                                                .documentation = R"md(## What it finds

Views without `security_invoker`, and materialised views, that read a table with row level security.

## Why it matters

A view reads its tables with the rights of its owner, and policies are applied to the owner too:
usually to nobody. Whoever may SELECT from the view sees the rows of all tenants.

## When to allow it

The view is meant to show aggregates over everything, or repeats the condition itself.

## References

- PostgreSQL manual, CREATE VIEW: security_invoker
- PostgreSQL manual, Rules and Privileges
)md",
                                                .check = check};

}  // namespace mimar::check
