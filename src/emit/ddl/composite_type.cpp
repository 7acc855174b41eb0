#include "emit/ddl/definition.h"
#include "emit/ddl/fragment.h"
#include "model/quote.h"

namespace mimar::emit::ddl {

std::string create(const model::CompositeType& type) {
  const std::string name = model::quote_name(type.name);
  std::string sql = "CREATE TYPE " + name + " AS (";
  std::string comments;
  for (const model::Attribute& attribute : type.attributes) {
    const std::string quoted = model::quote_identifier(attribute.name);
    sql += &attribute == &type.attributes.front() ? "\n  " : ",\n  ";
    sql += quoted + " " + model::to_sql(attribute.type);
    if (!attribute.collation.empty()) sql += " COLLATE " + model::quote_name(attribute.collation);
    comments += comment_on("COLUMN " + name + "." + quoted, attribute.comment);
  }
  return sql + (type.attributes.empty() ? ");\n" : "\n);\n") + comments;
}

}  // namespace mimar::emit::ddl
