#include "verify/row_policies.h"

#include "model/quote.h"

namespace mimar::verify {
namespace {

// The name in `current_setting('app.tenant_id'::text, true)`.
std::string setting_in(const std::string& expression) {
  constexpr std::string_view call = "current_setting('";
  const std::size_t at = expression.find(call);
  if (at == std::string::npos) return {};
  const std::size_t start = at + call.size();
  return expression.substr(start, expression.find('\'', start) - start);
}

}  // namespace

std::string RowPolicies::put_aside() const {
  std::string sql;
  for (const model::Name& table : forced)
    sql += "ALTER TABLE " + model::quote_name(table) + " NO FORCE ROW LEVEL SECURITY;\n";
  return sql;
}

Result<std::vector<UserTrigger>> user_triggers(engine::postgres::Connection& connection) {
  const auto rows = connection.execute(
      "SELECT n.nspname, c.relname, t.tgname, f.proname FROM pg_catalog.pg_trigger t JOIN "
      "pg_catalog.pg_class c ON c.oid = t.tgrelid JOIN pg_catalog.pg_namespace n ON n.oid = "
      "c.relnamespace JOIN pg_catalog.pg_proc f ON f.oid = t.tgfoid WHERE NOT t.tgisinternal AND "
      "t.tgparentid = 0 AND c.relkind IN ('r', 'p') AND t.tgenabled <> 'D' ORDER BY 1, 2, 3");
  if (!rows) return fail(rows.error());
  std::vector<UserTrigger> triggers;
  for (const auto& row : rows->rows)
    triggers.push_back({{row.at(0).value_or(""), row.at(1).value_or("")},
                        row.at(2).value_or(""),
                        row.at(3).value_or("")});
  return triggers;
}

std::string others_aside(const std::vector<UserTrigger>& triggers, const std::string& text) {
  std::string sql;
  for (const UserTrigger& trigger : triggers)
    if (text.find(trigger.name) == std::string::npos &&
        text.find(trigger.function) == std::string::npos)
      sql += "ALTER TABLE " + model::quote_name(trigger.table) + " DISABLE TRIGGER " +
             model::quote_identifier(trigger.name) + ";\n";
  return sql;
}

Result<RowPolicies> row_policies(engine::postgres::Connection& connection) {
  RowPolicies found;
  const auto tables = connection.execute(
      "SELECT n.nspname, c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON "
      "n.oid = c.relnamespace WHERE c.relforcerowsecurity ORDER BY 1, 2");
  if (!tables) return fail(tables.error());
  for (const auto& row : tables->rows)
    found.forced.push_back({row.at(0).value_or(""), row.at(1).value_or("")});
  const auto policies = connection.execute(
      "SELECT n.nspname, c.relname, a.attname, pg_get_expr(p.polqual, p.polrelid) FROM "
      "pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid JOIN "
      "pg_catalog.pg_namespace n ON n.oid = c.relnamespace JOIN pg_catalog.pg_depend d ON "
      "d.classid "
      "= 'pg_policy'::regclass AND d.objid = p.oid AND d.refclassid = 'pg_class'::regclass AND "
      "d.refobjid = c.oid AND d.refobjsubid > 0 JOIN pg_catalog.pg_attribute a ON a.attrelid = "
      "c.oid AND a.attnum = d.refobjsubid WHERE c.relforcerowsecurity ORDER BY 1, 2, 3");
  if (!policies) return fail(policies.error());
  for (const auto& row : policies->rows) {
    const std::string setting = setting_in(row.at(3).value_or(""));
    if (!setting.empty())
      found.policies.push_back(
          {{row.at(0).value_or(""), row.at(1).value_or("")}, row.at(2).value_or(""), setting});
  }
  return found;
}

}  // namespace mimar::verify
