#include "ops/architect/row_checks.h"

#include "base/text.h"
#include "model/quote.h"
#include "sql/parse.h"

namespace mimar::ops::architect {
namespace {

constexpr std::string_view shown = " LIMIT 20;\n";

std::string column_list(const std::vector<std::string>& columns, const std::string& prefix = "") {
  std::vector<std::string> quoted;
  for (const std::string& column : columns)
    quoted.push_back(prefix + model::quote_identifier(column));
  return text::join(quoted, ", ");
}

std::string duplicates(const model::Name& table, const std::vector<std::string>& keys,
                       std::vector<std::string> conditions, bool nulls_are_equal) {
  if (keys.empty()) return "";
  for (const std::string& key : keys)
    if (!nulls_are_equal) conditions.push_back(key + " IS NOT NULL");
  const std::string list = text::join(keys, ", ");
  return "SELECT " + list + ", count(*) FROM " + model::quote_name(table) +
         (conditions.empty() ? "" : " WHERE " + text::join(conditions, " AND ")) + " GROUP BY " +
         list + " HAVING count(*) > 1" + std::string(shown);
}

std::string orphans(const model::Name& table, const model::ForeignKey& key) {
  if (key.columns.empty() || key.columns.size() != key.referenced_columns.size()) return "";
  std::vector<std::string> there, equal;
  for (std::size_t i = 0; i < key.columns.size(); ++i) {
    const std::string column = "child." + model::quote_identifier(key.columns[i]);
    there.push_back(column + " IS NOT NULL");
    equal.push_back("parent." + model::quote_identifier(key.referenced_columns[i]) + " = " +
                    column);
  }
  return "SELECT " + column_list(key.columns, "child.") + " FROM " + model::quote_name(table) +
         " AS child WHERE " + text::join(there, " AND ") + " AND NOT EXISTS (SELECT FROM " +
         model::quote_name(key.referenced_table) + " AS parent WHERE " +
         text::join(equal, " AND ") + ")" + std::string(shown);
}

struct RowCheck {
  model::Name table;  // the altered one

  std::string operator()(const model::CreateIndex& create) const {
    if (!create.index.unique) return "";
    std::vector<std::string> keys, conditions;
    for (const model::IndexKey& key : create.index.keys)
      keys.push_back(key.expression ? "(" + key.expression->sql + ")"
                                    : model::quote_identifier(key.column));
    if (create.index.predicate) conditions.push_back("(" + create.index.predicate->sql + ")");
    return duplicates(create.table, keys, conditions, create.index.nulls_not_distinct);
  }
  std::string operator()(const model::AddConstraint& add) const {
    if (const auto* key = std::get_if<model::ForeignKey>(&add.constraint))
      return orphans(table, *key);
    if (const auto* check = std::get_if<model::Check>(&add.constraint))
      return "SELECT * FROM " + model::quote_name(table) + " WHERE NOT (" + check->expression.sql +
             ")" + std::string(shown);
    if (const auto* key = std::get_if<model::KeyDefinition>(&add.constraint)) {
      std::vector<std::string> columns;
      for (const std::string& column : key->key.columns)
        columns.push_back(model::quote_identifier(column));
      return duplicates(table, columns, {}, key->primary || key->key.nulls_not_distinct);
    }
    return "";
  }
  std::string operator()(const model::SetNotNull& set) const {
    if (!set.not_null) return "";
    return "SELECT * FROM " + model::quote_name(table) + " WHERE " +
           model::quote_identifier(set.column) + " IS NULL" + std::string(shown);
  }
  template <class Other>
  std::string operator()(const Other&) const {
    return "";
  }
};

}  // namespace

std::vector<std::string> row_checks(const std::string& up) {
  std::vector<std::string> checks;
  const Result<sql::Script> script = sql::parse_script(up, "step");
  if (!script) return checks;
  const auto add = [&](std::string check) {
    if (!check.empty()) checks.push_back(std::move(check));
  };
  for (const model::Statement& statement : script->statements) {
    if (const auto* alter = std::get_if<model::AlterTable>(&statement.action)) {
      for (const model::AlterAction& action : alter->actions)
        add(std::visit(RowCheck{alter->name}, action));
    } else {
      add(std::visit(RowCheck{}, statement.action));
    }
  }
  return checks;
}

}  // namespace mimar::ops::architect
