#include "sql/star.h"

#include <algorithm>

#include "base/text.h"
#include "model/quote.h"
#include "sql/analyser.h"
#include "sql/translate.h"
#include "sql/walk.h"

namespace mimar::sql {
namespace {

// Where the `*` that starts at `at` as `*`, `t.*` or `"T".*` ends.
std::size_t end_of_star(std::string_view sql, std::size_t at) {
  bool quoted = false;
  for (; at < sql.size(); ++at) {
    if (sql[at] == '"') quoted = !quoted;
    if (sql[at] == '*' && !quoted) return at + 1;
  }
  return at;
}

struct StarFinder {
  bool found = false;
  static bool visit(Node* node, void* context) {
    if (node == nullptr) return false;
    auto& finder = *static_cast<StarFinder*>(context);
    if (tag_of(node) == T_ResTarget) {
      const Node* value = as<ResTarget>(node).val;
      finder.found =
          finder.found || (value != nullptr && tag_of(value) == T_ColumnRef &&
                           tag_of(Items(as<ColumnRef>(value).fields).back()) == T_A_Star);
    }
    return visit_children(node, &visit, context);
  }
};

FrozenQuery spell_out(const std::string& sql, const Node* query, const Universe& universe) {
  Analyser analyser(universe);
  analyser.query(query);
  FrozenQuery frozen{sql, true};
  const auto& stars = analyser.stars();
  for (auto star = stars.rbegin(); star != stars.rend(); ++star) {
    if (star->first < 0 || !star->second) {
      frozen.complete = false;
      continue;
    }
    const auto at = static_cast<std::size_t>(star->first);
    frozen.sql.replace(at, end_of_star(sql, at) - at, *star->second);
  }
  return frozen;
}

}  // namespace

bool has_star(const std::string& query) {
  if (query.find('*') == std::string::npos) return false;
  const ParseTree tree(query);
  StarFinder finder;
  if (const Node* node = tree.only_query()) StarFinder::visit(const_cast<Node*>(node), &finder);
  return finder.found;
}

FrozenQuery freeze(const model::View& view, const std::vector<std::string>& names,
                   const model::Objects& objects, const std::vector<std::string>& search_path) {
  FrozenQuery frozen{view.query.sql, true};
  const ParseTree tree(view.query.sql);
  const Node* query = tree.only_query();
  if (query == nullptr) return frozen;
  Universe universe(objects, search_path);
  learn_columns(universe, objects.views);
  frozen = spell_out(view.query.sql, query, universe);
  frozen.complete = frozen.complete && !has_star(frozen.sql);
  frozen.sql = with_column_names(frozen.sql, names, view.name.name);
  return frozen;
}

// One item's columns, or those of the whole FROM clause.
void Analyser::note_star(const ColumnRef& ref, const FromItem* item) {
  bool open = item != nullptr && item->open;
  if (item == nullptr)
    for (const FromItem& one : scope_->items)
      open = open || one.open;
  stars_[ref.location] =
      open ? std::nullopt : spelt_out(item != nullptr ? item->columns : scope_->columns);
}

std::optional<std::string> Analyser::spelt_out(const std::vector<VisibleColumn>& columns) const {
  std::vector<std::string> parts;
  for (const VisibleColumn& column : columns) {
    parts.push_back(spelt_out(column));
    if (parts.back().empty()) return std::nullopt;
  }
  if (parts.empty()) return std::nullopt;
  return text::join(parts, ", ");
}

// By its FROM item, so that columns added to another one later do not make it ambiguous; the merged
// column of a full join has none. "" where two items share their name.
std::string Analyser::spelt_out(const VisibleColumn& column) const {
  const auto same = [&](const VisibleColumn& c) { return c.node == column.node; };
  for (const FromItem& item : scope_->items) {
    const auto found = std::find_if(item.columns.begin(), item.columns.end(), same);
    if (found == item.columns.end()) continue;
    const auto named =
        std::count_if(scope_->items.begin(), scope_->items.end(),
                      [&](const FromItem& other) { return other.alias == item.alias; });
    if (named > 1 || item.alias.empty()) return "";
    std::string result =
        model::quote_identifier(item.alias) + "." + model::quote_identifier(found->name);
    if (found->name != column.name) result += " AS " + model::quote_identifier(column.name);
    return result;
  }
  return model::quote_identifier(column.name);
}

}  // namespace mimar::sql
