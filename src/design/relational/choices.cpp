// Values that are among a few: a CHECK is read where the table is read and changed without a lock
// that waits for readers; an enum type sorts by its labels; a table of values can be added to by
// users.

#include <fmt/core.h>

#include "base/text.h"
#include "design/relational/attributes.h"
#include "design/relational/naming.h"
#include "model/quote.h"

namespace mimar::design::relational {
namespace {

std::string choices_of(const Attribute& attribute) {
  std::vector<std::string> values;
  for (const std::string& choice : attribute.choices)
    values.push_back(model::quote_literal(choice));
  return text::join(values, ", ");
}

void by_check(Table& table, const Attribute& attribute, Column column) {
  Check check;
  check.name = constraint_name(table, column.name, "check");
  check.columns = {column.name};
  check.expression = fmt::format("{} IN ({})", quoted(column.name), choices_of(attribute));
  check.bad = quoted(column.name) + " = '?'";
  check.why = "few values that change with the program: a CHECK names them where they are stored";
  check.said = attribute.said;
  table.checks.push_back(check);
  table.columns.push_back(std::move(column));
}

void by_type(Layout& layout, Table& table, const Attribute& attribute, Column column) {
  const std::string type = full(layout, take(layout, singular(table) + "_" + column.name));
  layout.types.push_back(
      fmt::format("CREATE TYPE {} AS ENUM ({});\n", type, choices_of(attribute)));
  column.type = type;
  column.why = "an enum type by policy: four bytes, ordered as its labels are";
  Witness witness;
  witness.sql =
      fmt::format("UPDATE {} SET {} = '?'", full(layout, table.name), quoted(column.name));
  witness.sqlstate = "22P02";
  witness.removal = fmt::format("DROP TYPE {} CASCADE", type);
  layout.traces.push_back({attribute.said, "type " + type, witness});
  table.columns.push_back(std::move(column));
}

Table values_table(Layout& layout, const Table& of, const Attribute& attribute,
                   const Column& column) {
  Table values;
  values.name = take(layout, singular(of) + "_" + plural_of(column.name));
  values.comment =
      fmt::format("The values that {} of {} may have; rows may be added", attribute.name, of.name);
  values.key = {column.name};
  Column code{column.name, "text"};
  code.comment = "The value, as it is stored where it is used";
  code.why = "readable in the table that refers to it, without a join";
  values.columns.push_back(code);
  Column position{"place", "integer"};
  position.comment = "The order in which the values are offered";
  position.default_value = "0";
  values.columns.push_back(position);
  values.said = attribute.said;
  values.why = attribute.extensible ? "users may add to the values: rows, not DDL"
                                    : "a lookup table by policy";
  std::vector<std::string> rows;
  for (std::size_t i = 0; i < attribute.choices.size(); ++i)
    rows.push_back(fmt::format("({}, {})", model::quote_literal(attribute.choices[i]), i + 1));
  if (!rows.empty())
    values.seeds.push_back(fmt::format("INSERT INTO {} ({}, place) VALUES {};\n",
                                       full(layout, values.name), quoted(column.name),
                                       text::join(rows, ", ")));
  return values;
}

void by_table(Layout& layout, const std::string& name, const Attribute& attribute, Column column) {
  Table values = values_table(layout, *find_table(layout, name), attribute, column);
  Table& table = *find_table(layout, name);
  ForeignKey key;
  key.name = constraint_name(table, column.name, "fkey");
  key.columns = {column.name};
  key.table = values.name;
  key.referenced = values.key;
  key.why = "a value in use cannot be taken off the list";
  key.said = attribute.said;
  column.why = "refers to the table of values by the value itself";
  table.foreign_keys.push_back(key);
  table.columns.push_back(std::move(column));
  layout.tables.push_back(std::move(values));
}

}  // namespace

void add_choices(Layout& layout, const std::string& name, const Attribute& attribute,
                 Column column) {
  Table& table = *find_table(layout, name);
  if (attribute.extensible ||
      (layout.policy.choices == ChoiceStyle::lookup_table && !attribute.choices.empty()))
    return by_table(layout, name, attribute, std::move(column));
  if (attribute.choices.empty()) {
    layout.questions.push_back(
        fmt::format("Which values may «{}» of {} have? Until they are known, any text is accepted.",
                    attribute.name, table.name));
    table.columns.push_back(std::move(column));
    return;
  }
  if (layout.policy.choices == ChoiceStyle::enum_type)
    by_type(layout, table, attribute, std::move(column));
  else
    by_check(table, attribute, std::move(column));
}

}  // namespace mimar::design::relational
