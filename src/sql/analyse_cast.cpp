// Casts, written and implied, and constants of a type.

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "model/quote.h"
#include "sql/analyser.h"
#include "sql/literal.h"
#include "sql/type_text.h"

namespace mimar::sql {
namespace {

bool names_an_object(const Type& type) {
  return type.is('R');
}

// 'x'::type
bool is_constant(const Node* node) {
  return tag_of(node) == T_TypeCast && tag_of(as<TypeCast>(node).arg) == T_A_Const;
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
  if (!text.empty() && text.find_first_not_of("0123456789") == std::string::npos) {
    certain_ = false;  // an OID
    return text;
  }
  const std::vector<std::string> parts = name_parts(text);
  const std::string schema = parts.size() > 1 ? parts[parts.size() - 2] : "";
  if (schema == "pg_catalog") return model::quote_identifier(parts.back());  // always on the path
  model::Name name = universe_.find_relation(schema, parts.back());
  if (name.empty()) {
    name = {schema, parts.back()};
    const bool catalog = parts.back().starts_with("pg_");
    if (schema.empty() && !catalog && !universe_.search_path().empty())
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

// 'int'::regtype is 'integer'::regtype.
std::optional<std::string> Analyser::type_literal(const std::string& text) const {
  const auto written = type_of_text(text);
  const Type type = written ? universe_.type(*written) : unknowable;
  const auto known = universe_.data_type(type.plain());
  return known ? std::optional<std::string>(to_sql(*known)) : std::nullopt;
}

// What the input function of a type that is not built in makes of a constant.
std::optional<std::string> Analyser::value_of_user_type(const UserType& type,
                                                        const std::string& value) {
  const auto built_in = [](const Type& of) { return of.base < first_user_type && !of.array; };
  switch (type.kind) {
    case UserType::Kind::enumeration: return value;
    case UserType::Kind::range:
    case UserType::Kind::multirange: {
      const bool multi = type.kind == UserType::Kind::multirange;
      const UserType* range = multi ? universe_.user_type(type.base.base) : &type;
      if (range == nullptr) return std::nullopt;
      const Type element = universe_.base_of(range->base);
      // One with a canonical function over a countable type may keep other bounds.
      if (!built_in(element) || element.is('i') || element.is('l') || element.is('D'))
        return std::nullopt;
      const char code = static_cast<char>(element.base);
      return multi ? normal_multirange(code, value) : normal_range(code, value);
    }
    default: break;
  }
  // What is stored as it is written: citext, and paths of plain labels.
  const bool path =
      type.category != '\0' && (type.name.name == "ltree" || type.name.name == "lquery");
  const auto plain = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           c == '.' || c == '*';
  };
  if (type.category == 'S' || (path && std::all_of(value.begin(), value.end(), plain)))
    return value;
  return std::nullopt;
}

std::optional<std::string> Analyser::normal_value(const Type& base, const std::string& value) {
  if (names_an_object(base)) return object_literal(value);
  if (names_text_search(base)) return text_search_literal(value, base.is('K'));
  if (base.is(':')) return type_literal(value);
  if (!base.array) {
    if (const UserType* user = universe_.user_type(base.base))
      return value_of_user_type(*user, value);
    return normal_literal(static_cast<char>(base.base), value);
  }
  const Type element = universe_.base_of(base.element());
  const UserType* user = universe_.user_type(element.base);
  if (user == nullptr && element.array) return std::nullopt;  // of a domain over an array
  if (user == nullptr) return normal_array(static_cast<char>(element.base), value);
  return value_of_user_type(*user, "x") ? normal_array('t', value) : std::nullopt;
}

// A string constant or NULL as a constant of `target`, without its length.
Node* Analyser::literal(const Node* node, const Type& target) {
  const Type base = universe_.base_of(target);
  if (same_type(base, target)) return base_literal(node, base.plain());
  // Of the types domains may be over only interval reads its constants by its modifiers.
  const bool cut = base.is('I') && base.has_modifiers();
  Node* constant = cut ? constant_interval(node, base).node : base_literal(node, base.plain());
  return make_cast(constant, target.plain(), universe_);
}

Node* Analyser::base_literal(const Node* node, const Type& base) {
  if (is_null_constant(node)) return make_cast(make_null(), base, universe_);
  const char* written = literal_text(node);
  if (written == nullptr) {
    certain_ = false;
    return make_cast(const_cast<Node*>(node), base, universe_);
  }
  std::string value = written;
  const auto normal = normal_value(base, value);
  if (!normal) certain_ = false;
  value = normal.value_or(value);
  if (base.is('b') && value == "true") return make_boolean(true);
  if (base.is('b') && value == "false") return make_boolean(false);
  int number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (base.is('i') && error == std::errc() && end == value.data() + value.size())
    return make_integer(number);
  return make_cast(make_literal(value), base, universe_);
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
  if (value.type.is('u'))
    return tag_of(value.node) == T_CollateClause ? under_collation(value, target.plain()).node
                                                 : literal(value.node, target);
  if (same_type(value.type, target)) return value.node;
  if (!value.type.known()) {
    certain_ = false;
    return value.node;
  }
  return cast_to(value, target.plain()).node;
}

// interval_in() cuts a constant to the fields and the precision of its type. A cast around a
// constant without them does so when it runs; a deparse does not tell the two apart.
Typed Analyser::constant_interval(const Node* value, const Type& target) {
  const char* written = literal_text(value);
  if (written == nullptr) return {make_cast(make_null(), target, universe_), target};
  const auto normal = normal_interval(written, {target.modifiers[0], target.modifiers[1]});
  Node* made = make_cast(make_literal(normal.value_or(written)), target, universe_);
  return normal ? Typed{made, target} : Typed{uncertain(made).node, target};
}

// The conversion goes under COLLATE, which goes where its result has no collation.
Typed Analyser::under_collation(const Typed& value, const Type& target) {
  auto* made = copy_node(as<CollateClause>(value.node));
  made->arg = cast_to({made->arg, value.type}, target).node;
  if (!collatable(target)) return {made->arg, target};
  return {node_of(made), target};
}

// What is assigned to a column: the conversion to its length or precision is not shown, but a
// constant of interval has them itself. That to a domain with a length fails where the same one
// written cuts, so it is not shown either.
Node* Analyser::assign(const Typed& value, const Type& target) {
  const bool constant = value.type.is('I') && is_constant(value.node) && !target.has_modifiers();
  if (target.is('I') && (value.type.is('u') || constant)) return cast_to(value, target).node;
  const Type base = universe_.base_of(target);
  const bool length = !same_type(base, target) && base.has_modifiers() && !base.is('I');
  if (length && !same_type(value.type, target)) {
    refer(target);
    return coerce(value, base.plain());
  }
  return coerce(value, target.plain());
}

// Over an ARRAY constructor a cast means a cast of each element, which is how PostgreSQL reads its
// own deparse again.
Typed Analyser::cast_to(const Typed& value, const Type& target) {
  refer(target);
  if (value.type == target) return value;
  if (tag_of(value.node) == T_CollateClause) return under_collation(value, target);
  if (value.type.is('u')) {
    if (target.is('I') && target.has_modifiers()) return constant_interval(value.node, target);
    Node* constant = literal(value.node, target);
    return {target.has_modifiers() ? make_cast(constant, target, universe_) : constant, target};
  }
  const bool less = target.is('I') && (target.has_modifiers() != value.type.has_modifiers());
  if (value.type.is('I') && less && is_constant(value.node))
    return constant_interval(as<TypeCast>(value.node).arg, target);
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
  const Type whole = universe_.base_of(target);
  if (tag_of(node.arg) == T_A_ArrayExpr && whole.array)
    return cast_to(array(as<A_ArrayExpr>(node.arg), &whole), target);
  return cast_to(expression(node.arg), target);
}

}  // namespace mimar::sql
