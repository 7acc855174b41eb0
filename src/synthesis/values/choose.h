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

// What a name suggests about text: kind, list and width.
Text text_meaning(std::string_view column);
// And about numbers, in whole units: what their least and greatest usual values are.
struct Span {
  std::int64_t low = 1, high = 10000;
};
Span usual_integers(std::string_view column, bool wide, std::int64_t today);  // wide: of 64 bits
Span usual_decimals(std::string_view column, std::int64_t unit);              // in 1/unit
int usual_scale(std::string_view column);  // digits after the point
// "quantity", "size_bytes": the least are the most frequent.
bool piles_up_low(std::string_view column);
// "created_at", "order_date", "posted": grows with the row number.
bool grows_with_rows(std::string_view column);
// "deleted_at", "cancelled_on": empty for most rows.
bool mostly_empty(std::string_view column);

}  // namespace mimar::synthesis
