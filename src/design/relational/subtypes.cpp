// "A car is a vehicle": the car's row has the vehicle's key. The vehicle says what it is, and the
// car repeats it in its foreign key, so that one vehicle cannot be a car and a truck.

#include <fmt/core.h>

#include "base/text.h"
#include "design/relational/keys.h"
#include "design/relational/naming.h"
#include "design/relational/relational.h"
#include "design/relational/relationships.h"
#include "model/quote.h"

namespace mimar::design::relational {
namespace {

std::vector<const Entity*> kinds_of(const ConceptualModel& model, const std::string& entity) {
  std::vector<const Entity*> kinds;
  for (const Entity& other : model.entities)
    if (other.supertype == entity) kinds.push_back(&other);
  return kinds;
}

std::string add_discriminator(Table& table, const Entity& entity,
                              const std::vector<const Entity*>& kinds) {
  Column column{shortened(snake(entity.name) + "_kind"), "text"};
  column.comment = fmt::format("Which kind of {} this is", entity.name);
  column.why = "says of each row which of the tables has the rest of it";
  std::vector<std::string> values{model::quote_literal(snake(entity.name))};
  for (const Entity* kind : kinds) {
    values.push_back(model::quote_literal(snake(kind->name)));
    add_said(column.said, kind->said);
  }
  Check check;
  check.name = constraint_name(table, column.name, "check");
  check.columns = {column.name};
  check.expression = fmt::format("{} IN ({})", quoted(column.name), text::join(values, ", "));
  check.bad = quoted(column.name) + " = '?'";
  check.why = "the kinds that were named, and one that is none of them";
  check.said = column.said;
  table.checks.push_back(check);
  Unique unique;
  unique.columns = {"id", column.name};
  unique.name = constraint_name(table, joined(unique.columns), "key");
  unique.why = "the tables of the kinds refer to key and kind together";
  unique.said = column.said;
  table.uniques.push_back(unique);
  table.columns.push_back(column);
  return column.name;
}

void add_kind(Table& table, const Entity& kind, const Table& parent, const std::string& column) {
  const std::string value = model::quote_literal(snake(kind.name));
  Column fixed{column, "text"};
  fixed.default_value = value;
  fixed.comment = fmt::format("Always {}: part of the reference to {}", value, parent.name);
  fixed.why = "a value of its own would let one row be of two kinds";
  fixed.said = kind.said;
  Check check;
  check.name = constraint_name(table, column, "check");
  check.columns = {column};
  check.expression = fmt::format("{} = {}", quoted(column), value);
  check.bad = quoted(column) + " = '?'";
  check.why = fmt::format("a row of {} is {}", table.name, with_article(kind.name));
  check.said = kind.said;
  table.checks.push_back(check);
  table.columns.push_back(fixed);
  ForeignKey key;
  key.columns = {"id", column};
  key.name = constraint_name(table, joined(key.columns), "fkey");
  key.table = parent.name;
  key.referenced = key.columns;
  key.on_delete = "CASCADE";
  key.entity = parent.entity;
  key.why = fmt::format("{} is {}: the rows go together", with_article(kind.name),
                        with_article(parent.entity));
  key.said = kind.said;
  table.foreign_keys.push_back(key);
}

}  // namespace

void add_subtypes(Layout& layout) {
  for (const Entity& entity : layout.model.entities) {
    const std::vector<const Entity*> kinds = kinds_of(layout.model, entity.name);
    if (kinds.empty()) continue;
    Table& parent = *table_of(layout, entity.name);
    const std::string column = add_discriminator(parent, entity, kinds);
    for (const Entity* kind : kinds)
      add_kind(*table_of(layout, kind->name), *kind, parent, column);
    layout.questions.push_back(fmt::format(
        "Is each {} one of its kinds? One that is none of them is allowed.", entity.name));
  }
}

}  // namespace mimar::design::relational
