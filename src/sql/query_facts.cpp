#include "sql/query_facts.h"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <optional>
#include <set>

#include "sql/make_nodes.h"
#include "sql/print.h"
#include "sql/query_scope.h"
#include "sql/tree_facts.h"
#include "sql/walk.h"

namespace mimar::sql {
namespace {

bool is_aggregate(const FuncCall& call) {
  if (call.over != nullptr) return false;
  if (call.agg_star || call.agg_distinct || call.agg_order != nullptr || call.agg_filter != nullptr)
    return true;
  const std::string name = string_of(Items(call.funcname).back());
  for (const std::string_view known :
       {"count", "sum", "avg", "min", "max", "array_agg", "string_agg", "json_agg", "jsonb_agg",
        "json_object_agg", "jsonb_object_agg", "bool_and", "bool_or", "every", "stddev", "variance",
        "bit_and", "bit_or", "corr"})
    if (name == known) return true;
  return false;
}

bool is_constant(const Node* node) {
  while (tag_of(node) == T_TypeCast)
    node = as<TypeCast>(node).arg;
  return tag_of(node) == T_A_Const || tag_of(node) == T_ParamRef;
}

model::Predicate::Kind operator_kind(std::string_view name) {
  using Kind = model::Predicate::Kind;
  if (name == "=") return Kind::equals;
  if (name == "<" || name == ">" || name == "<=" || name == ">=") return Kind::range;
  if (name == "@>") return Kind::json_contains;
  return Kind::other;
}

std::string_view mirrored(std::string_view name) {
  if (name == "@>") return "<@";  // the column is what is contained
  return name;
}

class Facts {
 public:
  Facts(const model::Database& database, model::Query& query)
      : database_(database), query_(query) {}

  void statement(const Node* node) {
    switch (tag_of(node)) {
      case T_SelectStmt:
        query_.kind = model::Query::Kind::select;
        return select(as<SelectStmt>(node), nullptr, true);
      case T_InsertStmt:
        query_.kind = model::Query::Kind::insert;
        return insert(as<InsertStmt>(node));
      case T_UpdateStmt:
        query_.kind = model::Query::Kind::update;
        return update(as<UpdateStmt>(node));
      case T_DeleteStmt:
        query_.kind = model::Query::Kind::erase;
        return erase(as<DeleteStmt>(node));
      default: query_.kind = model::Query::Kind::other;
    }
  }

  void finish() {
    const auto unique = [](auto& list) {
      std::sort(list.begin(), list.end());
      list.erase(std::unique(list.begin(), list.end()), list.end());
    };
    unique(query_.relations);
    unique(query_.predicates);
    unique(query_.joins);
  }

 private:
  void with(const WithClause* with, const Level* outer) {
    if (with == nullptr) return;
    for (const Node* item : Items(with->ctes))
      common_.insert(text_of(as<CommonTableExpr>(item).ctename));
    for (const Node* item : Items(with->ctes))
      nested(as<CommonTableExpr>(item).ctequery, outer);
  }

  // Facts about the result (order, limit ...) are the outer query's alone.
  void nested(const Node* node, const Level* outer) {
    if (tag_of(node) == T_SelectStmt) return select(as<SelectStmt>(node), outer, false);
    if (tag_of(node) == T_InsertStmt) return insert(as<InsertStmt>(node));
    if (tag_of(node) == T_UpdateStmt) return update(as<UpdateStmt>(node));
    if (tag_of(node) == T_DeleteStmt) return erase(as<DeleteStmt>(node));
  }

  void insert(const InsertStmt& insert) {
    with(insert.withClause, nullptr);
    query_.relations.push_back(name_of(insert.relation));
    if (insert.selectStmt != nullptr) nested(insert.selectStmt, nullptr);
  }
  void update(const UpdateStmt& update) {
    with(update.withClause, nullptr);
    Level level;
    source(*update.relation, level);
    for (const Node* item : Items(update.fromClause))
      from(item, level);
    for (const Node* item : Items(update.targetList))
      inside(as<ResTarget>(item).val, level);
    condition(update.whereClause, level);
  }
  void erase(const DeleteStmt& erase) {
    with(erase.withClause, nullptr);
    Level level;
    source(*erase.relation, level);
    for (const Node* item : Items(erase.usingClause))
      from(item, level);
    condition(erase.whereClause, level);
  }

  void select(const SelectStmt& select, const Level* outer, bool top) {
    with(select.withClause, outer);
    Level level;
    level.outer = outer;
    if (select.op != SETOP_NONE) {
      this->select(*select.larg, outer, false);
      this->select(*select.rarg, outer, false);
      if (top) query_.select_star = has_star(*select.larg);
    } else {
      for (const Node* item : Items(select.fromClause))
        from(item, level);
      for (const Node* item : Items(select.targetList))
        inside(as<ResTarget>(item).val, level);
      for (const Node* row : Items(select.valuesLists))
        for (const Node* value : Items(reinterpret_cast<const List*>(row)))
          inside(value, level);
      condition(select.whereClause, level);
      inside(select.havingClause, level);
    }
    parameters(select.limitCount);
    parameters(select.limitOffset);
    if (top) result(select, level);
  }

  static bool has_star(const SelectStmt& select) {
    for (const Node* item : Items(select.targetList)) {
      const Node* value = as<ResTarget>(item).val;
      if (tag_of(value) == T_ColumnRef &&
          tag_of(Items(as<ColumnRef>(value).fields).back()) == T_A_Star)
        return true;
    }
    return false;
  }

  void result(const SelectStmt& select, const Level& level) {
    query_.select_star = query_.select_star || has_star(select);
    query_.has_limit = select.limitCount != nullptr && !is_null_constant(select.limitCount);
    query_.has_large_offset = large(select.limitOffset);
    query_.distinct = select.distinctClause != nullptr;
    query_.aggregates =
        query_.aggregates || select.groupClause != nullptr || select.havingClause != nullptr;
    for (const Node* item : Items(select.targetList))
      query_.aggregates = query_.aggregates || aggregates(as<ResTarget>(item).val);
    for (const Node* item : Items(select.groupClause))
      if (const auto use = key(item, select, level)) query_.group.push_back(*use);
    for (const Node* item : Items(select.sortClause))
      if (const auto use = key(as<SortBy>(item).node, select, level))
        query_.order.push_back({*use, as<SortBy>(item).sortby_dir == SORTBY_DESC});
  }

  static bool large(const Node* offset) {
    constexpr int many = 1000;
    return offset != nullptr && tag_of(offset) == T_A_Const && !as<A_Const>(offset).isnull &&
           tag_of(&as<A_Const>(offset).val.node) == T_Integer &&
           as<A_Const>(offset).val.ival.ival >= many;
  }

  static bool aggregates(const Node* node) {
    if (node == nullptr || tag_of(node) == T_SubLink) return false;
    if (tag_of(node) == T_FuncCall && is_aggregate(as<FuncCall>(node))) return true;
    return visit_children(
        node, [](Node* child, void*) { return aggregates(child); }, nullptr);
  }

  // A column, an output column's name or its number.
  std::optional<model::ColumnUse> key(const Node* node, const SelectStmt& select,
                                      const Level& level) const {
    const Items targets(select.targetList);
    if (tag_of(node) == T_A_Const && tag_of(&as<A_Const>(node).val.node) == T_Integer) {
      const auto at = static_cast<std::size_t>(as<A_Const>(node).val.ival.ival);
      if (at < 1 || at > targets.size()) return std::nullopt;
      node = as<ResTarget>(targets[at - 1]).val;
    }
    if (tag_of(node) != T_ColumnRef) return std::nullopt;
    const Items fields(as<ColumnRef>(node).fields);
    if (fields.size() == 1 && tag_of(fields[0]) == T_String)
      for (const Node* item : targets) {
        const auto& target = as<ResTarget>(item);
        if (target.name == nullptr || string_of(fields[0]) != target.name) continue;
        return tag_of(target.val) == T_ColumnRef ? resolve(as<ColumnRef>(target.val), level)
                                                 : std::nullopt;
      }
    return resolve(as<ColumnRef>(node), level);
  }

  void source(const RangeVar& relation, Level& level) {
    const std::string name = text_of(relation.relname);
    Source source{
        relation.alias != nullptr ? text_of(relation.alias->aliasname) : name, {}, nullptr};
    if (relation.schemaname != nullptr || !common_.contains(name)) {
      source.relation = name_of(&relation);
      query_.relations.push_back(source.relation);
      source.table = find(source.relation);
    }
    level.sources.push_back(std::move(source));
  }

  const model::Table* find(const model::Name& name) const {
    if (!name.schema.empty()) return model::find_table(database_, name);
    if (const model::Table* table = model::find_table(database_, {"public", name.name}))
      return table;
    const model::Table* only = nullptr;
    for (const model::Table& table : database_->tables) {
      if (table.name.name != name.name) continue;
      if (only != nullptr) return nullptr;
      only = &table;
    }
    return only;
  }

  void from(const Node* item, Level& level) {
    switch (tag_of(item)) {
      case T_RangeVar: return source(as<RangeVar>(item), level);
      case T_RangeSubselect: {
        const auto& subselect = as<RangeSubselect>(item);
        nested(subselect.subquery, subselect.lateral ? &level : level.outer);
        level.sources.push_back(
            {subselect.alias != nullptr ? text_of(subselect.alias->aliasname) : "", {}, nullptr});
        return;
      }
      case T_JoinExpr: return join(as<JoinExpr>(item), level);
      case T_RangeTableSample: return from(as<RangeTableSample>(item).relation, level);
      case T_RangeFunction: {
        for (const Node* entry : Items(as<RangeFunction>(item).functions))
          inside(Items(reinterpret_cast<const List*>(entry))[0], level);
        const Alias* alias = as<RangeFunction>(item).alias;
        level.sources.push_back({alias != nullptr ? text_of(alias->aliasname) : "", {}, nullptr});
        return;
      }
      default: level.sources.push_back({});
    }
  }

  void join(const JoinExpr& join, Level& level) {
    const std::size_t first = level.sources.size();
    from(join.larg, level);
    const std::size_t middle = level.sources.size();
    from(join.rarg, level);
    for (const Node* name : Items(join.usingClause)) {
      const Source* left = owner(level, first, middle, string_of(name));
      const Source* right = owner(level, middle, level.sources.size(), string_of(name));
      if (left != nullptr && right != nullptr)
        query_.joins.push_back(
            {{left->relation, string_of(name)}, {right->relation, string_of(name)}});
    }
    condition(join.quals, level);
  }

  void add(const Side& side, const Node* node, model::Predicate::Kind kind, const Node* value) {
    if (!side.column) return;
    model::Predicate predicate;
    predicate.column = *side.column;
    predicate.kind = kind;
    predicate.bare = side.bare;
    if (value != nullptr && is_constant(value)) predicate.value = print_expression(value);
    if (!side.bare) predicate.expression = print_expression(node);
    query_.predicates.push_back(std::move(predicate));
  }

  void condition(const Node* node, const Level& level) {
    if (node == nullptr) return;
    switch (tag_of(node)) {
      case T_BoolExpr: return logic(as<BoolExpr>(node), level);
      case T_A_Expr: return comparison(as<A_Expr>(node), level);
      case T_NullTest: {
        const auto* tested = reinterpret_cast<const Node*>(as<NullTest>(node).arg);
        const bool is_null = as<NullTest>(node).nulltesttype == IS_NULL;
        add(side_of(tested, level), tested,
            is_null ? model::Predicate::Kind::is_null : model::Predicate::Kind::is_not_null,
            nullptr);
        return inside(tested, level);
      }
      case T_ColumnRef:
        return add(side_of(node, level), node, model::Predicate::Kind::equals, make_boolean(true));
      case T_SubLink: {
        const auto& link = as<SubLink>(node);
        if (link.subLinkType == ANY_SUBLINK && link.testexpr != nullptr)
          add(side_of(link.testexpr, level), link.testexpr, model::Predicate::Kind::in_list,
              nullptr);
        return inside(node, level);
      }
      default: return inside(node, level);
    }
  }

  void logic(const BoolExpr& node, const Level& level) {
    const Items parts(node.args);
    if (node.boolop == AND_EXPR) {
      for (const Node* part : parts)
        condition(part, level);
    } else if (node.boolop == NOT_EXPR && tag_of(parts[0]) == T_ColumnRef) {
      add(side_of(parts[0], level), parts[0], model::Predicate::Kind::equals, make_boolean(false));
    } else {
      for (const Node* part : parts) {
        for (const model::ColumnUse& use : columns_of(part, level).columns)
          query_.predicates.push_back({use, model::Predicate::Kind::other, "", true, ""});
        inside(part, level);
      }
    }
  }

  void comparison(const A_Expr& node, const Level& level) {
    using Kind = model::Predicate::Kind;
    inside(reinterpret_cast<const Node*>(&node), level);
    if (node.lexpr == nullptr || node.rexpr == nullptr) return;
    const std::string name = string_of(Items(node.name).back());
    const Side left = side_of(node.lexpr, level);
    switch (node.kind) {
      case AEXPR_OP: return plain(node, name, left, level);
      case AEXPR_OP_ANY:
        return add(left, node.lexpr, name == "=" ? Kind::in_list : Kind::other, node.rexpr);
      case AEXPR_IN: {
        const Items list(reinterpret_cast<const List*>(node.rexpr));
        return add(left, node.lexpr, name == "=" ? Kind::in_list : Kind::other,
                   list.size() == 1 ? list[0] : nullptr);
      }
      case AEXPR_BETWEEN:
      case AEXPR_BETWEEN_SYM: return add(left, node.lexpr, Kind::range, nullptr);
      case AEXPR_LIKE:
        return add(left, node.lexpr, name == "~~" ? like_kind(node.rexpr) : Kind::other,
                   node.rexpr);
      case AEXPR_ILIKE:
        return add(left, node.lexpr, name == "~~*" ? Kind::like_infix : Kind::other, node.rexpr);
      default:
        return add(left, node.lexpr, Kind::other,
                   tag_of(node.rexpr) == T_List ? nullptr : node.rexpr);
    }
  }

  // A pattern we cannot see may begin with anything.
  static model::Predicate::Kind like_kind(const Node* pattern) {
    const char* text = literal_text(pattern);
    const bool anchored = text != nullptr && text[0] != '%' && text[0] != '_' && text[0] != '\0';
    return anchored ? model::Predicate::Kind::like_prefix : model::Predicate::Kind::like_infix;
  }

  void plain(const A_Expr& node, const std::string& name, const Side& left, const Level& level) {
    const Side right = side_of(node.rexpr, level);
    if (left.columns > 0 && right.columns > 0) {
      if (name == "=" && left.bare && right.bare && left.column && right.column)
        query_.joins.push_back({*left.column, *right.column});
      return;
    }
    if (left.columns > 0)
      add(left, node.lexpr, operator_kind(name), node.rexpr);
    else
      add(right, node.rexpr, operator_kind(mirrored(name)), node.lexpr);
  }

  // Subqueries anywhere in an expression, and the numbers of its parameters.
  struct Walk {
    Facts* facts;
    const Level* level;
  };
  static bool walk(Node* node, void* context) {
    if (node == nullptr) return false;
    const auto& walk = *static_cast<const Walk*>(context);
    if (tag_of(node) == T_ParamRef)
      walk.facts->query_.parameters =
          std::max(walk.facts->query_.parameters, as<ParamRef>(node).number);
    if (tag_of(node) == T_SubLink) {
      const auto& link = as<SubLink>(node);
      if (link.testexpr != nullptr) Facts::walk(link.testexpr, context);
      walk.facts->nested(link.subselect, walk.level);
      return false;
    }
    return visit_children(node, &Facts::walk, context);
  }
  void inside(const Node* node, const Level& level) {
    Walk context{this, &level};
    walk(const_cast<Node*>(node), &context);
  }
  void parameters(const Node* node) {
    const Level nothing;
    inside(node, nothing);
  }

  const model::Database& database_;
  model::Query& query_;
  std::set<std::string> common_;
};

}  // namespace

void collect_facts(const Node* statement, const model::Database& database, model::Query& query) {
  Facts facts(database, query);
  facts.statement(statement);
  facts.finish();
}

}  // namespace mimar::sql
