#include "emit/ddl/column.h"

#include "base/text.h"
#include "emit/ddl/ddl.h"
#include "emit/ddl/fragment.h"
#include "emit/ddl/sequence.h"
#include "model/quote.h"

namespace mimar::emit::ddl {
namespace {

std::string identity_clause(const model::Identity& identity) {
  std::string options = sequence_options(identity.options);
  if (!identity.sequence.empty())
    options = " SEQUENCE NAME " + model::quote_identifier(identity.sequence) + options;
  return std::string(" GENERATED ") + (identity.always ? "ALWAYS" : "BY DEFAULT") + " AS IDENTITY" +
         (options.empty() ? "" : " (" + options.substr(1) + ")");
}

}  // namespace

std::string column_storage(const model::Name& table, const model::Column& column) {
  const std::string alter = "ALTER TABLE ONLY " + model::quote_name(table) + " ALTER COLUMN " +
                            model::quote_identifier(column.name) + " SET ";
  std::string sql;
  if (!column.storage.empty()) sql += alter + "STORAGE " + text::upper(column.storage) + ";\n";
  if (!column.compression.empty()) sql += alter + "COMPRESSION " + column.compression + ";\n";
  if (column.statistics_target)
    sql += alter + "STATISTICS " + std::to_string(*column.statistics_target) + ";\n";
  if (!column.options.empty()) sql += alter + "(" + storage_options(column.options) + ");\n";
  return sql;
}

std::string column_attributes(const model::Column& column, std::string_view after_type) {
  std::string sql = model::to_sql(column.type).append(after_type);
  if (!column.collation.empty()) sql += " COLLATE " + model::quote_name(column.collation);
  if (column.not_null && !column.identity) sql += " NOT NULL";  // identity implies it
  if (column.default_value) sql += " DEFAULT " + default_operand(column.default_value->sql);
  if (column.identity) sql += identity_clause(*column.identity);
  if (column.generated)
    sql += " GENERATED ALWAYS AS " + parenthesised(column.generated->sql) +
           (column.generated_virtual ? " VIRTUAL" : " STORED");
  return sql;
}

std::string column_definition(const model::Column& column) {
  return model::quote_identifier(column.name) + " " + column_attributes(column);
}

}  // namespace mimar::emit::ddl
