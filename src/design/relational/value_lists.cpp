// An attribute with several values (first normal form): an array where the values are short words
// or numbers that belong to their row alone; a table where each is checked, unique or looked for.

#include <fmt/core.h>

#include "base/text.h"
#include "design/relational/attributes.h"
#include "design/relational/keys.h"
#include "design/relational/naming.h"
#include "design/relational/relational.h"
#include "design/relational/types.h"
#include "model/quote.h"

namespace mimar::design::relational {
namespace {

bool fits_array(const Attribute& attribute) {
  switch (attribute.kind) {
    case ValueKind::text:
    case ValueKind::integer:
    case ValueKind::decimal:
    case ValueKind::choice:
    case ValueKind::date:
    case ValueKind::time:
    case ValueKind::timestamp:
    case ValueKind::boolean:
      return !attribute.personal && !attribute.extensible && !attribute.at_least &&
             !attribute.at_most && !attribute.min_length && !attribute.max_length;
    default: return false;
  }
}

void add_array(Table& table, const Attribute& attribute) {
  Column column{column_name(attribute.name), type_of(attribute.kind).type + "[]"};
  column.default_value = "'{}'";
  column.comment = fmt::format("{}: none, one or several", attribute.name);
  column.why =
      "values of one row alone, short and without rules of their own: an array keeps them "
      "with it; none is an empty array, not NULL";
  column.said = attribute.said;
  column.attribute = attribute.name;
  if (!attribute.choices.empty()) {
    std::vector<std::string> values;
    for (const std::string& choice : attribute.choices)
      values.push_back(model::quote_literal(choice));
    Check check;
    check.name = constraint_name(table, column.name, "check");
    check.columns = {column.name};
    check.expression =
        fmt::format("{} <@ ARRAY[{}]", quoted(column.name), text::join(values, ", "));
    check.bad = quoted(column.name) + " = ARRAY['?']";
    check.why = "each of the values is among those that were named";
    check.said = attribute.said;
    table.checks.push_back(check);
  }
  table.columns.push_back(column);
}

Table child_of(Layout& layout, const Table& parent, const Attribute& attribute) {
  Table child;
  const std::string value = singular_of(column_name(attribute.name));
  child.name = take(layout, singular(parent) + "_" + plural_of(value));
  child.comment = fmt::format("Each {} of {}, a row each", value, parent.name);
  child.said = attribute.said;
  child.why = fmt::format(
      "«{}» has many values, each of which must be checked or found: first "
      "normal form",
      attribute.name);
  const std::string reference = shortened(singular(parent) + "_id");
  Column owner{reference, type_of_key(layout, parent)};
  owner.comment = "Whose it is";
  child.columns.push_back(owner);
  child.key = {reference, value};
  ForeignKey key;
  key.name = constraint_name(child, reference, "fkey");
  key.columns = {reference};
  key.table = parent.name;
  key.referenced = parent.key;
  key.on_delete = "CASCADE";
  key.entity = parent.entity;
  key.why = "a value is part of its row and goes with it";
  key.said = attribute.said;
  child.foreign_keys.push_back(key);
  return child;
}

}  // namespace

void add_value_list(Layout& layout, const std::string& name, const Attribute& attribute) {
  if (fits_array(attribute)) return add_array(*find_table(layout, name), attribute);
  Table child = child_of(layout, *find_table(layout, name), attribute);
  Attribute one = attribute;
  one.many = one.optional = false;
  one.name = child.key.back();
  Column column{one.name, type_of(attribute.kind).type};
  column.comment = attribute.name;
  column.attribute = attribute.name;
  column.said = attribute.said;
  column.why = type_of(attribute.kind).why;
  const std::string child_name = child.name;
  layout.tables.push_back(std::move(child));
  if (attribute.kind == ValueKind::choice || attribute.extensible)
    add_choices(layout, child_name, one, column);
  else
    find_table(layout, child_name)->columns.push_back(column);
  add_value_checks(layout, *find_table(layout, child_name), one, column.name);
}

}  // namespace mimar::design::relational
