#pragma once
// Where objects were written, for a database that was read where nobody knows it.

#include "model/database.h"

namespace mimar::model {

// Objects, columns and constraints of `to` without an origin get that of what has the same name in
// `from`. Nothing else changes.
void lend_origins(const Objects& from, Objects& to);

}  // namespace mimar::model
