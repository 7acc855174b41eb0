#include "ops/query_names.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"

namespace mimar::ops {
namespace {

bool fits(const model::Name& written, const model::Name& there) {
  return written.name == there.name && (written.schema.empty() || written.schema == there.schema);
}

bool is_of_the_server(const model::Name& name) {
  return name.schema == "pg_catalog" || name.schema == "information_schema" ||
         (name.schema.empty() && name.name.starts_with("pg_"));
}

class Relations {
 public:
  explicit Relations(const model::Database& database) : database_(database) {
    for (const model::Table& table : database->tables)
      names_.push_back(table.name);
    for (const model::View& view : database->views)
      names_.push_back(view.name);
    for (const model::Sequence& sequence : database->sequences)
      names_.push_back(sequence.name);
    for (const model::ForeignTable* table : model::all<model::ForeignTable>(database))
      names_.push_back(table->name);
    // What could not be read is known by its name only.
    for (const model::OtherObject& object : database->others) {
      const std::size_t dot = object.name.find('.');
      if (object.opaque() && dot != std::string::npos)
        names_.push_back({object.name.substr(0, dot), object.name.substr(dot + 1)});
    }
  }

  bool has(const model::Name& name) const {
    return is_of_the_server(name) ||
           std::any_of(names_.begin(), names_.end(),
                       [&](const model::Name& there) { return fits(name, there); });
  }

  // False only for a column of a table whose columns are known, and which is no system column.
  bool may_have(const model::ColumnUse& use) const {
    constexpr std::array<std::string_view, 6> system{"ctid", "xmin", "xmax",
                                                     "cmin", "cmax", "tableoid"};
    if (std::find(system.begin(), system.end(), use.column) != system.end()) return true;
    bool found = false;
    for (const model::Table& table : database_->tables) {
      if (!fits(use.relation, table.name)) continue;
      if (model::find_column(table, use.column)) return true;
      found = true;
    }
    return !found;
  }

 private:
  const model::Database& database_;
  std::vector<model::Name> names_;
};

std::set<model::ColumnUse> columns_of(const model::Query& query) {
  std::set<model::ColumnUse> columns(query.group.begin(), query.group.end());
  for (const model::Predicate& predicate : query.predicates)
    columns.insert(predicate.column);
  for (const model::Join& join : query.joins)
    columns.insert({join.left, join.right});
  for (const model::OrderColumn& order : query.order)
    columns.insert(order.column);
  return columns;
}

std::string place_of(const model::Query& query) {
  if (!query.origin.span) return "a query";
  return fmt::format("{}:{}", query.origin.span->file, query.origin.span->line);
}

}  // namespace

std::vector<std::string> unknown_names(const model::Database& database,
                                       std::span<const model::Query> queries) {
  const Relations relations(database);
  std::vector<std::string> sentences;
  for (const model::Query& query : queries) {
    for (const model::Name& name : query.relations) {
      if (!relations.has(name))
        sentences.push_back(fmt::format("{} names table {}, which the database does not have",
                                        place_of(query), name.text()));
    }
    for (const model::ColumnUse& use : columns_of(query)) {
      if (!relations.may_have(use))
        sentences.push_back(fmt::format("{} names column {} of {}, which has none of that name",
                                        place_of(query), use.column, use.relation.text()));
    }
  }
  return sentences;
}

}  // namespace mimar::ops
