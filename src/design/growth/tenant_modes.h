#pragma once
// What each way of keeping tenants apart costs with the numbers at hand: one schema for all, a
// schema each, a database each. Pure; bench/tenancy.md has what the figures were measured with.

#include <array>
#include <string>
#include <vector>

#include "design/growth/forecast.h"

namespace mimar::design::growth {

enum class TenantMode : std::uint8_t { shared_schema, schema_each, database_each };
std::string_view name(TenantMode mode);  // "shared schema", "schema per tenant" ...

// One line of the comparison, a cell for each mode.
struct TenantTradeOff {
  std::string what;
  std::array<std::string, 3> figures;
};

struct TenantModes {
  double tenants = 0;
  bool tenants_stated = false;
  double bytes_a_tenant = 0;  // his rows and their indexes, at the horizon
  std::vector<TenantTradeOff> lines;
  std::array<std::string, 3> against;  // which limit the mode exceeds with these numbers, or ""
  TenantMode recommended = TenantMode::shared_schema;
  std::string why;
};

// `own`: the tables that each tenant has rows in. Sizes are those of the horizon.
TenantModes tenant_modes(const model::Database& database, const model::Table& tenants,
                         const std::vector<model::Name>& own, const Terms& terms);

}  // namespace mimar::design::growth
