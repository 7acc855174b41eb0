#include "design/relational/tenancy.h"

#include <algorithm>

#include <fmt/core.h>

#include "design/relational/carry.h"
#include "design/relational/keys.h"
#include "design/relational/naming.h"
#include "design/relational/trial.h"

namespace mimar::design::relational {
namespace {

constexpr const char* tenant_id = "tenant_id";

std::string current_tenant(const Layout& layout) {
  const std::string type = layout.policy.keys == KeyStyle::ulid ? "text" : key_type(layout.policy);
  return fmt::format("nullif(current_setting('app.tenant_id', true), '')::{}", type);
}

// Through any foreign keys.
bool reaches(const Layout& layout, const Table& table, const std::string& tenants) {
  return !way_to(layout, table.name, find_table(layout, tenants)->entity).empty();
}

// What the tenants themselves refer to (a price plan) is shared by them.
bool is_above(const Layout& layout, const Table& table, const std::string& tenants) {
  return !table.entity.empty() && !way_to(layout, tenants, table.entity).empty();
}

// People who may belong to several tenants are linked with them, and exist beside them.
bool is_linked(const Layout& layout, const Table& table, const std::string& tenants) {
  for (const Relationship& one : layout.model.relationships) {
    if (!one.from.many || !one.to.many) continue;
    const std::string& tenant = find_table(layout, tenants)->entity;
    if ((one.from.entity == tenant && one.to.entity == table.entity) ||
        (one.to.entity == tenant && one.from.entity == table.entity))
      return true;
  }
  return false;
}

void rename(Table& table, const std::string& from, const std::string& to) {
  find_column(table, from)->name = to;
  const auto in = [&](Names& names) { std::replace(names.begin(), names.end(), from, to); };
  in(table.key);
  for (Unique& unique : table.uniques) {
    in(unique.columns);
    unique.name.clear();
    unique.name = constraint_name(table, joined(unique.columns), "key");
  }
  for (ForeignKey& key : table.foreign_keys)
    if (contains(key.columns, from)) {
      in(key.columns);
      key.name.clear();
      key.name = constraint_name(table, joined(key.columns), "fkey");
    }
}

bool in_checks(const Table& table, const std::string& column) {
  return std::any_of(table.checks.begin(), table.checks.end(),
                     [&](const Check& check) { return contains(check.columns, column); });
}

// The reference to the tenant that is there already becomes tenant_id; else one is added.
void add_column(Layout& layout, Table& table, const Table& tenants, const Said& said) {
  for (const ForeignKey& key : table.foreign_keys)
    if (key.table == tenants.name && key.role.empty() && !in_checks(table, key.columns.front())) {
      rename(table, key.columns.front(), tenant_id);
      break;
    }
  if (find_column(table, tenant_id) == nullptr) {
    ForeignKey key;
    key.columns = {tenant_id};
    key.name = constraint_name(table, tenant_id, "fkey");
    key.table = tenants.name;
    key.referenced = tenants.key;
    key.entity = tenants.entity;
    key.why = fmt::format("{} with rows is not deleted by accident: what it has goes first",
                          with_article(tenants.entity));
    key.said = said;
    table.foreign_keys.push_back(key);
    const auto place = table.columns.begin() + (find_column(table, "id") == nullptr ? 0 : 1);
    table.columns.insert(place, Column{tenant_id, key_type(layout.policy)});
  }
  Column& column = *find_column(table, tenant_id);
  if (!column.required)
    layout.questions.push_back(fmt::format(
        "A row of {} may be without {}, but everything is isolated by it: it is required.",
        table.name, with_article(tenants.entity)));
  column.required = true;
  column.default_value = current_tenant(layout);
  column.comment =
      fmt::format("Whose row it is: of the {} that the connection works for", tenants.entity);
  column.why =
      "repeated in each table of a tenant's, so that row security, keys and foreign keys "
      "can ask for it without a join; the foreign keys keep the copies right";
  add_said(column.said, said);
  // A link of a tenant's is found by the tenant first, as everything is.
  if (table.key.size() > 1 && !contains(table.key, tenant_id))
    table.key.insert(table.key.begin(), tenant_id);
  table.of_tenant = true;
  for (ForeignKey& key : table.foreign_keys)
    if (key.columns == Names{tenant_id} && key.on_delete == "SET NULL") key.on_delete = "RESTRICT";
}

void choose_tables(Layout& layout, const std::string& tenants, const Said& said) {
  for (Table& table : layout.tables) {
    if (table.name == tenants || !table.seeds.empty()) continue;
    const bool near = reaches(layout, table, tenants);
    if (!near && (is_above(layout, table, tenants) || is_linked(layout, table, tenants))) {
      layout.reasons.push_back({table.name + " without tenant_id",
                                "it is shared by tenants: they refer to it, or are linked with it "
                                "in numbers"});
      continue;
    }
    if (!near)
      layout.questions.push_back(fmt::format(
          "Are {} shared by all tenants? Nothing says to whom one belongs; it was taken to belong "
          "to one.",
          table.name));
    add_column(layout, table, *find_table(layout, tenants), said);
  }
}

// Everything that refers to the row, or from it by the tenant, but the reference that is tried.
std::string only_reference(const Layout& layout, const Table& table, const ForeignKey& tried) {
  std::string sql;
  for (const Table& other : layout.tables)
    for (const ForeignKey& key : other.foreign_keys) {
      const bool own = other.name == table.name;
      if ((own && key.name == tried.name) ||
          (key.table != table.name && !(own && contains(key.columns, tenant_id))))
        continue;
      sql += drop_constraint(layout, other, key.name) + "; ";
    }
  for (const Unique& unique : table.uniques)
    if (contains(unique.columns, tenant_id) &&
        (tried.table != table.name || unique.columns != tried.referenced))
      sql += drop_constraint(layout, table, unique.name, true) + "; ";
  for (const Index& index : table.indexes)
    if (index.unique) sql += fmt::format("DROP INDEX {}; ", full(layout, index.name));
  for (const Check& check : table.checks)
    if (contains(check.columns, tried.columns.back()))
      sql += drop_constraint(layout, table, check.name) + "; ";
  return sql;
}

// A row that refers to one of its tenant's becomes another tenant's.
Witness across(const Layout& layout, const Table& table, const ForeignKey& key) {
  const Table& parent = *find_table(layout, key.table);
  const Table& tenants = *table_of(layout, layout.model.tenancy->entity);
  const std::string child = full(layout, table.name), tenant = full(layout, tenants.name);
  const std::string tenants_key = quoted(tenants.key.front());
  std::string match = fmt::format("near.tenant_id = {}.tenant_id", child);
  if (parent.name == table.name)
    match += fmt::format(" AND near.{0} <> {1}.{0}", quoted(key.referenced.back()), child);
  const std::string near =
      fmt::format("SELECT near.{} FROM {} AS near WHERE {}", quoted(key.referenced.back()),
                  full(layout, parent.name), match);
  const std::string seen =
      seen_whole(layout, table) + seen_whole(layout, parent) + seen_whole(layout, tenants);
  const std::string some = fmt::format(
      "SELECT {} FROM {} WHERE EXISTS ({}) AND EXISTS (SELECT 1 FROM {} AS other WHERE other.{} <> "
      "{}.tenant_id) LIMIT 1",
      listed(table.key), child, near, tenant, tenants_key, child);
  Witness witness;
  witness.sql =
      seen + put_aside(layout, {table, key.name, {}}) + only_reference(layout, table, key) +
      fmt::format(
          "UPDATE {0} SET {1} = ({2} LIMIT 1), tenant_id = (SELECT other.{3} FROM {4} "
          "AS other WHERE other.{3} <> {0}.tenant_id LIMIT 1) WHERE ({5}) = ({6})",
          child, quoted(key.columns.back()), near, tenants_key, tenant, listed(table.key), some);
  if (key.deferrable) witness.sql += "; SET CONSTRAINTS ALL IMMEDIATE";
  witness.sqlstate = "23503";
  witness.removal = drop_constraint(layout, table, key.name);
  witness.needs = seen + some;
  return witness;
}

}  // namespace

void add_tenancy(Layout& layout) {
  if (!layout.model.tenancy) return;
  const Tenancy& tenancy = *layout.model.tenancy;
  if (!tenancy.mode.empty() && tenancy.mode != "shared schema") return;
  Table* root = table_of(layout, tenancy.entity);
  if (root == nullptr) {
    layout.questions.push_back(fmt::format(
        "«{}» is to keep everything apart, but nothing is said of it.", tenancy.entity));
    return;
  }
  root->is_tenant = true;
  const std::string tenants = root->name;
  choose_tables(layout, tenants, tenancy.said);
  for (Table& table : layout.tables)
    for (std::size_t i = 0; table.of_tenant && i < table.foreign_keys.size(); ++i) {
      const Table* target = find_table(layout, table.foreign_keys[i].table);
      if (target != nullptr && target->of_tenant) widen(layout, table, i, tenant_id, tenancy.said);
    }
}

std::string row_security(const Layout& layout, const Table& table) {
  if (!table.of_tenant && !table.is_tenant) return "";
  const std::string name = full(layout, table.name);
  return fmt::format(
      "ALTER TABLE {0} ENABLE ROW LEVEL SECURITY;\nALTER TABLE {0} FORCE ROW LEVEL SECURITY;\n"
      "CREATE POLICY {1} ON {0}\n  USING ({2} = (SELECT {3}));\n",
      name, quoted(shortened(table.name + "_of_tenant")),
      table.of_tenant ? tenant_id : table.key.front(), current_tenant(layout));
}

void trace_tenancy(Layout& layout) {
  if (!layout.model.tenancy) return;
  for (const Table& table : layout.tables) {
    if (!table.of_tenant && !table.is_tenant) continue;
    const std::string name = full(layout, table.name);
    Witness witness;
    const std::string type =
        layout.policy.keys == KeyStyle::ulid ? "text" : key_type(layout.policy);
    witness.sql = fmt::format(
        "ALTER TABLE {0} FORCE ROW LEVEL SECURITY; SELECT set_config('app.tenant_id', "
        "({1}::{2})::text, true); SELECT 1 FROM {0} LIMIT 1",
        name, unknown_key(layout.policy), type);
    witness.expectation = Witness::Expectation::empty;
    witness.removal = fmt::format("ALTER TABLE {} DISABLE ROW LEVEL SECURITY", name);
    witness.needs = some_row(layout, table, "");
    layout.traces.push_back({layout.model.tenancy->said, "row security of " + table.name, witness});
  }
  for (const Table& table : layout.tables)
    for (const ForeignKey& key : table.foreign_keys) {
      if (!table.of_tenant || !contains(key.columns, tenant_id) || key.columns.size() < 2) continue;
      layout.traces.push_back(
          {layout.model.tenancy->said,
           fmt::format("constraint {} of {}, across tenants", key.name, table.name),
           across(layout, table, key)});
    }
}

}  // namespace mimar::design::relational
