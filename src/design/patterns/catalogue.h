#pragma once
// One function a pattern, each in its own file: the row of the catalogue.

#include "design/patterns/pattern.h"

namespace mimar::design::pattern {

Pattern audit_trail();
Pattern event_sourcing();
Pattern idempotency_keys();
Pattern ledger();
Pattern optimistic_version();
Pattern outbox();
Pattern queue();
Pattern soft_delete();
Pattern status_machine();
Pattern temporal();
Pattern tenant_counter();

}  // namespace mimar::design::pattern
