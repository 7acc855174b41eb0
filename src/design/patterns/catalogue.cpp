#include "design/patterns/catalogue.h"

#include <algorithm>

namespace mimar::design {

std::span<const Pattern> patterns() {
  static const std::vector<Pattern> all{
      pattern::audit_trail(), pattern::event_sourcing(),     pattern::idempotency_keys(),
      pattern::ledger(),      pattern::optimistic_version(), pattern::outbox(),
      pattern::queue(),       pattern::soft_delete(),        pattern::status_machine(),
      pattern::temporal(),    pattern::tenant_counter(),
  };
  return all;
}

const Pattern* find_pattern(std::string_view id) {
  const auto found = std::ranges::find(patterns(), id, &Pattern::id);
  return found == patterns().end() ? nullptr : &*found;
}

}  // namespace mimar::design
