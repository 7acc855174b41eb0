// CREATE FUNCTION, CREATE PROCEDURE and their ALTER.

#include <algorithm>

#include "base/text.h"
#include "sql/make_nodes.h"
#include "sql/print.h"
#include "sql/routine_parts.h"
#include "sql/translate.h"
#include "sql/walk.h"

namespace mimar::sql {
namespace {

using Found = std::optional<model::StatementAction>;

// RETURN x, or BEGIN ATOMIC ... END; "" when a statement inside cannot be printed.
std::string sql_body(const Node* body) {
  if (tag_of(body) == T_ReturnStmt) {
    const std::string value = print_expression(as<ReturnStmt>(body).returnval);
    return value.empty() ? "" : "RETURN " + value;
  }
  std::string text = "BEGIN ATOMIC";
  for (const Node* list : Items(&as<List>(body))) {  // a list that holds the list of statements
    if (list == nullptr) continue;
    for (const Node* statement : Items(&as<List>(list))) {
      const bool returns = tag_of(statement) == T_ReturnStmt;
      const std::string one = returns ? sql_body(statement) : print_query(statement);
      if (one.empty()) return "";
      text += " " + one + ";";
    }
  }
  return text + " END";
}

// The relations and functions inside of a body of SQL, which must exist before it. Names of WITH
// are among them, and nobody creates those.
bool collect_needs(Node* node, void* found) {
  if (node == nullptr) return false;
  auto& needs = *static_cast<std::vector<model::Reference>*>(found);
  if (tag_of(node) == T_RangeVar)
    needs.push_back({model::Reference::Kind::relation, name_of(&as<RangeVar>(node)), ""});
  if (tag_of(node) == T_FuncCall)
    needs.push_back({model::Reference::Kind::function, name_of(as<FuncCall>(node).funcname), ""});
  if (tag_of(node) == T_ReturnStmt)  // which the walker of the parser does not know
    return collect_needs(as<ReturnStmt>(node).returnval, found);
  return visit_children(node, &collect_needs, found);
}

std::vector<model::Reference> needs_of_body(const Node* body) {
  std::vector<model::Reference> needs;
  if (tag_of(body) != T_List) {
    collect_needs(const_cast<Node*>(body), &needs);
    return needs;
  }
  for (const Node* list : Items(&as<List>(body))) {
    if (list == nullptr) continue;
    for (const Node* statement : Items(&as<List>(list)))
      collect_needs(const_cast<Node*>(statement), &needs);
  }
  return needs;
}

// prosrc and probin (interpret_AS_clause in functioncmds.c).
void set_body(model::Routine& routine, const std::vector<std::string>& as) {
  const bool linked = routine.language == "c";
  if (linked) {
    routine.library = as.front();
    routine.body = as.size() < 2 || as[1] == "-" ? routine.name.name : as[1];
    return;
  }
  routine.body = as.front();
  if (routine.language == "internal" && routine.body.empty()) routine.body = routine.name.name;
}

void set_option(model::Routine& routine, const DefElem& option, std::vector<std::string>& body,
                std::vector<std::string>& current) {
  const std::string name = text_of(option.defname);
  if (name == "as") body = strings(&as<List>(option.arg));
  if (name == "language") routine.language = text::lower(string_of(option.arg));
  if (name == "window") routine.window = flag_of(option.arg);
  if (name == "volatility") routine.volatility = volatility_of(string_of(option.arg));
  if (name == "strict") routine.strict = flag_of(option.arg);
  if (name == "security") routine.security_definer = flag_of(option.arg);
  if (name == "leakproof") routine.leakproof = flag_of(option.arg);
  if (name == "cost") routine.cost = float4_of(option.arg);
  if (name == "rows") routine.rows = float4_of(option.arg);
  if (name == "support") routine.support = name_of(&as<List>(option.arg));
  if (name == "parallel") routine.parallel = parallel_of(string_of(option.arg));
  if (name == "transform")
    for (const Node* type : Items(&as<List>(option.arg)))
      routine.transforms.push_back(routine_type(&as<TypeName>(type)));
  if (name != "set") return;
  const model::RoutineSetting setting = routine_setting(as<VariableSetStmt>(option.arg));
  if (setting.current) current.push_back(setting.name);
  if (setting.value) routine.settings[setting.name] = *setting.value;
}

// What OUT arguments say where there is no RETURNS.
std::optional<model::DataType> implied_result(const std::vector<model::Argument>& arguments) {
  std::vector<model::DataType> out;
  for (const model::Argument& argument : arguments) {
    if (argument.mode == model::ArgumentMode::out || argument.mode == model::ArgumentMode::inout)
      out.push_back(argument.type);
  }
  if (out.empty()) return std::nullopt;
  return out.size() == 1 ? out.front() : model::DataType{{"", "record"}, {}, {}, false};
}

void set_result(model::Routine& routine, const TypeName* type) {
  if (routine.procedure) return;
  routine.returns_set = type != nullptr && type->setof;
  routine.returns = type != nullptr ? routine_type(type) : implied_result(routine.arguments);
}

const DefElem* find_option(const List* options, std::string_view name) {
  for (const Node* item : Items(options))
    if (name == as<DefElem>(item).defname) return &as<DefElem>(item);
  return nullptr;
}

// Costs depend on the language, which may be written behind them.
void set_defaults(model::Routine& routine) {
  if (routine.language == "c" || routine.language == "internal") routine.cost = 1;
  if (routine.returns_set) routine.rows = 1000;
}

model::ObjectStatement statement_about(model::Routine routine, const Context& context) {
  model::ObjectStatement result;
  model::OtherObject& object = result.object;
  object.kind = routine.procedure ? "procedure" : "function";
  object.sql = std::string(context.sql) + ";";
  object.origin = {context.where};
  result.address = {model::ObjectKind::other, object.kind, routine.name, "",
                    input_data_types(routine.arguments)};
  object.definition = std::move(routine);
  return result;
}

}  // namespace

model::ObjectStatement create_routine(const CreateFunctionStmt& statement, const Context& context) {
  model::Routine routine;
  std::vector<std::string> body, current;
  routine.name = name_of(statement.funcname);
  routine.procedure = statement.is_procedure;
  routine.arguments = routine_arguments(statement.parameters);
  routine.language = "sql";  // of those with a body of SQL; the others say it
  set_result(routine, statement.returnType);
  if (const DefElem* language = find_option(statement.options, "language"))
    set_option(routine, *language, body, current);
  set_defaults(routine);
  for (const Node* item : Items(statement.options))
    set_option(routine, as<DefElem>(item), body, current);
  if (!body.empty()) set_body(routine, body);
  bool printed = true;
  if (statement.sql_body != nullptr) {
    const std::string text = sql_body(statement.sql_body);
    printed = !text.empty();
    routine.sql_body = model::Expression(text);
  }
  model::ObjectStatement result = statement_about(std::move(routine), context);
  result.or_replace = statement.replace;
  result.current_settings = std::move(current);
  if (statement.sql_body != nullptr) result.object.references = needs_of_body(statement.sql_body);
  if (!printed) result.object.definition = std::monostate();
  return result;
}

model::AlterRoutine alter_routine(const AlterFunctionStmt& statement) {
  model::AlterRoutine result;
  const auto* object = static_cast<const Node*>(static_cast<const void*>(statement.func));
  result.object = address(statement.objtype, nullptr, object, nullptr);
  for (const Node* item : Items(statement.actions)) {
    const auto& option = as<DefElem>(item);
    const std::string name = text_of(option.defname);
    if (name == "volatility") result.volatility = volatility_of(string_of(option.arg));
    if (name == "parallel") result.parallel = parallel_of(string_of(option.arg));
    if (name == "strict") result.strict = flag_of(option.arg);
    if (name == "leakproof") result.leakproof = flag_of(option.arg);
    if (name == "security") result.security_definer = flag_of(option.arg);
    if (name == "cost") result.cost = float4_of(option.arg);
    if (name == "rows") result.rows = float4_of(option.arg);
    if (name == "support") result.support = name_of(&as<List>(option.arg));
    if (name == "set") result.settings.push_back(routine_setting(as<VariableSetStmt>(option.arg)));
  }
  return result;
}

}  // namespace mimar::sql
