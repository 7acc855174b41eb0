#include "ops/grant_places.h"

#include <algorithm>

#include "sql/parse.h"

namespace mimar::ops {
namespace {

bool gives_to_public(const model::GrantStatement& grant) {
  return grant.grant &&
         std::find(grant.grantees.begin(), grant.grantees.end(), "") != grant.grantees.end();
}

bool gives(const model::GrantStatement& grant, std::string_view privilege) {
  return std::any_of(grant.privileges.begin(), grant.privileges.end(),
                     [&](const model::PrivilegeOn& one) {
                       return one.privilege.empty() || one.privilege == privilege;
                     });
}

bool opens_schema(const model::StatementAction& action, const std::string& schema) {
  const auto* grant = std::get_if<model::GrantStatement>(&action);
  if (grant == nullptr || grant->kind != "schema" || !gives_to_public(*grant) ||
      !gives(*grant, "CREATE"))
    return false;
  return std::any_of(
      grant->objects.begin(), grant->objects.end(),
      [&](const model::ObjectAddress& object) { return object.name.name == schema; });
}

// `object` is how the rule names it: "default privileges on tables in schema app".
bool sets_default(const model::StatementAction& action, const std::string& object) {
  const auto* alter = std::get_if<model::AlterDefaultPrivileges>(&action);
  if (alter == nullptr || !gives_to_public(alter->action)) return false;
  const std::string general = "default privileges on " + alter->action.kind + "s";
  if (alter->schemas.empty()) return object == general;
  return std::any_of(alter->schemas.begin(), alter->schemas.end(), [&](const std::string& schema) {
    return object == general + " in schema " + schema;
  });
}

bool explains(const model::StatementAction& action, const evidence::Finding& finding) {
  if (finding.id == "schema-open-to-public") return opens_schema(action, finding.object);
  return finding.id == "default-privileges-for-public" && sets_default(action, finding.object);
}

}  // namespace

void place_grants(report::Report& report) {
  const bool wanted = std::any_of(report.findings.begin(), report.findings.end(),
                                  [](const evidence::Finding& finding) {
                                    return finding.id == "schema-open-to-public" ||
                                           finding.id == "default-privileges-for-public";
                                  });
  if (!wanted) return;
  for (const auto& [file, text] : report.sources) {
    const Result<sql::Script> script = sql::parse_script(text, file);
    if (!script) continue;
    for (const model::Statement& statement : script->statements)
      for (evidence::Finding& finding : report.findings)
        if (explains(statement.action, finding)) finding.where = statement.where;
  }
  std::sort(report.findings.begin(), report.findings.end(), evidence::reported_before);
}

}  // namespace mimar::ops
