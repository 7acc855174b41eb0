#include "check/fix.h"
#include "check/subject.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::OtherObject& object : subject.database->others) {
    const auto* trigger = model::as<model::Trigger>(object);
    if (trigger == nullptr || trigger->enabled != model::Enabled::disabled) continue;
    const model::Table* table = model::find_table(subject.database, trigger->table);
    if (table == nullptr || table->partition_of) continue;
    findings.push_back(finding(
        *table, object.origin, object_name(*table, trigger->name),
        fmt::format("trigger {} on {} is disabled: it never fires", trigger->name,
                    table->name.text()),
        {alter_table(*table, "ENABLE TRIGGER " + model::quote_identifier(trigger->name)),
         "rows that were written meanwhile have missed it; drop the trigger where nobody misses "
         "it"}));
  }
}

}  // namespace

extern const Rule disabled_trigger;
constinit const Rule disabled_trigger{.id = "disabled-trigger",
                                      .title = "Trigger that is disabled",
                                      .severity = evidence::Severity::warning,
                                      .maturity = Maturity::preview,
                                      .documentation = R"md(## What it finds

Triggers of tables that are switched off by ALTER TABLE ... DISABLE TRIGGER. Those that fire on a
replica only are not meant.

## Why it matters

Triggers are switched off for a bulk load or a repair and forgotten. What they kept true, a total, an
audit row, a check across tables, is no longer kept, and the schema still reads as if it were.

## When to allow it

A migration that goes on: the trigger is enabled again by the next step.

## References

- PostgreSQL manual, ALTER TABLE: DISABLE TRIGGER
)md",
                                      .check = check};

}  // namespace mimar::check
