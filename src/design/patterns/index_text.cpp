#include "design/patterns/index_text.h"

#include <map>
#include <vector>

#include <fmt/core.h>

#include "base/text.h"
#include "model/quote.h"

namespace mimar::design::pattern {
namespace {

std::string options_text(const std::map<std::string, std::string>& options) {
  std::vector<std::string> parts;
  for (const auto& [name, value] : options)
    parts.push_back(model::quote_identifier(name) + " = " + model::quote_literal(value));
  return "(" + text::join(parts, ", ") + ")";
}

std::string key_text(const model::IndexKey& key) {
  std::string text =
      key.expression ? "(" + key.expression->sql + ")" : model::quote_identifier(key.column);
  if (!key.collation.empty()) text += " COLLATE " + model::quote_name(key.collation);
  if (!key.opclass.empty()) text += " " + model::quote_name(key.opclass);
  if (!key.opclass_options.empty()) text += " " + options_text(key.opclass_options);
  if (key.descending) text += " DESC";
  if (key.descending != key.nulls_first) text += key.nulls_first ? " NULLS FIRST" : " NULLS LAST";
  return text;
}

}  // namespace

std::string index_text(const model::Table& table, const model::Index& index) {
  std::vector<std::string> keys;
  for (const model::IndexKey& key : index.keys)
    keys.push_back(key_text(key));
  std::string text =
      fmt::format("CREATE {}INDEX {} ON {} USING {} ({})", index.unique ? "UNIQUE " : "",
                  model::quote_identifier(index.name), model::quote_name(table.name), index.method,
                  text::join(keys, ", "));
  if (!index.include.empty()) text += " INCLUDE (" + model::quote_list(index.include) + ")";
  if (index.nulls_not_distinct) text += " NULLS NOT DISTINCT";
  if (!index.options.empty()) text += " WITH " + options_text(index.options);
  if (!index.tablespace.empty()) text += " TABLESPACE " + model::quote_identifier(index.tablespace);
  if (index.predicate) text += " WHERE " + index.predicate->sql;
  return text;
}

}  // namespace mimar::design::pattern
