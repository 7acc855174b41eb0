#include "design/relational/access_order.h"

#include <algorithm>

#include <fmt/core.h>

#include "base/text.h"
#include "design/relational/access_filters.h"
#include "design/relational/carry.h"
#include "design/relational/naming.h"

namespace mimar::design::relational {
namespace {

// What takes the place of NULL: a row comparison with NULL is not true for any row.
std::string extreme(const Column& column) {
  const std::string& type = column.type;
  if (type == "date" || type == "timestamptz") return fmt::format("'infinity'::{}", type);
  if (type.starts_with("numeric")) return "'Infinity'::numeric";
  if (type == "integer") return "2147483647";
  if (type == "bigint") return "9223372036854775807";
  if (type == "interval") return "'1000000 years'::interval";
  if (type == "time") return "'24:00'::time";
  if (type == "boolean") return "true";
  return type.starts_with("text") ? "''" : "";
}

OrderKey order_key(const AccessText& text, const Column& column, bool descending) {
  OrderKey key{column.name, own(text, column.name), quoted(column.name), descending};
  // Infinity does not fit into numeric(19,4), but coalesce() makes plain numeric of it.
  const std::string last = extreme(column);
  if (!column.required && !last.empty() && column.generated.empty()) {
    key.index_key = fmt::format("(coalesce({}, {}))", key.index_key, last);
    key.sql = fmt::format("coalesce({}, {})", key.sql, last);
  }
  return key;
}

// The column that a condition bounds and does not fix; nullptr when there is none.
const Column* column_of_range(const AccessText& text, const Table& table) {
  for (const Condition& condition : text.conditions) {
    const Column* column = find_column(table, condition.column);
    if (column == nullptr || condition.equality || !condition.method.empty() ||
        condition.index_key != quoted(condition.column))
      continue;
    if (condition.sql.find(" < ") != std::string::npos ||
        condition.sql.find(" <= ") != std::string::npos ||
        condition.sql.find(" > ") != std::string::npos ||
        condition.sql.find(" >= ") != std::string::npos)
      return column;
  }
  return nullptr;
}

// A unique key among what is given and what is ordered by: no two rows are equal already.
bool tells_rows_apart(const AccessText& text, const Table& table,
                      const std::vector<OrderKey>& order) {
  const auto settled = [&](const std::string& name) {
    const Column* column = find_column(table, name);
    if (column == nullptr || !column->required) return false;
    const bool given = std::any_of(
        text.conditions.begin(), text.conditions.end(), [&](const Condition& condition) {
          return condition.equality && condition.index_key == quoted(name);
        });
    return given || std::any_of(order.begin(), order.end(), [&](const OrderKey& key) {
             return key.table.empty() && key.column == name;
           });
  };
  return std::any_of(table.uniques.begin(), table.uniques.end(), [&](const Unique& unique) {
    return std::all_of(unique.columns.begin(), unique.columns.end(), settled);
  });
}

}  // namespace

std::vector<OrderKey> order_of(AccessText& text) {
  std::vector<OrderKey> order;
  const std::string table_name = text.table;
  for (const auto& [attribute, descending] : text.access.order) {
    const Table& table = *find_table(text.layout, table_name);
    const Column* column = column_of(table, attribute);
    if (column == nullptr) {
      const std::vector<Step> way = way_to(text.layout, table_name, attribute);
      if (way.size() == 1)
        column = find_column(table, table.foreign_keys[way[0].key].columns.back());
    }
    if (column == nullptr && (attribute == "position" || attribute == "place"))
      column = find_column(table, "position");
    for (const char* made : {"created_at", "updated_at"})
      if (column == nullptr &&
          (attribute == "created at" || attribute == "creation date" || attribute == "updated at" ||
           attribute == made) &&
          attribute[0] == made[0])
        column = find_column(table, made);
    if (const std::string above = column == nullptr ? inherited(text, attribute) : "";
        !above.empty()) {
      const std::string name = column_of(*find_table(text.layout, above), attribute)->name;
      order.push_back({name, quoted(above) + "." + quoted(name), quoted(name), descending, above});
      continue;
    }
    if (column == nullptr) {
      text.trouble = fmt::format("«{}», by which they are ordered, is no attribute of {}",
                                 attribute, with_article(text.access.entity));
      return order;
    }
    order.push_back(order_key(text, *column, descending));
  }
  const Table& table = *find_table(text.layout, table_name);
  // Nobody said in which order: that of the range which is read anyway.
  if (order.empty())
    if (const Column* column = column_of_range(text, table); column != nullptr)
      order.push_back(order_key(text, *column, false));
  if (!order.empty() && tells_rows_apart(text, table, order)) return order;
  const bool descending = !order.empty() && order.back().descending;
  for (const std::string& column : table.key) {
    if (column == "tenant_id") continue;
    const bool there = std::any_of(order.begin(), order.end(),
                                   [&](const OrderKey& key) { return key.column == column; });
    if (!there) order.push_back({column, own(text, column), quoted(column), descending});
  }
  return order;
}

std::string order_by(const std::vector<OrderKey>& order) {
  std::vector<std::string> keys;
  for (const OrderKey& key : order)
    keys.push_back(key.sql + (key.descending ? " DESC" : ""));
  return keys.empty() ? "" : "\nORDER BY " + text::join(keys, ", ");
}

std::string after_last(AccessText& text, const std::vector<OrderKey>& order) {
  std::vector<std::string> keys, values;
  for (const OrderKey& key : order) {
    keys.push_back(key.sql);
    const bool folded = key.sql.starts_with("coalesce(");
    const std::string value =
        key.table.empty() ? parameter(text, key.column) : parameter_of(text, key.table, key.column);
    // The last row of the page may have had none.
    values.push_back(folded ? "coalesce(" + value + key.sql.substr(key.sql.find(", ")) : value);
  }
  const bool same = std::all_of(order.begin(), order.end(), [&](const OrderKey& key) {
    return key.descending == order.front().descending;
  });
  const auto sign = [&](std::size_t i) { return order[i].descending ? "<" : ">"; };
  if (same)
    return fmt::format("({}) {} ({})", text::join(keys, ", "), sign(0), text::join(values, ", "));
  // Directions differ: the first key bounds the scan of the index, the rest is filtered.
  std::string tail;
  for (std::size_t i = order.size(); i-- > 0;)
    tail = tail.empty() ? fmt::format("{} {} {}", keys[i], sign(i), values[i])
                        : fmt::format("{0} {1} {2} OR ({0} = {2} AND ({3}))", keys[i], sign(i),
                                      values[i], tail);
  return fmt::format("{} {}= {} AND ({})", keys[0], sign(0), values[0], tail);
}

}  // namespace mimar::design::relational
