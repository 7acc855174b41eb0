// Which status may follow which: a trigger that knows the pairs, and how a row begins.

#include <algorithm>

#include <fmt/core.h>

#include "base/text.h"
#include "design/relational/naming.h"
#include "design/relational/rules.h"
#include "design/relational/trial.h"
#include "model/quote.h"

namespace mimar::design::relational {
namespace {

using model::quote_literal;

constexpr std::string_view transitions = R"(CREATE FUNCTION {0}() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.{1} NOT IN ({2}) THEN
      RAISE EXCEPTION '{3} do not begin as %', NEW.{1} USING ERRCODE = 'P0001';
    END IF;
  ELSIF NOT EXISTS (
    SELECT 1 FROM (VALUES {4}) AS allowed(before, after)
    WHERE allowed.before = OLD.{1}{5} AND allowed.after = NEW.{1}{5}
  ) THEN
    RAISE EXCEPTION '{3} do not go from % to %', OLD.{1}, NEW.{1} USING ERRCODE = 'P0001';
  END IF;
  RETURN NEW;
END
$$;
)";

struct States {
  std::vector<std::string> all, first;
  std::vector<std::pair<std::string, std::string>> pairs;
  bool allows(const std::string& a, const std::string& b) const {
    return std::find(pairs.begin(), pairs.end(), std::pair{a, b}) != pairs.end();
  }
};

void note(std::vector<std::string>& list, const std::string& state) {
  if (!state.empty() && !contains(list, state)) list.push_back(state);
}

States states_of(const Lifecycle& lifecycle, const Attribute* attribute) {
  States states;
  for (const auto& [from, to] : lifecycle.transitions) {
    if (from.empty()) note(states.first, to);
    note(states.all, from);
    note(states.all, to);
    if (!from.empty()) states.pairs.emplace_back(from, to);
  }
  if (attribute != nullptr)
    for (const std::string& choice : attribute->choices)
      note(states.all, choice);
  if (states.first.empty() && attribute != nullptr && attribute->default_value)
    note(states.first, *attribute->default_value);
  const auto follows = [&](const std::string& state) {
    return std::any_of(states.pairs.begin(), states.pairs.end(), [&](const auto& pair) {
      return pair.second == state && pair.first != state;
    });
  };
  if (states.first.empty())
    for (const std::string& state : states.all)
      if (!follows(state)) note(states.first, state);
  if (states.first.empty()) states.first = {states.all.front()};
  return states;
}

std::string literals(const std::vector<std::string>& values) {
  std::vector<std::string> sql;
  for (const std::string& value : values)
    sql.push_back(quote_literal(value));
  return text::join(sql, ", ");
}

// A change that nothing allows, from a state that most rows may have.
std::optional<std::pair<std::string, std::string>> forbidden(const States& states) {
  for (const std::string& from : states.all)
    for (auto to = states.all.rbegin(); to != states.all.rend(); ++to)
      if (from != *to && !states.allows(from, *to)) return std::pair{from, *to};
  return std::nullopt;
}

void try_beginning(Guard& guard, const std::string& column, const States& states) {
  for (const std::string& state : states.all) {
    if (contains(states.first, state)) continue;
    guard.attempts.push_back(
        {"how it begins",
         [column, state](const Layout& layout, const Table& table, const Guard& one) {
           Witness witness;
           witness.sql = put_aside(layout, {table, one.name, {column}, true}) +
                         copy_of_row(layout, table, "", {{column, quote_literal(state)}});
           witness.sqlstate = "P0001";
           witness.removal = drop_guard(layout, one);
           witness.needs = some_row(layout, table, "");
           return witness;
         }});
    return;
  }
}

void try_change(Guard& guard, const std::string& column, const States& states) {
  const auto pair = forbidden(states);
  if (!pair) return;
  guard.attempts.push_back(
      {"", [column, pair = *pair](const Layout& layout, const Table& table, const Guard& one) {
         const std::string before =
             fmt::format("{} = {}", quoted(column), quote_literal(pair.first));
         const std::string after =
             fmt::format("{} = {}", quoted(column), quote_literal(pair.second));
         Witness witness;
         witness.sql = put_aside(layout, {table, one.name, {column}}) +
                       change_of_row(layout, table, after, before);
         witness.sqlstate = "P0001";
         witness.removal = drop_guard(layout, one);
         witness.needs = some_row(layout, table, before);
         return witness;
       }});
}

Guard guard_of(const Layout& layout, const Table& table, const Column& column, const States& states,
               const Said& said) {
  std::vector<std::string> pairs;
  for (const auto& [from, to] : states.pairs)
    pairs.push_back(fmt::format("({}, {})", quote_literal(from), quote_literal(to)));
  if (pairs.empty()) pairs.emplace_back("(NULL::text, NULL::text)");
  const std::string function =
      full(layout, shortened(fmt::format("check_{}_{}", table.name, column.name)));
  Guard guard;
  guard.name = shortened(fmt::format("{}_{}_transitions", table.name, column.name));
  const std::string begins = shortened(fmt::format("{}_{}_begins", table.name, column.name));
  guard.names = {{table.name, guard.name}, {table.name, begins}};
  guard.function =
      fmt::format(fmt::runtime(transitions), function, quoted(column.name), literals(states.first),
                  table.name, text::join(pairs, ", "), column.type == "text" ? "" : "::text");
  guard.triggers = fmt::format(
      "CREATE TRIGGER {0} BEFORE UPDATE OF {1} ON {2}\n  FOR EACH ROW WHEN (NEW.{1} <> OLD.{1}) "
      "EXECUTE FUNCTION {3}();\nCREATE TRIGGER {4} BEFORE INSERT ON {2}\n  FOR EACH ROW EXECUTE "
      "FUNCTION {3}();\n",
      quoted(guard.name), quoted(column.name), full(layout, table.name), function, quoted(begins));
  guard.why = fmt::format("only the changes of «{}» that were named: {}", column.attribute,
                          text::join(pairs, ", "));
  guard.said = said;
  return guard;
}

void add_guard(Layout& layout, const Lifecycle& lifecycle) {
  Table* table = table_of(layout, lifecycle.entity);
  const Entity* entity = find_entity(layout.model, lifecycle.entity);
  const Column* column = table == nullptr ? nullptr : column_of(*table, lifecycle.attribute);
  if (column == nullptr || entity == nullptr || lifecycle.transitions.empty()) return;
  const States states = states_of(lifecycle, find_attribute(*entity, lifecycle.attribute));
  Guard guard = guard_of(layout, *table, *column, states, lifecycle.said);
  try_change(guard, column->name, states);
  try_beginning(guard, column->name, states);
  table->guards.push_back(guard);
}

}  // namespace

void add_lifecycles(Layout& layout) {
  for (const Lifecycle& lifecycle : layout.model.lifecycles) {
    Table* table = table_of(layout, lifecycle.entity);
    if (table == nullptr || lifecycle.transitions.empty()) continue;
    const Entity* entity = find_entity(layout.model, lifecycle.entity);
    const Column* column = column_of(*table, lifecycle.attribute);
    if (column == nullptr || entity == nullptr) {
      layout.questions.push_back(
          fmt::format("Changes of «{}» are named, which is no attribute of {}.",
                      lifecycle.attribute, with_article(lifecycle.entity)));
      continue;
    }
    const States states = states_of(lifecycle, find_attribute(*entity, lifecycle.attribute));
    Column& settled = *find_column(*table, column->name);
    if (settled.default_value.empty() && settled.required && states.first.size() == 1)
      settled.default_value = quote_literal(states.first.front());
    layout.later.push_back([&lifecycle](Layout& later) { add_guard(later, lifecycle); });
  }
}

}  // namespace mimar::design::relational
