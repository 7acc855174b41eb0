// Casts, written and implied, and constants of a type.

#include "base/text.h"
#include "model/quote.h"
#include "sql/analyser.h"
#include "sql/literal.h"

namespace mimar::sql {
namespace {

bool names_an_object(const Type& type) {
  return type.is('R');
}

bool names_text_search(const Type& type) {
  return type.is('k') || type.is('K');
}

// schema.name or name as regclass reads it: parts folded to lower case unless quoted.
std::vector<std::string> name_parts(const std::string& text) {
  std::vector<std::string> parts(1);
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"' && quoted && i + 1 < text.size() && text[i + 1] == '"')
      parts.back() += text[++i];
    else if (text[i] == '"')
      quoted = !quoted;
    else if (text[i] == '.' && !quoted)
      parts.emplace_back();
    else
      parts.back() += quoted ? std::string(1, text[i]) : text::lower(std::string_view(&text[i], 1));
  }
  return parts;
}

}  // namespace

std::string Analyser::object_literal(const std::string& text) {
  const std::vector<std::string> parts = name_parts(text);
  const std::string schema = parts.size() > 1 ? parts[parts.size() - 2] : "";
  model::Name name = universe_.find_relation(schema, parts.back());
  if (name.empty()) {
    name = {schema, parts.back()};
    if (schema.empty() && !universe_.search_path().empty())
      name.schema = universe_.search_path().front();
  }
  refer(model::Reference::Kind::sequence, name);
  return model::quote_name(name);
}

// 'names' as regconfig or regdictionary.
std::string Analyser::text_search_literal(const std::string& text, bool dictionary) {
  const std::vector<std::string> parts = name_parts(text);
  const std::string schema = parts.size() > 1 ? parts[parts.size() - 2] : "";
  const model::Name name = universe_.find_text_search(dictionary, schema, parts.back());
  if (name.empty()) {
    certain_ = false;
    return text;
  }
  const char* kind = dictionary ? "text search dictionary " : "text search configuration ";
  if (!name.schema.empty()) refer(model::Reference::Kind::object, {"", kind + name.text()});
  return name.schema.empty() ? model::quote_identifier(name.name) : model::quote_name(name);
}

// A string constant or NULL as a constant of `target`, without its length.
Node* Analyser::literal(const Node* node, const Type& target) {
  const Type base = universe_.base_of(target);
  if (is_null_constant(node)) return make_cast(make_null(), target.plain(), universe_);
  const char* written = literal_text(node);
  if (written == nullptr) {
    certain_ = false;
    return make_cast(const_cast<Node*>(node), target.plain(), universe_);
  }
  std::string value = written;
  if (names_an_object(base)) {
    value = object_literal(value);
  } else if (names_text_search(base)) {
    value = text_search_literal(value, base.is('K'));
  } else if (base.base < first_user_type || base.array) {
    const char code = base.base < first_user_type ? static_cast<char>(base.base) : 't';
    const auto normal = base.array ? normal_array(code, value) : normal_literal(code, value);
    if (!normal) certain_ = false;
    value = normal.value_or(value);
  }
  if (base.is('b') && value == "true") return make_boolean(true);
  if (base.is('b') && value == "false") return make_boolean(false);
  if (base.is('i') && value.size() < 10 &&
      value.find_first_not_of("-0123456789") == std::string::npos)
    return make_integer(std::atoi(value.c_str()));
  Node* constant = make_cast(make_literal(value), base.plain(), universe_);
  return same_type(base, target) ? constant : make_cast(constant, target.plain(), universe_);
}

// The conversion PostgreSQL inserts on its own; nothing when there is nothing to convert. Lengths
// are not part of it.
Node* Analyser::coerce(const Typed& value, const Type& target) {
  if (target.is('a') || target.is('u')) return value.node;
  refer(target);
  if (!target.known()) {
    if (value.type.is('u')) certain_ = false;
    return value.node;
  }
  if (value.type.is('u')) return literal(value.node, target);
  if (same_type(value.type, target)) return value.node;
  if (!value.type.known()) {
    certain_ = false;
    return value.node;
  }
  if (tag_of(value.node) == T_A_ArrayExpr && target.array)
    return cast_to(value, target.plain()).node;
  return cast_to(value, target.plain()).node;
}

// INTERVAL '90' MINUTE: a bare number counts the last field. Other texts are cut to the fields,
// which we leave to the server.
Typed Analyser::interval_of_fields(const Typed& value, const Type& target) {
  constexpr std::array<std::pair<int, std::string_view>, 6> units = {{{1 << 12, " seconds"},
                                                                      {1 << 11, " minutes"},
                                                                      {1 << 10, " hours"},
                                                                      {1 << 3, " days"},
                                                                      {1 << 1, " months"},
                                                                      {1 << 2, " years"}}};
  const char* written = literal_text(value.node);
  const std::string digits = written != nullptr ? written : "";
  const bool number =
      !digits.empty() && digits.find_first_not_of("-0123456789") == std::string::npos;
  for (const auto& [bit, unit] : units)
    if (number && (target.modifiers[0] & bit) != 0)
      return {literal(make_literal(digits + std::string(unit)), target), target.plain()};
  return uncertain(make_cast(literal(value.node, target), target, universe_));
}

// Over an ARRAY constructor a cast means a cast of each element, which is how PostgreSQL reads its
// own deparse again.
Typed Analyser::cast_to(const Typed& value, const Type& target) {
  refer(target);
  if (value.type.is('u')) {
    if (target.is('I') && target.modifiers[0] >= 0) return interval_of_fields(value, target);
    Node* constant = literal(value.node, target);
    return {target.has_modifiers() ? make_cast(constant, target, universe_) : constant, target};
  }
  if (value.type == target) return value;
  if (tag_of(value.node) == T_CollateClause) {  // the collation stays outermost
    auto* made = copy_node(as<CollateClause>(value.node));
    made->arg = cast_to({made->arg, value.type}, target).node;
    return {node_of(made), target};
  }
  if (tag_of(value.node) == T_A_ArrayExpr && target.array) {
    auto* made = copy_node(as<A_ArrayExpr>(value.node));
    Nodes elements;
    for (const Node* item : Items(made->elements)) {
      const bool nested = tag_of(item) == T_A_ArrayExpr;
      const Typed element{const_cast<Node*>(item), nested ? value.type : value.type.element()};
      elements.push_back(cast_to(element, nested ? target : target.element()).node);
    }
    made->elements = make_list(elements);
    return {node_of(made), target};
  }
  return {make_cast(value.node, target, universe_), target};
}

Typed Analyser::cast(const TypeCast& node) {
  const Type target = universe_.type(*node.typeName);
  if (!target.known()) {
    auto* made = copy_node(node);
    made->arg = expression(node.arg).node;
    const Items parts(node.typeName->names);
    refer(model::Reference::Kind::type,
          {parts.size() > 1 ? string_of(parts[parts.size() - 2]) : "", string_of(parts.back())});
    return uncertain(node_of(made));
  }
  refer(target);
  if (tag_of(node.arg) == T_A_ArrayExpr && target.array)
    return cast_to(array(as<A_ArrayExpr>(node.arg), &target), target);
  return cast_to(expression(node.arg), target);
}

}  // namespace mimar::sql
