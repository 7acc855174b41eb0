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
  if (!key.opclass_options.empty()) sql += " (" + storage_options(key.opclass_options) + ")";
  if (key.descending) sql += " DESC";
  if (key.nulls_first != key.descending) sql += key.nulls_first ? " NULLS FIRST" : " NULLS LAST";
  return sql;
}

std::string operator_text(const model::Name& name) {
  if (name.schema.empty()) return name.name;
  return "OPERATOR(" + model::quote_identifier(name.schema) + "." + name.name + ")";
}

}  // namespace

std::string exclusion_definition(const model::Exclusion& exclusion) {
  std::string elements;
  for (const model::ExclusionElement& element : exclusion.elements) {
    elements += (elements.empty() ? "" : ", ") + key_text(element.key) + " WITH " +
                operator_text(element.with_operator);
  }
  std::string sql = "CONSTRAINT " + model::quote_identifier(exclusion.name) + " EXCLUDE USING " +
                    model::quote_identifier(exclusion.method) + " (" + elements + ")";
  if (!exclusion.include.empty()) sql += " INCLUDE (" + model::quote_list(exclusion.include) + ")";
  if (!exclusion.options.empty()) sql += " WITH (" + storage_options(exclusion.options) + ")";
  if (!exclusion.tablespace.empty())
    sql += " USING INDEX TABLESPACE " + model::quote_identifier(exclusion.tablespace);
  if (exclusion.predicate) sql += " WHERE " + parenthesised(exclusion.predicate->sql);
  return sql + deferral(exclusion.deferrable, exclusion.initially_deferred);
}

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
  if (!index.tablespace.empty()) sql += " TABLESPACE " + model::quote_identifier(index.tablespace);
  if (index.predicate) sql += " WHERE " + parenthesised(index.predicate->sql);
  return sql + ";\n";
}

}  // namespace mimar::emit::ddl
