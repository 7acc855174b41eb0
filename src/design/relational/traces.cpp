#include "design/relational/traces.h"

#include <algorithm>

#include <fmt/core.h>

#include "base/text.h"
#include "design/relational/keys.h"
#include "design/relational/naming.h"
#include "design/relational/rules.h"
#include "design/relational/trial.h"

namespace mimar::design::relational {
namespace {

using Expectation = Witness::Expectation;

void trace(Layout& layout, const Said& said, std::string object, Witness witness) {
  layout.traces.push_back({said, std::move(object), std::move(witness)});
}

Witness refused(const char* sqlstate, std::string sql, std::string removal, std::string needs) {
  Witness witness;
  witness.sql = std::move(sql);
  witness.sqlstate = sqlstate;
  witness.removal = std::move(removal);
  witness.needs = std::move(needs);
  return witness;
}

std::string not_null(const Names& columns) {
  std::vector<std::string> conditions;
  for (const std::string& column : columns)
    conditions.push_back(quoted(column) + " IS NOT NULL");
  return text::join(conditions, " AND ");
}

void trace_column(Layout& layout, const Table& table, const Column& column) {
  const std::string name = full(layout, table.name);
  Witness there;
  there.sql = fmt::format("SELECT {} FROM {}", quoted(column.name), name);
  there.expectation = Expectation::runs;
  there.removal = fmt::format("ALTER TABLE {} DROP COLUMN {} CASCADE", name, quoted(column.name));
  const std::string object = fmt::format("column {} of {}", column.name, table.name);
  trace(layout, column.said, object, there);
  if (!column.required || contains(table.key, column.name) || !column.generated.empty()) return;
  Witness required = refused(
      "23502",
      put_aside(layout, {table, "", {column.name}}) +
          change_of_row(layout, table, quoted(column.name) + " = NULL", ""),
      fmt::format("ALTER TABLE {} ALTER COLUMN {} DROP NOT NULL", name, quoted(column.name)),
      some_row(layout, table, ""));
  // A trigger that sets the column would fill the NULL in.
  if (column.name == "updated_at") return;
  trace(layout, column.said, object + ": NOT NULL", required);
}

void trace_default(Layout& layout, const Table& table, const Column& column) {
  if (column.attribute.empty() || column.default_value.empty() || column.said.empty()) return;
  const std::string name = full(layout, table.name);
  // A function may make another value each time.
  const bool is_made = column.default_value.find('(') != std::string::npos;
  Witness witness;
  witness.sql = put_aside(layout, {table, "", {column.name}}) + "WITH made AS (" +
                change_of_row(layout, table, quoted(column.name) + " = DEFAULT", "") +
                fmt::format(" RETURNING {0}) SELECT 1 FROM made WHERE {0}{1}", quoted(column.name),
                            is_made ? " IS NOT NULL" : " = " + column.default_value);
  witness.expectation = Expectation::some;
  witness.removal =
      fmt::format("ALTER TABLE {} ALTER COLUMN {} DROP DEFAULT", name, quoted(column.name));
  witness.needs = some_row(layout, table, "");
  trace(layout, column.said, fmt::format("default of column {} of {}", column.name, table.name),
        witness);
}

void trace_generated(Layout& layout, const Table& table, const Column& column) {
  if (column.generated.empty()) return;
  const std::string name = full(layout, table.name);
  Witness witness;
  witness.sql = put_aside(layout, {table, "", {column.name}}) + "WITH made AS (" +
                change_of_row(layout, table, quoted(column.name) + " = DEFAULT",
                              fmt::format("({}) IS NOT NULL", column.generated)) +
                fmt::format(" RETURNING *) SELECT 1 FROM made WHERE {} IS NOT DISTINCT FROM ({})",
                            quoted(column.name), column.generated);
  witness.expectation = Expectation::some;
  witness.removal =
      fmt::format("ALTER TABLE {} ALTER COLUMN {} DROP EXPRESSION", name, quoted(column.name));
  witness.needs = some_row(layout, table, fmt::format("({}) IS NOT NULL", column.generated));
  trace(layout, column.said, fmt::format("generated column {} of {}", column.name, table.name),
        witness);
}

void trace_checks(Layout& layout, const Table& table) {
  for (const Check& check : table.checks) {
    if (check.bad.empty()) continue;
    trace(layout, check.said, fmt::format("constraint {} of {}", check.name, table.name),
          refused("23514",
                  put_aside(layout, {table, check.name, check.columns}) +
                      change_of_row(layout, table, check.bad, check.rows),
                  drop_constraint(layout, table, check.name), some_row(layout, table, check.rows)));
  }
}

void trace_copies(Layout& layout, const Table& table) {
  const auto copied = [&](const std::string& name, const Names& columns, const std::string& rows,
                          bool deferred) {
    return put_aside(layout, {table, name, columns, true}) + copy_of_row(layout, table, rows) +
           (deferred ? "; SET CONSTRAINTS ALL IMMEDIATE" : "");
  };
  const std::string key = key_name(table);
  trace(layout, table.said, fmt::format("primary key of {}", table.name),
        refused("23505", copied(key, {}, "", false), drop_constraint(layout, table, key, true),
                some_row(layout, table, "")));
  for (const Unique& unique : table.uniques) {
    const std::string rows = not_null(unique.columns);
    trace(
        layout, unique.said, fmt::format("constraint {} of {}", unique.name, table.name),
        refused("23505", copied(unique.name, {}, rows, unique.deferrable),
                drop_constraint(layout, table, unique.name, true), some_row(layout, table, rows)));
  }
  for (const Index& index : table.indexes) {
    if (!index.unique) continue;
    const std::string rows =
        not_null(index.columns) + (index.where.empty() ? "" : " AND " + index.where);
    const std::string living = alive(table);
    // Rows that are deleted do not count: one is called back first.
    std::string sql = put_aside(layout, {table, index.name, {}, true});
    if (!living.empty())
      sql += change_of_row(layout, table, "deleted_at = NULL", not_null(index.columns)) + "; ";
    sql += copy_of_row(layout, table, rows);
    trace(layout, index.said, fmt::format("unique index {} of {}", index.name, table.name),
          refused("23505", sql, "DROP INDEX " + full(layout, index.name),
                  some_row(layout, table, living.empty() ? rows : not_null(index.columns))));
  }
  for (const Exclusion& exclusion : table.exclusions) {
    const std::string living = alive(table);
    std::string sql = put_aside(layout, {table, exclusion.name, {}, true});
    const std::string rows =
        exclusion.rows + (living.empty() ? "" : (exclusion.rows.empty() ? "" : " AND ") + living);
    if (!living.empty())
      sql += change_of_row(layout, table, "deleted_at = NULL", exclusion.rows) + "; ";
    sql += copy_of_row(layout, table, rows) + "; SET CONSTRAINTS ALL IMMEDIATE";
    trace(layout, exclusion.said, fmt::format("constraint {} of {}", exclusion.name, table.name),
          refused("23P01", sql, drop_constraint(layout, table, exclusion.name),
                  some_row(layout, table, exclusion.rows)));
  }
}

void trace_references(Layout& layout, const Table& table) {
  for (const ForeignKey& key : table.foreign_keys) {
    const std::string column =
        key.columns == Names{"id", key.columns.back()} ? "id" : key.columns.back();
    const Column& changed = *find_column(table, column);
    const std::string value = changed.type == "text" ? "'?'" : unknown_key(layout.policy);
    Names touched{column}, others = key.columns;
    others.erase(std::remove(others.begin(), others.end(), column), others.end());
    const std::string rows = not_null(others);
    std::string sql = put_aside(layout, {table, key.name, touched}) +
                      change_of_row(layout, table, quoted(column) + " = " + value, rows);
    if (key.deferrable) sql += "; SET CONSTRAINTS ALL IMMEDIATE";
    trace(layout, key.said, fmt::format("constraint {} of {}", key.name, table.name),
          refused("23503", sql, drop_constraint(layout, table, key.name),
                  some_row(layout, table, rows)));
  }
}

}  // namespace

void trace_everything(Layout& layout) {
  for (const Table& table : layout.tables) {
    Witness there;
    there.sql = "SELECT 1 FROM " + full(layout, table.name);
    there.expectation = Expectation::runs;
    there.removal = fmt::format("DROP TABLE {} CASCADE", full(layout, table.name));
    trace(layout, table.said, "table " + table.name, there);
    for (const Column& column : table.columns) {
      trace_column(layout, table, column);
      trace_default(layout, table, column);
      trace_generated(layout, table, column);
    }
    trace_checks(layout, table);
    trace_copies(layout, table);
    trace_references(layout, table);
    for (const Guard& guard : table.guards)
      for (const Attempt& attempt : guard.attempts)
        trace(layout, guard.said,
              fmt::format("trigger {} of {}{}", guard.name, table.name,
                          attempt.what.empty() ? "" : ": " + attempt.what),
              attempt.witness(layout, table, guard));
  }
}

}  // namespace mimar::design::relational
