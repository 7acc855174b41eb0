#include "design/patterns/repartition.h"

#include <algorithm>

#include "base/text.h"
#include "design/patterns/index_text.h"
#include "design/patterns/trigger_text.h"
#include "model/quote.h"

namespace mimar::design::pattern {
namespace {

bool in(const std::vector<std::string>& columns, const std::string& column) {
  return std::ranges::find(columns, column) != columns.end();
}

constexpr const char* hangs = " hangs on it";

// What hangs on the table and would be lost with it, a clause.
std::string dependent(const Writing& w) {
  const model::Name& name = w.table->name;
  for (const model::Table& other : w.database->tables)
    for (const model::ForeignKey& key : other.foreign_keys)
      if (key.referenced_table == name)
        return "foreign key " + key.name + " of " + other.name.text() + hangs;
  for (const model::View& view : w.database->views)
    for (const model::Reference& reference : view.query.references)
      if (reference.name == name) return "view " + view.name.text() + hangs;
  for (const model::Trigger* trigger : model::all<model::Trigger>(w.database))
    if (trigger->table == name)
      if (const std::string why = cannot_carry(*trigger); !why.empty()) return why;
  for (const model::Rule* rule : model::all<model::Rule>(w.database))
    if (rule->table == name) return "rule " + rule->name + hangs;
  return "";
}

const char* action_text(model::Action action) {
  switch (action) {
    case model::Action::no_action: return "NO ACTION";
    case model::Action::restrict: return "RESTRICT";
    case model::Action::cascade: return "CASCADE";
    case model::Action::set_null: return "SET NULL";
    case model::Action::set_default: return "SET DEFAULT";
  }
  return "NO ACTION";
}

void refer_again(Writing& w, const model::ForeignKey& key) {
  set(w, "constraint", model::quote_identifier(key.name));
  set(w, "columns", model::quote_list(key.columns));
  set(w, "referenced",
      model::quote_name(key.referenced_table) + " (" + model::quote_list(key.referenced_columns) +
          ")");
  set(w, "actions",
      std::string(key.match_full ? " MATCH FULL" : "") + " ON UPDATE " +
          action_text(key.on_update) + " ON DELETE " + action_text(key.on_delete) +
          (key.on_delete_set_columns.empty()
               ? ""
               : " (" + model::quote_list(key.on_delete_set_columns) + ")") +
          (key.deferrable ? " DEFERRABLE" : "") +
          (key.initially_deferred ? " INITIALLY DEFERRED" : ""));
  write(w,
        "ALTER TABLE {table} ADD CONSTRAINT {constraint} FOREIGN KEY ({columns}) REFERENCES "
        "{referenced}{actions}");
}

void key_again(Writing& w, const model::Key& key, const char* kind,
               const std::vector<std::string>& columns) {
  set(w, "constraint", model::quote_identifier(key.name));
  set(w, "columns", model::quote_list(columns));
  set(w, "kind", kind);
  set(w, "nulls", key.nulls_not_distinct ? " NULLS NOT DISTINCT" : "");
  set(w, "include", key.include.empty() ? "" : " INCLUDE (" + model::quote_list(key.include) + ")");
  write(w, "ALTER TABLE {table} ADD CONSTRAINT {constraint} {kind}{nulls} ({columns}){include}");
}

void rights_again(Writing& w) {
  for (const model::Grant& grant : w.table->access.grants) {
    if (grant.revoked) continue;
    const std::string column =
        grant.column.empty() ? "" : " (" + model::quote_identifier(grant.column) + ")";
    set(w, "right", grant.privilege + column);
    set(w, "role", grant.grantee.empty() ? "PUBLIC" : model::quote_identifier(grant.grantee));
    set(w, "option", grant.grantable ? " WITH GRANT OPTION" : "");
    write(w, "GRANT {right} ON {table} TO {role}{option}");
  }
}

// Those that the table had: rows that are moved meet none of them. Partitions that are read by
// their own names have no policy: nobody is granted them.
void guards_again(Writing& w) {
  for (const model::Trigger* trigger : model::all<model::Trigger>(w.database)) {
    if (trigger->table != w.table->name) continue;
    set(w, "trigger_text", trigger_text(*trigger));
    write(w, "{trigger_text}");
  }
  for (const model::Policy* policy : model::all<model::Policy>(w.database)) {
    if (policy->table != w.table->name) continue;
    set(w, "policy_text", policy_text(*policy));
    write(w, "{policy_text}");
  }
  if (w.table->row_security) write(w, "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY");
  if (w.table->force_row_security) write(w, "ALTER TABLE {table} FORCE ROW LEVEL SECURITY");
}

void move_rows(Writing& w) {
  std::vector<std::string> plain;
  for (const model::Column& column : w.table->columns)
    if (!column.generated) plain.push_back(column.name);
  set(w, "plain", model::quote_list(plain));
  write(w, "INSERT INTO {table} ({plain}) OVERRIDING SYSTEM VALUE SELECT {plain} FROM {before}");
  for (const model::Sequence& sequence : w.database->sequences) {
    if (!sequence.owned_by || sequence.owned_by->table != w.table->name) continue;
    set(w, "sequence", model::quote_name(sequence.name));
    set(w, "column", model::quote_identifier(sequence.owned_by->column));
    write(w, "ALTER SEQUENCE {sequence} OWNED BY {table}.{column}");
  }
  for (const model::Column& column : w.table->columns) {
    if (!column.identity) continue;
    set(w, "column", model::quote_identifier(column.name));
    set(w, "column_text", model::quote_literal(column.name));
    set(w, "table_text", model::quote_literal(w.values["table"]));
    write(w,
          "SELECT setval(pg_get_serial_sequence({table_text}, {column_text}), max({column})) FROM "
          "{table}");
  }
  write(w, "DROP TABLE {before}");
}

}  // namespace

std::optional<Error> cannot_repartition(const Writing& w, const std::string& column) {
  if (const auto error = lacks_column(w, column)) return error;
  const auto no = [&](const std::string& why, const std::string& hint) {
    return Error{ErrorKind::usage,
                 w.table->name.text() + " cannot be partitioned by " + column + ": " + why,
                 std::nullopt,
                 {},
                 hint,
                 {}};
  };
  const std::string dependents = dependent(w);
  if (!dependents.empty()) return no(dependents, "drop it first, add it again afterwards");
  if (w.table->unlogged) return no("it is unlogged, which partitioned tables cannot be", "");
  if (!w.table->exclusions.empty()) return no("it has an EXCLUDE constraint", "");
  if (!model::find_column(*w.table, column)->not_null && w.table->primary_key)
    return no("the column may be empty and cannot join the primary key", "make it NOT NULL first");
  for (const model::Key& key : w.table->uniques)
    if (!in(key.columns, column))
      return no(key.name + " holds over all rows and lacks the column", "");
  for (const model::Index& index : w.table->indexes)
    if (index.unique &&
        std::ranges::none_of(index.keys, [&](const auto& key) { return key.column == column; }))
      return no(index.name + " holds over all rows and lacks the column", "");
  return std::nullopt;
}

void repartition(Writing& w, const std::string& column, const std::string& by,
                 std::string_view partitions) {
  const model::Table& table = *w.table;
  name(w, "before", table.name.name, "unpartitioned");
  set(w, "by", by);
  set(w, "bare", model::quote_identifier(table.name.name));
  write(w, "ALTER TABLE {table} RENAME TO {before.name}");
  write(w,
        "CREATE TABLE {table} (LIKE {before} INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING "
        "GENERATED INCLUDING IDENTITY INCLUDING STORAGE INCLUDING COMMENTS) PARTITION BY {by}");
  write(w, partitions);
  move_rows(w);
  if (table.primary_key) {
    std::vector<std::string> columns = table.primary_key->columns;
    if (!in(columns, column)) {
      columns.push_back(column);
      set(w, "partition_column", model::quote_identifier(column));
      because(
          w, "primary key of {table}",
          "it gets {partition_column}: PostgreSQL keeps keys unique within partitions only; other "
          "tables can refer to both columns together");
    }
    key_again(w, *table.primary_key, "PRIMARY KEY", columns);
  }
  for (const model::Key& key : table.uniques)
    key_again(w, key, "UNIQUE", key.columns);
  for (const model::Index& index : table.indexes) {
    set(w, "index_text", index_text(table, index));
    write(w, "{index_text}");
    if (index.comment) {
      set(w, "index", model::quote_name({table.name.schema, index.name}));
      comment(w, "INDEX {index}", *index.comment);
    }
  }
  for (const model::ForeignKey& key : table.foreign_keys)
    refer_again(w, key);
  guards_again(w);
  rights_again(w);
  if (!table.options.empty())
    because(w, "storage options of {table}",
            "partitioned tables have none: give them to the partitions");
  if (table.comment) comment(w, "TABLE {table}", *table.comment);
  because(
      w, "table {table}",
      "made anew, because PostgreSQL cannot partition a table in place; its rows are copied while "
      "others wait: do it before there are many");
}

}  // namespace mimar::design::pattern
