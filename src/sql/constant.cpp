#include "sql/constant.h"

#include "base/text.h"
#include "model/quote.h"
#include "sql/pg_tree.h"

namespace mimar::sql::plpgsql {
namespace {

// What is known of an expression of EXECUTE: its text, or only how it starts.
struct Known {
  std::string text;
  bool whole = false;
  bool quoted = true;  // else its text is SQL by itself: 3, true
};

Known known(const Node* node);

// format('... %I %L %s', ...), the arguments constants.
Known formatted(const FuncCall& call) {
  const Items arguments(call.args);
  if (arguments.empty()) return {};
  const Known pattern = known(arguments[0]);
  if (!pattern.whole) return pattern;
  Known result;
  std::size_t next = 1;
  for (std::size_t at = 0; at < pattern.text.size(); ++at) {
    if (pattern.text[at] != '%') {
      result.text += pattern.text[at];
      continue;
    }
    const char kind = ++at < pattern.text.size() ? pattern.text[at] : '\0';
    if (kind == '%') {
      result.text += '%';
      continue;
    }
    if (next >= arguments.size() || (kind != 's' && kind != 'I' && kind != 'L')) return result;
    const Known argument = known(arguments[next++]);
    if (!argument.whole) return result;
    result.text += kind == 's'   ? argument.text
                   : kind == 'I' ? model::quote_identifier(argument.text)
                                 : model::quote_literal(argument.text);
  }
  result.whole = true;
  return result;
}

Known constant(const A_Const& node) {
  if (node.isnull) return {};
  switch (tag_of(&node.val)) {
    case T_String: return {text_of(node.val.sval.sval), true};
    case T_Integer: return {std::to_string(node.val.ival.ival), true, false};
    case T_Boolean: return {node.val.boolval.boolval ? "true" : "false", true, false};
    default: return {};
  }
}

Known as_boolean(const Known& value) {
  const std::string word = text::lower(value.text);
  for (const char* yes : {"true", "t", "yes", "y", "on", "1"})
    if (word == yes) return {"true", value.whole, false};
  for (const char* no : {"false", "f", "no", "n", "off", "0"})
    if (word == no) return {"false", value.whole, false};
  return {};
}

Known cast(const TypeCast& node) {
  Known value = known(node.arg);
  const std::string type = string_of(Items(node.typeName->names).back());
  return type == "bool" ? as_boolean(value) : value;
}

// A setting with a dot in its name that nothing in the files sets: NULL when that may be.
bool is_unset(const Node* node) {
  if (tag_of(node) == T_A_Const) return as<A_Const>(node).isnull;
  if (tag_of(node) != T_FuncCall) return false;
  const Items arguments(as<FuncCall>(node).args);
  return string_of(Items(as<FuncCall>(node).funcname).back()) == "current_setting" &&
         arguments.size() == 2 && known(arguments[1]).text == "true" &&
         known(arguments[0]).text.find('.') != std::string::npos;
}

Known first_there(const CoalesceExpr& node) {
  for (const Node* item : Items(node.args))
    if (!is_unset(item)) return known(item);
  return {};
}

Known known(const Node* node) {
  if (node == nullptr) return {};
  if (tag_of(node) == T_TypeCast) return cast(as<TypeCast>(node));
  if (tag_of(node) == T_CoalesceExpr) return first_there(as<CoalesceExpr>(node));
  if (tag_of(node) == T_A_Const) {
    return constant(as<A_Const>(node));
  }
  if (tag_of(node) == T_A_Expr) {
    const auto& expression = as<A_Expr>(node);
    if (string_of(Items(expression.name).back()) != "||") return {};
    Known left = known(expression.lexpr);
    if (!left.whole) return left;
    const Known right = known(expression.rexpr);
    return {left.text + right.text, right.whole};
  }
  if (tag_of(node) != T_FuncCall) return {};
  const auto& call = as<FuncCall>(node);
  const std::string name = string_of(Items(call.funcname).back());
  if (name == "format" && !call.func_variadic) return formatted(call);
  const Items arguments(call.args);
  if (arguments.size() != 1) return {};
  const Known argument = known(arguments[0]);
  if (!argument.whole) return {};
  if (name == "quote_ident") return {model::quote_identifier(argument.text), true};
  if (name == "quote_literal") return {model::quote_literal(argument.text), true};
  return {};
}

// The expression of SELECT <expression>; nullptr when it is none.
const Node* only_target(const ParseTree& tree) {
  const Node* statement = tree.only_statement();
  if (statement == nullptr) return nullptr;
  if (tag_of(statement) != T_SelectStmt || as<SelectStmt>(statement).fromClause != nullptr)
    return nullptr;
  const Items targets(as<SelectStmt>(statement).targetList);
  return targets.size() == 1 ? as<ResTarget>(targets[0]).val : nullptr;
}

Known known_text(std::string_view expression) {
  const ParseTree tree("SELECT " + std::string(expression));
  return known(only_target(tree));
}

std::string sql_of(const Known& value) {
  return value.quoted ? model::quote_literal(value.text) : value.text;
}

// {a,b} without quotes and nulls.
std::optional<std::vector<std::string>> array_input(std::string_view input) {
  if (!input.starts_with('{') || !input.ends_with('}') ||
      input.substr(1).find_first_of("{\"\\") != std::string_view::npos)
    return std::nullopt;
  input = input.substr(1, input.size() - 2);
  std::vector<std::string> result;
  if (input.empty()) return result;
  for (const std::string_view part : text::split(input, ',')) {
    if (text::equal_ignoring_case(text::trim(part), "null")) return std::nullopt;
    result.push_back(model::quote_literal(std::string(text::trim(part))));
  }
  return result;
}

std::optional<std::vector<std::string>> elements(const Node* node) {
  while (node != nullptr && tag_of(node) == T_TypeCast)
    node = as<TypeCast>(node).arg;
  if (node == nullptr) return std::nullopt;
  if (tag_of(node) != T_A_ArrayExpr) {
    const Known value = known(node);
    return value.whole && value.quoted ? array_input(value.text) : std::nullopt;
  }
  std::vector<std::string> result;
  for (const Node* item : Items(as<A_ArrayExpr>(node).elements)) {
    const Known value = known(item);
    if (!value.whole) return std::nullopt;
    result.push_back(sql_of(value));
  }
  return result;
}

}  // namespace

std::optional<std::string> constant_text(std::string_view expression) {
  Known result = known_text(expression);
  if (!result.whole) return std::nullopt;
  return std::move(result.text);
}

std::string constant_start(std::string_view expression) {
  return known_text(expression).text;
}

std::optional<std::vector<std::string>> constant_elements(std::string_view expression) {
  const ParseTree tree("SELECT " + std::string(expression));
  return elements(only_target(tree));
}

std::optional<std::string> constant_sql(std::string_view expression, std::string_view type) {
  if (type.ends_with("[]")) {
    const auto values = constant_elements(expression);
    if (!values) return std::nullopt;
    return "ARRAY[" + text::join(*values, ", ") + "]";
  }
  Known value = known_text(expression);
  if (text::equal_ignoring_case(type, "bool") || text::equal_ignoring_case(type, "boolean"))
    value = as_boolean(value);
  if (!value.whole) return std::nullopt;
  return sql_of(value);
}

}  // namespace mimar::sql::plpgsql
