#include <map>

#include "diff/facts.h"
#include "diff/kinds.h"
#include "diff/sorted.h"

namespace mimar::diff {
namespace {

using model::Column;
using model::Table;

std::map<std::string_view, const Column*> by_name(const Table& table) {
  std::map<std::string_view, const Column*> columns;
  for (const Column& column : table.columns)
    columns[column.name] = &column;
  return columns;
}

// Dropping, then adding each new column at its place, leaves the columns in the wanted order unless
// those that stay have changed places among themselves.
bool keep_their_order(const Table& from, const Table& to) {
  const auto before = by_name(from), after = by_name(to);
  std::vector<std::string_view> old_order, new_order;
  for (const Column& column : from.columns) {
    if (after.count(column.name) > 0) old_order.push_back(column.name);
  }
  for (const Column& column : to.columns) {
    if (before.count(column.name) > 0) new_order.push_back(column.name);
  }
  return old_order == new_order;
}

void diff_columns_of(const Table& from, const Table& to, ChangeSet& changes) {
  if (from.columns == to.columns) return;
  const auto before = by_name(from), after = by_name(to);
  for (const auto& [name, column] : before) {
    if (after.count(name) == 0) changes.push_back(DropColumn{to.name, *column});
  }
  for (std::size_t i = 0; i < to.columns.size(); ++i) {
    if (before.count(to.columns[i].name) == 0)
      changes.push_back(AddColumn{to.name, to.columns[i], i});
  }
  for (const auto& [name, column] : after) {
    const auto old = before.find(name);
    if (old != before.end() && *old->second != *column)
      changes.push_back(AlterColumn{to.name, *old->second, *column});
  }
  if (keep_their_order(from, to)) return;
  ReorderColumns reorder{to.name, {}};
  for (const Column& column : to.columns)
    reorder.order.push_back(column.name);
  changes.push_back(std::move(reorder));
}

std::vector<Column>::iterator find_in(Table& table, const std::string& name) {
  return std::find_if(table.columns.begin(), table.columns.end(),
                      [&](const Column& column) { return column.name == name; });
}

Result<std::vector<Column>::iterator> find_column(Table& table, const std::string& name) {
  const auto at = find_in(table, name);
  if (at != table.columns.end()) return at;
  return does_not_fit("column \"" + table.name.text() + "." + name + "\"", "is not there");
}

std::string sql_of(const std::optional<model::Expression>& expression) {
  return expression ? expression->sql : "";
}

std::string identity_of(const Column& column) {
  return !column.identity ? "" : column.identity->always ? "always" : "by default";
}

}  // namespace

void diff_columns(const model::Database& from, const model::Database& to, ChangeSet& changes) {
  match_tables(from, to, [&](const Table& a, const Table& b) { diff_columns_of(a, b, changes); });
}

Result<void> apply_to(model::Objects& objects, const AddColumn& change) {
  const Result<Table*> table = find_table(objects, change.table);
  if (!table) return fail(table.error());
  std::vector<Column>& columns = (*table)->columns;
  const std::string what = "column \"" + change.table.text() + "." + change.column.name + "\"";
  if (find_in(**table, change.column.name) != columns.end())
    return does_not_fit(what, "is already there");
  if (change.position > columns.size()) return does_not_fit(what, "would come after a gap");
  columns.insert(columns.begin() + static_cast<std::ptrdiff_t>(change.position), change.column);
  return {};
}

Result<void> apply_to(model::Objects& objects, const DropColumn& change) {
  const Result<Table*> table = find_table(objects, change.table);
  if (!table) return fail(table.error());
  const auto column = find_column(**table, change.column.name);
  if (!column) return fail(column.error());
  (*table)->columns.erase(*column);
  return {};
}

Result<void> apply_to(model::Objects& objects, const AlterColumn& change) {
  const Result<Table*> table = find_table(objects, change.table);
  if (!table) return fail(table.error());
  const auto column = find_column(**table, change.from.name);
  if (!column) return fail(column.error());
  **column = change.to;
  return {};
}

Result<void> apply_to(model::Objects& objects, const ReorderColumns& change) {
  const Result<Table*> table = find_table(objects, change.table);
  if (!table) return fail(table.error());
  std::vector<Column> ordered;
  for (const std::string& name : change.order) {
    const auto column = find_column(**table, name);
    if (!column) return fail(column.error());
    ordered.push_back(**column);
  }
  if (ordered.size() != (*table)->columns.size()) {
    return does_not_fit("the new order of columns",
                        "leaves some of \"" + change.table.text() + "\" out");
  }
  (*table)->columns = std::move(ordered);
  return {};
}

std::string text(const AddColumn& change) {
  return "add column " + change.table.text() + "." + change.column.name + " " +
         model::to_sql(change.column.type) + (change.column.not_null ? " not null" : "");
}

std::string text(const DropColumn& change) {
  return "drop column " + change.table.text() + "." + change.column.name;
}

std::string text(const AlterColumn& change) {
  const Column& from = change.from;
  const Column& to = change.to;
  Facts facts;
  facts.add("type", model::to_sql(from.type), model::to_sql(to.type));
  facts.say(from.not_null != to.not_null, to.not_null ? "not null" : "nullable");
  if (from.default_value != to.default_value) {
    facts.add("default", sql_of(from.default_value), sql_of(to.default_value));
  }
  facts.add("identity", identity_of(from), identity_of(to));
  facts.say(from.identity && to.identity && !(from.identity->options == to.identity->options),
            "identity options");
  if (from.generated != to.generated)
    facts.add("generated as", sql_of(from.generated), sql_of(to.generated));
  facts.say(from.generated_virtual != to.generated_virtual,
            to.generated_virtual ? "generated when read" : "generated and stored");
  facts.add("storage", from.storage, to.storage);
  facts.add("compression", from.compression, to.compression);
  facts.say(from.statistics_target != to.statistics_target, "statistics target");
  facts.add("options", from.options, to.options);
  facts.add("collation", from.collation.text(), to.collation.text());
  facts.add("comment", from.comment, to.comment);
  return "alter column " + change.table.text() + "." + to.name + facts.text();
}

std::string text(const ReorderColumns& change) {
  return "reorder columns of " + change.table.text() + ": " + text::join(change.order, ", ");
}

}  // namespace mimar::diff
