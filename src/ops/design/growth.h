#pragma once
// What the numbers of a brief come to over the years, and what each way of keeping its tenants
// apart costs with them. Pure; computed by design/growth, as `mimar scale` does it.

#include <optional>
#include <string>

#include "design/growth/forecast.h"
#include "design/growth/tenant_modes.h"
#include "ops/design/designing.h"

namespace mimar::ops::designing {

// Rows, growth, retention and rates that the brief states; the machine stays the usual one.
design::growth::Terms terms_of(const Design& design);

// Nothing where the brief states neither volumes nor rates.
std::optional<design::growth::Forecast> forecast_of(const Design& design);

// Nothing without tenants.
std::optional<design::growth::TenantModes> tenant_modes_of(const Design& design);

// The sections of the report, "" where there is nothing to tell.
std::string growth_section(const Design& design);
std::string tenancy_section(const Design& design);

}  // namespace mimar::ops::designing
