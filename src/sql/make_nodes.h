#pragma once
// New parse-tree nodes, in the memory of the ParseTree that is alive.

#include <string_view>
#include <vector>

#include "sql/pg_tree.h"
#include "sql/types.h"

namespace mimar::sql {

class Universe;

template <class T>
T* new_node(NodeTag tag) {
  T* node = static_cast<T*>(palloc0(sizeof(T)));
  reinterpret_cast<Node*>(node)->type = tag;
  return node;
}
template <class T>
T* copy_node(const T& node) {
  T* made = static_cast<T*>(palloc(sizeof(T)));
  *made = node;
  return made;
}
template <class T>
Node* node_of(T* node) {
  return reinterpret_cast<Node*>(node);
}

char* make_text(std::string_view text);
Node* make_string(std::string_view text);  // a String, not a constant
List* make_list(const std::vector<Node*>& items);
List* make_name(std::initializer_list<std::string_view> parts);  // empty parts are left out
Node* make_column(std::string_view table, std::string_view column);
Alias* label_alias(std::string_view label, const List* columns);
Node* make_literal(std::string_view text);
Node* make_integer(int value);
Node* make_boolean(bool value);
Node* make_null();
Node* make_star(std::string_view table);
Node* make_cast(Node* argument, const Type& type, const Universe& universe);
Node* make_operation(std::string_view name, Node* left, Node* right);
Node* make_logic(BoolExprType kind, const std::vector<Node*>& arguments);
Node* make_target(Node* value, std::string_view name);

// The text of a string constant, nullptr for everything else.
const char* literal_text(const Node* node);
bool is_null_constant(const Node* node);

}  // namespace mimar::sql
