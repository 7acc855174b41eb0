#include "base/text.h"
#include "emit/ddl/definition.h"
#include "model/quote.h"

namespace mimar::emit::ddl {
namespace {

std::string means_of(const model::Cast& cast) {
  if (cast.method == "inout") return "WITH INOUT";
  if (cast.method == "binary") return "WITHOUT FUNCTION";
  std::vector<std::string> types;
  for (const model::DataType& type : cast.function_arguments)
    types.push_back(model::to_sql(type));
  return "WITH FUNCTION " + model::quote_name(cast.function) + "(" + text::join(types, ", ") + ")";
}

}  // namespace

std::string create(const model::Cast& cast) {
  std::string sql = "CREATE CAST (" + model::to_sql(cast.source) + " AS " +
                    model::to_sql(cast.target) + ") " + means_of(cast);
  if (cast.context != "explicit") sql += " AS " + text::upper(cast.context);
  return sql + ";\n";
}

}  // namespace mimar::emit::ddl
