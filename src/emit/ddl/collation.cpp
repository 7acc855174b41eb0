#include "emit/ddl/definition.h"
#include "model/quote.h"

namespace mimar::emit::ddl {

std::string create(const model::Collation& collation) {
  std::string sql = "CREATE COLLATION " + model::quote_name(collation.name) +
                    " (PROVIDER = " + collation.provider;
  const auto option = [&sql](const char* word, const std::string& value) {
    if (!value.empty()) sql += ", " + (word + (" = " + model::quote_literal(value)));
  };
  option("LC_COLLATE", collation.lc_collate);
  option("LC_CTYPE", collation.lc_ctype);
  option("LOCALE", collation.locale);
  option("RULES", collation.rules);
  return sql + (collation.deterministic ? ");\n" : ", DETERMINISTIC = false);\n");
}

}  // namespace mimar::emit::ddl
