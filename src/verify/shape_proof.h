#pragma once
// Rows shaped after statistics, counted exactly by a server: the figures asked for beside those
// found.

#include "engine/postgres/connection.h"
#include "evidence/evidence.h"
#include "synthesis/synthesis.h"

namespace mimar::verify {

struct ShapeFigure {
  enum class Kind : std::uint8_t { nulls, distinct, common_share, bucket_share, correlation };
  std::string column;  // "public.orders.status"
  Kind kind = Kind::nulls;
  // The common value, or the bounds of the bucket; of parents, which have keys of their own, how
  // many are more popular.
  std::string of;
  double asked = 0, found = 0;  // numbers of rows or of values; correlation: from -1 to 1
  bool promised = true;         // not told in Plan::not_kept
  bool both_bounds = false;     // the last bucket
  // Within 2 % of what was asked, or one row (two of a bucket with both its bounds); correlation
  // within 0.05.
  bool kept() const;
};

std::string_view name_of(ShapeFigure::Kind kind);  // "null fraction"

// The rows of `plan` are there, and no others. Errors: ErrorKind::database.
Result<std::vector<ShapeFigure>> count_shape(engine::postgres::Connection& connection,
                                             const model::Database& database,
                                             const synthesis::Plan& plan);

// The claim that all figures that the plan promises are kept. Errors: ErrorKind::database.
Result<evidence::Evidence> prove_shape(engine::postgres::Connection& connection,
                                       const model::Database& database,
                                       const synthesis::Plan& plan);

}  // namespace mimar::verify
