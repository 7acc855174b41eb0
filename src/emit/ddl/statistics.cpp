#include "base/text.h"
#include "emit/ddl/definition.h"
#include "emit/ddl/fragment.h"
#include "model/quote.h"

namespace mimar::emit::ddl {

std::string create(const model::ExtendedStatistics& statistics) {
  const std::string name = model::quote_name(statistics.name);
  std::vector<std::string> items;
  for (const std::string& column : statistics.columns)
    items.push_back(model::quote_identifier(column));
  for (const model::Expression& expression : statistics.expressions)
    items.push_back(parenthesised(expression.sql));
  std::string sql = "CREATE STATISTICS " + name;
  if (!statistics.kinds.empty()) sql += " (" + text::join(statistics.kinds, ", ") + ")";
  sql += " ON " + text::join(items, ", ") + " FROM " + model::quote_name(statistics.table) + ";\n";
  if (statistics.target)
    sql += "ALTER STATISTICS " + name + " SET STATISTICS " + std::to_string(*statistics.target) +
           ";\n";
  return sql;
}

}  // namespace mimar::emit::ddl
