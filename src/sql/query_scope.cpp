#include "sql/query_scope.h"

#include <algorithm>

#include "sql/walk.h"

namespace mimar::sql {
namespace {

std::optional<model::ColumnUse> resolve_unqualified(const std::string& column, const Level& level) {
  for (const Level* at = &level; at != nullptr; at = at->outer) {
    const bool all_known =
        std::all_of(at->sources.begin(), at->sources.end(),
                    [](const Source& source) { return source.table != nullptr; });
    const Source* found = nullptr;
    for (const Source& source : at->sources) {
      if (source.table == nullptr || model::find_column(*source.table, column) == nullptr) continue;
      if (found != nullptr) return std::nullopt;
      found = &source;
    }
    if (found != nullptr && all_known) return model::ColumnUse{found->relation, column};
    if (at->sources.size() == 1 && at->outer == nullptr && !all_known)
      return at->sources[0].relation.empty()
                 ? std::nullopt
                 : std::optional<model::ColumnUse>({at->sources[0].relation, column});
    if (!all_known) return std::nullopt;
  }
  return std::nullopt;
}

struct Collecting {
  const Level& level;
  ColumnsOf found;
};

bool collect(Node* node, void* context) {
  if (node == nullptr || tag_of(node) == T_SubLink) return false;
  auto& collecting = *static_cast<Collecting*>(context);
  if (tag_of(node) != T_ColumnRef) return visit_children(node, &collect, context);
  if (const auto use = resolve(as<ColumnRef>(node), collecting.level))
    collecting.found.columns.insert(*use);
  else
    ++collecting.found.unresolved;
  return false;
}

}  // namespace

const Source* owner(const Level& level, std::size_t first, std::size_t last,
                    const std::string& column) {
  if (last - first == 1)
    return level.sources[first].relation.empty() ? nullptr : &level.sources[first];
  const Source* only = nullptr;
  for (std::size_t i = first; i < last; ++i) {
    const Source& source = level.sources[i];
    if (source.table == nullptr || model::find_column(*source.table, column) == nullptr) continue;
    if (only != nullptr) return nullptr;
    only = &source;
  }
  return only;
}

std::optional<model::ColumnUse> resolve(const ColumnRef& ref, const Level& level) {
  const Items fields(ref.fields);
  if (tag_of(fields.back()) != T_String) return std::nullopt;
  const std::string column = string_of(fields.back());
  if (fields.size() == 1) return resolve_unqualified(column, level);
  const std::string alias = string_of(fields[fields.size() - 2]);
  for (const Level* at = &level; at != nullptr; at = at->outer)
    for (const Source& source : at->sources)
      if (source.alias == alias)
        return source.relation.empty() ? std::nullopt
                                       : std::optional<model::ColumnUse>({source.relation, column});
  return std::nullopt;
}

ColumnsOf columns_of(const Node* node, const Level& level) {
  Collecting collecting{level, {}};
  collect(const_cast<Node*>(node), &collecting);
  return std::move(collecting.found);
}

Side side_of(const Node* node, const Level& level) {
  const ColumnsOf found = columns_of(node, level);
  Side side;
  side.columns = found.columns.size() + found.unresolved;
  if (side.columns == 1 && !found.columns.empty()) side.column = *found.columns.begin();
  side.bare = tag_of(node) == T_ColumnRef;
  return side;
}

}  // namespace mimar::sql
