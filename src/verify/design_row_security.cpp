#include "verify/design_row_security.h"

#include <algorithm>

#include "base/text.h"
#include "model/quote.h"
#include "synthesis/tokens.h"

namespace mimar::verify {
namespace {

bool speaks_of_it(const design::Witness& witness) {
  const std::string all = text::upper(witness.sql + witness.removal + witness.needs);
  return all.find("ROW LEVEL SECURITY") != std::string::npos ||
         all.find("POLICY") != std::string::npos || all.find("SET ROLE") != std::string::npos;
}

std::string alter(const model::Table& table, bool forced) {
  return "ALTER TABLE " + model::quote_name(table.name) + (forced ? " FORCE" : " NO FORCE") +
         " ROW LEVEL SECURITY; ";
}

}  // namespace

design::Witness seeing_all_rows(const model::Database& database, const design::Witness& witness) {
  if (speaks_of_it(witness)) return witness;
  const auto tokens = synthesis::tokenise(witness.sql + " " + witness.needs);
  std::string seen;
  for (const model::Table& table : database->tables) {
    const auto names = [&](const synthesis::Token& token) {
      return (token.kind == synthesis::Token::Kind::word ||
              token.kind == synthesis::Token::Kind::quoted) &&
             token.text == table.name.name;
    };
    if (table.force_row_security && std::any_of(tokens.begin(), tokens.end(), names))
      seen += alter(table, false);
  }
  design::Witness whole = witness;
  whole.sql = seen + witness.sql;
  if (!witness.needs.empty()) whole.needs = seen + witness.needs;
  return whole;
}

std::string force_row_security(const model::Database& database, bool forced) {
  std::string sql;
  for (const model::Table& table : database->tables)
    if (table.force_row_security) sql += alter(table, forced);
  return sql;
}

}  // namespace mimar::verify
