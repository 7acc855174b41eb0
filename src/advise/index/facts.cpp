#include "advise/index/facts.h"

namespace mimar::advise::index {
namespace {

using Kind = model::Predicate::Kind;

// Unqualified names are taken from public, else from the only schema that has one.
const model::Table* resolve(const model::Database& database, const model::Name& name) {
  if (!name.schema.empty()) return model::find_table(database, name);
  if (const model::Table* table = model::find_table(database, {"public", name.name});
      table != nullptr)
    return table;
  const model::Table* found = nullptr;
  for (const model::Table& table : database->tables) {
    if (table.name.name != name.name) continue;
    if (found != nullptr) return nullptr;
    found = &table;
  }
  return found;
}

void add_once(std::vector<std::string>& list, const std::string& item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

bool is_literal(const std::string& value) {
  return !value.empty() && value.find('$') == std::string::npos;
}

bool named_like_state(const std::string& column) {
  for (std::string_view word : {"status", "state", "type", "kind", "stage", "phase"}) {
    if (column.find(word) != std::string::npos) return true;
  }
  return false;
}

bool has_few_values(const model::Database& database, const model::Table& table,
                    const std::string& name) {
  const model::Column* column = model::find_column(table, name);
  if (column == nullptr) return false;
  return column->type.is("boolean") || model::find_enum(database, column->type.name) != nullptr ||
         named_like_state(name);
}

class Collector {
 public:
  Collector(const model::Database& database, const model::Query& query)
      : database_(database), query_(query) {}

  std::vector<TableFacts> collect() {
    for (const model::Name& relation : query_.relations) {
      const model::Table* table = resolve(database_, relation);
      if (table != nullptr && of(table) == nullptr) add(table);
    }
    for (const model::Predicate& predicate : query_.predicates)
      sort_in(predicate);
    for (const model::Join& join : query_.joins) {
      join_by(join.left);
      join_by(join.right);
    }
    add_order();
    return std::move(found_);
  }

 private:
  void add(const model::Table* table) {
    TableFacts facts;
    facts.table = table;
    facts.limited = query_.has_limit;
    found_.push_back(std::move(facts));
  }

  TableFacts* of(const model::Table* table) {
    for (TableFacts& facts : found_) {
      if (facts.table == table) return &facts;
    }
    return nullptr;
  }

  TableFacts* of(const model::ColumnUse& use) {
    const model::Table* table = resolve(database_, use.relation);
    return table != nullptr && model::find_column(*table, use.column) != nullptr ? of(table)
                                                                                 : nullptr;
  }

  void sort_in(const model::Predicate& predicate) {
    TableFacts* facts = of(predicate.column);
    if (facts == nullptr) return;
    const bool equality = predicate.kind == Kind::equals || predicate.kind == Kind::in_list;
    if (!predicate.bare) {
      if ((equality || predicate.kind == Kind::range) && !predicate.expression.empty())
        facts->wrapped.push_back(&predicate);
      return;
    }
    const bool literal = predicate.kind == Kind::equals && is_literal(predicate.value) &&
                         has_few_values(database_, *facts->table, predicate.column.column);
    if (literal || predicate.kind == Kind::is_null) facts->literals.push_back(&predicate);
    if (equality) add_once(facts->equal, predicate.column.column);
    if (predicate.kind == Kind::range) add_once(facts->ranges, predicate.column.column);
    if (predicate.kind == Kind::like_prefix) add_once(facts->prefixes, predicate.column.column);
    if (predicate.kind == Kind::json_contains) facts->contained.push_back(&predicate);
  }

  void join_by(const model::ColumnUse& use) {
    if (TableFacts* facts = of(use); facts != nullptr) add_once(facts->joined, use.column);
  }

  void add_order() {
    TableFacts* facts = query_.order.empty() ? nullptr : of(query_.order.front().column);
    if (facts == nullptr) return;
    for (const model::OrderColumn& order : query_.order) {
      if (of(order.column) != facts) return;
    }
    facts->order = query_.order;
  }

  const model::Database& database_;
  const model::Query& query_;
  std::vector<TableFacts> found_;
};

}  // namespace

std::vector<TableFacts> facts(const model::Database& database, const model::Query& query) {
  return Collector(database, query).collect();
}

}  // namespace mimar::advise::index
