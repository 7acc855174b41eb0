#include "emit/ddl/definition.h"
#include "model/quote.h"

namespace mimar::emit::ddl {

// Extensions that live in pg_catalog choose it themselves.
std::string create(const model::Extension& extension) {
  std::string sql = "CREATE EXTENSION IF NOT EXISTS " + model::quote_identifier(extension.name);
  if (!extension.schema.empty() && extension.schema != "pg_catalog")
    sql += " WITH SCHEMA " + model::quote_identifier(extension.schema);
  if (!extension.version.empty()) sql += " VERSION " + model::quote_literal(extension.version);
  return sql + ";\n";
}

}  // namespace mimar::emit::ddl
