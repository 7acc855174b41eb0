#include "emit/ddl/ddl.h"
#include "emit/ddl/fragment.h"
#include "model/quote.h"

namespace mimar::emit::ddl {
namespace {

std::string key_text(const model::IndexKey& key) {
  std::string sql =
      key.expression ? index_operand(key.expression->sql) : model::quote_identifier(key.column);
  if (!key.collation.empty()) sql += " COLLATE " + model::quote_name(key.collation);
  if (!key.opclass.empty()) sql += " " + model::quote_name(key.opclass);
  if (key.descending) sql += " DESC";
  if (key.nulls_first != key.descending) sql += key.nulls_first ? " NULLS FIRST" : " NULLS LAST";
  return sql;
}

}  // namespace

std::string create_index(const model::Name& table, const model::Index& index, bool concurrently) {
  std::string sql = index.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
  if (concurrently) sql += "CONCURRENTLY ";
  sql += model::quote_identifier(index.name) + " ON " + model::quote_name(table);
  if (index.method != "btree") sql += " USING " + model::quote_identifier(index.method);
  sql += " (";
  for (const model::IndexKey& key : index.keys)
    sql += (&key == &index.keys.front() ? "" : ", ") + key_text(key);
  sql += ")";
  if (!index.include.empty()) sql += " INCLUDE (" + model::quote_list(index.include) + ")";
  if (index.nulls_not_distinct) sql += " NULLS NOT DISTINCT";
  if (!index.options.empty()) sql += " WITH (" + storage_options(index.options) + ")";
  if (index.predicate) sql += " WHERE " + parenthesised(index.predicate->sql);
  return sql + ";\n";
}

}  // namespace mimar::emit::ddl
