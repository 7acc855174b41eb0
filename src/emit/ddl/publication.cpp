#include "base/text.h"
#include "emit/ddl/definition.h"
#include "emit/ddl/fragment.h"
#include "model/quote.h"

namespace mimar::emit::ddl {
namespace {

// ONLY: tables that inherit from it are in the list themselves.
std::string published(const model::PublishedTable& table) {
  std::string sql = "ONLY " + model::quote_name(table.table);
  if (!table.columns.empty()) {
    std::vector<std::string> columns;
    for (const std::string& column : table.columns)
      columns.push_back(model::quote_identifier(column));
    sql += " (" + text::join(columns, ", ") + ")";
  }
  if (table.condition) sql += " WHERE " + parenthesised(table.condition->sql);
  return sql;
}

}  // namespace

std::string create(const model::Publication& publication) {
  std::vector<std::string> objects, options;
  if (publication.all_tables) objects.emplace_back("ALL TABLES");
  // One word TABLE for all of them: PostgreSQL 14 knows no other way.
  for (const model::PublishedTable& table : publication.tables)
    objects.push_back((objects.empty() ? "TABLE " : "") + published(table));
  for (const std::string& schema : publication.schemas)
    objects.push_back("TABLES IN SCHEMA " + model::quote_identifier(schema));
  for (const auto& [name, value] : publication.options) {
    const bool nothing = name == "publish" && value == "none";
    options.push_back(name + " = " + model::quote_literal(nothing ? "" : value));
  }
  std::string sql = "CREATE PUBLICATION " + model::quote_identifier(publication.name);
  if (!objects.empty()) sql += " FOR " + text::join(objects, ", ");
  if (!options.empty()) sql += "\n  WITH (" + text::join(options, ", ") + ")";
  return sql + ";\n";
}

}  // namespace mimar::emit::ddl
