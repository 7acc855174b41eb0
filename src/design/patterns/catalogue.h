#pragma once
// One function a pattern, each in its own file: the row of the catalogue.

#include "design/patterns/pattern.h"

namespace mimar::design::pattern {

Pattern audit_trail();
Pattern optimistic_version();
Pattern outbox();
Pattern soft_delete();
Pattern status_machine();

}  // namespace mimar::design::pattern
