#include <algorithm>

#include "sql/query_parameters.h"
#include "workload/workload.h"

namespace mimar::workload {
namespace {

using Kind = model::ParameterSource::Kind;
using Shape = model::ParameterSource::Shape;
using Role = sql::QueryParameter::Role;

constexpr std::string_view usual_limit = "20";
constexpr double bound_share = 0.05;  // of the rows that a bound lets through

// The table a compared column is of: as the facts of the query say, else the only one that has it.
std::optional<model::ColumnUse> resolved(const model::Database& database, const model::Query& query,
                                         const sql::QueryParameter& use) {
  for (const model::Predicate& predicate : query.predicates)
    if (predicate.column.column == use.column.column &&
        sql::has_parameter(predicate.value, use.number))
      if (const model::Table* table = table_of(database, predicate.column.relation))
        return model::ColumnUse{table->name, use.column.column};
  std::vector<model::Name> relations = query.relations;
  if (use.role == Role::inserted || use.role == Role::assigned) relations = {use.column.relation};
  for (const bool named : {true, false}) {
    for (const model::Name& relation : relations) {
      if (named && relation.name != use.column.relation.name) continue;
      const model::Table* table = table_of(database, relation);
      if (table != nullptr && model::find_column(*table, use.column.column) != nullptr)
        return model::ColumnUse{table->name, use.column.column};
    }
  }
  return std::nullopt;
}

bool is_of_a_key(const model::Table& table, const std::string& column) {
  const auto of = [&](const model::Key& key) {
    return std::find(key.columns.begin(), key.columns.end(), column) != key.columns.end();
  };
  return (table.primary_key && of(*table.primary_key)) ||
         std::any_of(table.uniques.begin(), table.uniques.end(), of);
}

void set_bounds(model::ParameterSource& source, const std::string& operation) {
  if (operation == "between") source.from = 1 - 2 * bound_share, source.to = 1 - bound_share;
  if (operation == "and" || operation.starts_with('>')) source.from = 1 - bound_share;
  if (operation == "<" || operation == "<=") source.to = bound_share;
}

std::optional<model::ParameterSource> source_of(const model::Database& database,
                                                const model::Query& query,
                                                const sql::QueryParameter& use) {
  model::ParameterSource source;
  if (use.role == Role::limit || use.role == Role::offset) {
    source.value = use.role == Role::limit ? usual_limit : "0";
    return source;
  }
  if (use.role == Role::unknown) return std::nullopt;
  const auto column = resolved(database, query, use);
  if (!column) return std::nullopt;
  source.column = *column;
  source.kind = Kind::existing;
  const model::Table& table = *table_of(database, column->relation);
  if (use.role == Role::inserted) source.kind = Kind::fresh;
  if (use.role == Role::assigned && is_of_a_key(table, column->column)) source.kind = Kind::fresh;
  if (use.role == Role::compared) {
    set_bounds(source, use.operation);
    if (use.operation == "~~" || use.operation == "~~*") source.shape = Shape::prefix;
    if (use.operation == "||" || use.operation.starts_with('~'))
      source.shape = source.shape == Shape::prefix ? Shape::prefix : Shape::piece;
  }
  return source;
}

bool is_key_look_up(const model::Database& database, const model::Query& query) {
  if (query.relations.size() != 1 || query.kind == model::Query::Kind::insert || query.aggregates)
    return false;
  const model::Table* table = table_of(database, query.relations.front());
  if (table == nullptr) return false;
  const auto equal = [&](const std::string& column) {
    return std::any_of(query.predicates.begin(), query.predicates.end(),
                       [&](const model::Predicate& predicate) {
                         return predicate.kind == model::Predicate::Kind::equals &&
                                predicate.bare && predicate.column.column == column;
                       });
  };
  const auto whole = [&](const model::Key& key) {
    return std::all_of(key.columns.begin(), key.columns.end(), equal);
  };
  return (table->primary_key && whole(*table->primary_key)) ||
         std::any_of(table->uniques.begin(), table->uniques.end(), whole);
}

}  // namespace

const model::Table* table_of(const model::Database& database, const model::Name& name) {
  if (!name.schema.empty()) return model::find_table(database, name);
  if (const model::Table* in_public = model::find_table(database, {"public", name.name}))
    return in_public;
  for (const model::Table& table : database->tables)
    if (table.name.name == name.name) return &table;
  return nullptr;
}

std::vector<int> infer_parameters(const model::Database& database, model::AccessPattern& pattern) {
  const auto uses = sql::query_parameters(pattern.query.sql);
  int count = pattern.query.parameters;
  for (const sql::QueryParameter& use : uses)
    count = std::max(count, use.number);
  pattern.query.parameters = count;
  pattern.parameters.assign(static_cast<std::size_t>(count), {});
  std::vector<int> unknown;
  for (int number = 1; number <= count; ++number) {
    std::optional<model::ParameterSource> found;
    for (const sql::QueryParameter& use : uses)
      if (use.number == number && !found) found = source_of(database, pattern.query, use);
    if (found)
      pattern.parameters[static_cast<std::size_t>(number - 1)] = std::move(*found);
    else
      unknown.push_back(number);
  }
  pattern.by_key = is_key_look_up(database, pattern.query);
  return unknown;
}

}  // namespace mimar::workload
