#include <map>
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

// Where few tables of a schema have such a trigger, the program sets the column.
struct Custom {
  std::vector<const model::Table*> with, without;
};

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
  std::map<std::string, Custom> schemas;
  for (const model::Table* table : judged_tables(subject.database)) {
    if (!modification_time(*table)) continue;
    Custom& custom = schemas[table->name.schema];
    (maintained.count(table) > 0 ? custom.with : custom.without).push_back(table);
  }
  for (const auto& [schema, custom] : schemas) {
    if (custom.with.size() < fewest_with_trigger || custom.with.size() <= custom.without.size())
      continue;
    for (const model::Table* table : custom.without) {
      const model::Column* column = modification_time(*table);
      findings.push_back(finding(
          *table, column->origin, object_name(*table, column->name),
          fmt::format("no trigger keeps column {} of {} up to date, as one does on {} other tables",
                      column->name, table->name.text(), custom.with.size()),
          no_automatic_fix("create the trigger that the other tables have")));
    }
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
that maintains them, in a schema where at least two tables, and most of those with such a column,
have the trigger.

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
