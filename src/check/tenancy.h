#pragma once
// Which column says whose row it is, in a schema that several customers share.

#include <optional>
#include <string>
#include <vector>

#include "model/database.h"

namespace mimar::check {

struct Tenancy {
  std::string schema;
  std::string column;                        // "organization_id"
  std::vector<const model::Table*> with;     // judged tables of the schema that have it
  std::vector<const model::Table*> without;  // and those that do not; the tenants' own table apart
};

// Per schema, the column that most tables have and that is called after a word for a customer
// (tenant, organization, workspace, account ...). None where fewer than four tables, or fewer than
// half of them, have it: then there is no custom to hold tables to.
std::vector<Tenancy> tenancies(const model::Database& database);

// All columns called after such a word that at least four tables of a schema have: a schema of
// organizations with projects has two.
std::vector<Tenancy> tenant_columns(const model::Database& database);

}  // namespace mimar::check
