#include "design/patterns/catalogue.h"

#include <algorithm>

namespace mimar::design {

std::span<const Pattern> patterns() {
  static const std::vector<Pattern> all{
      pattern::audit_trail(),
      pattern::cdc_publication(),
      pattern::event_sourcing(),
      pattern::full_text_search(),
      pattern::hierarchy(),
      pattern::idempotency_keys(),
      pattern::keyset_pagination(),
      pattern::ledger(),
      pattern::optimistic_version(),
      pattern::outbox(),
      pattern::polymorphic(),
      pattern::pseudonymisation(),
      pattern::queue(),
      pattern::retention(),
      pattern::roles_and_permissions(),
      pattern::soft_delete(),
      pattern::star_schema(),
      pattern::status_machine(),
      pattern::tags(),
      pattern::temporal(),
      pattern::tenancy(),
      pattern::tenant_counter(),
      pattern::tenant_databases(),
      pattern::tenant_partitions(),
      pattern::tenant_schemas(),
      pattern::time_series(),
  };
  return all;
}

const Pattern* find_pattern(std::string_view id) {
  const auto found = std::ranges::find(patterns(), id, &Pattern::id);
  return found == patterns().end() ? nullptr : &*found;
}

}  // namespace mimar::design
