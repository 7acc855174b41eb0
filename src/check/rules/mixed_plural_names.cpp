#include <map>

#include "base/text.h"
#include "check/fix.h"
#include "check/subject.h"
#include "check/wording.h"

namespace mimar::check {
namespace {

constexpr std::size_t fewest_tables = 6;
constexpr std::size_t most_strays = 4;  // one stray for this many tables that keep the custom

// "tasks_v2" ends in tasks.
std::string judged_word(const model::Table& table) {
  std::vector<std::string> parts = words(table.name.name);
  while (!parts.empty() &&
         (parts.back() == "v" || parts.back().find_first_not_of("0123456789") == std::string::npos))
    parts.pop_back();
  return parts.empty() ? "" : parts.back();
}

bool is_plural(const model::Table& table) {
  const std::string last = judged_word(table);
  return singular(last) != last;
}

// Words that are the same in both, or that nobody counts.
bool can_be_told(const model::Table& table) {
  const std::string word = judged_word(table);
  if (word.size() < 3 || (word.size() > 4 && word.substr(word.size() - 2) == "ed")) return false;
  return !is_one_of(
      word, {"data",       "media",       "coverage",    "membership",  "people",     "children",
             "criteria",   "indices",     "feedback",    "wall",        "usage",      "storage",
             "software",   "equipment",   "mail",        "staff",       "metadata",   "info",
             "history",    "audit",       "log",         "cache",       "queue",      "config",
             "settings",   "series",      "status",      "news",        "statistics", "stats",
             "details",    "credentials", "permissions", "preferences", "options",    "attributes",
             "properties", "content",     "contents",    "inventory",   "outbox",     "inbox",
             "access",     "configs",     "logs",        "meta",        "aggregates"});
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  std::map<std::string,
           std::pair<std::vector<const model::Table*>, std::vector<const model::Table*>>>
      schemas;
  for (const model::Table* table : judged_tables(subject.database)) {
    if (!can_be_told(*table)) continue;
    auto& [singulars, plurals] = schemas[table->name.schema];
    (is_plural(*table) ? plurals : singulars).push_back(table);
  }
  for (const auto& [schema, forms] : schemas) {
    const auto& [singulars, plurals] = forms;
    const std::size_t all = singulars.size() + plurals.size();
    const bool plural_custom = plurals.size() > singulars.size();
    const auto& strays = plural_custom ? singulars : plurals;
    if (all < fewest_tables || strays.size() * (most_strays + 1) > all) continue;
    for (const model::Table* table : strays)
      findings.push_back(finding(
          *table, table->origin, table->name.text(),
          fmt::format("table {} is named in the {}, while {} of the schema are in the {}",
                      table->name.text(), plural_custom ? "singular" : "plural",
                      text::count(all - strays.size(), "table"),
                      plural_custom ? "plural" : "singular"),
          no_automatic_fix(
              "renaming breaks every query that uses the name; follow the custom in new tables")));
  }
}

}  // namespace

extern const Rule mixed_plural_names;
constinit const Rule mixed_plural_names{.id = "mixed-plural-names",
                                        .title = "Table names in singular and plural",
                                        .severity = evidence::Severity::note,
                                        .maturity = Maturity::preview,
                                        .documentation = R"md(## What it finds

Tables whose name is in the singular where at least four fifths of the schema use the plural, or the
other way round. Words that nobody counts (history, data, settings) are passed over. It reads plain
English.

## Why it matters

Whoever writes a query has to look up which it is, every time, and generated code gets classes
called by both forms.

## When to allow it

The name is an established term.

## References

- Celko, SQL Programming Style: Names
)md",
                                        .check = check};

}  // namespace mimar::check
