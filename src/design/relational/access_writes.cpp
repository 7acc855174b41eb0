#include "design/relational/access_writes.h"

#include <algorithm>

#include <fmt/core.h>

#include "base/text.h"
#include "design/relational/naming.h"
#include "design/relational/rules.h"

namespace mimar::design::relational {
namespace {

using Source = model::ParameterSource;

std::string insert(AccessText& text) {
  Names columns;
  std::vector<std::string> values;
  for (const Column& column : find_table(text.layout, text.table)->columns) {
    const bool makes_itself = column.identity || !column.generated.empty() ||
                              (!column.default_value.empty() && column.name != "tenant_id") ||
                              column.name == "deleted_at";
    if (makes_itself) continue;
    columns.push_back(column.name);
    values.push_back(parameter(text, column.name));
    text.pattern.parameters.back().kind = Source::Kind::fresh;
  }
  text.pattern.query.kind = model::Query::Kind::insert;
  if (columns.empty()) return fmt::format("INSERT INTO {} DEFAULT VALUES", text.from);
  return fmt::format("INSERT INTO {} ({})\nVALUES ({})", text.from, listed(columns),
                     text::join(values, ", "));
}

// One that no rule ties to others: its values can be changed alone.
const Column* changeable(const AccessText& text) {
  const Table& table = *find_table(text.layout, text.table);
  if (!text.access.measured.empty())
    if (const Column* column = column_of(table, text.access.measured)) return column;
  for (const Filter& filter : text.access.filters)
    if (const Column* column = column_of(table, filter.attribute)) return column;
  const auto is_free = [&](const Column& column) {
    if (column.attribute.empty() || !column.generated.empty() || contains(table.key, column.name))
      return false;
    const auto over = [&](const auto& object) { return contains(object.columns, column.name); };
    const auto tied = [&](const Check& check) {
      return check.columns.size() > 1 && contains(check.columns, column.name);
    };
    for (const Lifecycle& lifecycle : text.layout.model.lifecycles)
      if (lifecycle.entity == table.entity && lifecycle.attribute == column.attribute) return false;
    const Entity* entity = find_entity(text.layout.model, table.entity);
    const Attribute* attribute =
        entity == nullptr ? nullptr : find_attribute(*entity, column.attribute);
    if (attribute != nullptr && attribute->immutable) return false;
    return std::none_of(table.uniques.begin(), table.uniques.end(), over) &&
           std::none_of(table.foreign_keys.begin(), table.foreign_keys.end(), over) &&
           std::none_of(table.exclusions.begin(), table.exclusions.end(), over) &&
           std::none_of(table.checks.begin(), table.checks.end(), tied) &&
           std::none_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
             return index.unique && contains(index.columns, column.name);
           });
  };
  for (const Column& column : table.columns)
    if (is_free(column)) return &column;
  return nullptr;
}

std::string by_key(AccessText& text) {
  std::vector<std::string> conditions;
  for (const Condition& condition : text.conditions)
    conditions.push_back(condition.sql);
  for (const std::string& column : Names(find_table(text.layout, text.table)->key))
    if (column != "tenant_id")
      conditions.push_back(fmt::format("{} = {}", own(text, column), parameter(text, column)));
  return "\nWHERE " + text::join(conditions, " AND ");
}

std::string update(AccessText& text) {
  const Column* column = changeable(text);
  if (column == nullptr) {
    text.layout.questions.push_back(
        fmt::format("What of {} is changed? Nothing of it can change alone.",
                    with_article(text.access.entity)));
    return "";
  }
  const std::string name = column->name;
  text.pattern.query.kind = model::Query::Kind::update;
  const std::string condition = by_key(text);
  const std::string version =
      find_column(*find_table(text.layout, text.table), "version") != nullptr &&
              text.layout.policy.optimistic_version
          ? ", version = version + 1"
          : "";
  return fmt::format("UPDATE {}\nSET {} = {}{}{}", text.from, quoted(name), parameter(text, name),
                     version, condition);
}

std::string erase(AccessText& text) {
  const std::string condition = by_key(text);
  if (!alive(*find_table(text.layout, text.table)).empty()) {
    text.pattern.query.kind = model::Query::Kind::update;
    return fmt::format("UPDATE {}\nSET deleted_at = now(){}", text.from, condition);
  }
  text.pattern.query.kind = model::Query::Kind::erase;
  return fmt::format("DELETE FROM {}{}", text.from, condition);
}

}  // namespace

std::string write_statement(AccessText& text, DesignedAccess& designed) {
  designed.why = "one row, found by its key";
  switch (text.access.kind) {
    case Access::Kind::create: designed.why = "one row"; return insert(text);
    case Access::Kind::change: return update(text);
    default: return erase(text);
  }
}

}  // namespace mimar::design::relational
