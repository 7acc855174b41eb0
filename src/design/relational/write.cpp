#include "design/relational/write.h"

#include <algorithm>

#include <fmt/core.h>

#include "base/graph.h"
#include "base/text.h"
#include "design/relational/naming.h"
#include "design/relational/tenancy.h"
#include "model/quote.h"

namespace mimar::design::relational {
namespace {

// Tables that others refer to come first, as far as they can.
std::vector<std::size_t> in_order(const Layout& layout) {
  Graph graph(layout.tables.size());
  for (std::size_t i = 0; i < layout.tables.size(); ++i)
    for (const ForeignKey& key : layout.tables[i].foreign_keys)
      for (std::size_t j = 0; j < layout.tables.size(); ++j)
        if (j != i && layout.tables[j].name == key.table) graph.must_run(j, i);
  return topological_order(graph).nodes;
}

std::string column_line(const Column& column) {
  std::string sql = quoted(column.name) + " " + column.type;
  if (column.identity) sql += " GENERATED ALWAYS AS IDENTITY";
  if (!column.generated.empty())
    return sql + fmt::format(" GENERATED ALWAYS AS ({}) STORED", column.generated);
  if (column.required) sql += " NOT NULL";
  if (!column.default_value.empty()) sql += " DEFAULT " + column.default_value;
  return sql;
}

std::string reference(const Layout& layout, const ForeignKey& key) {
  std::string sql =
      fmt::format("CONSTRAINT {} FOREIGN KEY ({}) REFERENCES {} ({})", quoted(key.name),
                  listed(key.columns), full(layout, key.table), listed(key.referenced));
  if (!key.on_update.empty()) sql += " ON UPDATE " + key.on_update;
  sql += " ON DELETE " + key.on_delete;
  if (!key.set_null.empty()) sql += " (" + listed(key.set_null) + ")";
  if (key.deferrable) sql += " DEFERRABLE INITIALLY DEFERRED";
  return sql;
}

std::string create_table(const Layout& layout, const Table& table, const Names& made) {
  std::vector<std::string> lines;
  for (const Column& column : table.columns)
    lines.push_back(column_line(column));
  lines.push_back(
      fmt::format("CONSTRAINT {} PRIMARY KEY ({})", quoted(key_name(table)), listed(table.key)));
  for (const Unique& unique : table.uniques)
    lines.push_back(fmt::format("CONSTRAINT {} UNIQUE ({}){}", quoted(unique.name),
                                listed(unique.columns),
                                unique.deferrable ? " DEFERRABLE INITIALLY DEFERRED" : ""));
  for (const Check& check : table.checks)
    lines.push_back(fmt::format("CONSTRAINT {} CHECK ({})", quoted(check.name), check.expression));
  for (const Exclusion& exclusion : table.exclusions)
    lines.push_back(
        fmt::format("CONSTRAINT {} EXCLUDE {}", quoted(exclusion.name), exclusion.body));
  for (const ForeignKey& key : table.foreign_keys)
    if (key.table == table.name || contains(made, key.table))
      lines.push_back(reference(layout, key));
  return fmt::format("CREATE TABLE {} (\n  {}\n);\n", full(layout, table.name),
                     text::join(lines, ",\n  "));
}

std::string create_index(const Layout& layout, const Table& table, const Index& index) {
  return fmt::format(
      "CREATE {}INDEX {} ON {}{} ({}){};\n", index.unique ? "UNIQUE " : "", quoted(index.name),
      full(layout, table.name), index.method.empty() ? "" : " USING " + index.method,
      text::join(index.keys, ", "), index.where.empty() ? "" : " WHERE " + index.where);
}

std::string comment(const std::string& what, const std::string& text) {
  return text.empty() ? ""
                      : fmt::format("COMMENT ON {} IS {};\n", what, model::quote_literal(text));
}

std::string comments(const Layout& layout, const Table& table) {
  const std::string name = full(layout, table.name);
  const auto with = [](const std::string& comment, const std::string& why) {
    return why.empty() ? comment : comment.empty() ? why : comment + ". " + why;
  };
  std::string sql = comment("TABLE " + name, with(table.comment, table.why));
  for (const Column& column : table.columns)
    sql += comment(fmt::format("COLUMN {}.{}", name, quoted(column.name)), column.comment);
  const auto constraint = [&](const std::string& which, const std::string& why) {
    sql += comment(fmt::format("CONSTRAINT {} ON {}", quoted(which), name), why);
  };
  for (const Unique& unique : table.uniques)
    constraint(unique.name, unique.why);
  for (const Check& check : table.checks)
    constraint(check.name, check.why);
  for (const Exclusion& exclusion : table.exclusions)
    constraint(exclusion.name, exclusion.why);
  for (const ForeignKey& key : table.foreign_keys)
    constraint(key.name, key.why);
  for (const Index& index : table.indexes)
    sql += comment("INDEX " + full(layout, index.name), index.why);
  for (const Guard& guard : table.guards)
    sql += comment(fmt::format("TRIGGER {} ON {}", quoted(guard.name), name), guard.why);
  return sql;
}

std::string late_references(const Layout& layout, const std::vector<std::size_t>& order) {
  std::string sql;
  Names made;
  for (const std::size_t i : order) {
    const Table& table = layout.tables[i];
    made.push_back(table.name);
    for (const ForeignKey& key : table.foreign_keys)
      if (!contains(made, key.table))
        sql += fmt::format("ALTER TABLE {} ADD {};\n", full(layout, table.name),
                           reference(layout, key));
  }
  return sql;
}

std::string guards(const Layout& layout, const std::vector<std::size_t>& order) {
  std::string sql;
  Names functions;
  for (const std::size_t i : order)
    for (const Guard& guard : layout.tables[i].guards) {
      if (!contains(functions, guard.function)) sql += guard.function;
      functions.push_back(guard.function);
      sql += guard.triggers;
    }
  return sql;
}

std::string views(const Layout& layout) {
  std::string sql;
  for (const View& view : layout.views) {
    // The rights and the row security of who asks, not of who made the view; known from 15 on.
    sql += fmt::format("CREATE VIEW {}{} AS\n{};\n", full(layout, view.name),
                       layout.policy.version >= 15 ? " WITH (security_invoker = true)" : "",
                       view.body);
    if (layout.policy.comments)
      sql += comment("VIEW " + full(layout, view.name), view.comment + ". " + view.why);
  }
  return sql;
}

}  // namespace

std::string write(const Layout& layout) {
  const std::vector<std::size_t> order = in_order(layout);
  std::string sql;
  if (layout.policy.schema != "public")
    sql += fmt::format("CREATE SCHEMA {};\n", quoted(layout.policy.schema));
  for (const std::string& extension : layout.extensions)
    sql += fmt::format("CREATE EXTENSION IF NOT EXISTS {};\n", quoted(extension));
  for (const std::string& type : layout.types)
    sql += type;
  for (const std::string& function : layout.functions)
    sql += function;
  Names made;
  for (const std::size_t i : order) {
    sql += "\n" + create_table(layout, layout.tables[i], made);
    made.push_back(layout.tables[i].name);
    for (const Index& index : layout.tables[i].indexes)
      sql += create_index(layout, layout.tables[i], index);
  }
  const std::string late = late_references(layout, order), guarded = guards(layout, order);
  sql +=
      (late.empty() ? "" : "\n" + late) + (guarded.empty() ? "" : "\n" + guarded) + views(layout);
  if (layout.policy.comments) sql += "\n";
  for (const std::size_t i : order)
    if (layout.policy.comments) sql += comments(layout, layout.tables[i]);
  for (const std::size_t i : order)
    for (const std::string& seed : layout.tables[i].seeds)
      sql += seed;
  for (const std::size_t i : order)
    sql += row_security(layout, layout.tables[i]);
  return sql;
}

}  // namespace mimar::design::relational
