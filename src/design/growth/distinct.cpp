#include "design/growth/distinct.h"

#include <algorithm>

#include "base/text.h"

namespace mimar::design::growth {
namespace {

bool alone_in_key(const model::Table& table, const std::string& column) {
  const std::vector<std::string> alone{column};
  if (table.primary_key && table.primary_key->columns == alone) return true;
  return std::any_of(table.uniques.begin(), table.uniques.end(),
                     [&](const model::Key& key) { return key.columns == alone; });
}

const model::ForeignKey* reference(const model::Table& table, const std::string& column) {
  for (const model::ForeignKey& key : table.foreign_keys)
    if (key.columns.size() == 1 && key.columns[0] == column) return &key;
  return nullptr;
}

bool mentions(const model::Expression& expression, std::string_view word) {
  return text::lower(expression.sql).find(word) != std::string::npos;
}

}  // namespace

const model::ColumnStatistics* statistics_of(const model::Statistics& statistics,
                                             const model::Name& table, const std::string& column) {
  const auto found = statistics.tables.find(table);
  if (found == statistics.tables.end()) return nullptr;
  const auto known = found->second.columns.find(column);
  return known == found->second.columns.end() ? nullptr : &known->second;
}

double distinct_values(const model::Database& database, const model::Table& table,
                       const model::Column& column, double rows,
                       const model::Statistics& statistics) {
  constexpr double of_a_status = 5, days = 1000;
  double distinct = rows;
  const model::ColumnStatistics* known = statistics_of(statistics, table.name, column.name);
  if (known != nullptr && known->n_distinct != 0) {
    distinct = known->n_distinct > 0 ? known->n_distinct : -known->n_distinct * rows;
  } else if (alone_in_key(table, column.name)) {
    distinct = rows;
  } else if (const model::ForeignKey* key = reference(table, column.name)) {
    const auto parent = statistics.tables.find(key->referenced_table);
    if (parent != statistics.tables.end() && parent->second.rows > 0)
      distinct = static_cast<double>(parent->second.rows);
  } else if (column.type.is("boolean")) {
    distinct = 2;
  } else if (const model::Enum* type = model::find_enum(database, column.type.name)) {
    distinct = static_cast<double>(type->labels.size());
  } else if (column.type.is("date")) {
    distinct = days;
  } else {
    const std::string lower = text::lower(column.name);
    for (const std::string_view word : {"status", "state", "kind", "type", "role", "currency"})
      if (lower.ends_with(word)) distinct = of_a_status;
  }
  return std::clamp(distinct, 1.0, std::max(1.0, rows));
}

bool ascends(const model::Column& column, const model::ColumnStatistics* known) {
  if (column.identity || (column.default_value && mentions(*column.default_value, "nextval(")))
    return true;
  if (known != nullptr && known->correlation) return *known->correlation > 0.999;
  if (!column.default_value) return false;
  const model::Expression& value = *column.default_value;
  for (const std::string_view word :
       {"now()", "current_timestamp", "clock_timestamp", "current_date", "uuidv7", "uuid_v7",
        "uuid_generate_v7", "ulid"})
    if (mentions(value, word)) return true;
  return false;
}

}  // namespace mimar::design::growth
