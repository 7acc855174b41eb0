// Each customer has a schema of his own: a copy of the template's tables, made by a function from
// the catalog, changed for all by a procedure, and reached by one role alone.

#include <algorithm>

#include <fmt/core.h>

#include "design/patterns/catalogue.h"
#include "design/patterns/tenant_schemas_sql.h"
#include "design/patterns/tenant_split.h"
#include "design/patterns/writing.h"
#include "model/quote.h"

namespace mimar::design::pattern {
namespace {

std::optional<Error> name_objects(Writing& w) {
  for (const auto& [place, wanted] : {std::pair{"template", "tenant_template"},
                                      {"migrations", "tenant_migrations"},
                                      {"schemas", "tenant_schemas"},
                                      {"rename", "tenant_ddl"},
                                      {"bind", "bind_tenant_schema"},
                                      {"statements", "tenant_schema_ddl"},
                                      {"create", "create_tenant_schema"},
                                      {"migrate", "migrate_tenant_schemas"}})
    if (auto error = claim(w, place, wanted)) return error;
  const model::Table& tenants = *w.table;
  const std::string key = tenants.primary_key->columns[0];
  set(w, "type", model::to_sql(model::find_column(tenants, key)->type));
  set(w, "table_text", model::quote_literal(w.values["table"]));
  set(w, "root_text", model::quote_literal(tenants.name.name));
  set(w, "key_text", model::quote_literal(model::quote_identifier(key)));
  set(w, "schema_text", model::quote_literal(w.schema));
  set(w, "schemas_text", model::quote_literal(w.values["schemas"]));
  return std::nullopt;
}

void write_code(Writing& w) {
  write(w, schemas::tables_sql);
  comment(w, "TABLE {template}", "What each tenant has of his own: tables, views and functions");
  comment(w, "TABLE {migrations}",
          "Changes of the template: SQL that names everything with its schema, and what it adds to "
          "the template; CALL {migrate}() runs it for everybody");
  comment(w, "TABLE {schemas}", "Which schema and role a tenant has, and how far it is migrated");
  for (const std::string_view sql :
       {schemas::rename_sql, schemas::bind_sql, schemas::statements_sql, schemas::create_sql,
        schemas::migrate_sql})
    write(w, sql);
  comment(w, "FUNCTION {rename}(text, text)", "SQL on the template as SQL on a tenant's schema");
  comment(w, "FUNCTION {bind}(text)",
          "Rights of the tenant's role, and a CHECK that rows are of this tenant");
  comment(w, "FUNCTION {statements}(text)", "What makes a copy of the template, in order");
  comment(w, "FUNCTION {create}({type}, text, text)",
          "Makes a tenant''s schema for a role that exists; programs SET search_path to it");
  comment(w, "PROCEDURE {migrate}()",
          "The template first, then each tenant in a transaction of its own; after a failure, "
          "those that are done are not done again; several sessions share the work");
  for (const char* function : {"{rename}(text, text)", "{bind}(text)", "{statements}(text)",
                               "{create}({type}, text, text)"})
    write(w, "REVOKE EXECUTE ON FUNCTION " + std::string(function) + " FROM PUBLIC");
  write(w, "REVOKE EXECUTE ON PROCEDURE {migrate}() FROM PUBLIC");
}

void fill_template(Writing& w, const TenantSplit& split) {
  std::string rows;
  for (const model::Name& name : split.own)
    rows += fmt::format("{}\n  ({}, {})", rows.empty() ? "" : ",",
                        model::quote_literal(name.schema), model::quote_literal(name.name));
  set(w, "rows", rows);
  write(w, "INSERT INTO {template} (schema_name, name) VALUES{rows}");
}

// One row that a copy of it can be made of, whoever's it is.
bool is_plain(const model::Table& table) {
  return std::none_of(table.columns.begin(), table.columns.end(),
                      [](const model::Column& column) { return column.generated.has_value(); });
}

void trace_copies(Writing& w, const TenantSplit& split) {
  set(w, "made",
      filled(w,
             "SELECT {create}((SELECT {key} FROM {table} ORDER BY {key} LIMIT 1), current_user, "
             "'tenant_probe');\n"));
  for (const model::Name& table : split.tables) {
    set(w, "own", model::quote_name(table));
    set(w, "copy", model::quote_literal(model::quote_name({"tenant_probe", table.name})));
    set(w, "where",
        fmt::format("schema_name = {} AND name = {}", model::quote_literal(table.schema),
                    model::quote_literal(table.name)));
    holds(w, "{own} in the schema of each tenant", Expect::empty,
          "{made}SELECT 1 WHERE to_regclass({copy}) IS NULL",
          "DELETE FROM {template} WHERE {where}", "SELECT 1 FROM {table}");
  }
}

// A row of another tenant's is refused by the copy, although the template has it.
void trace_binding(Writing& w, const TenantSplit& split) {
  for (const model::Name& name : split.tables) {
    const model::Table& table = *model::find_table(w.database, name);
    const auto key = std::find_if(
        table.foreign_keys.begin(), table.foreign_keys.end(), [&](const model::ForeignKey& one) {
          return one.referenced_table == w.table->name && one.columns.size() == 1;
        });
    if (key == table.foreign_keys.end() || !is_plain(table) || table.partition_of) continue;
    set(w, "own", model::quote_name(name));
    set(w, "copy", model::quote_name({"tenant_probe", name.name}));
    set(w, "held", model::quote_identifier(key->columns[0]));
    const std::string other =
        "FROM {own} WHERE {held} <> (SELECT {key} FROM {table} ORDER BY {key} LIMIT 1)";
    refused(w, "{held} of {own}, in the schema of another tenant", "23514",
            "{made}INSERT INTO {copy} OVERRIDING SYSTEM VALUE SELECT * " + other + " LIMIT 1",
            "CREATE OR REPLACE FUNCTION {bind}(target text) RETURNS void LANGUAGE sql AS 'SELECT'",
            "SELECT 1 " + other);
  }
}

Result<Draft> apply(const model::Database& database, const PatternRequest& request,
                    const Policy& policy) {
  Writing w = begin(database, request, policy);
  if (const auto error = lacks_key(w)) return fail(*error);
  if (w.table->primary_key->columns.size() != 1)
    return fail(ErrorKind::usage,
                w.table->name.text() + " has a key of several columns: tenants need one");
  const std::vector<std::string> told = list_option(request, "own");
  const TenantSplit split =
      split_by_tenant(database, *w.table, std::set<std::string>(told.begin(), told.end()));
  if (split.tables.empty())
    return fail(ErrorKind::usage,
                "no table refers to " + w.table->name.text() + ": whose rows are whose?");
  if (const auto error = name_objects(w)) return fail(*error);
  write_code(w);
  fill_template(w, split);
  w.draft.questions = split.questions;
  for (const model::Name& shared : split.shared)
    because(w, model::quote_name(shared) + " shared by tenants",
            "tenants refer to it, or are linked with it in numbers: a tenant's role has no right "
            "on it until somebody grants one");
  because(
      w, "template of " + std::to_string(split.tables.size()) + " tables",
      "a tenant's schema is made from what the catalog holds then, so that the template and the "
      "copies cannot drift apart; nobody's rows are in the template itself");
  because(w, "function {create}",
          "a role has rights in one schema alone, and a CHECK in each table that names the tenant "
          "refuses rows of another one, whoever writes them");
  because(w, "procedure {migrate}",
          "a change is written once, and each tenant gets it in a transaction of its own: no lock "
          "is held over all of them; what cannot run in a transaction (CREATE INDEX CONCURRENTLY) "
          "cannot be given to it");
  trace_copies(w, split);
  trace_binding(w, split);
  return std::move(w.draft);
}

}  // namespace

Pattern tenant_schemas() {
  return {"tenant-schemas",
          "Each tenant has tables of his own in a schema that his role alone reaches; one change "
          "reaches all of them.",
          "A catalogue that grows with tenants times tables, migrations that take as many times as "
          "long, a cache of the catalogue in each connection that serves many tenants; beyond a "
          "few thousand tenants use tenancy.",
          true,
          {{"own", "tables that are the tenant's though nothing leads from them to him: a;b", ""}},
          apply};
}

}  // namespace mimar::design::pattern
