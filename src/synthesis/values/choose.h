#pragma once
// Which values suit a column: by its type, by what the CHECKs ask, and by what its name suggests.

#include "model/database.h"
#include "synthesis/conditions.h"
#include "synthesis/values/values.h"

namespace mimar::synthesis {

struct Wish {
  const model::Column* column = nullptr;
  model::DataType type;  // domains already resolved to their base
  Restriction restriction;
  bool unique = false;     // the values must tell rows apart
  bool key = false;        // an id: counts from 1 instead of looking like a measurement
  std::int64_t today = 0;  // days since the epoch
};

// monostate when no value of that type can be made or the restriction leaves none.
Values choose_values(const model::Database& database, const Wish& wish);

// `ordered` moved and cut to what CHECKs ask; false when nothing is left. Bounds that cannot be
// read here are left to mending (mend.h).
bool narrow(Ordered& ordered, const Restriction& restriction, std::int64_t today);

// What a name suggests about text.
Text::Kind text_kind(std::string_view column);
// "created_at", "order_date", "posted": grows with the row number.
bool grows_with_rows(std::string_view column);
// "deleted_at", "cancelled_on": empty for most rows.
bool mostly_empty(std::string_view column);

}  // namespace mimar::synthesis
