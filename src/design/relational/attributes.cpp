#include "design/relational/attributes.h"

#include <fmt/core.h>

#include "base/text.h"
#include "design/relational/naming.h"
#include "design/relational/relational.h"
#include "design/relational/trial.h"
#include "design/relational/types.h"

namespace mimar::design::relational {
namespace {

std::string comment_of(const Attribute& attribute) {
  std::string comment = attribute.name;
  if (!comment.empty() && comment.front() >= 'a' && comment.front() <= 'z')
    comment.front() = static_cast<char>(comment.front() - 'a' + 'A');
  if (!attribute.unit.empty()) comment += ", in " + attribute.unit;
  if (attribute.optional) comment += "; NULL where there is none";
  if (attribute.immutable) comment += "; never changes";
  if (attribute.personal) comment += "; personal data";
  if (attribute.kind == ValueKind::hash) comment += "; secret";
  return comment;
}

Column column_for(const Attribute& attribute) {
  const TypeChoice choice = type_of(attribute.kind);
  Column column{column_name(attribute.name), choice.type};
  column.required = !attribute.optional;
  column.default_value = default_of(attribute);
  column.comment = comment_of(attribute);
  column.said = attribute.said;
  column.attribute = attribute.name;
  column.why = attribute.reason.empty() ? choice.why : attribute.reason + "; " + choice.why;
  return column;
}

// What the key or a reference says already is not stored twice.
bool is_there(Layout& layout, Table& table, const Attribute& attribute) {
  Column* column = find_column(table, column_name(attribute.name));
  if (column == nullptr) return false;
  add_said(column->said, attribute.said);
  if (column->attribute.empty()) column->attribute = attribute.name;
  layout.reasons.push_back({table.name + "." + column->name,
                            fmt::format("«{}» is what this column says already: {}", attribute.name,
                                        column->name == "id" ? "it is the key" : column->comment)});
  return true;
}

// Another row's value, or none where that is allowed.
Witness witness_of_change(const Layout& layout, const Table& table, const Guard& guard,
                          const std::string& column) {
  const std::string relation = full(layout, table.name), changed = quoted(column);
  Witness witness;
  const bool optional = !find_column(table, column)->required;
  const std::string other =
      optional
          ? "NULL"
          : fmt::format("(SELECT other.{0} FROM {1} AS other WHERE other.{0} <> {1}.{0} LIMIT 1)",
                        changed, relation);
  const std::string rows =
      optional ? changed + " IS NOT NULL"
               : fmt::format("EXISTS (SELECT 1 FROM {0} AS other WHERE other.{1} <> {2}.{1})",
                             relation, changed, quoted(table.name));
  witness.sql = put_aside(layout, {table, guard.name, {column}}) +
                change_of_row(layout, table, fmt::format("{} = {}", changed, other), rows);
  witness.sqlstate = "P0001";
  witness.removal = drop_guard(layout, guard);
  witness.needs = some_row(layout, table, rows);
  return witness;
}

void keep_unchanged(Layout& layout, Table& table, const Attribute& attribute,
                    const std::string& column) {
  const std::string schema = quoted(layout.policy.schema), function = schema + ".refuse_change()";
  Guard guard;
  guard.name = shortened(fmt::format("{}_{}_unchanged", table.name, column));
  guard.function = fmt::format(R"(CREATE FUNCTION {} RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % never changes', TG_ARGV[0], TG_TABLE_NAME USING ERRCODE = 'P0001';
END
$$;
)",
                               function);
  guard.triggers = fmt::format(
      "CREATE TRIGGER {0} BEFORE UPDATE OF {1} ON {2}\n  FOR EACH ROW WHEN (NEW.{1} IS DISTINCT "
      "FROM OLD.{1}) EXECUTE FUNCTION {3}.refuse_change('{4}');\n",
      quoted(guard.name), quoted(column), full(layout, table.name), schema,
      text::replace_all(column, "'", "''"));
  guard.names = {{table.name, guard.name}};
  guard.why = fmt::format("«{}» never changes once it is there", attribute.name);
  guard.said = attribute.said;
  guard.attempts = {{"", [column](const Layout& all, const Table& of, const Guard& one) {
                       return witness_of_change(all, of, one, column);
                     }}};
  table.guards.push_back(guard);
}

void add_attribute(Layout& layout, const std::string& name, const Attribute& attribute) {
  if (attribute.many) return add_value_list(layout, name, attribute);
  Column column = column_for(attribute);
  if (column.name != snake(attribute.name))
    layout.reasons.push_back(
        {name + "." + column.name,
         fmt::format("«{}» is a key word of SQL, which would need quotes everywhere",
                     attribute.name)});
  if (attribute.kind == ValueKind::choice || !attribute.choices.empty() || attribute.extensible) {
    add_choices(layout, name, attribute, column);
  } else {
    find_table(layout, name)->columns.push_back(column);
  }
  Table& table = *find_table(layout, name);
  add_value_checks(layout, table, attribute, column.name);
  if (attribute.immutable) keep_unchanged(layout, table, attribute, column.name);
}

}  // namespace

void add_attributes(Layout& layout, const std::string& table, const Entity& entity) {
  for (const Attribute& attribute : entity.attributes) {
    if (attribute.derived) continue;  // derived.cpp
    if (!is_there(layout, *find_table(layout, table), attribute))
      add_attribute(layout, table, attribute);
  }
}

std::string plural_of(const std::string& word) {
  const auto ends = [&](std::string_view end) { return word.ends_with(end); };
  const bool vowel = word.size() > 1 && std::string_view("aeiou").find(word[word.size() - 2]) !=
                                            std::string_view::npos;
  if (ends("y") && !vowel) return word.substr(0, word.size() - 1) + "ies";
  if (ends("s") || ends("x") || ends("ch") || ends("sh")) return word + "es";
  return word + "s";
}

std::string singular_of(const std::string& word) {
  const auto without = [&](std::size_t n) { return word.substr(0, word.size() - n); };
  if (word.size() > 4 && word.ends_with("ies")) return without(3) + "y";
  for (std::string_view end : {"sses", "xes", "ches", "shes", "uses"})
    if (word.ends_with(end)) return without(2);
  if (word.size() > 2 && word.ends_with("s") && !word.ends_with("ss") && !word.ends_with("us"))
    return without(1);
  return word;
}

}  // namespace mimar::design::relational
