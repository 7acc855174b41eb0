#include "synthesis/shape/allocation.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mimar::synthesis {
namespace {

std::uint64_t rounded(double value) {
  return value <= 0 ? 0 : static_cast<std::uint64_t>(std::llround(value));
}

// Free places with their rows: what is left of buckets between the common values.
struct Piece {
  std::uint64_t low = 0, room = 0, rows = 0, values = 0;
  std::size_t bucket = 0;
};

std::vector<Bucket> free_parts(const Bucket& bucket, const std::vector<Common>& common) {
  std::vector<Bucket> parts;
  std::uint64_t at = bucket.low;
  const std::uint64_t end = bucket.low + bucket.room;
  auto hole =
      std::lower_bound(common.begin(), common.end(), at,
                       [](const Common& value, std::uint64_t place) { return value.key < place; });
  for (; hole != common.end() && hole->key < end; ++hole) {
    if (hole->key > at) parts.push_back({at, hole->key - at});
    at = hole->key + 1;
  }
  if (at < end) parts.push_back({at, end - at});
  return parts;
}

// Deals `rows` to the widest of `parts`, at most `values` of them: each takes a value at least.
void deal_to_widest(std::vector<Piece>& pieces, std::vector<Bucket> parts, std::uint64_t rows,
                    std::uint64_t values, std::size_t bucket) {
  if (parts.size() > values) {
    std::stable_sort(parts.begin(), parts.end(),
                     [](const Bucket& a, const Bucket& b) { return a.room > b.room; });
    parts.resize(values);
    std::sort(parts.begin(), parts.end(),
              [](const Bucket& a, const Bucket& b) { return a.low < b.low; });
  }
  std::vector<double> widths;
  for (const Bucket& part : parts)
    widths.push_back(static_cast<double>(part.room));
  const std::vector<std::uint64_t> shares = deal(rows, widths);
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (shares[i] > 0) pieces.push_back({parts[i].low, parts[i].room, shares[i], 0, bucket});
}

// A bucket without free places, or to which no value falls, leaves its rows to the next one, the
// last to the one before.
std::vector<Piece> pieces_of(const Counts& counts, const std::vector<Common>& common,
                             const std::vector<Bucket>& buckets) {
  std::vector<double> weights;
  for (const Bucket& bucket : buckets)
    weights.push_back(static_cast<double>(bucket.weight));
  const std::vector<std::uint64_t> dealt = deal(counts.others, weights);
  const double values_per_row = static_cast<double>(counts.other_values) /
                                static_cast<double>(std::max<std::uint64_t>(counts.others, 1));
  std::vector<Piece> pieces;
  std::vector<Bucket> parts;
  std::uint64_t waiting = 0, passed = 0, used = 0;
  for (std::size_t i = 0; i < buckets.size(); ++i) {
    const std::vector<Bucket> free = free_parts(buckets[i], common);
    parts.insert(parts.end(), free.begin(), free.end());
    waiting += dealt[i];
    passed += dealt[i];
    const std::uint64_t due = rounded(static_cast<double>(passed) * values_per_row);
    if (parts.empty() || due <= used || waiting == 0) continue;
    deal_to_widest(pieces, std::move(parts), waiting, due - used, i);
    used = due;
    waiting = 0;
    parts.clear();
  }
  if (waiting > 0 && !pieces.empty()) pieces.back().rows += waiting;
  if (waiting > 0 && pieces.empty() && !parts.empty())
    deal_to_widest(pieces, std::move(parts), waiting, 1, 0);
  return pieces;
}

// Those with the least room for their rows first, so that the others can make up for them.
void share_values(std::vector<Piece>& pieces, std::uint64_t values) {
  std::vector<Piece*> order;
  std::uint64_t rows = 0;
  for (Piece& piece : pieces) {
    order.push_back(&piece);
    rows += piece.rows;
  }
  const auto fill = [](const Piece* piece) {
    return static_cast<double>(std::min(piece->room, piece->rows)) /
           static_cast<double>(piece->rows);
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](const Piece* a, const Piece* b) { return fill(a) < fill(b); });
  for (Piece* piece : order) {
    const double wanted =
        static_cast<double>(values) * static_cast<double>(piece->rows) / static_cast<double>(rows);
    piece->values =
        std::clamp<std::uint64_t>(rounded(wanted), 1, std::min(piece->room, piece->rows));
    values -= std::min(values, piece->values);
    rows -= piece->rows;
  }
}

// Within a bucket, every value has as many rows as the next.
void even_out(std::vector<Piece>& pieces) {
  for (auto first = pieces.begin(); first != pieces.end();) {
    const auto last = std::find_if(
        first, pieces.end(), [&](const Piece& piece) { return piece.bucket != first->bucket; });
    std::uint64_t rows = 0;
    std::vector<double> values;
    for (auto piece = first; piece != last; ++piece) {
      rows += piece->rows;
      values.push_back(static_cast<double>(piece->values));
    }
    const std::vector<std::uint64_t> dealt = deal(rows, values);
    for (std::size_t i = 0; i < dealt.size(); ++i, ++first)
      first->rows = dealt[i];
  }
}

std::uint64_t sum(const std::vector<std::uint64_t>& values) {
  return std::accumulate(values.begin(), values.end(), std::uint64_t{0});
}

}  // namespace

std::vector<std::uint64_t> deal(std::uint64_t total, const std::vector<double>& weights) {
  const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<std::uint64_t> dealt(weights.size(), 0);
  if (all <= 0 || weights.empty()) return dealt;
  std::vector<std::pair<double, std::size_t>> remainders;
  std::uint64_t given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double exact = static_cast<double>(total) * weights[i] / all;
    dealt[i] = std::min(total - given, static_cast<std::uint64_t>(exact));
    given += dealt[i];
    remainders.emplace_back(static_cast<double>(dealt[i]) - exact, i);
  }
  std::stable_sort(remainders.begin(), remainders.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (std::size_t i = 0; given < total; ++i, ++given)
    ++dealt[remainders[i % remainders.size()].second];
  return dealt;
}

Counts count_rows(const model::ColumnStatistics& column, std::uint64_t rows, bool nullable) {
  Counts counts;
  const auto all = static_cast<double>(rows);
  if (nullable) counts.nulls = std::min(rows, rounded(column.null_frac * all));
  const std::uint64_t filled = rows - counts.nulls;
  double share = 0;
  for (double frequency : column.most_common_freqs)
    share += frequency;
  const double distinct =
      column.n_distinct < 0 ? std::round(-column.n_distinct * all) : std::round(column.n_distinct);
  const auto commons = static_cast<double>(column.most_common_freqs.size());
  const bool all_common =
      column.histogram_bounds.empty() && commons > 0 && (distinct == 0 || distinct <= commons);
  counts.wanted_values = distinct;
  counts.common =
      deal(all_common ? filled : std::min(filled, rounded(share * all)), column.most_common_freqs);
  counts.others = filled - sum(counts.common);
  if (counts.others == 0) return counts;
  const double known = commons + static_cast<double>(column.histogram_bounds.size());
  const double values = std::max(1.0, (distinct > 0 ? distinct : known) - commons);
  counts.other_values = std::min(counts.others, rounded(values));
  return counts;
}

std::vector<Bucket> buckets_between(const std::vector<std::uint64_t>& bounds,
                                    std::uint64_t stretch) {
  std::vector<Bucket> buckets;
  if (bounds.empty()) return buckets;
  const std::uint64_t base = bounds.front();
  const auto place = [&](std::uint64_t bound) { return base + (bound - base) * stretch; };
  std::uint64_t start = base;
  for (std::size_t i = 0; i + 1 < bounds.size(); ++i) {
    const bool last = i + 2 == bounds.size();
    const std::uint64_t from = place(bounds[i]), to = place(bounds[i + 1] + (last ? 1 : 0));
    if (to > start && from < to) {
      const std::uint64_t low = std::max(from, start);
      buckets.push_back({low, to - low, 1});
      start = to;
    } else if (from >= start) {  // the value fills this bucket
      buckets.push_back({from, 1, 1});
      start = from + 1;
    } else {
      ++buckets.back().weight;
    }
  }
  if (buckets.empty()) buckets.push_back({base, stretch, 1});
  return buckets;
}

std::uint64_t room_for(const Counts& counts, const std::vector<Common>& common,
                       const std::vector<Bucket>& buckets) {
  std::uint64_t room = 0;
  for (const Piece& piece : pieces_of(counts, common, buckets))
    room += std::min(piece.room, piece.rows);
  return room;
}

Shape allocate(const Counts& counts, std::uint64_t rows, std::vector<Common> common,
               const std::vector<Bucket>& buckets, std::uint64_t first_ordinal) {
  std::vector<Piece> pieces = pieces_of(counts, common, buckets);
  if (pieces.empty() && counts.others > 0) {
    std::vector<double> weights;
    for (const Common& value : common)
      weights.push_back(static_cast<double>(value.rows));
    const std::vector<std::uint64_t> more = deal(counts.others, weights);
    for (std::size_t i = 0; i < common.size(); ++i)
      common[i].rows += more[i];
  }
  share_values(pieces, counts.other_values);
  even_out(pieces);
  Shape shape;
  shape.rows = rows;
  shape.nulls = counts.nulls;
  std::uint64_t slot = 0;
  const auto add = [&](Segment segment) {
    if (segment.rows == 0) return;
    segment.first_slot = slot;
    slot += segment.rows;
    shape.segments.push_back(segment);
  };
  auto piece = pieces.begin();
  const auto add_pieces = [&](std::uint64_t below) {
    for (; piece != pieces.end() && piece->low < below; ++piece)
      add({0, piece->rows, piece->values, first_ordinal + piece->low, piece->room});
  };
  for (const Common& value : common) {
    add_pieces(value.key);
    add({0, value.rows, 1, value.ordinal, 1});
  }
  add_pieces(UINT64_MAX);
  return shape;
}

std::uint64_t values_in(const Shape& shape) {
  std::uint64_t values = 0;
  for (const Segment& segment : shape.segments)
    values += segment.distinct;
  return values;
}

}  // namespace mimar::synthesis
