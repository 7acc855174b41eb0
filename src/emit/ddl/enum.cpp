#include "emit/ddl/ddl.h"
#include "emit/ddl/fragment.h"
#include "model/quote.h"

namespace mimar::emit::ddl {
namespace {

constexpr std::size_t line_width = 80;

std::string labels(const model::Enum& type, std::string_view separator) {
  std::string sql;
  for (const std::string& label : type.labels) {
    if (&label != &type.labels.front()) sql += separator;
    sql += model::quote_literal(label);
  }
  return sql;
}

}  // namespace

std::string create_enum(const model::Enum& type) {
  const std::string name = model::quote_name(type.name);
  const std::string start = "CREATE TYPE " + name + " AS ENUM (";
  const std::string one_line = start + labels(type, ", ") + ");\n";
  const std::string sql =
      one_line.size() <= line_width ? one_line : start + "\n  " + labels(type, ",\n  ") + "\n);\n";
  return sql + comment_on("TYPE " + name, type.comment);
}

}  // namespace mimar::emit::ddl
