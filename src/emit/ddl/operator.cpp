#include "emit/ddl/definition.h"
#include "model/quote.h"

namespace mimar::emit::ddl {
namespace {

// The name of an operator is no identifier, and never quoted.
std::string operator_name(const model::Name& name) {
  return name.schema.empty() ? name.name : model::quote_identifier(name.schema) + "." + name.name;
}

}  // namespace

std::string create(const model::Operator& made) {
  std::string sql = "CREATE OPERATOR " + operator_name(made.name) +
                    " (\n  FUNCTION = " + model::quote_name(made.function);
  const auto option = [&sql](const char* word, const std::string& value) {
    sql += ",\n  " + (word + (" = " + value));
  };
  if (made.left) option("LEFTARG", model::to_sql(*made.left));
  if (made.right) option("RIGHTARG", model::to_sql(*made.right));
  if (!made.commutator.empty())
    option("COMMUTATOR", "OPERATOR(" + operator_name(made.commutator) + ")");
  if (!made.negator.empty()) option("NEGATOR", "OPERATOR(" + operator_name(made.negator) + ")");
  if (!made.restrict_estimator.empty())
    option("RESTRICT", model::quote_name(made.restrict_estimator));
  if (!made.join_estimator.empty()) option("JOIN", model::quote_name(made.join_estimator));
  if (made.hashes) sql += ",\n  HASHES";
  if (made.merges) sql += ",\n  MERGES";
  return sql + "\n);\n";
}

}  // namespace mimar::emit::ddl
