#include "diff/settle.h"

#include <algorithm>
#include <map>
#include <utility>

#include "model/owners.h"
#include "model/visit.h"

namespace mimar::diff {
namespace {

using model::Expression;

// As the comparison of model/compare.h sees it: neither equal nor different.
bool undecided(const Expression& a, const Expression& b) {
  const bool canonical = !a.canonical.empty() && !b.canonical.empty();
  const bool resolved = canonical && a.resolved && b.resolved;
  return !resolved && (canonical ? a.canonical != b.canonical : a.sql != b.sql);
}

void settle(const Expression& from, Expression& to) {
  // Without comparison forms on both sides equal texts are equal, whatever the forms say.
  const bool same_text = (from.canonical.empty() || to.canonical.empty()) && from.sql == to.sql;
  if (same_text || undecided(from, to)) to = from;
}

void settle(const std::optional<Expression>& from, std::optional<Expression>& to) {
  if (from && to) settle(*from, *to);
}

// Pairs two lists by name; both may be in any order.
template <class T, class Same>
void pair_up(const std::vector<T>& from, std::vector<T>& to, Same same) {
  std::map<decltype(T::name), const T*> by_name;
  for (const T& item : from)
    by_name.emplace(item.name, &item);
  for (T& item : to) {
    const auto found = by_name.find(item.name);
    if (found != by_name.end()) same(*found->second, item);
  }
}

void settle(const model::Column& from, model::Column& to) {
  settle(from.default_value, to.default_value);
  settle(from.generated, to.generated);
}

void settle(const model::Index& from, model::Index& to) {
  for (std::size_t i = 0; i < std::min(from.keys.size(), to.keys.size()); ++i)
    settle(from.keys[i].expression, to.keys[i].expression);
  settle(from.predicate, to.predicate);
}

constexpr auto settle_index = [](const model::Index& from, model::Index& to) { settle(from, to); };

void settle(const model::Table& from, model::Table& to) {
  pair_up(from.columns, to.columns, [](const model::Column& a, model::Column& b) { settle(a, b); });
  pair_up(from.checks, to.checks,
          [](const model::Check& a, model::Check& b) { settle(a.expression, b.expression); });
  pair_up(from.indexes, to.indexes, settle_index);
  settle(from.partition_by, to.partition_by);
  if (from.partition_of && to.partition_of)
    settle(from.partition_of->bound, to.partition_of->bound);
}

void settle(const model::View& from, model::View& to) {
  settle(from.query, to.query);
  for (auto& [column, value] : to.column_defaults) {
    const auto before = from.column_defaults.find(column);
    if (before != from.column_defaults.end()) settle(before->second, value);
  }
  pair_up(from.indexes, to.indexes, settle_index);
}

void settle(const model::OtherObject& from, model::OtherObject& to, Bodies bodies) {
  if (from.opaque() != to.opaque()) to.definition = from.definition;  // neither equal nor different
  if (from.opaque()) {
    if (bodies == Bodies::spelt_differently) to.sql = from.sql;
    return;
  }
  model::visit_pairs<Expression>(from.definition, to.definition,
                                 [](const Expression& a, Expression& b) { settle(a, b); });
  const auto* before = std::get_if<model::Extension>(&from.definition);
  auto* after = std::get_if<model::Extension>(&to.definition);
  if (before != nullptr && after != nullptr && (before->version.empty() || after->version.empty()))
    after->version = before->version;
}

void settle_others(const std::vector<model::OtherObject>& from, std::vector<model::OtherObject>& to,
                   Bodies bodies) {
  std::map<std::pair<std::string, std::string>, const model::OtherObject*> known;
  for (const model::OtherObject& object : from)
    known[{object.kind, object.name}] = &object;
  for (model::OtherObject& object : to) {
    const auto found = known.find({object.kind, object.name});
    if (found != known.end()) settle(*found->second, object, bodies);
  }
}

template <class T, class KeyOf, class Do>
void each_pair(const std::vector<T>& from, std::vector<T>& to, KeyOf key_of, Do act) {
  std::map<decltype(key_of(from.front())), const T*> known;
  for (const T& object : from)
    known.emplace(key_of(object), &object);
  for (T& object : to) {
    const auto found = known.find(key_of(object));
    if (found != known.end()) act(found->second->access, object.access);
  }
}

template <class Do>
void each_access(const model::Objects& from, model::Objects& to, Do act) {
  const auto by_name = [](const auto& object) { return object.name; };
  each_pair(from.schemas, to.schemas, by_name, act);
  each_pair(from.enums, to.enums, by_name, act);
  each_pair(from.sequences, to.sequences, by_name, act);
  each_pair(from.tables, to.tables, by_name, act);
  each_pair(from.views, to.views, by_name, act);
  each_pair(
      from.others, to.others,
      [](const model::OtherObject& object) { return std::pair(object.kind, object.name); }, act);
}

// Owners that only one side names, as the comparison judges them.
void settle_owners(const model::Objects& from, model::Objects& to) {
  model::Owners owners(from.owner, to.owner);
  each_access(from, to, [&](const model::Access& a, const model::Access& b) {
    owners.add(a.owner, b.owner);
  });
  owners.judge();
  each_access(from, to, [&](const model::Access& a, model::Access& b) {
    const std::string left = owners.left(a), right = owners.right(b);
    if (owners.same(a.owner, b.owner)) b.owner = a.owner;
    if (a.grants == b.grants || left.empty() == right.empty()) return;
    const bool same = (left.empty() ? model::with_owner(a.grants, right) : a.grants) ==
                      (right.empty() ? model::with_owner(b.grants, left) : b.grants);
    if (same) b.grants = a.grants;
  });
  for (model::DefaultPrivileges& one : to.default_privileges) {
    for (const model::DefaultPrivileges& before : from.default_privileges) {
      if (owners.left_role(before.role) == owners.right_role(one.role)) one.role = before.role;
    }
  }
}

}  // namespace

model::Objects settled(const model::Database& from, const model::Database& to, Bodies bodies) {
  model::Objects result = to.objects();
  pair_up(from->tables, result.tables,
          [](const model::Table& a, model::Table& b) { settle(a, b); });
  pair_up(from->views, result.views, [](const model::View& a, model::View& b) { settle(a, b); });
  settle_others(from->others, result.others, bodies);
  settle_owners(from.objects(), result);
  return result;
}

}  // namespace mimar::diff
