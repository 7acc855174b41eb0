// Several customers in one schema: each row says whose it is, references stay within a customer,
// and the server shows a customer's programs his own rows alone.

#include <algorithm>

#include <fmt/core.h>

#include "base/text.h"
#include "design/patterns/catalogue.h"
#include "design/patterns/writing.h"
#include "model/quote.h"

namespace mimar::design::pattern {
namespace {

constexpr std::string_view column_sql = R"sql(
ALTER TABLE {child} ADD COLUMN {tenant} {type};
UPDATE {child} AS c SET {tenant} = p.{parent_tenant} FROM {parent} AS p WHERE {same};
ALTER TABLE {child} ALTER COLUMN {tenant} SET NOT NULL,
  ALTER COLUMN {tenant} SET DEFAULT {current},
  ADD FOREIGN KEY ({tenant}) REFERENCES {table} ({key}) ON DELETE RESTRICT;
)sql";

constexpr std::string_view security_sql = R"sql(
ALTER TABLE {child} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {child} FORCE ROW LEVEL SECURITY;
CREATE POLICY {policy} ON {child}{restrictive}
  USING ({tenant} = (SELECT {current}))
  WITH CHECK ({tenant} = (SELECT {current}));
)sql";

// Tables that hold rows of tenants, in the order they were reached, and the column that says whose.
struct Reached {
  std::vector<const model::Table*> tables;
  std::map<model::Name, std::string> columns;
  std::map<model::Name, const model::ForeignKey*> through;  // of those that get a new column
  bool has(const model::Name& name) const { return columns.contains(name); }
};

bool all_there(const model::Table& table, const std::vector<std::string>& columns) {
  return std::ranges::all_of(columns, [&](const std::string& name) {
    const model::Column* column = model::find_column(table, name);
    return column != nullptr && column->not_null;
  });
}

// The column of a key that carries the tenant of what it refers to.
std::string carried(const model::ForeignKey& key, const std::string& parent_column) {
  for (std::size_t i = 0; i < key.columns.size(); ++i)
    if (key.referenced_columns[i] == parent_column) return key.columns[i];
  return "";
}

bool reach(const Writing& w, const model::Table& table, const std::string& column,
           Reached& reached) {
  for (const model::ForeignKey& key : table.foreign_keys) {
    if (!all_there(table, key.columns)) continue;
    if (key.referenced_table == w.table->name && key.columns.size() == 1) {
      reached.columns[table.name] = key.columns[0];
      return true;
    }
  }
  for (const model::ForeignKey& key : table.foreign_keys) {
    if (!all_there(table, key.columns) || !reached.has(key.referenced_table) ||
        key.referenced_table == table.name)
      continue;
    const std::string there = carried(key, reached.columns.at(key.referenced_table));
    if (there.empty() && model::find_column(table, column) != nullptr) continue;
    reached.columns[table.name] = there.empty() ? column : there;
    if (there.empty()) reached.through[table.name] = &key;
    return true;
  }
  return false;
}

bool in_a_tree(const Writing& w, const model::Table& table) {
  return !table.inherits.empty() ||
         std::ranges::any_of(w.database->tables, [&](const model::Table& other) {
           return std::ranges::find(other.inherits, table.name) != other.inherits.end();
         });
}

Reached reach_all(const Writing& w, const std::string& column) {
  Reached reached;
  for (bool more = true; more;) {
    more = false;
    for (const model::Table& table : w.database->tables) {
      if (table.partition_of || table.name == w.table->name || reached.has(table.name) ||
          in_a_tree(w, table) || !reach(w, table, column, reached))
        continue;
      reached.tables.push_back(&table);
      more = true;
    }
  }
  return reached;
}

void add_columns(Writing& w, const Reached& reached) {
  for (const model::Table* table : reached.tables) {
    const auto through = reached.through.find(table->name);
    if (through == reached.through.end()) continue;
    const model::ForeignKey& key = *through->second;
    std::vector<std::string> same;
    for (std::size_t i = 0; i < key.columns.size(); ++i)
      same.push_back("c." + model::quote_identifier(key.columns[i]) + " = p." +
                     model::quote_identifier(key.referenced_columns[i]));
    set(w, "child", model::quote_name(table->name));
    set(w, "parent", model::quote_name(key.referenced_table));
    set(w, "tenant", model::quote_identifier(reached.columns.at(table->name)));
    set(w, "parent_tenant", model::quote_identifier(reached.columns.at(key.referenced_table)));
    set(w, "same", text::join(same, " AND "));
    write(w, column_sql);
    comment(w, "COLUMN {child}.{tenant}", "Whose row it is: that of its row in {parent}");
    because(
        w, "{child}.{tenant}",
        "filled from {parent} for the rows that are there: each table knows whose its rows are, "
        "without a join in every policy");
  }
}

std::string action_text(model::Action action, const std::string& columns, int version) {
  switch (action) {
    case model::Action::no_action: return "";
    case model::Action::restrict: return " RESTRICT";
    case model::Action::cascade: return " CASCADE";
    case model::Action::set_null: return version >= 15 ? " SET NULL (" + columns + ")" : "";
    case model::Action::set_default: return version >= 15 ? " SET DEFAULT (" + columns + ")" : "";
  }
  return "";
}

void make_key(Writing& w, const model::Table& parent, const std::string& tenant,
              const std::vector<std::string>& columns, std::set<std::string>& made) {
  const std::string both = model::quote_list({tenant}) + ", " + model::quote_list(columns);
  if (!made.insert(parent.name.text() + " " + both).second) return;
  std::vector<std::string> wanted{tenant};
  wanted.insert(wanted.end(), columns.begin(), columns.end());
  if (parent.primary_key && parent.primary_key->columns == wanted) return;
  for (const model::Key& key : parent.uniques)
    if (key.columns == wanted) return;
  set(w, "parent", model::quote_name(parent.name));
  set(w, "both", both);
  write(w, "ALTER TABLE {parent} ADD UNIQUE ({both})");
}

// References between rows of tenants carry the tenant: a row of another one cannot be referred to.
void bind_references(Writing& w, const Reached& reached) {
  std::set<std::string> made;
  for (const model::Table* table : reached.tables) {
    const std::string& tenant = reached.columns.at(table->name);
    for (const model::ForeignKey& key : table->foreign_keys) {
      if (!reached.has(key.referenced_table)) continue;
      const std::string& theirs = reached.columns.at(key.referenced_table);
      if (carried(key, theirs) == tenant) continue;
      const model::Table& parent = *model::find_table(w.database, key.referenced_table);
      set(w, "child", model::quote_name(table->name));
      set(w, "constraint", model::quote_identifier(key.name));
      const bool nulls =
          key.on_delete == model::Action::set_null || key.on_delete == model::Action::set_default;
      if (key.match_full || std::ranges::find(key.columns, tenant) != key.columns.end() ||
          (nulls && w.policy.version < 15)) {
        because(
            w, "constraint {constraint} of {child}",
            "stays without the tenant: it cannot carry it (MATCH FULL, or SET NULL of some columns "
            "before PostgreSQL 15)");
        continue;
      }
      make_key(w, parent, theirs, key.referenced_columns, made);
      const std::vector<std::string>& set_columns =
          key.on_delete_set_columns.empty() ? key.columns : key.on_delete_set_columns;
      const std::string deleted =
          action_text(key.on_delete, model::quote_list(set_columns), w.policy.version);
      const std::string updated = action_text(key.on_update, "", 14);
      set(w, "columns", model::quote_list({tenant}) + ", " + model::quote_list(key.columns));
      set(w, "parent", model::quote_name(parent.name));
      set(w, "referenced",
          model::quote_list({theirs}) + ", " + model::quote_list(key.referenced_columns));
      set(w, "actions",
          (deleted.empty() ? "" : " ON DELETE" + deleted) +
              (updated.empty() ? "" : " ON UPDATE" + updated) +
              (key.deferrable ? " DEFERRABLE" : "") +
              (key.initially_deferred ? " INITIALLY DEFERRED" : ""));
      name(w, "index", "idx_" + table->name.name, "tenant_" + key.columns[0]);
      write(w,
            "ALTER TABLE {child} DROP CONSTRAINT {constraint};\nALTER TABLE {child} ADD CONSTRAINT "
            "{constraint} FOREIGN KEY ({columns})\n  REFERENCES {parent} ({referenced}){actions};\n"
            "CREATE INDEX {index.name} ON {child} ({columns})");
      because(
          w, "constraint {constraint} of {child}",
          "it carries the tenant: no row refers to a row of another tenant, row security or not");
    }
  }
}

void secure(Writing& w, const model::Table& table, const std::string& column) {
  const auto policies = model::all<model::Policy>(w.database);
  const bool shown = std::ranges::any_of(policies, [&](const model::Policy* policy) {
    return policy->table == table.name && policy->permissive;
  });
  set(w, "child", model::quote_name(table.name));
  set(w, "tenant", model::quote_identifier(column));
  set(w, "restrictive", shown ? " AS RESTRICTIVE" : "");
  set(w, "policy", "tenant_isolation");
  write(w, security_sql);
  set(w, "child_text", model::quote_literal(w.values["child"]));
  holds(w, "policy tenant_isolation of {child}", Expect::empty,
        "SELECT set_config({setting}, '', true);\nSELECT 1 FROM {child}",
        "ALTER TABLE {child} DISABLE ROW LEVEL SECURITY",
        "SELECT 1 FROM pg_class WHERE oid = {child_text}::regclass AND reltuples > 0");
  for (const model::Table& partition : w.database->tables)
    if (partition.partition_of && partition.partition_of->parent == table.name)
      secure(w, partition, column);
}

// Views ask with the rights of their owner unless told otherwise.
void secure_views(Writing& w, const Reached& reached) {
  std::set<model::Name> shown{w.table->name};
  for (const auto& [name, column] : reached.columns)
    shown.insert(name);
  for (bool more = true; more;) {
    more = false;
    for (const model::View& view : w.database->views) {
      const bool reads = std::ranges::any_of(view.query.references, [&](const auto& reference) {
        return reference.kind == model::Reference::Kind::relation && shown.contains(reference.name);
      });
      if (!reads || !shown.insert(view.name).second) continue;
      more = true;
      set(w, "view", model::quote_name(view.name));
      if (view.materialized || w.policy.version < 15) {
        w.draft.questions.push_back(
            filled(w, "View {view} holds or shows rows of all tenants: who may read it?"));
      } else if (!view.options.contains("security_invoker")) {
        write(w, "ALTER VIEW {view} SET (security_invoker = true)");
      }
    }
  }
}

void ask_about_others(Writing& w, const Reached& reached) {
  for (const model::Table& table : w.database->tables) {
    if (table.partition_of || table.name == w.table->name || reached.has(table.name)) continue;
    w.draft.questions.push_back(
        model::quote_name(table.name) +
        " is shared by all tenants: no required reference leads from it to " + w.values["table"] +
        ". Is that right?");
  }
}

Result<Draft> apply(const model::Database& database, const PatternRequest& request,
                    const Policy& policy) {
  Writing w = begin(database, request, policy);
  if (const auto error = lacks_key(w)) return fail(*error);
  if (w.table->primary_key->columns.size() != 1)
    return fail(ErrorKind::usage,
                w.table->name.text() + " has a key of several columns: tenants need one");
  const std::string key = w.table->primary_key->columns[0];
  const std::string column = option(request, "column", reference_name(*w.table, key));
  const std::string setting = option(request, "setting", "app.tenant");
  if (setting.find('.') == std::string::npos)
    return fail(ErrorKind::usage, "\"" + setting + "\" is no setting of one's own",
                "setting=app.tenant");
  const Reached reached = reach_all(w, column);
  if (reached.tables.empty())
    return fail(ErrorKind::usage, "no table refers to " + w.table->name.text() +
                                      " by a required column: whose rows are whose?");
  for (const model::Policy* there : model::all<model::Policy>(database))
    if (there->name == "tenant_isolation")
      return fail(ErrorKind::usage, there->table.text() + " has a policy tenant_isolation already");
  set(w, "type", model::to_sql(model::find_column(*w.table, key)->type));
  set(w, "setting", model::quote_literal(setting));
  set(w, "current", filled(w, "NULLIF(current_setting({setting}, true), '')::{type}"));
  add_columns(w, reached);
  bind_references(w, reached);
  for (const model::Table* table : reached.tables)
    secure(w, *table, reached.columns.at(table->name));
  secure(w, *w.table, key);
  secure_views(w, reached);
  ask_about_others(w, reached);
  because(
      w, "policies tenant_isolation",
      "programs say whose rows they work on with SET " + setting +
          "; where they forget, they see nothing; FORCE holds for the owner too, and superusers "
          "and roles with BYPASSRLS stand above it");
  return std::move(w.draft);
}

}  // namespace

Pattern tenancy() {
  return {
      "tenancy",
      "A program that works for one tenant sees and changes the rows of that tenant alone, and no "
      "row refers to a row of another one.",
      "A column and an index per table, a condition per query; every connection must say for whom "
      "it works (SET LOCAL with a pooler), and unique names become known across tenants unless "
      "their keys get the tenant too.",
      true,
      {{"column", "the column that new tables get", "the tenant table's name and _id"},
       {"setting", "the setting that says for whom a program works", "app.tenant"}},
      apply};
}

}  // namespace mimar::design::pattern
