// Each customer has a database of his own: copied from a template database, listed in a directory
// beside them, changed for all by a script. The server itself keeps them apart: no statement of one
// database can name a table of another.

#include "base/text.h"
#include "design/patterns/catalogue.h"
#include "design/patterns/tenant_databases_sql.h"
#include "design/patterns/tenant_split.h"
#include "design/patterns/writing.h"
#include "model/quote.h"

namespace mimar::design::pattern {
namespace {

std::optional<Error> name_objects(Writing& w) {
  for (const auto& [place, wanted] :
       {std::pair{"migrations", "tenant_migrations"}, {"seal", "seal_tenant_database"}})
    if (auto error = claim(w, place, wanted)) return error;
  name(w, "one", w.table->name.name, "one_tenant");
  const std::string& key = w.table->primary_key->columns[0];
  set(w, "type", model::to_sql(model::find_column(*w.table, key)->type));
  set(w, "table_text", model::quote_literal(w.values["table"]));
  // In a comment of a script a name is not to end its line.
  set(w, "table.plain", text::replace_all(w.table->name.text(), "\n", " "));
  return std::nullopt;
}

void trace(Writing& w) {
  refused(w, "function {seal}: one tenant a database", "55000", "SELECT {seal}()",
          "CREATE OR REPLACE FUNCTION {seal}() RETURNS void LANGUAGE sql AS 'SELECT'",
          "SELECT 1 FROM {table} OFFSET 1");
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
  write(w, databases::tenant_sql);
  comment(w, "TABLE {migrations}", "Which changes of the directory this database has");
  comment(w, "FUNCTION {seal}()",
          "Makes sure that the database holds one tenant, now and later: every row that refers to "
          "one is of this");
  w.draft.files = {{"directory.sql", filled(w, text::trim(databases::directory_sql)) + "\n"},
                   {"create_tenant.sh", filled(w, databases::create_script)},
                   {"migrate_tenants.sh", filled(w, databases::migrate_script)}};
  for (const model::Name& shared : split.shared)
    w.draft.questions.push_back(model::quote_name(shared) +
                                " is no tenant's alone, and each database has its own copy of it. "
                                "Who keeps them the same?");
  because(w, "a database for each row of {table}",
          "no statement can name a table of another database, backups and restores are of one "
          "tenant, and each can move to a server of its own");
  because(w, "function {seal}",
          "a unique index over a constant: a second tenant's row, and with it every row that would "
          "refer to one, is refused in the wrong database");
  because(w, "directory.sql, create_tenant.sh, migrate_tenants.sh",
          "which tenant is where has to be known before one can connect, and CREATE DATABASE runs "
          "in no function; each change is one transaction with its mark");
  trace(w);
  return std::move(w.draft);
}

}  // namespace

Pattern tenant_databases() {
  return {"tenant-databases",
          "Each tenant has a database that his role alone may connect to and that holds no row of "
          "another tenant; one change reaches all of them.",
          "Some 8 MB and a connection pool for each tenant, migrations that connect to each of "
          "them, no query over tenants, and copies of what they share; beyond a few hundred "
          "tenants use tenancy.",
          true,
          {{"own", "tables that are the tenant's though nothing leads from them to him: a;b", ""}},
          apply};
}

}  // namespace mimar::design::pattern
