#include <algorithm>
#include <cmath>

#include "synthesis/random.h"
#include "synthesis/shape/shape.h"

namespace mimar::synthesis {
namespace {

constexpr std::uint64_t largest_block = 64;
constexpr std::uint64_t few_rows = 5000;  // where chance alone would move the correlation

}  // namespace

Arrangement::Arrangement(const Shape& shape, std::uint64_t seed, double in_order)
    : rows_(shape.rows),
      nulls_(std::min(shape.nulls, shape.rows)),
      filled_(rows_ - nulls_),
      seed_(seed),
      block_(std::clamp<std::uint64_t>(rows_ / 16, 1, largest_block)),
      descending_(in_order < 0) {
  const double share = std::min(1.0, std::abs(in_order));
  in_order_ = static_cast<std::uint64_t>(std::llround(share * static_cast<double>(filled_)));
}

Arrangement::Arrangement(const Shape& shape, std::uint64_t seed) : Arrangement(shape, seed, 0) {
  if (!shape.ordered || shape.segments.empty()) return;
  double share = share_in_order(shape);
  *this = Arrangement(shape, seed, share);
  if (filled_ > few_rows || filled_ < 2) return;
  const bool handful = filled_ < few_rows / 100;
  const std::uint64_t tries = handful ? 1000 : filled_ < few_rows / 10 ? 60 : 6;
  double nearest = std::abs(correlation_of(shape, *this) - shape.correlation);
  for (std::uint64_t attempt = 1; attempt <= tries && nearest > 0.005; ++attempt) {
    const Arrangement other(shape, mix(seed, attempt), share);
    const double off = shape.correlation - correlation_of(shape, other);
    if (std::abs(off) < nearest) {
      nearest = std::abs(off);
      *this = other;
    }
    // Of a handful of rows there are only so many orders: any share may have the right one.
    share =
        handful ? 2 * fraction(mix(seed + 1, attempt)) - 1 : std::clamp(share + off / 2, -1.0, 1.0);
  }
}

std::uint64_t Arrangement::nulls_before(std::uint64_t row) const {
  return rows_ == 0 ? 0 : scaled(row, nulls_, rows_);
}

std::optional<std::uint64_t> Arrangement::slot(std::uint64_t row) const {
  if (filled_ == 0) return std::nullopt;
  if (row >= rows_) row %= rows_;
  if (nulls_ == 0) return arranged(row);
  const std::uint64_t begin = row / block_ * block_, end = std::min(begin + block_, rows_);
  const std::uint64_t before = nulls_before(begin), nulls = nulls_before(end) - before;
  const std::uint64_t place = Permutation(end - begin, mix(seed_, begin))(row - begin);
  if (place < nulls) return std::nullopt;
  return arranged(begin - before + place - nulls);
}

// Position k of those in order is where k+1 begins to be reached, so positions and slots of the
// others can be counted in both directions.
std::uint64_t Arrangement::arranged(std::uint64_t position) const {
  const std::uint64_t before = scaled(position, in_order_, filled_);
  const bool keeps = scaled(position + 1, in_order_, filled_) > before;
  std::uint64_t slot = position;
  if (!keeps) {
    const std::uint64_t others = filled_ - in_order_;
    slot = scaled(Permutation(others, seed_)(position - before), filled_, others);
  }
  return descending_ ? filled_ - 1 - slot : slot;
}

}  // namespace mimar::synthesis
