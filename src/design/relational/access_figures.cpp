#include "design/relational/access_figures.h"

#include <fmt/core.h>

#include "base/text.h"
#include "design/relational/access_indexes.h"
#include "design/relational/carry.h"
#include "design/relational/naming.h"

namespace mimar::design::relational {
namespace {

using Kind = Access::Kind;

bool is_instant(const Column& column) {
  return column.type == "date" || column.type == "timestamptz";
}

// "created at" where no attribute has the name.
const Column* made_at(const Table& table, const std::string& attribute) {
  if (attribute == "created at") return find_column(table, "created_at");
  return attribute == "updated at" ? find_column(table, "updated_at") : nullptr;
}

// An instant cut to the beginning of the step it is in.
std::string cut(AccessText& text, const Grouping& group) {
  const Table& table = *find_table(text.layout, text.table);
  const Column* column = column_of(table, group.attribute);
  if (column == nullptr) column = made_at(table, group.attribute);
  if (column == nullptr || !is_instant(*column)) {
    text.trouble = fmt::format("«{}», whose {} is asked for, is no date or instant of {}",
                               group.attribute, group.step, with_article(text.access.entity));
    return "";
  }
  const std::string name = own(text, column->name);
  if (column->type == "date" && group.step == "day") return name;
  const std::string sql = fmt::format("date_trunc('{}', {})", group.step, name);
  return column->type == "date" ? sql + "::date" : sql;
}

std::string key_of(AccessText& text, const Grouping& group) {
  if (!group.step.empty()) return cut(text, group);
  const auto column = column_for(text.layout, text.table, group.attribute, text.access.said);
  if (column) return own(text, *column);
  text.trouble = fmt::format(
      "«{}», by which is counted, is neither an attribute of {} nor something it belongs to",
      group.attribute, with_article(text.access.entity));
  return "";
}

std::string figure_of(AccessText& text) {
  if (text.access.kind == Kind::count) return "count(*)";
  const Column* column = column_of(*find_table(text.layout, text.table), text.access.measured);
  if (column == nullptr) {
    text.trouble = fmt::format("«{}», of which a figure is asked for, is no stored attribute of {}",
                               text.access.measured, with_article(text.access.entity));
    return "";
  }
  const std::string name = own(text, column->name);
  const bool adds = text.access.kind == Kind::sum || text.access.kind == Kind::average;
  if (adds && !column->type.starts_with("numeric") && column->type != "integer" &&
      column->type != "bigint" && column->type != "interval" &&
      column->type != "double precision") {
    text.trouble = fmt::format("«{}» of {} is no number", text.access.measured,
                               with_article(text.access.entity));
    return "";
  }
  switch (text.access.kind) {
    case Kind::average: return fmt::format("avg({})", name);
    case Kind::minimum: return fmt::format("min({})", name);
    case Kind::maximum: return fmt::format("max({})", name);
    default:
      return column->type == "interval" ? fmt::format("sum({})", name)
                                        : fmt::format("coalesce(sum({}), 0)", name);
  }
}

bool reads_whole_tenant(const AccessText& text) {
  return text.conditions.size() == 1 && text.conditions.front().column == "tenant_id" &&
         find_table(text.layout, text.table)->of_tenant && !text.joined;
}

}  // namespace

std::string figure_statement(AccessText& text, DesignedAccess& designed) {
  std::vector<std::string> groups;
  bool in_time = false;
  for (const Grouping& group : text.access.by) {
    groups.push_back(key_of(text, group));
    in_time |= !group.step.empty();
  }
  const std::string figure = text.trouble.empty() ? figure_of(text) : "";
  if (!text.trouble.empty()) return "";
  text.pattern.query.aggregates = true;
  if (reads_whole_tenant(text))
    designed.why =
        "it reads all rows of a tenant, which no index makes fewer: the time grows with them; keep "
        "the figure in a table of its own where that is too long";
  else
    serve(text, {}, designed);
  const std::string keys = text::join(groups, ", ");
  std::string sql = fmt::format("SELECT {}{}{}\nFROM {}{}", keys, groups.empty() ? "" : ", ",
                                figure, text.from, where(text));
  if (groups.empty()) return sql;
  sql += "\nGROUP BY " + keys;
  if (text.access.ranked)
    sql += fmt::format("\nORDER BY {}{}, {}", figure, *text.access.ranked ? " DESC" : "", keys);
  else if (in_time || text.access.page)
    sql += "\nORDER BY " + keys;
  if (text.access.page) sql += fmt::format("\nLIMIT {}", *text.access.page);
  text.pattern.query.has_limit = text.access.page.has_value();
  return sql;
}

}  // namespace mimar::design::relational
