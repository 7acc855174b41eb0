#include <algorithm>

#include "base/text.h"
#include "model/lexer.h"
#include "model/quote.h"
#include "sql/query.h"
#include "workload/workload.h"

namespace mimar::workload {
namespace {

using model::quote_identifier;
using model::quote_name;

constexpr std::size_t most_tables = 4, most_lists = 2;
// Programs read several times as often as they write.
constexpr double look_ups = 40, lists = 30, inserts = 20, updates = 10;
constexpr int page = 50;

bool is_time(const model::Column& column) {
  return column.type.is("timestamp with time zone") ||
         column.type.is("timestamp without time zone") || column.type.is("date");
}

bool contains(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

// Largest first; those that are filled through another are part of it.
std::vector<const model::Table*> largest(const model::Database& database,
                                         const model::Statistics& rows) {
  const auto count = [&](const model::Table* table) {
    const auto found = rows.tables.find(table->name);
    return found == rows.tables.end() ? 0 : found->second.rows;
  };
  std::vector<const model::Table*> tables;
  for (const model::Table& table : database->tables)
    if (!table.partition_of && !table.columns.empty() && count(&table) > 0)
      tables.push_back(&table);
  std::stable_sort(tables.begin(), tables.end(),
                   [&](const auto* a, const auto* b) { return count(a) > count(b); });
  if (tables.size() > most_tables) tables.resize(most_tables);
  return tables;
}

// The column that says when a row came to be, or "".
std::string age_column(const model::Table& table) {
  for (std::string_view word : {"created", "inserted", "occurred", "placed", "ordered", "posted",
                                "published", "sent", "date", "time", "_at"})
    for (const model::Column& column : table.columns)
      if (is_time(column) && text::lower(column.name).find(word) != std::string::npos)
        return column.name;
  return {};
}

bool makes_its_value(const model::Column& column) {
  return column.identity || column.generated ||
         (column.default_value && column.default_value->sql.starts_with("nextval("));
}

// As a word of its own.
bool mentions(const std::string& sql, const std::string& name) {
  for (std::size_t at = sql.find(name); at != std::string::npos; at = sql.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    const bool begins = at == 0 || !model::in_word(sql[at - 1]);
    if (begins && (end == sql.size() || !model::in_word(sql[end]))) return true;
  }
  return false;
}

// Other columns of the table stand in one condition with this one, so that it cannot be changed
// alone.
bool tied(const model::Table& table, const model::Column& column) {
  for (const model::Check& check : table.checks) {
    if (!mentions(check.expression.sql, column.name)) continue;
    for (const model::Column& other : table.columns)
      if (other.name != column.name && mentions(check.expression.sql, other.name)) return true;
  }
  return false;
}

bool has_a_part(const model::Table& table, const std::string& column) {
  const auto of = [&](const auto& key) { return contains(key.columns, column); };
  const auto indexed = [&](const model::Index& index) {
    return index.unique && std::any_of(index.keys.begin(), index.keys.end(),
                                       [&](const auto& key) { return key.column == column; });
  };
  return (table.primary_key && of(*table.primary_key)) ||
         std::any_of(table.uniques.begin(), table.uniques.end(), of) ||
         std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(), of) ||
         std::any_of(table.indexes.begin(), table.indexes.end(), indexed) ||
         !table.exclusions.empty() ||
         (table.partition_by && mentions(table.partition_by->sql, column));
}

// What a program changes: nothing that identifies, refers or is computed.
const model::Column* changed_column(const model::Table& table) {
  const model::Column* found = nullptr;
  for (const model::Column& column : table.columns) {
    if (makes_its_value(column) || has_a_part(table, column.name) || tied(table, column)) continue;
    if (column.type.array || column.type.is("json") || column.type.is("jsonb") || is_time(column))
      continue;
    const bool state = text::lower(column.name).find("status") != std::string::npos ||
                       text::lower(column.name).find("state") != std::string::npos;
    if (found == nullptr || state) found = &column;
    if (state) break;
  }
  return found;
}

const model::Column* touched_column(const model::Table& table) {
  for (const model::Column& column : table.columns) {
    const std::string name = text::lower(column.name);
    if (is_time(column) && !has_a_part(table, column.name) && !tied(table, column) &&
        (name.find("updated") != std::string::npos || name.find("modified") != std::string::npos ||
         name.find("changed") != std::string::npos || name == "last_update"))
      return &column;
  }
  return nullptr;
}

class Deriver {
 public:
  Deriver(const model::Database& database, const model::Statistics& rows)
      : database_(database), rows_(rows) {}

  model::Workload run() {
    const auto tables = largest(database_, rows_);
    const double share = tables.empty() ? 0 : 1.0 / static_cast<double>(tables.size());
    for (const model::Table* table : tables) {
      look_up(*table, look_ups * share);
      list(*table, lists * share);
      insert(*table, inserts * share);
      update(*table, updates * share);
    }
    return std::move(workload_);
  }

 private:
  // The statement is our own: it always reads.
  void add(const std::string& name, std::string sql, double weight, std::string reason,
           bool skewed) {
    auto queries = sql::read_queries(sql, "derived", database_);
    if (!queries || queries->size() != 1) return;
    model::AccessPattern pattern;
    pattern.query = std::move(queries->front());
    pattern.query.name = name;
    pattern.weight = weight;
    pattern.reason = std::move(reason);
    if (!infer_parameters(database_, pattern).empty()) return;
    for (const model::Predicate& predicate : pattern.query.predicates)
      if (skewed && predicate.value.starts_with('$'))
        pattern.parameters.at(std::stoul(predicate.value.substr(1)) - 1).skewed = true;
    workload_.patterns.push_back(std::move(pattern));
  }

  std::string label(const model::Table& table) const {
    const bool alone = std::count_if(database_->tables.begin(), database_->tables.end(),
                                     [&](const model::Table& other) {
                                       return other.name.name == table.name.name;
                                     }) == 1;
    return alone ? table.name.name : table.name.text();
  }

  static std::string equal(const std::vector<std::string>& columns, int first = 1) {
    std::string sql;
    for (const std::string& column : columns)
      sql += (sql.empty() ? "" : " AND ") + quote_identifier(column) + " = $" +
             std::to_string(first++);
    return sql;
  }

  void look_up(const model::Table& table, double weight) {
    std::vector<const model::Key*> keys;
    if (table.primary_key) keys.push_back(&*table.primary_key);
    if (!table.uniques.empty()) keys.push_back(&table.uniques.front());
    for (const model::Key* key : keys)
      add(label(table) + " by " + text::join(key->columns, " and "),
          "SELECT * FROM " + quote_name(table.name) + " WHERE " + equal(key->columns),
          weight / static_cast<double>(keys.size()),
          key == keys.front() && table.primary_key ? "look-up by the primary key"
                                                   : "look-up by a unique key",
          true);
  }

  void list(const model::Table& table, double weight) {
    std::vector<const model::ForeignKey*> keys;
    for (const model::ForeignKey& key : table.foreign_keys)
      if (keys.size() < most_lists) keys.push_back(&key);
    for (const model::ForeignKey* key : keys) {
      const Order order = order_of(table, *key);
      add(label(table) + " of " + text::join(key->columns, " and "),
          "SELECT * FROM " + quote_name(table.name) + " WHERE " + equal(key->columns) + order.sql +
              " LIMIT " + std::to_string(page),
          weight / static_cast<double>(keys.size()),
          "list by the foreign key to " + key->referenced_table.name + order.words, false);
    }
  }

  struct Order {
    std::string sql, words;
  };
  // Newest first where the rows have an age, else by what of their key the list does not fix.
  static Order order_of(const model::Table& table, const model::ForeignKey& key) {
    const std::string age = age_column(table);
    if (!age.empty() && !contains(key.columns, age))
      return {" ORDER BY " + quote_identifier(age) + " DESC", ", newest first"};
    if (table.primary_key)
      for (const std::string& column : table.primary_key->columns)
        if (!contains(key.columns, column))
          return {" ORDER BY " + quote_identifier(column), ", in order of " + column};
    return {};
  }

  void insert(const model::Table& table, double weight) {
    std::vector<std::string> columns;
    std::string values;
    for (const model::Column& column : table.columns) {
      if (makes_its_value(column)) continue;
      columns.push_back(column.name);
      values += (values.empty() ? "$" : ", $") + std::to_string(columns.size());
    }
    const std::string into = "INSERT INTO " + quote_name(table.name);
    add("new " + label(table),
        columns.empty() ? into + " DEFAULT VALUES"
                        : into + " (" + model::quote_list(columns) + ") VALUES (" + values + ")",
        weight, "rows come in", false);
  }

  void update(const model::Table& table, double weight) {
    if (!table.primary_key) return;
    const model::Column* changed = changed_column(table);
    const model::Column* touched = touched_column(table);
    std::string set;
    if (changed != nullptr) set = quote_identifier(changed->name) + " = $1";
    if (touched != nullptr)
      set += (set.empty() ? "" : ", ") + quote_identifier(touched->name) + " = " +
             (touched->type.is("date") ? "current_date" : "now()");
    if (set.empty()) return;
    add("change " + label(table),
        "UPDATE " + quote_name(table.name) + " SET " + set + " WHERE " +
            equal(table.primary_key->columns, changed != nullptr ? 2 : 1),
        weight, "update by the primary key", true);
  }

  const model::Database& database_;
  const model::Statistics& rows_;
  model::Workload workload_;
};

}  // namespace

model::Workload derive(const model::Database& database, const model::Statistics& rows) {
  return Deriver(database, rows).run();
}

}  // namespace mimar::workload
