#pragma once
// One function a pattern, each in its own file: the row of the catalogue.

#include <string>

#include "design/patterns/pattern.h"

namespace mimar::design::pattern {

Pattern audit_trail();
Pattern cdc_publication();
Pattern event_sourcing();
Pattern full_text_search();
Pattern hierarchy();
Pattern idempotency_keys();
Pattern keyset_pagination();
Pattern ledger();
Pattern optimistic_version();
Pattern outbox();
Pattern polymorphic();
Pattern pseudonymisation();
Pattern queue();
Pattern retention();
Pattern roles_and_permissions();
Pattern soft_delete();
Pattern star_schema();
Pattern status_machine();
Pattern tags();
Pattern temporal();
Pattern tenancy();
Pattern tenant_counter();
Pattern tenant_databases();
Pattern tenant_partitions();
Pattern tenant_schemas();
Pattern time_series();

// Does a column of this name tell who somebody is?
bool is_personal_name(const std::string& column);

}  // namespace mimar::design::pattern
