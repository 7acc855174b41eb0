#include <set>

#include "base/text.h"
#include "check/fix.h"
#include "check/routines.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

constexpr std::size_t fewest_with_trigger = 2;

const model::Column* modification_time(const model::Table& table) {
  for (const model::Column& column : table.columns) {
    const std::string joined = text::join(words(column.name), "");
    if (is_timestamp(column.type) &&
        (joined == "updatedat" || joined == "updatedon" || joined == "modifiedat" ||
         joined == "lastupdate" || joined == "lastmodified"))
      return &column;
  }
  return nullptr;
}

bool maintains(const TriggerView& trigger) {
  for (const char* word : {"updat", "modif", "touch", "timestamp", "moddatetime"})
    if (trigger.function.find(word) != std::string::npos ||
        text::lower(trigger.name).find(word) != std::string::npos)
      return true;
  return false;
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  std::set<const model::Table*> maintained;
  for (const TriggerView& trigger : triggers(subject.database))
    if (maintains(trigger) && modification_time(*trigger.table)) maintained.insert(trigger.table);
  if (maintained.size() < fewest_with_trigger) return;  // the program does it, or nobody
  for (const model::Table* table : judged_tables(subject.database)) {
    const model::Column* column = modification_time(*table);
    if (!column || maintained.count(table) > 0) continue;
    findings.push_back(finding(
        *table, column->origin, object_name(*table, column->name),
        fmt::format("no trigger keeps column {} of {} up to date, as one does on {} other tables",
                    column->name, table->name.text(), maintained.size()),
        no_automatic_fix("create the trigger that the other tables have")));
  }
}

}  // namespace

extern const Rule updated_at_without_trigger;
constinit const Rule updated_at_without_trigger{.id = "updated-at-without-trigger",
                                                .title = "Modification time that nothing maintains",
                                                .severity = evidence::Severity::note,
                                                .maturity = Maturity::preview,
                                                .documentation = R"md(## What it finds

Columns called `updated_at`, `modified_at`, `last_update` and the like on tables without a trigger
that maintains them, in a database where at least two tables have such a trigger.

## Why it matters

Readers who know the other tables trust the column. Here it says when the row was created, and a
synchronisation that asks for what changed since yesterday misses the change.

## When to allow it

The program sets the column of this table itself.

## References

- PostgreSQL manual, Overview of Trigger Behavior
)md",
                                                .check = check};

}  // namespace mimar::check
