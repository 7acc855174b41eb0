#include "emit/ddl/fragment.h"
#include "emit/ddl/ddl.h"
#include "emit/ddl/definition.h"
#include "model/quote.h"

namespace mimar::emit::ddl {

// A constraint that is not validated can only be added afterwards.
std::string create(const model::Domain& domain) {
  const std::string name = model::quote_name(domain.name);
  std::string sql = "CREATE DOMAIN " + name + " AS " + model::to_sql(domain.type);
  if (!domain.collation.empty()) sql += " COLLATE " + model::quote_name(domain.collation);
  if (domain.default_value) sql += " DEFAULT " + default_operand(domain.default_value->sql);
  if (domain.not_null) sql += " NOT NULL";
  std::string then;
  for (const model::Check& check : domain.checks) {
    if (check.not_valid)
      then += "ALTER DOMAIN " + name + " ADD " + check_definition(check) + ";\n";
    else
      sql += "\n  " + check_definition(check);
    then += comment_on("CONSTRAINT " + model::quote_identifier(check.name) + " ON DOMAIN " + name,
                       check.comment);
  }
  return sql + ";\n" + then;
}

}  // namespace mimar::emit::ddl
