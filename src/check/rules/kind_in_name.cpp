#include "check/fix.h"
#include "check/subject.h"
#include "check/wording.h"

namespace mimar::check {
namespace {

bool starts_with_kind(const std::string& name) {
  const std::vector<std::string> parts = words(name);
  return parts.size() > 1 &&
         is_one_of(parts.front(), {"tbl", "tab", "table", "vw", "view", "mv", "seq"});
}

bool ends_with_kind(const std::string& name) {
  const std::vector<std::string> parts = words(name);
  return parts.size() > 1 && is_one_of(parts.back(), {"tbl", "table"});
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  const evidence::Fix fix = no_automatic_fix(
      "renaming breaks every query that uses the name; leave the word out in new ones");
  for (const model::Table* table : judged_tables(subject.database))
    if (starts_with_kind(table->name.name) || ends_with_kind(table->name.name))
      findings.push_back(
          finding(*table, table->origin, table->name.text(),
                  fmt::format("the name of {} says that it is a table", table->name.text()), fix));
  for (const model::View& view : subject.database->views)
    if (starts_with_kind(view.name.name)) {
      evidence::Finding found;
      found.where = view.origin.span;
      found.object = view.name.text();
      found.message = fmt::format("the name of {} says that it is a view", view.name.text());
      found.fix = fix;
      findings.push_back(std::move(found));
    }
}

}  // namespace

extern const Rule kind_in_name;
constinit const Rule kind_in_name{.id = "kind-in-name",
                                  .title = "Names that say table or view",
                                  .severity = evidence::Severity::note,
                                  .maturity = Maturity::preview,
                                  .documentation = R"md(## What it finds

Tables and views whose name starts with `tbl_`, `tab_`, `table_`, `vw_`, `view_` or `mv_`, or ends
with `_table`.

## Why it matters

What a relation is belongs to its definition, not to its name: the day a table becomes a view over
two tables, so that nothing else has to change, the name is wrong. Sorted lists put everything under
one letter.

## When to allow it

House style that is kept throughout.

## References

- Celko, SQL Programming Style: Names
)md",
                                  .check = check};

}  // namespace mimar::check
