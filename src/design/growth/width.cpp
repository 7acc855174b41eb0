#include "design/growth/width.h"

#include <algorithm>

#include "design/growth/type_width.h"

namespace mimar::design::growth {
namespace {

constexpr double longest_short = 127;  // bytes with the header of one byte

std::size_t padding(std::size_t offset, int alignment) {
  const auto step = static_cast<std::size_t>(alignment);
  return (step - offset % step) % step;
}

bool is_text(const model::DataType& type) {
  return !type.array && (type.name.name == "text" || type.name.name == "character varying" ||
                         type.name.name == "citext");
}

// The statistics hold values as text, whose lengths those of texts are: a sample of them.
void take_lengths(const model::ColumnStatistics& known, Width& width) {
  std::array<double, 8> shares{};
  double common = 0;
  const auto add = [&](const std::string& value, double share) {
    const std::size_t stored = value.size() + (value.size() <= 126 ? 1 : 4);
    shares[stored % 8] += share;
  };
  for (std::size_t i = 0; i < known.most_common_vals.size() && i < known.most_common_freqs.size();
       ++i) {
    add(known.most_common_vals[i], known.most_common_freqs[i]);
    common += known.most_common_freqs[i];
  }
  const double others = std::max(0.0, 1 - known.null_frac - common);
  for (const std::string& bound : known.histogram_bounds)
    add(bound, others / static_cast<double>(known.histogram_bounds.size()));
  double all = 0;
  for (const double share : shares)
    all += share;
  if (all < 0.5 * (1 - known.null_frac) || all <= 0) return;  // too few values to tell
  for (std::size_t i = 0; i < shares.size(); ++i)
    width.residues[i] = shares[i] / all;
}

}  // namespace

std::string_view name(Basis basis) {
  constexpr std::array<std::string_view, 4> names{"stated", "measured", "computed", "assumed"};
  return names[static_cast<std::size_t>(basis)];
}

Width width_of(const model::Database& database, const model::Column& column,
               const model::ColumnStatistics* known) {
  Width width = width_of_type(database, column.type, column.name);
  if (column.generated_virtual) return Width{.null_share = 1, .why = "a virtual column"};
  if (column.storage == "plain") width.toastable = false;
  if (known == nullptr) {
    // One in ten is what `mimar synthesize` leaves out, too.
    if (!column.not_null && !column.generated) width.null_share = 0.1;
    return width;
  }
  width.null_share = known->null_frac;
  if (!width.variable || known->avg_width <= 0) return width;
  width.bytes = known->avg_width;
  width.basis = Basis::measured;
  width.why = "pg_stats.avg_width";
  if (is_text(column.type)) take_lengths(*known, width);
  return width;
}

Extent extent(const std::vector<Width>& widths) {
  Extent result;
  std::array<double, 8> at{};  // the share of rows whose next byte is at this offset, modulo 8
  at[0] = 1;
  double no_null = 1;
  for (const Width& width : widths) {
    no_null *= 1 - width.null_share;
    if (width.null_share >= 1) continue;
    const bool packed = width.variable && width.bytes <= longest_short;
    std::array<double, 8> next{};
    double expected = 0;
    for (std::size_t r = 0; r < 8; ++r) {
      const std::size_t pad = packed ? 0 : padding(r, width.alignment);
      const double present = at[r] * (1 - width.null_share);
      next[r] += at[r] * width.null_share;
      expected += present * (static_cast<double>(pad) + width.bytes);
      for (std::size_t length = 0; length < 8; ++length) {
        const double share = width.variable ? width.residues[length]
                             : static_cast<std::size_t>(width.bytes) % 8 == length ? 1.0
                                                                                   : 0.0;
        next[(r + pad + length) % 8] += present * share;
      }
    }
    result.bytes += expected;
    result.varies |=
        width.null_share > 0 ||
        (width.variable && *std::max_element(width.residues.begin(), width.residues.end()) < 1);
    at = next;
  }
  for (std::size_t r = 0; r < 8; ++r)
    result.bytes += at[r] * static_cast<double>(padding(r, 8));
  result.any_null = 1 - no_null;
  return result;
}

}  // namespace mimar::design::growth
