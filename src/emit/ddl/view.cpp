#include "base/text.h"
#include "emit/ddl/ddl.h"
#include "emit/ddl/fragment.h"
#include "model/quote.h"

namespace mimar::emit::ddl {

std::string create_view(const model::View& view) {
  const std::string name = model::quote_name(view.name);
  const std::string what = (view.materialized ? "MATERIALIZED VIEW " : "VIEW ") + name;
  std::string_view query = text::trim(view.query.sql);
  if (query.ends_with(';')) query.remove_suffix(1);

  std::string sql = "CREATE " + what;
  if (!view.options.empty()) sql += " WITH (" + storage_options(view.options) + ")";
  if (!view.tablespace.empty()) sql += " TABLESPACE " + model::quote_identifier(view.tablespace);
  sql += " AS\n" + std::string(query) + ";\n" + comment_on(what, view.comment);
  for (const auto& [column, comment] : view.column_comments) {
    sql += comment_on("COLUMN " + name + "." + model::quote_identifier(column), comment);
  }
  return sql;
}

std::string view_default(const model::View& view, const std::string& column) {
  return "ALTER VIEW " + model::quote_name(view.name) + " ALTER COLUMN " +
         model::quote_identifier(column) + " SET DEFAULT " + view.column_defaults.at(column).sql +
         ";\n";
}

}  // namespace mimar::emit::ddl
