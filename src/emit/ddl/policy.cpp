#include "base/text.h"
#include "emit/ddl/definition.h"
#include "emit/ddl/fragment.h"
#include "emit/ddl/role.h"
#include "model/quote.h"

namespace mimar::emit::ddl {

std::string create(const model::Policy& policy) {
  std::string sql = "CREATE POLICY " + model::quote_identifier(policy.name) + " ON " +
                    model::quote_name(policy.table);
  if (!policy.permissive) sql += " AS RESTRICTIVE";
  if (policy.command != "ALL") sql += " FOR " + policy.command;
  if (!policy.roles.empty()) sql += " TO " + role_list(policy.roles);
  if (policy.using_expression) sql += "\n  USING " + parenthesised(policy.using_expression->sql);
  if (policy.check_expression)
    sql += "\n  WITH CHECK " + parenthesised(policy.check_expression->sql);
  return sql + ";\n";
}

}  // namespace mimar::emit::ddl
