#include "sql/condition.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "base/text.h"
#include "sql/tree_facts.h"

namespace mimar::sql {
namespace {

using model::Condition;
using Values = std::vector<std::string>;
using Asked = std::map<std::string, Values>;

constexpr Condition::Kind unknown = Condition::Kind::unknown;

Condition negation(Condition part) {
  if (part.kind == unknown) return {};
  Condition result;
  result.kind = Condition::Kind::negation;
  result.parts.push_back(std::move(part));
  return result;
}

// Which fact of an object a column of the catalog tells.
struct Fact {
  std::string_view column, fact;
};
constexpr std::array<Fact, 49> facts{{
    {"nspname", "schema"},
    {"schemaname", "schema"},
    {"table_schema", "schema"},
    {"constraint_schema", "schema"},
    {"schema_name", "schema"},
    {"routine_schema", "schema"},
    {"trigger_schema", "schema"},
    {"event_object_schema", "schema"},
    {"sequence_schema", "schema"},
    {"typnamespace", "schema"},
    {"relnamespace", "schema"},
    {"connamespace", "schema"},
    {"pronamespace", "schema"},
    {"relname", "relation"},
    {"table_name", "relation"},
    {"tablename", "relation"},
    {"viewname", "relation"},
    {"matviewname", "relation"},
    {"sequencename", "relation"},
    {"sequence_name", "relation"},
    {"event_object_table", "relation"},
    {"conrelid", "relation"},
    {"attrelid", "relation"},
    {"tgrelid", "relation"},
    {"polrelid", "relation"},
    {"indrelid", "relation"},
    {"attname", "column"},
    {"column_name", "column"},
    {"conname", "constraint"},
    {"constraint_name", "constraint"},
    {"indexname", "index"},
    {"typname", "type"},
    {"enumtypid", "type"},
    {"enumlabel", "label"},
    {"proname", "function"},
    {"routine_name", "function"},
    {"tgname", "trigger"},
    {"trigger_name", "trigger"},
    {"policyname", "policy"},
    {"polname", "policy"},
    {"extname", "extension"},
    {"rolname", "role"},
    {"usename", "role"},
    {"groname", "role"},
    {"contype", "contype"},
    {"constraint_type", "contype"},
    {"relkind", "relkind"},
    {"is_nullable", "not_null"},
    {"data_type", "data_type"},
}};
// Columns that say nothing about which object is meant.
constexpr std::array<std::string_view, 7> idle{"attisdropped",      "attnum",  "table_catalog",
                                               "tgisinternal",      "typtype", "catalog_name",
                                               "constraint_catalog"};

std::string_view fact_of(std::string_view column) {
  for (const Fact& fact : facts)
    if (fact.column == column) return fact.fact;
  return {};
}

bool is_idle(std::string_view column) {
  return std::find(idle.begin(), idle.end(), column) != idle.end();
}

const Node* without_casts(const Node* node) {
  while (node != nullptr && tag_of(node) == T_TypeCast)
    node = as<TypeCast>(node).arg;
  return node;
}

std::string column_of(const Node* node) {
  node = without_casts(node);
  if (node == nullptr || tag_of(node) != T_ColumnRef) return {};
  const Items fields(as<ColumnRef>(node).fields);
  return tag_of(fields.back()) == T_String ? string_of(fields.back()) : "";
}

std::optional<std::string> constant_of(const Node* node) {
  node = without_casts(node);
  if (node == nullptr || tag_of(node) != T_A_Const || as<A_Const>(node).isnull) return std::nullopt;
  const auto& value = as<A_Const>(node).val;
  switch (tag_of(&value)) {
    case T_String: return text_of(value.sval.sval);
    case T_Integer: return std::to_string(value.ival.ival);
    case T_Boolean: return value.boolval.boolval ? "t" : "f";
    default: return std::nullopt;
  }
}

std::string function_of(const Node* node) {
  node = without_casts(node);
  return node != nullptr && tag_of(node) == T_FuncCall
             ? string_of(Items(as<FuncCall>(node).funcname).back())
             : "";
}

// public.t, "T": what regclass and to_regclass read.
Values name_parts(const std::string& text) {
  Values parts(1);
  bool quoted = false;
  for (const char c : text) {
    if (c == '"')
      quoted = !quoted;
    else if (c == '.' && !quoted)
      parts.emplace_back();
    else
      parts.back() += quoted ? std::string(1, c) : text::lower(std::string_view(&c, 1));
  }
  return parts;
}

class Question {
 public:
  // False when only a server can tell.
  bool select(const Node* node);
  Asked asked;

 private:
  bool from(const Node* node);
  bool where(const Node* node);
  bool equal(const Node* left, const Node* right);
  bool joins(const Node* node) const;
  bool one_of(const Node* left, const Node* list);
  bool value(const std::string& column, const Node* node);
  bool object(const std::string& fact, const std::string& text);
  bool add(const std::string& fact, Values values);
  std::set<std::string> relations;  // of the FROM clauses so far, as they are called there
};

bool Question::add(const std::string& fact, Values values) {
  const auto [place, added] = asked.emplace(fact, values);
  return added || place->second == values;
}

bool Question::object(const std::string& fact, const std::string& text) {
  const Values parts = name_parts(text);
  if (parts.size() > 1 && !add("schema", {parts[parts.size() - 2]})) return false;
  return add(fact, {parts.back()});
}

bool Question::value(const std::string& column, const Node* node) {
  std::string fact(fact_of(column));
  const auto constant = constant_of(node);
  if (function_of(node) == "to_regclass") {
    const Items arguments(as<FuncCall>(without_casts(node)).args);
    const auto name = constant_of(arguments.back());
    return name && object("relation", *name);
  }
  if (!constant) {
    if (tag_of(node) == T_SubLink) return select(as<SubLink>(node).subselect);
    const std::string function = function_of(node);
    return fact == "schema" && (function == "current_schema" || function == "current_schemas");
  }
  if (tag_of(node) == T_TypeCast) {
    const std::string type = string_of(Items(as<TypeCast>(node).typeName->names).back());
    if (type == "regclass") return object("relation", *constant);
    if (type == "regtype") return object("type", *constant);
    if (type == "regnamespace") return add("schema", {name_parts(*constant).back()});
  }
  if (fact.empty()) return false;
  if (column == "constraint_type") return add(fact, {text::lower(constant->substr(0, 1))});
  if (column == "is_nullable") return add(fact, {*constant == "NO" ? "t" : "f"});
  return add(fact, {*constant});
}

// Whether a name is another column of the catalog; else it is a variable, and says what nobody
// knows.
bool Question::joins(const Node* node) const {
  const Items fields(as<ColumnRef>(without_casts(node)).fields);
  const std::string column = column_of(node);
  if (fields.size() > 1) return relations.contains(string_of(fields[fields.size() - 2]));
  return !fact_of(column).empty() || is_idle(column) || column.ends_with("oid") ||
         column.ends_with("relid") || column.ends_with("namespace");
}

bool Question::equal(const Node* left, const Node* right) {
  std::string column = column_of(left);
  if (column.empty()) {
    std::swap(left, right);
    column = column_of(left);
  }
  if (column.empty()) return false;
  if (is_idle(column)) return true;
  if (!column_of(right).empty()) return joins(right);
  return value(column, right);
}

bool Question::one_of(const Node* left, const Node* list) {
  const std::string column = column_of(left);
  const std::string fact(fact_of(column));
  if (is_idle(column)) return true;
  if (fact == "schema" && function_of(list) == "current_schemas") return true;
  if (list != nullptr && tag_of(list) == T_A_ArrayExpr)
    list = reinterpret_cast<const Node*>(as<A_ArrayExpr>(list).elements);
  if (fact.empty() || list == nullptr || tag_of(list) != T_List) return false;
  Values values;
  for (const Node* item : Items(&as<List>(list))) {
    const auto constant = constant_of(item);
    if (!constant) return false;
    values.push_back(column == "constraint_type" ? text::lower(constant->substr(0, 1)) : *constant);
  }
  return add(fact, std::move(values));
}

bool Question::where(const Node* node) {
  if (node == nullptr) return true;
  switch (tag_of(node)) {
    case T_BoolExpr: {
      const auto& logic = as<BoolExpr>(node);
      if (logic.boolop == NOT_EXPR) return is_idle(column_of(Items(logic.args)[0]));
      if (logic.boolop != AND_EXPR) return false;
      for (const Node* part : Items(logic.args))
        if (!where(part)) return false;
      return true;
    }
    case T_A_Expr: {
      const auto& expression = as<A_Expr>(node);
      const std::string name = string_of(Items(expression.name).back());
      if (is_idle(column_of(expression.lexpr))) return true;
      if (name != "=") return false;
      if (expression.kind == AEXPR_OP) return equal(expression.lexpr, expression.rexpr);
      if (expression.kind == AEXPR_IN || expression.kind == AEXPR_OP_ANY)
        return one_of(expression.lexpr, expression.rexpr);
      return false;
    }
    case T_SubLink: {
      const auto& link = as<SubLink>(node);
      return link.subLinkType == ANY_SUBLINK && !column_of(link.testexpr).empty() &&
             select(link.subselect);
    }
    default: return false;
  }
}

bool Question::from(const Node* node) {
  if (tag_of(node) == T_JoinExpr) {
    const auto& join = as<JoinExpr>(node);
    return join.jointype == JOIN_INNER && from(join.larg) && from(join.rarg) && where(join.quals);
  }
  if (tag_of(node) != T_RangeVar) return false;
  const auto& relation = as<RangeVar>(node);
  const std::string schema = text_of(relation.schemaname), name = text_of(relation.relname);
  relations.insert(relation.alias != nullptr ? text_of(relation.alias->aliasname) : name);
  return schema == "information_schema" || name.starts_with("pg_");
}

bool Question::select(const Node* node) {
  if (node == nullptr || tag_of(node) != T_SelectStmt) return false;
  const auto& statement = as<SelectStmt>(node);
  if (statement.op != SETOP_NONE || statement.groupClause != nullptr ||
      statement.havingClause != nullptr || statement.withClause != nullptr)
    return false;
  if (statement.fromClause == nullptr) {  // (SELECT current_schema())
    const Items targets(statement.targetList);
    return targets.size() == 1 && function_of(as<ResTarget>(targets[0]).val) == "current_schema";
  }
  for (const Node* item : Items(statement.fromClause))
    if (!from(item)) return false;
  return where(statement.whereClause);
}

Condition exists(const Node* select) {
  Question question;
  if (!question.select(select) || question.asked.empty()) return {};
  Condition result;
  result.kind = Condition::Kind::exists;
  result.asked = std::move(question.asked);
  return result;
}

constexpr int largest_count = 20;

// `some` is there `number` times, or more, or less: as the counts that will do, or that will not.
Condition counted(Condition some, const std::string& comparison, int number) {
  if (some.kind == unknown || number < 0 || number > largest_count) return {};
  const bool below = comparison == "<" || comparison == ">=";  // of number, or not so
  const bool most = comparison == "<=" || comparison == ">";
  Values values;
  for (int count = below || most ? 0 : number; count < number + (below ? 0 : 1); ++count)
    values.push_back(std::to_string(count));
  some.asked["count"] = std::move(values);
  if (comparison == "=" || comparison == "<" || comparison == "<=") return some;
  if (comparison == "<>" || comparison == ">" || comparison == ">=")
    return negation(std::move(some));
  return {};
}

bool is_count(const Node* node) {
  if (node == nullptr || tag_of(node) != T_FuncCall || function_of(node) != "count") return false;
  return as<FuncCall>(node).agg_filter == nullptr && !as<FuncCall>(node).agg_distinct;
}

// count(*) > 0, of the rows of `select`.
Condition count_of(const A_Expr& node, const Node* select) {
  const std::string number = constant_of(node.rexpr).value_or("");
  const bool digits = !number.empty() && number.size() < 3 &&
                      number.find_first_not_of("0123456789") == std::string::npos;
  if (node.kind != AEXPR_OP || !digits) return {};
  const Items from(as<SelectStmt>(select).fromClause);
  const bool joined = from.size() != 1 || tag_of(from[0]) != T_RangeVar;
  if (joined && number != "0") return {};
  return counted(exists(select), string_of(Items(node.name).back()), std::stoi(number));
}

const Node* target_of(const Node* select) {
  if (tag_of(select) != T_SelectStmt) return nullptr;
  const Items targets(as<SelectStmt>(select).targetList);
  return targets.size() == 1 ? as<ResTarget>(targets[0]).val : nullptr;
}

// (SELECT count(*) FROM ...) > 0; or two constants.
Condition compared(const A_Expr& node) {
  if (node.lexpr != nullptr && tag_of(node.lexpr) == T_SubLink) {
    const Node* select = as<SubLink>(node.lexpr).subselect;
    return is_count(target_of(select)) ? count_of(node, select) : Condition{};
  }
  const auto left = constant_of(node.lexpr), right = constant_of(node.rexpr);
  const std::string name = string_of(Items(node.name).back());
  Condition result;
  if (node.kind != AEXPR_OP || !left || !right || (name != "=" && name != "<>")) return result;
  const auto type = [](const Node* side) { return tag_of(&as<A_Const>(without_casts(side)).val); };
  if (type(node.lexpr) != type(node.rexpr)) return result;
  result.kind = Condition::Kind::constant;
  result.value = (*left == *right) == (name == "=");
  return result;
}

// Is the value there at all: to_regclass('t'), (SELECT oid FROM pg_class WHERE ...).
Condition found(const Node* node) {
  node = without_casts(node);
  if (tag_of(node) == T_SubLink && as<SubLink>(node).subLinkType == EXPR_SUBLINK)
    return exists(as<SubLink>(node).subselect);
  const std::string function = function_of(node);
  if (function != "to_regclass" && function != "to_regtype") return {};
  const auto name = constant_of(Items(as<FuncCall>(node).args).back());
  if (!name) return {};
  const Values parts = name_parts(*name);
  Condition result;
  result.kind = Condition::Kind::exists;
  if (parts.size() > 1) result.asked["schema"] = {parts[parts.size() - 2]};
  result.asked[function == "to_regclass" ? "relation" : "type"] = {parts.back()};
  return result;
}

Condition of(const Node* node);

Condition logic(const BoolExpr& node) {
  if (node.boolop == NOT_EXPR) return negation(of(Items(node.args)[0]));
  Condition result;
  result.kind = node.boolop == AND_EXPR ? Condition::Kind::all : Condition::Kind::any;
  for (const Node* part : Items(node.args))
    result.parts.push_back(of(part));
  return result;
}

Condition of(const Node* node) {
  switch (tag_of(node)) {
    case T_BoolExpr: return logic(as<BoolExpr>(node));
    case T_A_Expr: return compared(as<A_Expr>(node));
    case T_NullTest: {
      const auto& test = as<NullTest>(node);
      Condition there = found(reinterpret_cast<const Node*>(test.arg));
      return test.nulltesttype == IS_NOT_NULL ? there : negation(std::move(there));
    }
    case T_SubLink: {
      const auto& link = as<SubLink>(node);
      if (link.subLinkType == EXISTS_SUBLINK) return exists(link.subselect);
      if (link.subLinkType != EXPR_SUBLINK) return {};
      const Node* target = target_of(link.subselect);
      if (target == nullptr) return {};
      if (as<SelectStmt>(link.subselect).fromClause == nullptr)  // (SELECT EXISTS (...))
        return of(target);
      const bool counts = tag_of(target) == T_A_Expr && is_count(as<A_Expr>(target).lexpr);
      return counts ? count_of(as<A_Expr>(target), link.subselect) : Condition{};
    }
    case T_A_Const: {
      Condition result;
      const auto value = constant_of(node);
      if (!value || (*value != "t" && *value != "f")) return result;
      result.kind = Condition::Kind::constant;
      result.value = *value == "t";
      return result;
    }
    default: return {};
  }
}

}  // namespace

Condition condition(std::string_view text) {
  const ParseTree tree("SELECT " + std::string(text));
  const Node* statement = tree.only_statement();
  if (statement == nullptr) return {};
  if (tag_of(statement) != T_SelectStmt) return {};
  const Items targets(as<SelectStmt>(statement).targetList);
  if (targets.size() != 1 || as<SelectStmt>(statement).fromClause != nullptr) return {};
  return of(as<ResTarget>(targets[0]).val);
}

}  // namespace mimar::sql
