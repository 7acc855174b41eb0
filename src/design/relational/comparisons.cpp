// Rules between values of one row: comparisons, and what a state requires.

#include <fmt/core.h>

#include "design/relational/carry.h"
#include "design/relational/naming.h"
#include "design/relational/rules.h"
#include "design/relational/types.h"
#include "model/quote.h"

namespace mimar::design::relational {
namespace {

// "status = 'delivered'", in the words of the column.
std::optional<std::string> condition(const Entity& entity, const Table& table,
                                     const std::string& attribute, const std::string& value) {
  const Attribute* described = find_attribute(entity, attribute);
  const Column* column = column_of(table, attribute);
  if (described == nullptr || column == nullptr) return std::nullopt;
  return fmt::format("{} = {}", quoted(column->name), literal(described->kind, value));
}

void lost(Layout& layout, const std::string& entity, const std::string& attribute) {
  layout.questions.push_back(
      fmt::format("A rule of {} speaks of «{}», which is no attribute of it: what is meant?",
                  entity, attribute));
}

// A value that breaks `column op limit`, or "".
std::string breaking(ValueKind kind, const std::string& op, const std::string& limit) {
  if (op == "<" || op == ">" || op == "<>") return limit;
  if (op == "<=") return beside(kind, limit, false);
  if (op == ">=") return beside(kind, limit, true);
  return op == "=" ? beside(kind, limit, false) : "";
}

// The column of an attribute, or of what the row refers to by this name.
const Column* column_named(const Layout& layout, const Table& table, const std::string& name) {
  if (const Column* column = column_of(table, name)) return column;
  const std::vector<Step> way = way_to(layout, table.name, name);
  return way.size() == 1 ? find_column(table, table.foreign_keys[way[0].key].columns.back())
                         : nullptr;
}

void add_comparison(Layout& layout, const Comparison& rule) {
  Table* table = table_of(layout, rule.entity);
  const Entity* entity = find_entity(layout.model, rule.entity);
  if (table == nullptr || entity == nullptr) return;
  const Attribute* attribute = find_attribute(*entity, rule.attribute);
  const bool of_rows = !rule.other_attribute.empty() && (rule.op == "<>" || rule.op == "=");
  const Column* column =
      of_rows ? column_named(layout, *table, rule.attribute) : column_of(*table, rule.attribute);
  if (column == nullptr || (attribute == nullptr && !of_rows))
    return lost(layout, rule.entity, rule.attribute);
  const Column* other =
      rule.other_attribute.empty() ? nullptr : column_named(layout, *table, rule.other_attribute);
  if (!rule.other_attribute.empty() && other == nullptr)
    return lost(layout, rule.entity, rule.other_attribute);
  const std::string limit = other != nullptr
                                ? quoted(other->name)
                                : literal(attribute->kind, rule.value, attribute->unit);
  Check check;
  check.columns = {column->name};
  if (other != nullptr) check.columns.push_back(other->name);
  check.expression = fmt::format("{} {} {}", quoted(column->name), rule.op, limit);
  const ValueKind kind = attribute == nullptr ? ValueKind::uuid : attribute->kind;
  const std::string bad =
      attribute == nullptr && rule.op == "=" ? "" : breaking(kind, rule.op, limit);
  if (!bad.empty()) check.bad = fmt::format("{} = {}", quoted(column->name), bad);
  if (other != nullptr) check.rows = limit + " IS NOT NULL";
  if (!rule.when_attribute.empty()) {
    const auto when = condition(*entity, *table, rule.when_attribute, rule.when_value);
    if (!when) return lost(layout, rule.entity, rule.when_attribute);
    check.expression = fmt::format("NOT ({}) OR {}", *when, check.expression);
    if (!check.bad.empty()) check.bad += ", " + *when;
    check.columns.push_back(column_of(*table, rule.when_attribute)->name);
  }
  const std::string name = other != nullptr ? column->name + "_" + other->name : column->name;
  check.name = constraint_name(*table, name, "check");
  check.why = fmt::format(
      "«{}» {} {}{}", rule.attribute, rule.op, other != nullptr ? rule.other_attribute : rule.value,
      rule.when_attribute.empty()
          ? ""
          : fmt::format(", where «{}» is {}", rule.when_attribute, rule.when_value));
  check.said = rule.said;
  for (Check& there : table->checks)
    if (there.expression == check.expression) return add_said(there.said, rule.said);
  table->checks.push_back(check);
}

void add_requirement(Layout& layout, const Requirement& rule) {
  Table* table = table_of(layout, rule.entity);
  const Entity* entity = find_entity(layout.model, rule.entity);
  if (table == nullptr || entity == nullptr) return;
  const Column* column = column_of(*table, rule.attribute);
  for (const ForeignKey& key : table->foreign_keys)
    if (column == nullptr && (key.role == rule.attribute || key.entity == rule.attribute))
      column = find_column(*table, key.columns.back());
  if (column == nullptr) return lost(layout, rule.entity, rule.attribute);
  const auto when = condition(*entity, *table, rule.when_attribute, rule.when_value);
  if (!when) return lost(layout, rule.entity, rule.when_attribute);
  if (column->required) return add_said(find_column(*table, column->name)->said, rule.said);
  Check check;
  check.columns = {column->name, column_of(*table, rule.when_attribute)->name};
  check.expression = fmt::format("NOT ({}) OR {} IS NOT NULL", *when, quoted(column->name));
  check.bad = fmt::format("{} = NULL, {}", quoted(column->name), *when);
  check.name = constraint_name(*table, column->name + "_required", "check");
  check.why = fmt::format("where «{}» is {}, there is «{}»", rule.when_attribute, rule.when_value,
                          rule.attribute);
  check.said = rule.said;
  table->checks.push_back(check);
}

}  // namespace

void add_comparisons(Layout& layout) {
  for (const Comparison& rule : layout.model.comparisons)
    add_comparison(layout, rule);
}

void add_requirements(Layout& layout) {
  for (const Requirement& rule : layout.model.requirements)
    add_requirement(layout, rule);
}

}  // namespace mimar::design::relational
