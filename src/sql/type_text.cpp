#include "sql/type_text.h"

#include "sql/tree_facts.h"

namespace mimar::sql {
namespace {

const SelectStmt* only_select(const ParseTree& tree) {
  const Node* statement = tree.only_statement();
  if (statement == nullptr) return nullptr;
  return tag_of(statement) == T_SelectStmt ? &as<SelectStmt>(statement) : nullptr;
}

}  // namespace

std::optional<model::DataType> type_of_text(std::string_view text) {
  const ParseTree tree("SELECT NULL::" + std::string(text));
  const SelectStmt* select = only_select(tree);
  if (select == nullptr || select->targetList == nullptr) return std::nullopt;
  const Node* value = as<ResTarget>(Items(select->targetList)[0]).val;
  if (tag_of(value) != T_TypeCast) return std::nullopt;
  return data_type(as<TypeCast>(value).typeName);
}

std::optional<model::Name> name_of_text(std::string_view text) {
  const ParseTree tree("SELECT FROM " + std::string(text));
  const SelectStmt* select = only_select(tree);
  if (select == nullptr || select->fromClause == nullptr) return std::nullopt;
  const Node* item = Items(select->fromClause)[0];
  if (tag_of(item) != T_RangeVar) return std::nullopt;
  return name_of(&as<RangeVar>(item));
}

}  // namespace mimar::sql
