#include "check/type_obstacles.h"

#include <algorithm>

#include "base/text.h"
#include "check/subject.h"
#include "check/tokens.h"
#include "check/wording.h"

namespace mimar::check {
namespace {

// How far the new type is from the old one: what else may be said of the column.
enum class Step : std::uint8_t {
  kin,     // every expression over the column stays valid: integer to bigint, char to text
  moment,  // so it does, but what was immutable depends on the time zone of the session now
  other    // operators and functions may be missing
};

bool is_float(const model::DataType& type) {
  return type.is("real") || type.is("double precision");
}

Step step(const model::DataType& from, std::string_view to) {
  const auto becomes = [&](std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return to.substr(0, word.size()) == word; });
  };
  if (is_integer(from) && becomes({"bigint", "integer", "smallint"})) return Step::kin;
  if (is_text(from) && becomes({"text", "character"})) return Step::kin;
  if (is_float(from) && becomes({"numeric"})) return Step::kin;
  if (from.is("timestamp without time zone") && to.find("with time zone") != to.npos)
    return Step::moment;
  return becomes({from.name.name}) ? Step::kin : Step::other;
}

// `ended_at IS NULL` is all that is said of the column: true of every type.
bool only_asks_for_null(std::string_view sql, const std::string& column) {
  const std::vector<Token> parts = tokens(sql);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool named = parts[i].kind != Token::Kind::literal && parts[i].text == column;
    if (named && (i + 1 == parts.size() || !parts[i + 1].is("is"))) return false;
  }
  return true;
}

// The column stands in a list of what is selected and nowhere else.
bool only_selects(std::string_view query, const std::string& column) {
  const std::vector<Token> parts = tokens(query);
  int select_depth = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].is("select")) select_depth = parts[i].depth;
    if (parts[i].kind == Token::Kind::literal || parts[i].text != column) continue;
    if (i > 0 && parts[i - 1].is("as")) continue;
    const std::size_t start = i >= 2 && parts[i - 1].is_sign('.') ? i - 2 : i;
    const bool begins =
        start > 0 && (parts[start - 1].is("select") || parts[start - 1].is_sign(','));
    const bool ends = i + 1 == parts.size() || parts[i + 1].is("as") || parts[i + 1].is("from") ||
                      parts[i + 1].is_sign(',');
    if (!begins || !ends || parts[i].depth != select_depth) return false;
  }
  return true;
}

struct OneColumn {
  const model::Database& database;
  const model::Table& table;
  const model::Column& column;
  Step step;
};

void add_inheritance(const OneColumn& one, std::vector<std::string>& obstacles) {
  for (const model::Name& name : one.table.inherits) {
    const model::Table* parent = model::find_table(one.database, name);
    if (parent && model::find_column(*parent, one.column.name))
      obstacles.push_back(fmt::format("{} is inherited: change it in {}, and its children follow",
                                      one.column.name, name.text()));
  }
}

void add_table(const OneColumn& one, std::string_view type, std::vector<std::string>& obstacles) {
  const std::string& name = one.column.name;
  const std::string table = one.table.name.text();
  if (!one.table.of_type.name.empty())
    obstacles.push_back(
        fmt::format("{} is a table of type {}: change the type", table, one.table.of_type.text()));
  if (one.table.partition_by && mentions(one.table.partition_by->sql, name))
    obstacles.push_back(
        fmt::format("{} is part of the partition key of {}: make a new table of "
                    "partitions and copy",
                    name, table));
  if (one.column.generated && type.find(" USING ") != type.npos)
    obstacles.push_back(fmt::format("{} is generated: drop it and add it anew", name));
  for (const model::Column& other : one.table.columns)
    if (other.generated && mentions(other.generated->sql, name))
      obstacles.push_back(
          fmt::format("generated column {} of {} is computed from it: drop that one "
                      "first and add it again",
                      other.name, table));
}

void add_expression(const OneColumn& one, const model::Expression& expression,
                    const std::string& what, std::vector<std::string>& obstacles) {
  if (!mentions(expression.sql, one.column.name)) return;
  if (only_asks_for_null(expression.sql, one.column.name)) return;
  obstacles.push_back(
      fmt::format("{} computes with it: drop that first and write it for the new "
                  "type",
                  what));
}

void add_keys(const OneColumn& one, const std::vector<model::IndexKey>& keys,
              const std::string& what, std::vector<std::string>& obstacles) {
  for (const model::IndexKey& key : keys) {
    if (key.expression) add_expression(one, *key.expression, what, obstacles);
    if (one.step == Step::other && key.column == one.column.name && !key.opclass.name.empty())
      obstacles.push_back(what + " has an operator class of the old type: drop that first");
  }
}

// Indexes and constraints change with the column, unless the new type has no such expression.
void add_expressions(const OneColumn& one, std::vector<std::string>& obstacles) {
  if (one.step == Step::kin) return;
  for (const model::Index& index : one.table.indexes) {
    add_keys(one, index.keys, "index " + index.name, obstacles);
    if (index.predicate) add_expression(one, *index.predicate, "index " + index.name, obstacles);
  }
  for (const model::Exclusion& exclusion : one.table.exclusions) {
    const std::string what = "exclusion " + exclusion.name;
    for (const model::ExclusionElement& element : exclusion.elements)
      add_keys(one, {element.key}, what, obstacles);
    if (exclusion.predicate) add_expression(one, *exclusion.predicate, what, obstacles);
  }
  if (one.step != Step::other) return;
  for (const model::Check& check : one.table.checks)
    add_expression(one, check.expression, "CHECK " + check.name, obstacles);
  if (in_foreign_key(one.table, one.column.name) ||
      referenced(one.database, one.table, {one.column.name}))
    obstacles.push_back(
        "the columns of a foreign key change together: drop it, change both sides, add it again");
}

void add_rows(const model::Database& database, const model::Name& changed,
              std::vector<std::string>& obstacles) {
  for (const model::Table& table : database->tables)
    for (const model::Column& column : table.columns)
      if (column.type.name == changed)
        obstacles.push_back(fmt::format("column {} of {} holds rows of {}", column.name,
                                        table.name.text(), changed.text()));
}

std::string title(const emit::ddl::Rebuilt& object) {
  if (object.other) return object.other->kind + " " + object.other->name;
  return "view " + object.view->name.text();
}

bool takes(const std::vector<model::Argument>& arguments, const model::DataType& type) {
  return std::any_of(arguments.begin(), arguments.end(),
                     [&](const model::Argument& argument) { return argument.type == type; });
}

// A function of the user's that takes the old type may not take the new one.
void add_calls(const OneColumn& one, const emit::ddl::Rebuilt& object,
               std::vector<std::string>& obstacles) {
  if (one.step == Step::kin && !is_integer(one.column.type)) return;
  const std::vector<model::Reference>& needs =
      object.view ? object.view->query.references : object.other->references;
  for (const model::OtherObject& other : one.database->others) {
    const auto* routine = model::as<model::Routine>(other);
    const auto* aggregate = model::as<model::Aggregate>(other);
    const model::Name name = routine ? routine->name : aggregate ? aggregate->name : model::Name{};
    if (name.name.empty()) continue;
    const bool called = std::any_of(needs.begin(), needs.end(), [&](const model::Reference& need) {
      return need.kind == model::Reference::Kind::function && need.name == name;
    });
    if (called && takes(routine ? routine->arguments : aggregate->arguments, one.column.type))
      obstacles.push_back(
          fmt::format("{} calls {}: look whether that takes the new type, and drop "
                      "and create both again by hand",
                      title(object), other.name));
  }
}

void add_uses(const OneColumn& one, const emit::ddl::Rebuilt& object,
              std::vector<std::string>& obstacles) {
  add_calls(one, object, obstacles);
  if (one.step != Step::other || !mentions(object.create, one.column.name)) return;
  const auto* trigger = object.other ? model::as<model::Trigger>(*object.other) : nullptr;
  const bool safe = object.view ? only_selects(object.view->query.sql, one.column.name)
                                : trigger && !trigger->condition;
  if (!safe)
    obstacles.push_back(fmt::format(
        "{} computes with it: drop it first and write it for the new type", title(object)));
}

}  // namespace

std::vector<std::string> type_obstacles(const model::Database& database, const ChangeOfType& change,
                                        const emit::ddl::Rebuild& rebuild) {
  std::vector<std::string> obstacles = rebuild.obstacles;
  for (const model::ColumnOf& place : change.changed) {
    const model::Table* table = model::find_table(database, place.table);
    const model::Column* column = table ? model::find_column(*table, place.column) : nullptr;
    if (!column) continue;
    const OneColumn one{database, *table, *column, step(column->type, change.type)};
    if (std::find(change.columns.begin(), change.columns.end(), place) != change.columns.end())
      add_inheritance(one, obstacles);
    add_table(one, change.type, obstacles);
    add_expressions(one, obstacles);
    add_rows(database, place.table, obstacles);
    for (const emit::ddl::Rebuilt& object : rebuild.objects)
      add_uses(one, object, obstacles);
  }
  std::sort(obstacles.begin(), obstacles.end());
  obstacles.erase(std::unique(obstacles.begin(), obstacles.end()), obstacles.end());
  return obstacles;
}

}  // namespace mimar::check
