#include "sql/column_scope.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "model/quote.h"
#include "sql/make_nodes.h"
#include "sql/text_edit.h"
#include "sql/tree_facts.h"
#include "sql/walk.h"

namespace mimar::sql {
namespace {

struct Source {
  std::string alias;
  model::Name relation;  // empty: a subquery, a function or a WITH query
};

class ScopeWalk {
 public:
  ScopeWalk(std::string_view sql, const ColumnScope& scope, const model::Name& table,
            const std::string& column, const std::string& to)
      : sql_(sql), scope_(scope), table_(table), column_(column), to_(to) {
    if (!scope.table.empty()) scopes_.push_back({{scope.table.name, scope.table}});
  }

  void walk(const Node* node) { step(const_cast<Node*>(node), this); }

  const model::Name* own_name = nullptr;  // of the own table from now on: then no column is renamed
  std::vector<TextEdit> edits;
  std::size_t found = 0;
  bool certain = true;

 private:
  static bool step(Node* node, void* context) {
    if (node == nullptr) return false;
    return static_cast<ScopeWalk*>(context)->visit(node);
  }

  bool visit(Node* node) {
    switch (tag_of(node)) {
      case T_SelectStmt: return select(node);
      case T_JoinExpr: doubt_using(as<JoinExpr>(node)); break;
      case T_ColumnRef: column(as<ColumnRef>(node)); return false;
      default: break;
    }
    return visit_children(node, &step, this);
  }

  // WITH queries are named before the FROM clause that uses them.
  bool select(Node* node) {
    const auto& select = as<SelectStmt>(node);
    const std::set<std::string> outer = common_tables_;
    if (select.withClause != nullptr) {
      for (const Node* item : Items(select.withClause->ctes))
        common_tables_.insert(text_of(as<CommonTableExpr>(item).ctename));
    }
    scopes_.emplace_back();
    for (const Node* item : Items(select.fromClause))
      add_source(item);
    collect_outputs(select);
    const bool stop = visit_children(node, &step, this);
    scopes_.pop_back();
    common_tables_ = outer;
    return stop;
  }

  // A query keeps the names of its output columns, also where nobody asks for them.
  void collect_outputs(const SelectStmt& select) {
    for (const Node* item : Items(select.targetList)) {
      const auto& target = as<ResTarget>(item);
      if (target.name == nullptr && target.val != nullptr && tag_of(target.val) == T_ColumnRef)
        outputs_.insert(target.val);
    }
  }

  void add_source(const Node* item) {
    std::vector<Source>& sources = scopes_.back();
    switch (tag_of(item)) {
      case T_RangeVar: {
        const auto& range = as<RangeVar>(item);
        const model::Name written = name_of(&range);
        const std::string alias =
            range.alias != nullptr ? text_of(range.alias->aliasname) : written.name;
        const bool with = written.schema.empty() && common_tables_.contains(written.name);
        sources.push_back({alias, with ? model::Name{} : scope_.resolve(written)});
        break;
      }
      case T_JoinExpr:
        add_source(as<JoinExpr>(item).larg);
        add_source(as<JoinExpr>(item).rarg);
        break;
      case T_RangeSubselect: add_derived(as<RangeSubselect>(item).alias); break;
      case T_RangeFunction: add_derived(as<RangeFunction>(item).alias); break;
      default: add_derived(nullptr); break;
    }
  }
  void add_derived(const Alias* alias) {
    scopes_.back().push_back({alias != nullptr ? text_of(alias->aliasname) : "", {}});
  }

  void doubt_using(const JoinExpr& join) {
    const std::vector<std::string> columns = strings(join.usingClause);
    if (join.isNatural || std::find(columns.begin(), columns.end(), column_) != columns.end())
      certain = false;
  }

  // `film.title` over the table film, unless a FROM clause has another film.
  void requalify(const ColumnRef& ref, const Items& fields) {
    if (fields.size() < 2 || ref.location < 0) return;
    const std::string alias = string_of(fields[fields.size() - 2]);
    if (alias != scope_.table.name) return;
    for (std::size_t i = 1; i < scopes_.size(); ++i) {
      for (const Source& source : scopes_[i])
        if (source.alias == alias) return;
    }
    const auto at = static_cast<std::size_t>(ref.location);
    const std::size_t last = last_identifier(sql_, at, fields.size() - 1);
    const std::size_t end = last + identifier_length(sql_, last);
    edits.push_back({at, end - at, model::quote_identifier(own_name->name)});
  }

  void column(const ColumnRef& ref) {
    const Items fields(ref.fields);
    if (own_name != nullptr) return requalify(ref, fields);
    if (tag_of(fields.back()) != T_String || string_of(fields.back()) != column_) return;
    const bool ours =
        fields.size() > 1 ? qualified(string_of(fields[fields.size() - 2])) : unqualified();
    if (!ours) return;
    ++found;
    if (to_ == column_ || ref.location < 0) return;
    const std::size_t at =
        last_identifier(sql_, static_cast<std::size_t>(ref.location), fields.size());
    std::string text = model::quote_identifier(to_);
    if (outputs_.contains(reinterpret_cast<const Node*>(&ref)))
      text += " AS " + model::quote_identifier(column_);
    edits.push_back({at, identifier_length(sql_, at), std::move(text)});
  }

  bool qualified(const std::string& alias) const {
    for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
      for (const Source& source : *scope)
        if (source.alias == alias) return source.relation == table_;
    }
    return false;
  }

  // The innermost scope that has such a column; a query among its sources may have one too.
  bool unqualified() {
    for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
      bool known = true;
      for (const Source& source : *scope) {
        const std::optional<bool> has =
            source.relation.empty() ? std::nullopt : scope_.has_column(source.relation);
        if (has.value_or(false)) return source.relation == table_;
        known = known && has.has_value();
      }
      if (!known) {
        certain = false;
        return false;
      }
    }
    return false;
  }

  std::string_view sql_;
  const ColumnScope& scope_;
  const model::Name& table_;
  const std::string &column_, &to_;
  std::vector<std::vector<Source>> scopes_;
  std::set<std::string> common_tables_;
  std::set<const Node*> outputs_;
};

}  // namespace

ScopedEdit rename_column_of(std::string_view sql, const ColumnScope& scope,
                            const model::Name& table, const std::string& column,
                            const std::string& to) {
  const std::string prefix = scope.table.empty() ? "" : "SELECT ";
  const std::string text = prefix + std::string(sql);
  const ParseTree tree(text);
  ScopeWalk walk(text, scope, table, column, to);
  for (const Node* statement : tree.statements())
    walk.walk(as<RawStmt>(statement).stmt);
  std::string edited = apply_edits(text, std::move(walk.edits)).substr(prefix.size());
  return {std::move(edited), walk.found, tree.ok() && walk.certain};
}

std::string rename_own_table(std::string_view sql, const ColumnScope& scope,
                             const model::Name& to) {
  const std::string prefix = "SELECT ";
  const std::string text = prefix + std::string(sql);
  const ParseTree tree(text);
  const std::string nothing;
  ScopeWalk walk(text, scope, scope.table, nothing, nothing);
  walk.own_name = &to;
  for (const Node* statement : tree.statements())
    walk.walk(as<RawStmt>(statement).stmt);
  return apply_edits(text, std::move(walk.edits)).substr(prefix.size());
}

}  // namespace mimar::sql
