#include "sql/partition_text.h"

#include "base/text.h"
#include "model/quote.h"
#include "sql/print.h"

namespace mimar::sql {
namespace {

const CreateStmt* find_create(const ParseTree& tree) {
  const Node* statement = tree.only_statement();
  if (statement == nullptr) return nullptr;
  return tag_of(statement) == T_CreateStmt ? &as<CreateStmt>(statement) : nullptr;
}

std::string name_list(const List* names) {
  std::string out;
  for (const Node* part : Items(names)) {
    if (string_of(part) == "pg_catalog") continue;
    out += (out.empty() ? "" : ".") + model::quote_identifier(string_of(part));
  }
  return out;
}

std::string_view without_trailing_spaces(std::string_view text) {
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

// Bounds are evaluated when the partition is made: a constant of the key's type.
std::string bound_value(const Node* node, const Type& type, Analyser& analyser) {
  if (tag_of(node) == T_ColumnRef) {
    const std::string word = text::upper(string_of(Items(as<ColumnRef>(node).fields).back()));
    if (word == "MINVALUE" || word == "MAXVALUE") return word;
  }
  if (is_null_constant(node)) return "NULL";
  while (tag_of(node) == T_TypeCast)
    node = as<TypeCast>(node).arg;
  Typed value{const_cast<Node*>(node), untyped};
  if (tag_of(node) == T_A_Const && literal_text(node) == nullptr)
    value.node = make_literal(print_expression(node));
  if (const char* written = literal_text(value.node); written != nullptr && type.is('p'))
    value.node = make_literal(without_trailing_spaces(written));  // char(n) keys are padded
  return print_expression(analyser.coerce(value, type.known() ? type.plain() : text_type));
}

std::string bound_values(const List* values, const std::vector<Type>& types, Analyser& analyser,
                         bool one_type) {
  std::string out;
  std::size_t i = 0;
  for (const Node* value : Items(values)) {
    const std::size_t key = one_type ? 0 : i;
    out += (i > 0 ? ", " : "") +
           bound_value(value, key < types.size() ? types[key] : unknowable, analyser);
    ++i;
  }
  return "(" + out + ")";
}

}  // namespace

std::string partition_key_statement(const std::string& clause) {
  return "CREATE TABLE t () PARTITION BY " + clause;
}

std::string partition_bound_statement(const std::string& clause) {
  return "CREATE TABLE t PARTITION OF p " + clause;
}

const PartitionSpec* find_partition_key(const ParseTree& tree) {
  const CreateStmt* create = find_create(tree);
  return create == nullptr ? nullptr : create->partspec;
}

const PartitionBoundSpec* find_partition_bound(const ParseTree& tree) {
  const CreateStmt* create = find_create(tree);
  return create == nullptr ? nullptr : create->partbound;
}

std::string print_partition_key(const PartitionSpec& spec, Analyser& analyser) {
  std::string out;
  for (const Node* item : Items(spec.partParams)) {
    const auto& element = as<PartitionElem>(item);
    out += out.empty() ? "" : ", ";
    const Node* node = element.name != nullptr ? make_column("", element.name) : element.expr;
    const std::string printed = print_expression(analyser.expression(node).node);
    out += tag_of(node) == T_ColumnRef ? printed : "(" + printed + ")";
    if (element.collation != nullptr) out += " COLLATE " + name_list(element.collation);
    if (element.opclass != nullptr) out += " " + name_list(element.opclass);
  }
  return text::upper(text_of(spec.strategy)) + " (" + out + ")";
}

std::vector<Type> partition_key_types(const PartitionSpec& spec, Analyser& analyser) {
  std::vector<Type> types;
  for (const Node* item : Items(spec.partParams)) {
    const auto& element = as<PartitionElem>(item);
    types.push_back(
        analyser.expression(element.name != nullptr ? make_column("", element.name) : element.expr)
            .type);
  }
  return types;
}

std::string print_partition_bound(const PartitionBoundSpec& spec, const std::vector<Type>& types,
                                  Analyser& analyser) {
  if (spec.is_default) return "DEFAULT";
  switch (spec.strategy) {
    case PARTITION_STRATEGY_HASH:
      return "FOR VALUES WITH (MODULUS " + std::to_string(spec.modulus) + ", REMAINDER " +
             std::to_string(spec.remainder) + ")";
    case PARTITION_STRATEGY_LIST:
      return "FOR VALUES IN " + bound_values(spec.listdatums, types, analyser, true);
    case PARTITION_STRATEGY_RANGE:
      return "FOR VALUES FROM " + bound_values(spec.lowerdatums, types, analyser, false) + " TO " +
             bound_values(spec.upperdatums, types, analyser, false);
    default: return "";
  }
}

}  // namespace mimar::sql
