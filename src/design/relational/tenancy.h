#pragma once
// A schema that tenants share: each row says whose it is, no reference crosses tenants, and row
// security shows each tenant its own (PostgreSQL manual: Row Security Policies).

#include "design/relational/layout.h"

namespace mimar::design::relational {

// After relationships, before attributes. Nothing when the model has no tenancy, or tenants have a
// schema or a database each.
void add_tenancy(Layout& layout);
// ENABLE, FORCE and the policy of each table; "" without tenancy.
std::string row_security(const Layout& layout, const Table& table);
// What shows that they work.
void trace_tenancy(Layout& layout);

}  // namespace mimar::design::relational
