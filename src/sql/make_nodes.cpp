#include "sql/make_nodes.h"

#include <cstring>

#include "base/text.h"
#include "sql/universe.h"

namespace mimar::sql {
namespace {

// Types with a grammar of their own are printed by their keywords, all others by their plain names.
bool has_keyword(char code) {
  return std::string_view("bsilfd#vpBVTzSZIc").find(code) != std::string_view::npos;
}

List* type_names(const Type& type, const Universe& universe) {
  // The keywords CHARACTER and BIT alone would mean a length of 1.
  const bool needs_length = (type.base == 'p' || type.base == 'B') && !type.has_modifiers();
  if (const BuiltinType* known = builtin(type.base))
    return has_keyword(static_cast<char>(type.base)) && !needs_length
               ? make_name({"pg_catalog", known->name})
               : make_name({known->name});
  const UserType* user = universe.user_type(type.base);
  return user == nullptr ? make_name({"unknown"}) : make_name({user->name.schema, user->name.name});
}

List* type_modifiers(const Type& type, const Universe& universe) {
  std::vector<Node*> modifiers;
  if (type.words != 0)
    for (const std::string_view word : text::split(universe.words_of(type), ','))
      modifiers.push_back(make_column("", word));
  if (type.base == 'I' && type.modifiers[0] < 0 && type.modifiers[1] >= 0)
    modifiers.push_back(make_integer(0x7FFF));
  for (const int modifier : type.modifiers)
    if (modifier >= 0) modifiers.push_back(make_integer(modifier));
  return make_list(modifiers);
}

}  // namespace

char* make_text(std::string_view text) {
  char* copy = static_cast<char*>(palloc(text.size() + 1));
  std::memcpy(copy, text.data(), text.size());
  copy[text.size()] = '\0';
  return copy;
}

Node* make_string(std::string_view text) {
  String* node = new_node<String>(T_String);
  node->sval = make_text(text);
  return node_of(node);
}

List* make_list(const std::vector<Node*>& items) {
  List* list = nullptr;
  for (Node* item : items)
    list = lappend(list, item);
  return list;
}

List* make_name(std::initializer_list<std::string_view> parts) {
  List* list = nullptr;
  for (const std::string_view part : parts)
    if (!part.empty()) list = lappend(list, make_string(part));
  return list;
}

Node* make_column(std::string_view table, std::string_view column) {
  ColumnRef* node = new_node<ColumnRef>(T_ColumnRef);
  node->fields = make_name({table, column});
  return node_of(node);
}

Node* make_star(std::string_view table) {
  ColumnRef* node = new_node<ColumnRef>(T_ColumnRef);
  node->fields = lappend(make_name({table}), new_node<A_Star>(T_A_Star));
  return node_of(node);
}

Alias* label_alias(std::string_view label, const List* columns) {
  auto* alias = new_node<Alias>(T_Alias);
  alias->aliasname = make_text(label);
  alias->colnames = const_cast<List*>(columns);
  return alias;
}

Node* make_literal(std::string_view text) {
  A_Const* node = new_node<A_Const>(T_A_Const);
  node->val.sval.type = T_String;
  node->val.sval.sval = make_text(text);
  return node_of(node);
}

Node* make_integer(int value) {
  A_Const* node = new_node<A_Const>(T_A_Const);
  node->val.ival.type = T_Integer;
  node->val.ival.ival = value;
  return node_of(node);
}

Node* make_boolean(bool value) {
  A_Const* node = new_node<A_Const>(T_A_Const);
  node->val.boolval.type = T_Boolean;
  node->val.boolval.boolval = value;
  return node_of(node);
}

Node* make_null() {
  A_Const* node = new_node<A_Const>(T_A_Const);
  node->isnull = true;
  return node_of(node);
}

Node* make_cast(Node* argument, const Type& type, const Universe& universe) {
  TypeName* name = new_node<TypeName>(T_TypeName);
  name->names = type_names(type, universe);
  name->typmods = type_modifiers(type, universe);
  if (type.array) {
    Integer* any_size = new_node<Integer>(T_Integer);
    any_size->ival = -1;
    name->arrayBounds = make_list({node_of(any_size)});
  }
  TypeCast* node = new_node<TypeCast>(T_TypeCast);
  node->arg = argument;
  node->typeName = name;
  return node_of(node);
}

Node* make_operation(std::string_view name, Node* left, Node* right) {
  A_Expr* node = new_node<A_Expr>(T_A_Expr);
  node->kind = AEXPR_OP;
  node->name = make_name({name});
  node->lexpr = left;
  node->rexpr = right;
  return node_of(node);
}

Node* make_logic(BoolExprType kind, const std::vector<Node*>& arguments) {
  BoolExpr* node = new_node<BoolExpr>(T_BoolExpr);
  node->boolop = kind;
  node->args = make_list(arguments);
  return node_of(node);
}

Node* make_target(Node* value, std::string_view name) {
  ResTarget* node = new_node<ResTarget>(T_ResTarget);
  node->val = value;
  if (!name.empty()) node->name = make_text(name);
  return node_of(node);
}

const char* literal_text(const Node* node) {
  if (tag_of(node) != T_A_Const || as<A_Const>(node).isnull) return nullptr;
  return tag_of(&as<A_Const>(node).val.node) == T_String ? as<A_Const>(node).val.sval.sval
                                                         : nullptr;
}

bool is_null_constant(const Node* node) {
  return tag_of(node) == T_A_Const && as<A_Const>(node).isnull;
}

}  // namespace mimar::sql
