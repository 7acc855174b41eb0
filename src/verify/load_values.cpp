#include "verify/load_values.h"

#include <algorithm>
#include <cmath>

#include "model/quote.h"
#include "sql/query_parameters.h"
#include "verify/parameters.h"

namespace mimar::verify {
namespace {

using engine::postgres::Connection;
using engine::postgres::Value;
using Kind = model::ParameterSource::Kind;
using Shape = model::ParameterSource::Shape;

constexpr std::uint64_t most_drawn = 50'000;
constexpr int bounds_drawn = 200;
// u^3.32 is below a tenth for half of all u.
constexpr double skew = 3.32;

std::uint64_t planned_rows(const synthesis::Plan& plan, const model::Name& table) {
  for (const synthesis::TablePlan& planned : plan.tables)
    if (planned.table == table) return planned.rows;
  return 0;
}

std::string selected(const model::ParameterSource& source) {
  const std::string text = model::quote_identifier(source.column.column) + "::text";
  switch (source.shape) {
    case Shape::prefix: return "left(" + text + ", 3) || '%'";
    case Shape::piece: return "left(" + text + ", 5)";
    case Shape::whole: break;
  }
  return text;
}

// The constants that the statement compares other columns of the table with: a row that they leave
// out is not found.
std::string constant_conditions(const model::Query& query, const model::Name& table) {
  std::string sql;
  for (const model::Predicate& predicate : query.predicates) {
    const bool same = predicate.column.relation.name == table.name &&
                      (predicate.column.relation.schema.empty() ||
                       predicate.column.relation.schema == table.schema);
    if (!same) continue;
    if (const std::string condition = constant_condition(predicate); !condition.empty())
      sql += " AND " + condition;
  }
  return sql;
}

std::vector<std::vector<Value>> shuffled(std::vector<std::vector<Value>> rows, std::uint64_t seed) {
  Random random(seed);
  for (std::size_t i = rows.size(); i > 1; --i)
    std::swap(rows[i - 1], rows[random() % i]);
  return rows;
}

// Of one table, in one row.
class Draw {
 public:
  Draw(Connection& connection, const model::AccessPattern& pattern, const synthesis::Plan& plan,
       std::uint64_t seed)
      : connection_(connection), pattern_(pattern), plan_(plan), seed_(seed) {}

  Result<std::vector<std::vector<Value>>> run(const std::vector<std::size_t>& positions) {
    const model::ParameterSource& first = pattern_.parameters[positions.front()];
    auto rows = first.bound() ? bounds(first) : sample(positions, true);
    if (rows && rows->rows.empty() && !first.bound()) rows = sample(positions, false);
    if (!rows) return fail(rows.error());
    if (rows->rows.empty())
      return fail(ErrorKind::input, "no row of " + first.column.relation.text() +
                                        " has a value of " + first.column.column +
                                        " that it could be asked with");
    return shuffled(std::move(rows->rows), seed_);
  }

 private:
  Result<engine::postgres::Rows> sample(const std::vector<std::size_t>& positions, bool narrow) {
    const model::Name& table = pattern_.parameters[positions.front()].column.relation;
    std::string columns, conditions;
    for (const std::size_t position : positions) {
      const model::ParameterSource& source = pattern_.parameters[position];
      columns += (columns.empty() ? "" : ", ") + selected(source);
      conditions += (conditions.empty() ? "" : " AND ") +
                    model::quote_identifier(source.column.column) + " IS NOT NULL";
    }
    const double rows = static_cast<double>(planned_rows(plan_, table));
    const double share = rows > 0 ? std::min(100.0, 120.0 * most_drawn / rows) : 100;
    return connection_.execute(
        "SELECT " + columns + " FROM " + model::quote_name(table) +
        (narrow ? fmt::format(" TABLESAMPLE BERNOULLI ({:.4f}) REPEATABLE ({})", share,
                              seed_ % 1'000'000)
                : std::string()) +
        " WHERE " + conditions + (narrow ? constant_conditions(pattern_.query, table) : "") +
        " LIMIT " + std::to_string(most_drawn));
  }

  Result<engine::postgres::Rows> bounds(const model::ParameterSource& source) {
    std::string shares;
    for (int i = 0; i < bounds_drawn; ++i)
      shares += fmt::format("{}{:.5f}", i == 0 ? "" : ", ",
                            source.from + (source.to - source.from) * (i + 0.5) / bounds_drawn);
    return connection_.execute("SELECT unnest(percentile_disc(ARRAY[" + shares +
                               "]) WITHIN GROUP (ORDER BY " +
                               model::quote_identifier(source.column.column) + "))::text FROM " +
                               model::quote_name(source.column.relation) + " WHERE " +
                               model::quote_identifier(source.column.column) + " IS NOT NULL");
  }

  Connection& connection_;
  const model::AccessPattern& pattern_;
  const synthesis::Plan& plan_;
  std::uint64_t seed_;
};

// Parameters that are drawn in one row: of one table, each column once, no bounds, and not what an
// UPDATE sets beside what it finds the row by.
std::vector<std::vector<std::size_t>> rows_of(const model::AccessPattern& pattern) {
  const auto sought = [&](std::size_t position) {
    return std::any_of(pattern.query.predicates.begin(), pattern.query.predicates.end(),
                       [&](const model::Predicate& predicate) {
                         return sql::has_parameter(predicate.value, static_cast<int>(position) + 1);
                       });
  };
  std::vector<std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < pattern.parameters.size(); ++i) {
    const model::ParameterSource& source = pattern.parameters[i];
    if (source.kind != Kind::existing) continue;
    auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& positions) {
      const model::ParameterSource& first = pattern.parameters[positions.front()];
      return !source.bound() && !first.bound() && sought(i) && sought(positions.front()) &&
             first.column.relation == source.column.relation &&
             std::none_of(positions.begin(), positions.end(), [&](std::size_t other) {
               return pattern.parameters[other].column == source.column;
             });
    });
    if (group == groups.end())
      groups.push_back({i});
    else
      group->push_back(i);
  }
  return groups;
}

}  // namespace

double between_zero_and_one(Random& random) {
  return static_cast<double>(random() >> 11) * 0x1.0p-53;
}

FreshRows::FreshRows(const model::Database& database, const synthesis::Plan& plan,
                     std::uint64_t seed)
    : plan_(plan), rows_(database, plan, seed) {
  for (std::size_t i = 0; i < plan.tables.size(); ++i)
    tables_[plan.tables[i].table] = {i, plan.tables[i].rows,
                                     plan.tables[i].rows + plan.tables[i].reserved};
}

std::optional<std::vector<Value>> FreshRows::take(const model::Name& table,
                                                  const std::vector<std::string>& columns) {
  const std::lock_guard lock(mutex_);
  const auto found = tables_.find(table);
  if (found == tables_.end() || found->second.next >= found->second.end) return std::nullopt;
  const std::vector<Value> cells = rows_.row(found->second.position, found->second.next++);
  const std::vector<std::string>& planned = plan_.tables[found->second.position].columns;
  std::vector<Value> result;
  for (const std::string& column : columns) {
    const auto at = std::find(planned.begin(), planned.end(), column);
    result.push_back(at == planned.end() ? Value()
                                         : cells[static_cast<std::size_t>(at - planned.begin())]);
  }
  return result;
}

Result<PatternValues> PatternValues::draw(Connection& connection,
                                          const model::AccessPattern& pattern,
                                          const synthesis::Plan& plan, std::uint64_t seed) {
  PatternValues values;
  for (std::size_t i = 0; i < pattern.parameters.size(); ++i) {
    const model::ParameterSource& source = pattern.parameters[i];
    values.constants_.emplace_back(source.value);
    if (source.kind != Kind::fresh) continue;
    auto table = std::find_if(values.fresh_.begin(), values.fresh_.end(), [&](const Fresh& fresh) {
      return fresh.table == source.column.relation;
    });
    if (table == values.fresh_.end())
      table = values.fresh_.insert(table, Fresh{source.column.relation, {}, {}});
    table->positions.push_back(i);
    table->columns.push_back(source.column.column);
  }
  for (const std::vector<std::size_t>& positions : rows_of(pattern)) {
    auto drawn = Draw(connection, pattern, plan, seed + positions.front()).run(positions);
    if (!drawn) return fail(drawn.error());
    const bool skewed = std::any_of(positions.begin(), positions.end(), [&](std::size_t position) {
      return pattern.parameters[position].skewed;
    });
    values.groups_.push_back({positions, skewed, std::move(*drawn)});
  }
  return values;
}

std::optional<std::vector<Value>> PatternValues::next(Random& random, FreshRows& fresh) const {
  std::vector<Value> result = constants_;
  for (const Group& group : groups_) {
    const double at = between_zero_and_one(random);
    const double share = group.skewed ? std::pow(at, skew) : at;
    const auto& row =
        group.drawn[static_cast<std::size_t>(share * static_cast<double>(group.drawn.size()))];
    for (std::size_t i = 0; i < group.positions.size(); ++i)
      result[group.positions[i]] = row[i];
  }
  for (const Fresh& table : fresh_) {
    const auto row = fresh.take(table.table, table.columns);
    if (!row) return std::nullopt;
    for (std::size_t i = 0; i < table.positions.size(); ++i)
      result[table.positions[i]] = (*row)[i];
  }
  return result;
}

std::vector<model::Name> fresh_tables(const model::AccessPattern& pattern) {
  std::vector<model::Name> tables;
  for (const model::ParameterSource& source : pattern.parameters)
    if (source.kind == Kind::fresh &&
        std::find(tables.begin(), tables.end(), source.column.relation) == tables.end())
      tables.push_back(source.column.relation);
  return tables;
}

}  // namespace mimar::verify
