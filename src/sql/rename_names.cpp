#include "sql/rename_names.h"

#include <set>
#include <vector>

#include "model/quote.h"
#include "sql/make_nodes.h"
#include "sql/text_edit.h"
#include "sql/tree_facts.h"
#include "sql/walk.h"

namespace mimar::sql {
namespace {

constexpr std::string_view prefix = "SELECT ";
constexpr std::string_view before_body = "CREATE FUNCTION f() ";

class NameWalk {
 public:
  NameWalk(std::string_view sql, const Renamed& renamed) : sql_(sql), renamed_(renamed) {}

  void walk(const Node* node) { step(const_cast<Node*>(node), this); }

  std::vector<TextEdit> edits;

 private:
  static bool step(Node* node, void* context) {
    if (node == nullptr) return false;
    auto* self = static_cast<NameWalk*>(context);
    self->visit(node);
    // Which the walker of the parser does not know.
    if (tag_of(node) == T_ReturnStmt) return step(as<ReturnStmt>(node).returnval, context);
    return visit_children(node, &step, context);
  }

  void visit(const Node* node) {
    switch (tag_of(node)) {
      case T_CommonTableExpr: queries_.insert(text_of(as<CommonTableExpr>(node).ctename)); break;
      case T_SelectStmt: remember_queries(as<SelectStmt>(node).withClause); break;
      case T_InsertStmt: filled_.insert(as<InsertStmt>(node).relation); break;
      case T_RangeVar: relation(as<RangeVar>(node)); break;
      case T_FuncCall: {
        const auto& call = as<FuncCall>(node);
        names(Mention::function, call.funcname, call.location);
        break;
      }
      case T_TypeCast: type(as<TypeCast>(node).typeName); break;
      case T_TypeName: type(&as<TypeName>(node)); break;
      case T_CollateClause: collation(as<CollateClause>(node)); break;
      default: break;
    }
  }

  void remember_queries(const WithClause* with) {
    if (with == nullptr) return;
    for (const Node* item : Items(with->ctes))
      queries_.insert(text_of(as<CommonTableExpr>(item).ctename));
  }

  void relation(const RangeVar& range) {
    const model::Name name = name_of(&range);
    if (range.location < 0 || (name.schema.empty() && queries_.contains(name.name))) return;
    const std::optional<model::Name> to = renamed_(Mention::relation, name);
    if (!to) return;
    std::string text = model::quote_name(*to);
    if (range.alias == nullptr && to->name != name.name && !filled_.contains(&range))
      text += " " + model::quote_identifier(name.name);
    replace(static_cast<std::size_t>(range.location), name.schema.empty() ? 1 : 2, std::move(text));
  }

  // What the grammar makes of keywords (EXTRACT, integer) has another place in the text than its
  // name, and is PostgreSQL's own.
  void names(Mention mention, const List* list, int location) {
    const Items parts(list);
    if (location < 0 || parts.empty() || parts.size() > 2) return;
    const model::Name written = name_of(list);
    if (written.schema == "pg_catalog") return;
    if (const std::optional<model::Name> to = renamed_(mention, written))
      replace(static_cast<std::size_t>(location), parts.size(), model::quote_name(*to));
  }

  void type(const TypeName* type) {
    if (type != nullptr && seen_.insert(type).second)
      names(Mention::type, type->names, type->location);
  }

  // Its place is that of the word COLLATE.
  void collation(const CollateClause& clause) {
    if (clause.location < 0) return;
    std::size_t at = static_cast<std::size_t>(clause.location) + std::string_view("COLLATE").size();
    while (at < sql_.size() && (sql_[at] == ' ' || sql_[at] == '\n' || sql_[at] == '\t'))
      ++at;
    names(Mention::collation, clause.collname, static_cast<int>(at));
  }

  void replace(std::size_t at, std::size_t parts, std::string text) {
    const std::size_t last = last_identifier(sql_, at, parts);
    edits.push_back({at, last + identifier_length(sql_, last) - at, std::move(text)});
  }

  std::string_view sql_;
  const Renamed& renamed_;
  std::set<std::string> queries_;  // of WITH
  std::set<const TypeName*> seen_;
  std::set<const RangeVar*> filled_;  // by INSERT, where an alias needs AS and serves nobody
};

std::optional<std::string> changed(std::string_view sql, const Renamed& renamed) {
  const ParseTree tree(sql);
  if (!tree.ok()) return std::nullopt;
  NameWalk walk(sql, renamed);
  for (const Node* item : tree.statements()) {
    const Node* statement = as<RawStmt>(item).stmt;
    const bool function = tag_of(statement) == T_CreateFunctionStmt;
    walk.walk(function ? as<CreateFunctionStmt>(statement).sql_body : statement);
  }
  return apply_edits(sql, std::move(walk.edits));
}

}  // namespace

std::string rename_names(std::string_view sql, const Renamed& renamed) {
  if (sql.starts_with("RETURN ") || sql.starts_with("BEGIN ATOMIC")) {
    const auto function = changed(std::string(before_body).append(sql), renamed);
    return function ? function->substr(before_body.size()) : std::string(sql);
  }
  if (auto query = changed(sql, renamed)) return *query;
  if (auto expression = changed(std::string(prefix).append(sql), renamed))
    return expression->substr(prefix.size());
  return std::string(sql);
}

}  // namespace mimar::sql
