// B-trees, as nbtree builds and splits them (src/backend/access/nbtree/README; manual: B-Tree
// Implementation, Deduplication).
#include <algorithm>
#include <cmath>

#include "design/growth/size.h"

namespace mimar::design::growth {
namespace {

constexpr double usable = page_bytes - 24 - 16;  // page header, BTPageOpaqueData
constexpr double pointer = 4;                    // ItemIdData
// Pages that split in the middle over and over are full to ln 2 on average (Yao 1978).
constexpr double full_after_splits = 0.693;
constexpr double tid = 6;
// Posting lists end at this size: a tenth of a page while an index is built, a sixth in a page that
// is deduplicated when it is full.
constexpr double longest_built = 808, longest_grown = 1344;

double aligned(double bytes) {
  return std::ceil(bytes / 8) * 8;
}

// Of one key that `rows` rows have.
double bytes_of_key(double entry, double rows, double longest) {
  if (rows <= 1) return entry + pointer;
  const double most = std::max(2.0, std::floor((longest - entry) / tid));
  const double whole = std::floor(rows / most), rest = rows - whole * most;
  double bytes = whole * (aligned(entry + most * tid) + pointer);
  if (rest > 1) bytes += aligned(entry + rest * tid) + pointer;
  if (rest > 0 && rest <= 1) bytes += rest * (entry + pointer);
  return bytes;
}

// Of a key that is one of many: how many rows have it varies as chance has it (Poisson, none left
// out).
double bytes_of_average_key(double entry, double mean, double longest) {
  if (mean <= 1) return entry + pointer;
  if (mean > 60) return bytes_of_key(entry, mean, longest);
  // The mean of the Poisson distribution that has this mean once zero is left out.
  double lambda = mean;
  for (int i = 0; i < 60; ++i)
    lambda = mean * (1 - std::exp(-lambda));
  double probability = std::exp(-lambda), expected = 0;
  const double any = 1 - probability;
  for (int count = 1; count < 200; ++count) {
    probability *= lambda / count;
    expected += probability / any * bytes_of_key(entry, count, longest);
  }
  return expected;
}

double content(const BtreeShape& shape, double entry, double longest) {
  const double rows = std::max(0.0, shape.rows - shape.null_rows);
  if (!shape.deduplicated) return rows * (entry + pointer) + shape.null_rows * (16 + pointer);
  double bytes = bytes_of_key(16, shape.null_rows, longest);
  double others = rows, distinct = std::max(1.0, std::min(shape.distinct, rows));
  for (const double count : shape.common) {
    if (distinct <= 1 || others <= count) break;
    bytes += bytes_of_key(entry, count, longest);
    others -= count;
    distinct -= 1;
  }
  return rows > 0 ? bytes + distinct * bytes_of_average_key(entry, others / distinct, longest)
                  : bytes;
}

}  // namespace

double btree_bytes(const BtreeShape& shape, bool packed) {
  if (shape.rows < 1) return page_bytes;  // the metapage
  const double entry = aligned(8 + shape.key_bytes);
  const double all = content(shape, entry, packed ? longest_built : longest_grown);
  const bool split = !packed && !shape.ascending;
  const double fill = split ? full_after_splits : shape.fillfactor;
  const double room = std::max(entry + pointer, usable * fill - (entry + pointer) / 2);
  double pages = all <= usable ? 1 : std::ceil(all / room);
  double total = pages + 1;
  const double fanout =
      std::max(2.0, usable * (split ? full_after_splits : 0.7) / (std::min(entry, 40.0) + pointer));
  while (pages > 1) {
    pages = std::ceil(pages / fanout);
    total += pages;
  }
  return total * page_bytes;
}

}  // namespace mimar::design::growth
