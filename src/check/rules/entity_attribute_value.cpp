#include <algorithm>

#include "base/text.h"
#include "check/fix.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

constexpr std::size_t widest = 8;  // columns; wider tables hold facts of their own

bool speaks_of_attributes(const std::vector<std::string>& parts) {
  constexpr std::string_view known[] = {"attribute", "attributes", "attr", "property", "properties",
                                        "field",     "fields",     "meta", "metadata"};
  return std::any_of(parts.begin(), parts.end(), [&](const std::string& part) {
    return std::find(std::begin(known), std::end(known), part) != std::end(known);
  });
}

// The name of an attribute, as text (attribute_name, meta_key) or as a reference to a table of
// attributes.
bool names_attribute(const model::Table& table, const model::Column& column) {
  const std::vector<std::string> parts = words(column.name);
  if (is_text(column.type) && speaks_of_attributes(parts) && parts.back() != "value") return true;
  for (const model::ForeignKey& key : table.foreign_keys)
    if (key.columns == std::vector<std::string>{column.name} &&
        speaks_of_attributes(words(key.referenced_table.name)))
      return true;
  return false;
}

bool holds_any_value(const model::Column& column) {
  const std::vector<std::string> parts = words(column.name);
  return is_text(column.type) && !parts.empty() && parts.back() == "value";
}

bool is_eav(const model::Table& table) {
  if (table.columns.size() > widest) return false;
  std::size_t attributes = 0, values = 0, entities = 0;
  for (const model::Column& column : table.columns) {
    if (names_attribute(table, column))
      ++attributes;
    else if (holds_any_value(column))
      ++values;
    else if (in_foreign_key(table, column.name))
      ++entities;
  }
  return attributes == 1 && values >= 1 && entities >= 1;
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    if (is_eav(*table))
      findings.push_back(finding(
          *table, table->origin, table->name.text(),
          fmt::format("table {} stores attributes as rows of name and text", table->name.text()),
          no_automatic_fix("give the attributes that are known columns of their own, and keep the "
                           "rest in one jsonb "
                           "column of the entity, with CHECKs for what must hold")));
}

}  // namespace

extern const Rule entity_attribute_value;
constinit const Rule entity_attribute_value{.id = "entity-attribute-value",
                                            .title = "Attributes stored as rows of text",
                                            .severity = evidence::Severity::note,
                                            .maturity = Maturity::preview,
                                            .documentation = R"md(## What it finds

Narrow tables of three parts: a reference to an entity, the name of an attribute (as text, or as a
reference to a table of attributes), and a text column called `value`.

## Why it matters

Every attribute has the type text, none can be required, and none can be a foreign key. To see one
entity as a row takes a join or a pivot per attribute, and the planner, which has statistics for one
column `value` only, misjudges all of them.

## When to allow it

Attributes are defined by the users of the product at run time, sparse, and only ever shown as a
list.

## References

- PostgreSQL manual, JSON Types: jsonb Indexing
- PostgreSQL manual, Constraints
)md",
                                            .check = check};

}  // namespace mimar::check
