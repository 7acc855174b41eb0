#include "ops/architect/undo.h"

#include "emit/ddl/ddl.h"
#include "model/quote.h"
#include "model/type.h"

namespace mimar::ops::architect {
namespace {

using Sql = std::optional<std::string>;

std::string alter(const model::Name& table, const std::string& action) {
  return "ALTER TABLE " + model::quote_name(table) + " " + action + ";\n";
}

std::string drop_constraint(const model::Name& table, const std::string& name) {
  return alter(table, "DROP CONSTRAINT " + model::quote_identifier(name));
}

// Back to the former column; only facts that can be set in place.
Sql restore_column(const model::Name& table, const model::Column& before,
                   const model::Column& after) {
  model::Column same = after;
  same.type = before.type;
  same.not_null = before.not_null;
  same.default_value = before.default_value;
  if (same != before) return std::nullopt;
  const std::string column = "ALTER COLUMN " + model::quote_identifier(before.name) + " ";
  std::string result;
  if (before.type != after.type) {
    const std::string type = model::to_sql(before.type);
    result += alter(table, column + "TYPE " + type + " USING " +
                               model::quote_identifier(before.name) + "::" + type);
  }
  if (before.default_value != after.default_value) {
    result +=
        alter(table, column + (before.default_value ? "SET DEFAULT " + before.default_value->sql
                                                    : "DROP DEFAULT"));
  }
  if (before.not_null != after.not_null)
    result += alter(table, column + (before.not_null ? "SET NOT NULL" : "DROP NOT NULL"));
  return result;
}

struct Undo {
  Sql operator()(const diff::AddIndex& c) const {
    return "DROP INDEX CONCURRENTLY " + model::quote_name({c.table.schema, c.index.name}) + ";\n";
  }
  Sql operator()(const diff::DropIndex& c) const {
    return emit::ddl::create_index(c.table, c.index, true);
  }
  Sql operator()(const diff::AddForeignKey& c) const {
    return drop_constraint(c.table, c.key.name);
  }
  Sql operator()(const diff::DropForeignKey& c) const {
    return emit::ddl::add_foreign_key(c.table, c.key);
  }
  Sql operator()(const diff::AddUnique& c) const { return drop_constraint(c.table, c.key.name); }
  Sql operator()(const diff::DropUnique& c) const {
    return alter(c.table, "ADD " + emit::ddl::key_definition(c.key, false));
  }
  Sql operator()(const diff::AddPrimaryKey& c) const {
    return drop_constraint(c.table, c.key.name);
  }
  Sql operator()(const diff::DropPrimaryKey& c) const {
    return alter(c.table, "ADD " + emit::ddl::key_definition(c.key, true));
  }
  Sql operator()(const diff::AddCheck& c) const { return drop_constraint(c.table, c.check.name); }
  Sql operator()(const diff::DropCheck& c) const {
    return alter(c.table, "ADD " + emit::ddl::check_definition(c.check));
  }
  Sql operator()(const diff::AddColumn& c) const {
    return alter(c.table, "DROP COLUMN " + model::quote_identifier(c.column.name));
  }
  Sql operator()(const diff::AlterColumn& c) const { return restore_column(c.table, c.from, c.to); }
  template <class Other>
  Sql operator()(const Other&) const {
    return std::nullopt;
  }
};

}  // namespace

Sql undo_sql(const diff::ChangeSet& changes) {
  std::string result;
  for (std::size_t i = changes.size(); i-- > 0;) {
    const Sql undo = std::visit(Undo{}, changes[i]);
    if (!undo) return std::nullopt;
    result += *undo;
  }
  return result;
}

}  // namespace mimar::ops::architect
