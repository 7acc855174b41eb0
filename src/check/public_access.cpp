#include "check/public_access.h"

#include <algorithm>

#include "base/text.h"
#include "check/subject.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

using Wanted = std::initializer_list<std::string_view>;

void add_if_open(const model::Name& name, const model::Access& access, const model::Origin& origin,
                 Wanted wanted, std::vector<OpenRelation>& found) {
  std::vector<std::string> privileges = granted_to_public(access, wanted);
  if (privileges.empty()) return;
  evidence::Fix fix{"REVOKE " + text::join(privileges, ", ") + " ON " + model::quote_name(name) +
                        " FROM PUBLIC;\n",
                    "first grant what they need to the roles that use it"};
  found.push_back({name.text(), std::move(privileges), origin, std::move(fix)});
}

}  // namespace

std::vector<std::string> granted_to_public(const model::Access& access, Wanted wanted) {
  std::vector<std::string> found;
  for (const std::string_view privilege : wanted) {
    const bool has =
        std::any_of(access.grants.begin(), access.grants.end(), [&](const model::Grant& grant) {
          return grant.grantee.empty() && !grant.revoked && grant.privilege == privilege;
        });
    if (has) found.emplace_back(privilege);
  }
  return found;
}

std::vector<OpenRelation> open_relations(const model::Database& database, Wanted wanted) {
  std::vector<OpenRelation> found;
  for (const model::Table* table : judged_tables(database))
    if (!table->row_security) add_if_open(table->name, table->access, table->origin, wanted, found);
  for (const model::View& view : database->views)
    add_if_open(view.name, view.access, view.origin, wanted, found);
  return found;
}

}  // namespace mimar::check
