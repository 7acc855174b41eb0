#include "design/growth/size.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/core.h>

#include "design/growth/distinct.h"
#include "design/growth/index_size.h"

namespace mimar::design::growth {
namespace {

constexpr double usable = page_bytes - 24, pointer = 4, tuple_header = 23;
constexpr double toast_threshold = 2032, toast_pointer = 18, toast_chunk = 1996;
constexpr double assumed_compression = 0.5;  // of long texts and documents

double aligned(double bytes) {
  return std::ceil(bytes / 8) * 8;
}

// The null bitmap is there in rows with a NULL only (HeapTupleHeaderData).
double header_bytes(std::size_t columns, double any_null) {
  const double without = aligned(tuple_header);
  const double with = aligned(tuple_header + std::ceil(static_cast<double>(columns) / 8));
  return without * (1 - any_null) + with * any_null;
}

// What TOAST does with a row that is too long: the longest values are compressed, and then moved
// out, until the rest fits. Bytes moved out per row.
double toast(std::vector<Width>& widths, std::size_t columns) {
  double out = 0;
  for (const bool move : {false, true})
    for (std::size_t round = 0; round < widths.size(); ++round) {
      const Extent all = extent(widths);
      if (header_bytes(columns, all.any_null) + all.bytes <= toast_threshold) return out;
      const auto longest =
          std::max_element(widths.begin(), widths.end(), [](const Width& a, const Width& b) {
            return (a.toastable ? a.bytes : 0) < (b.toastable ? b.bytes : 0);
          });
      if (!longest->toastable || longest->bytes <= toast_pointer) return out;
      if (!move) {
        longest->bytes *= assumed_compression;
        if (round + 1 == widths.size()) break;
        if (longest->bytes < toast_threshold / 4) break;
        continue;
      }
      out += longest->bytes * (1 - longest->null_share);
      longest->bytes = toast_pointer;
    }
  return out;
}

double fillfactor(const model::Table& table) {
  const auto found = table.options.find("fillfactor");
  int percent = 100;
  if (found != table.options.end())
    std::from_chars(found->second.data(), found->second.data() + found->second.size(), percent);
  return std::clamp(percent, 10, 100) / 100.0;
}

double heap_bytes(double rows, double row, bool varies, double fill) {
  if (rows < 1) return 0;
  const double room = usable - page_bytes * (1 - fill);
  // A page ends where the next row does not fit: on average half a row is left over.
  const double per_page = std::max(1.0, varies ? (room - row / 2) / row : std::floor(room / row));
  return std::ceil(rows / per_page) * page_bytes;
}

}  // namespace

double TableSize::index_bytes() const {
  double bytes = 0;
  for (const IndexSize& index : indexes)
    bytes += index.bytes;
  return bytes;
}

double TableSize::bytes() const {
  // The free space map has a byte a page, in a tree; the visibility map two bits.
  const double maps = heap_bytes > 0 ? 3 * page_bytes + heap_bytes / 4000 : 0;
  return heap_bytes + toast_bytes + index_bytes() + maps;
}

TableSize size_of(const model::Database& database, const model::Table& table, double rows,
                  const model::Statistics& statistics) {
  TableSize result;
  result.table = table.name;
  result.rows = rows;
  std::vector<Width> widths;
  bool measured = true;
  for (const model::Column& column : table.columns) {
    widths.push_back(
        width_of(database, column, statistics_of(statistics, table.name, column.name)));
    const Width& width = widths.back();
    measured &= width.basis != Basis::assumed;
    if (width.basis == Basis::assumed)
      result.assumed.push_back(fmt::format("{} {:.0f} ({})", column.name, width.bytes, width.why));
  }
  result.basis = measured ? Basis::computed : Basis::assumed;
  const double moved = measured ? 0 : toast(widths, widths.size());
  const Extent values = extent(widths);
  result.row_bytes = header_bytes(widths.size(), values.any_null) + values.bytes + pointer;
  result.heap_bytes = heap_bytes(rows, result.row_bytes, values.varies, fillfactor(table));
  if (moved > 0) {
    const double chunks = std::ceil(moved / toast_chunk);
    result.toast_bytes = std::ceil(rows * (moved + chunks * (24 + 12 + 4)) * 1.05 / page_bytes) *
                         page_bytes;  // with its index, a twentieth
  }
  result.indexes = sizes_of_indexes(database, table, rows, statistics);
  return result;
}

}  // namespace mimar::design::growth
