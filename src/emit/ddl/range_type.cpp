#include "emit/ddl/definition.h"
#include "model/quote.h"

namespace mimar::emit::ddl {

std::string create(const model::RangeType& range) {
  std::string sql = "CREATE TYPE " + model::quote_name(range.name) +
                    " AS RANGE (\n  SUBTYPE = " + model::to_sql(range.subtype);
  const auto option = [&sql](const char* word, const model::Name& value) {
    if (!value.empty()) sql += ",\n  " + (word + (" = " + model::quote_name(value)));
  };
  option("SUBTYPE_OPCLASS", range.subtype_opclass);
  option("COLLATION", range.collation);
  option("CANONICAL", range.canonical);
  option("SUBTYPE_DIFF", range.subtype_difference);
  option("MULTIRANGE_TYPE_NAME", range.multirange);
  return sql + "\n);\n";
}

}  // namespace mimar::emit::ddl
