#include "design/relational/accesses.h"

#include <algorithm>

#include <fmt/core.h>

#include "base/text.h"
#include "design/relational/access_figures.h"
#include "design/relational/access_filters.h"
#include "design/relational/access_indexes.h"
#include "design/relational/access_order.h"
#include "design/relational/access_text.h"
#include "design/relational/access_writes.h"
#include "design/relational/naming.h"
#include "design/relational/relational.h"

namespace mimar::design::relational {
namespace {

using Kind = Access::Kind;

constexpr std::size_t usual_page = 50;

std::string plural(const Layout& layout, const std::string& entity) {
  const Entity* found = find_entity(layout.model, entity);
  return found == nullptr || found->plural.empty() ? entity + "s" : found->plural;
}

std::string name_of(const AccessText& text) {
  constexpr const char* verbs[] = {"list",   "find",   "count",   "sum",     "search", "create",
                                   "change", "remove", "average", "minimum", "maximum"};
  const Access& access = text.access;
  std::string name = verbs[static_cast<std::size_t>(access.kind)];
  if (is_figure(access.kind) && access.kind != Kind::count) name += " " + access.measured + " of";
  name += " " + plural(text.layout, access.entity);
  if (!text.words.empty()) name += " with " + text.words;
  std::vector<std::string> groups;
  for (const Grouping& group : access.by)
    groups.push_back(group.step.empty() ? group.attribute : group.step + " of " + group.attribute);
  if (!groups.empty()) name += " by " + text::join(groups, ", ");
  if (access.ranked) name += *access.ranked ? ", greatest first" : ", smallest first";
  std::vector<std::string> order;
  for (const auto& [attribute, descending] : access.order)
    order.push_back(attribute + (descending ? " descending" : ""));
  return order.empty() ? name : name + " in order of " + text::join(order, ", ");
}

AccessText begin(Layout& layout, const Access& access) {
  AccessText text{layout, access, table_of(layout, access.entity)->name, ""};
  text.from = full(layout, text.table);
  model::Query& query = text.pattern.query;
  query.kind = model::Query::Kind::select;
  query.relations = {{layout.policy.schema, text.table}};
  if (find_table(layout, text.table)->of_tenant && access.kind != Kind::create) {
    const std::string value = parameter(text, "tenant_id");
    text.conditions.push_back(
        {own(text, "tenant_id") + " = " + value, "tenant_id", quoted("tenant_id"), true});
  }
  return text;
}

// All but secrets and what nobody reads in a list.
std::string selected(const AccessText& text) {
  const Entity* entity = find_entity(text.layout.model, text.access.entity);
  std::vector<std::string> columns;
  for (const Column& column : find_table(text.layout, text.table)->columns) {
    const Attribute* attribute =
        entity == nullptr ? nullptr : find_attribute(*entity, column.attribute);
    if (attribute != nullptr &&
        (attribute->kind == ValueKind::hash || attribute->kind == ValueKind::binary))
      continue;
    columns.push_back(own(text, column.name));
  }
  return text::join(columns, ", ");
}

void finish(AccessText& text, DesignedAccess designed, const std::string& sql, double share) {
  model::Query& query = text.pattern.query;
  query.sql = sql;
  query.name = designed.name;
  const double rate = text.access.per_second.value_or(1);
  query.weight = text.pattern.weight = rate * share;
  text.pattern.reason = designed.why;
  designed.said = text.access.said;
  designed.pattern = text.pattern;
  text.layout.accesses.push_back(std::move(designed));
}

void add_list(AccessText text, DesignedAccess designed) {
  const std::vector<OrderKey> order = order_of(text);
  if (!text.trouble.empty()) {
    text.layout.questions.push_back("An access pattern is left out: " + text.trouble + ".");
    return;
  }
  serve(text, order, designed);
  text.pattern.query.has_limit = true;
  const std::string head = fmt::format("SELECT {}\nFROM {}", selected(text), text.from);
  const std::string limit = fmt::format("\nLIMIT {}", text.access.page.value_or(usual_page));
  AccessText further = text;
  finish(text, designed, head + where(text) + order_by(order) + limit, 0.5);
  designed.name += ", next page";
  designed.why += designed.why.empty() ? "" : "; the next page begins after the last row seen";
  const std::string after = after_last(further, order);
  finish(further, designed, head + where(further, after) + order_by(order) + limit, 0.5);
}

void add_find(AccessText text, DesignedAccess designed) {
  serve(text, {}, designed);
  std::string sql = fmt::format("SELECT {}\nFROM {}", selected(text), text.from) + where(text);
  text.pattern.by_key = !text.joined && text.conditions.size() == 1 && designed.indexes.empty();
  finish(text, designed, sql, 1);
}

void add_search(AccessText text, DesignedAccess designed) {
  serve(text, {}, designed);
  text.pattern.query.has_limit = true;
  finish(text, designed,
         fmt::format("SELECT {}\nFROM {}", selected(text), text.from) + where(text) +
             fmt::format("\nLIMIT {}", text.access.page.value_or(usual_page)),
         1);
}

void add_figure(AccessText text, DesignedAccess designed) {
  const std::string sql = figure_statement(text, designed);
  if (text.trouble.empty()) return finish(text, designed, sql, 1);
  text.layout.questions.push_back("An access pattern is left out: " + text.trouble + ".");
}

void add_access(Layout& layout, const Access& access) {
  if (table_of(layout, access.entity) == nullptr) {
    layout.questions.push_back(
        fmt::format("An access pattern asks for «{}», of which nothing is said.", access.entity));
    return;
  }
  AccessText text = begin(layout, access);
  const bool writes =
      access.kind == Kind::create || access.kind == Kind::change || access.kind == Kind::remove;
  for (const Filter& filter : access.filters)
    if (text.trouble.empty() && !writes) add_filter(text, filter);
  DesignedAccess designed;
  text.pattern.query.name = designed.name = name_of(text);
  if (!text.trouble.empty()) {
    layout.questions.push_back("An access pattern is left out: " + text.trouble + ".");
    return;
  }
  switch (access.kind) {
    case Kind::list: return add_list(std::move(text), std::move(designed));
    case Kind::find: return add_find(std::move(text), std::move(designed));
    case Kind::search: return add_search(std::move(text), std::move(designed));
    case Kind::count:
    case Kind::sum:
    case Kind::average:
    case Kind::minimum:
    case Kind::maximum: return add_figure(std::move(text), std::move(designed));
    case Kind::create:
    case Kind::change:
    case Kind::remove: break;
  }
  const std::string sql = write_statement(text, designed);
  if (!sql.empty()) finish(text, designed, sql, 1);
}

}  // namespace

void add_accesses(Layout& layout) {
  for (const Access& access : layout.model.accesses)
    add_access(layout, access);
}

}  // namespace mimar::design::relational
