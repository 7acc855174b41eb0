#include "ops/architect/undo.h"

#include <algorithm>

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

std::string unless_there(std::string create) {
  constexpr std::string_view concurrently = "INDEX CONCURRENTLY ", plain = "INDEX ";
  const std::string_view after =
      create.find(concurrently) == std::string::npos ? plain : concurrently;
  create.insert(create.find(after) + after.size(), "IF NOT EXISTS ");
  return create;
}

struct Undo {
  const model::Database& database;

  bool partitioned(const model::Name& name) const {
    const model::Table* table = model::find_table(database, name);
    return table != nullptr && table->partition_by;
  }

  // An index on a partitioned table takes over one index of each partition that does the same;
  // which of several, only that server knows.
  std::vector<model::Index> twins(const diff::DropIndex& c) const {
    const model::Table* table = model::find_table(database, c.table);
    if (table == nullptr || !table->partition_of) return {};
    std::vector<model::Index> result;
    for (const model::Index& index : table->indexes) {
      model::Index renamed = index;
      renamed.name = c.index.name;
      if (renamed == c.index) result.push_back(index);
    }
    return result;
  }

  Sql operator()(const diff::AddIndex& c) const {
    return std::string("DROP INDEX ") + (partitioned(c.table) ? "" : "CONCURRENTLY ") +
           model::quote_name({c.table.schema, c.index.name}) + ";\n";
  }
  Sql operator()(const diff::DropIndex& c) const {
    const std::vector<model::Index> same = twins(c);
    if (same.size() < 2) return emit::ddl::create_index(c.table, c.index, !partitioned(c.table));
    std::string result;
    for (const model::Index& index : same)
      result += unless_there(emit::ddl::create_index(c.table, index, !partitioned(c.table)));
    return result;
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

// The table a change is about, or an empty name.
model::Name table_of(const diff::Change& change) {
  return std::visit(
      [](const auto& c) -> model::Name {
        if constexpr (requires { model::Name(c.table); }) {
          return c.table;
        } else {
          return {};
        }
      },
      change);
}

// The same kind of change happened to the parent: undoing that one undoes this.
bool follows_parent(const diff::Change& change, const diff::ChangeSet& changes,
                    const model::Database& database) {
  const model::Table* table = model::find_table(database, table_of(change));
  if (table == nullptr || !table->partition_of) return false;
  return std::any_of(changes.begin(), changes.end(), [&](const diff::Change& other) {
    return other.index() == change.index() && table_of(other) == table->partition_of->parent;
  });
}

// What was added goes first, what was dropped comes back last: a name may have changed hands.
int turn(const diff::Change& change) {
  return std::visit(
      [](const auto& c) {
        using Change = std::decay_t<decltype(c)>;
        if constexpr (std::is_same_v<Change, diff::DropIndex> ||
                      std::is_same_v<Change, diff::DropForeignKey> ||
                      std::is_same_v<Change, diff::DropUnique> ||
                      std::is_same_v<Change, diff::DropPrimaryKey> ||
                      std::is_same_v<Change, diff::DropCheck>) {
          return 2;
        } else {
          return std::is_same_v<Change, diff::AlterColumn> ? 1 : 0;
        }
      },
      change);
}

}  // namespace

Sql undo_sql(const diff::ChangeSet& changes, const model::Database& database) {
  diff::ChangeSet back(changes.rbegin(), changes.rend());
  std::stable_sort(back.begin(), back.end(),
                   [](const diff::Change& a, const diff::Change& b) { return turn(a) < turn(b); });
  std::string result;
  for (const diff::Change& change : back) {
    if (follows_parent(change, changes, database)) continue;
    const Sql undo = std::visit(Undo{database}, change);
    if (!undo) return std::nullopt;
    result += *undo;
  }
  return result;
}

}  // namespace mimar::ops::architect
