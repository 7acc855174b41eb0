#pragma once
// What two readings cannot be told apart by is no change: such an expression becomes that of
// `from`.

#include "model/database.h"

namespace mimar::diff {

// How the bodies of opaque objects are spelt: by the source or by a server. Those of two kinds of
// readings are compared by kind and name alone.
enum class Bodies : std::uint8_t { comparable, spelt_differently };

// `to`, with what model::compare() could not check as it is in `from`.
model::Objects settled(const model::Database& from, const model::Database& to, Bodies bodies);

}  // namespace mimar::diff
