#include "sql/query_parameters.h"

#include <algorithm>
#include <optional>

#include "sql/tree_facts.h"
#include "sql/walk.h"

namespace mimar::sql {
namespace {

using Role = QueryParameter::Role;

const Node* without_casts(const Node* node) {
  while (node != nullptr && tag_of(node) == T_TypeCast)
    node = as<TypeCast>(node).arg;
  return node;
}

// The one column an expression is made of, else nothing.
struct Column {
  std::optional<model::ColumnUse> found;
  bool several = false;
};

bool look_for_column(Node* node, void* context) {
  if (node == nullptr) return false;
  auto& column = *static_cast<Column*>(context);
  if (tag_of(node) == T_SubLink) return false;
  if (tag_of(node) != T_ColumnRef) return visit_children(node, look_for_column, context);
  const Items fields(as<ColumnRef>(node).fields);
  if (tag_of(fields.back()) != T_String) return false;
  model::ColumnUse use;
  use.column = string_of(fields.back());
  if (fields.size() > 1) use.relation.name = string_of(fields[fields.size() - 2]);
  if (fields.size() > 2) use.relation.schema = string_of(fields[fields.size() - 3]);
  column.several = column.several || (column.found && *column.found != use);
  column.found = std::move(use);
  return false;
}

std::optional<model::ColumnUse> only_column(const Node* node) {
  Column column;
  if (node != nullptr) look_for_column(const_cast<Node*>(node), &column);
  return column.several ? std::nullopt : column.found;
}

std::string mirrored(const std::string& operation) {
  if (operation.starts_with('<') && operation != "<>") return ">" + operation.substr(1);
  if (operation.starts_with('>')) return "<" + operation.substr(1);
  return operation;
}

class Reader {
 public:
  std::vector<QueryParameter> take() { return std::move(found_); }

  static bool visit(Node* node, void* reader) {
    return node != nullptr && static_cast<Reader*>(reader)->read(node);
  }

 private:
  bool read(Node* node) {
    switch (tag_of(node)) {
      case T_ParamRef: add(as<ParamRef>(node).number, Role::unknown, {}, {}); return false;
      case T_A_Expr: return expression(node);
      case T_SelectStmt: return select(node);
      case T_InsertStmt: return insert(node);
      case T_UpdateStmt: {
        const auto& update = as<UpdateStmt>(node);
        assigned(update.targetList, name_of(update.relation));
        return visit_children(node, visit, this);
      }
      default: return visit_children(node, visit, this);
    }
  }

  // What was told of a place by its surroundings stands before what the place alone tells.
  void add(int number, Role role, model::ColumnUse column, std::string operation) {
    const bool told = std::any_of(found_.begin(), found_.end(), [&](const QueryParameter& other) {
      return other.number == number && other.role != Role::unknown;
    });
    if (role == Role::unknown && told) return;
    std::erase_if(found_, [&](const QueryParameter& other) {
      return other.number == number && other.role == Role::unknown;
    });
    found_.push_back({number, role, std::move(column), std::move(operation)});
  }

  void add_if_parameter(const Node* node, Role role, const model::ColumnUse& column) {
    node = without_casts(node);
    if (node != nullptr && tag_of(node) == T_ParamRef)
      add(as<ParamRef>(node).number, role, column, {});
  }

  void assigned(const List* targets, const model::Name& relation) {
    for (const Node* target : Items(targets)) {
      if (tag_of(target) != T_ResTarget) continue;
      const auto& set = as<ResTarget>(target);
      add_if_parameter(set.val, Role::assigned, {relation, text_of(set.name)});
    }
  }

  bool select(Node* node) {
    const auto& select = as<SelectStmt>(node);
    add_if_parameter(select.limitCount, Role::limit, {});
    add_if_parameter(select.limitOffset, Role::offset, {});
    return visit_children(node, visit, this);
  }

  bool insert(Node* node) {
    const auto& insert = as<InsertStmt>(node);
    const model::Name relation = name_of(insert.relation);
    std::vector<std::string> columns;
    for (const Node* column : Items(insert.cols))
      columns.push_back(text_of(as<ResTarget>(column).name));
    if (insert.selectStmt != nullptr && tag_of(insert.selectStmt) == T_SelectStmt) {
      const auto& source = as<SelectStmt>(insert.selectStmt);
      for (const Node* row : Items(source.valuesLists)) {
        const Items values(reinterpret_cast<const List*>(row));
        for (std::size_t i = 0; i < values.size() && i < columns.size(); ++i)
          add_if_parameter(values[i], Role::inserted, {relation, columns[i]});
      }
      for (std::size_t i = 0; i < Items(source.targetList).size() && i < columns.size(); ++i)
        add_if_parameter(as<ResTarget>(Items(source.targetList)[i]).val, Role::inserted,
                         {relation, columns[i]});
    }
    if (insert.onConflictClause != nullptr) assigned(insert.onConflictClause->targetList, relation);
    return visit_children(node, visit, this);
  }

  bool expression(Node* node) {
    const auto& written = as<A_Expr>(node);
    if (written.lexpr == nullptr || written.rexpr == nullptr)
      return visit_children(node, visit, this);
    const std::string operation = string_of(Items(written.name).back());
    if (written.kind == AEXPR_BETWEEN || written.kind == AEXPR_BETWEEN_SYM) {
      const Items ends(reinterpret_cast<const List*>(written.rexpr));
      compared(written.lexpr, ends[0], "between");
      compared(written.lexpr, ends[1], "and");
    } else if (written.kind == AEXPR_IN || written.kind == AEXPR_OP_ANY ||
               written.kind == AEXPR_LIKE || written.kind == AEXPR_ILIKE) {
      compared(written.lexpr, written.rexpr, operation);
    } else {
      compared(written.lexpr, written.rexpr, operation);
      compared(written.rexpr, written.lexpr, mirrored(operation));
    }
    return visit_children(node, visit, this);
  }

  // The parameters of `value`, where the other side is of one column and has none itself.
  void compared(const Node* column, const Node* value, const std::string& operation) {
    const auto use = only_column(column);
    if (!use || only_column(value)) return;
    Sought sought{this, &*use, operation};
    look_for_parameters(const_cast<Node*>(value), &sought);
  }

  struct Sought {
    Reader* reader;
    const model::ColumnUse* column;
    std::string operation;
  };
  static bool look_for_parameters(Node* node, void* context) {
    if (node == nullptr) return false;
    auto& sought = *static_cast<Sought*>(context);
    if (tag_of(node) == T_ParamRef) {
      sought.reader->add(as<ParamRef>(node).number, Role::compared, *sought.column,
                         sought.operation);
      return false;
    }
    if (tag_of(node) == T_SubLink) return false;
    if (tag_of(node) == T_List) {
      for (const Node* item : Items(reinterpret_cast<const List*>(node)))
        look_for_parameters(const_cast<Node*>(item), context);
      return false;
    }
    const bool joined = tag_of(node) == T_A_Expr && as<A_Expr>(node).name != nullptr &&
                        string_of(Items(as<A_Expr>(node).name).back()) == "||";
    Sought inside = sought;
    if (joined) inside.operation = "||";
    return visit_children(node, look_for_parameters, &inside);
  }

  std::vector<QueryParameter> found_;
};

}  // namespace

std::vector<QueryParameter> query_parameters(std::string_view sql) {
  const ParseTree tree(sql);
  if (!tree.ok() || tree.only_statement() == nullptr) return {};
  Reader reader;
  Reader::visit(tree.only_statement(), &reader);
  return reader.take();
}

bool has_parameter(std::string_view sql, int number) {
  const std::string written = "$" + std::to_string(number);
  for (std::size_t at = 0; (at = sql.find(written, at)) != std::string_view::npos; ++at) {
    const std::size_t end = at + written.size();
    if (end == sql.size() || sql[end] < '0' || sql[end] > '9') return true;
  }
  return false;
}

}  // namespace mimar::sql
