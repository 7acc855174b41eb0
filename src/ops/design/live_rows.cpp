#include "ops/design/live_rows.h"

#include "base/text.h"
#include "model/quote.h"

namespace mimar::ops::designing {

std::string with_condition(const std::string& sql, const std::string& condition) {
  constexpr std::string_view where = "\nWHERE ";
  std::size_t end = sql.size();
  for (const std::string_view clause : {"\nGROUP BY ", "\nORDER BY ", "\nLIMIT ", "\nFOR "})
    end = std::min(end, sql.find(clause));
  const std::size_t at = sql.find(where);
  if (at == std::string::npos || at > end)
    return sql.substr(0, end) + std::string(where) + condition + sql.substr(end);
  const std::size_t start = at + where.size();
  return sql.substr(0, start) + condition + " AND (" + sql.substr(start, end - start) + ")" +
         sql.substr(end);
}

void read_live_rows(design::Draft& draft, const model::Name& table, const std::string& column) {
  const std::string from = "\nFROM " + model::quote_name(table);
  const std::string condition =
      model::quote_identifier(table.name) + "." + model::quote_identifier(column) + " IS NULL";
  for (design::DesignedAccess& access : draft.accesses) {
    std::string& sql = access.pattern.query.sql;
    const std::size_t at = sql.find(from);
    if (at == std::string::npos || !text::trim(sql).starts_with("SELECT")) continue;
    // Its name may be the beginning of another's, and an alias hides it.
    const std::size_t behind = at + from.size();
    const std::string_view rest = std::string_view(sql).substr(behind);
    if (!rest.empty() && rest.front() != '\n') continue;
    if (sql.find(condition) == std::string::npos) sql = with_condition(sql, condition);
  }
}

}  // namespace mimar::ops::designing
