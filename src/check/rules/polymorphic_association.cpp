#include <algorithm>

#include "base/text.h"
#include "check/fix.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

// Roles that rows of any table can play. Other pairs mostly describe one thing: refund_id and
// refund_type.
bool is_role(const std::string& word) {
  constexpr std::string_view roles[] = {"entity",  "item",   "member",  "object",   "owner",
                                        "parent",  "record", "related", "resource", "source",
                                        "subject", "target", "trigger"};
  constexpr std::string_view able = "able";
  return std::find(std::begin(roles), std::end(roles), word) != std::end(roles) ||
         (word.size() > able.size() && word.substr(word.size() - able.size()) == able);
}

const model::Column* named(const model::Table& table, const std::vector<std::string>& parts) {
  const auto found =
      std::find_if(table.columns.begin(), table.columns.end(),
                   [&](const model::Column& column) { return words(column.name) == parts; });
  return found == table.columns.end() ? nullptr : &*found;
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Column& column : table->columns) {
      std::vector<std::string> parts = words(column.name);
      if (parts.size() < 2 || parts.back() != "id" || in_foreign_key(*table, column.name)) continue;
      if (!is_role(parts[parts.size() - 2])) continue;
      parts.back() = "type";
      const model::Column* kind = named(*table, parts);
      if (!kind || !(is_text(kind->type) || !kind->type.name.schema.empty())) continue;
      if (in_foreign_key(*table, kind->name) || is_primary_key(*table, column.name)) continue;
      findings.push_back(finding(*table, column.origin, object_name(*table, column.name),
                                 fmt::format("column {} of {} points at a different table "
                                             "depending on {}, so no foreign key can guard it",
                                             column.name, table->name.text(), kind->name),
                                 no_automatic_fix("one nullable foreign key per target with a "
                                                  "CHECK that exactly one is set (num_nonnulls), "
                                                  "or one joining table per target")));
    }
}

}  // namespace

extern const Rule polymorphic_association;
constinit const Rule polymorphic_association{.id = "polymorphic-association",
                                             .title = "Reference whose table is stored in a column",
                                             .severity = evidence::Severity::note,
                                             .maturity = Maturity::preview,
                                             .documentation = R"md(## What it finds

Pairs of columns such as `commentable_type` and `commentable_id`, or `owner_type` and `owner_id`,
without a foreign key on the identifier. Only words that rows of any table can be called by count:
object, subject, target, resource and their like.

## Why it matters

A foreign key has one target. Where the target is named by a value, the database can neither refuse
an identifier of nothing nor clean up when the target goes, and a query has to know all types and
join each of them.

## When to allow it

Audit trails and event logs, which must outlive what they speak of.

## References

- PostgreSQL manual, Constraints: Foreign Keys
- PostgreSQL manual, Comparison Functions: num_nonnulls
)md",
                                             .check = check};

}  // namespace mimar::check
