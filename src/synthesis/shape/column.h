#pragma once
// Values of a column as its statistics show them, with the shape of its rows. One way for each sort
// of values; the first that can does it.

#include <optional>
#include <string>
#include <vector>

#include "synthesis/draft.h"
#include "synthesis/shape/allocation.h"

namespace mimar::synthesis {

struct Wanted {
  const Draft& draft;
  std::size_t column = 0;
  const model::ColumnStatistics& statistics;
  std::uint64_t rows = 0;
  bool nullable = true;
  bool whole_seconds = false;  // times are compared with those of another column
  Values usual;                // what the column has without statistics

  const model::DataType& type() const { return draft.types[column]; }
  const Restriction* restriction() const;
};

struct Shaped {
  Values values;
  Shape shape;
  bool ordered = true;                // ordinals grow with the values
  std::vector<std::string> not_kept;  // figures, with the reason: "the histogram: ..."
};

std::optional<Shaped> shape_labels(const Wanted& wanted);   // enums, booleans, IN lists
std::optional<Shaped> shape_numbers(const Wanted& wanted);  // numbers, dates, times
std::optional<Shaped> shape_codes(const Wanted& wanted);    // texts of one length and make, uuid
std::optional<Shaped> shape_texts(const Wanted& wanted);    // any other text
// Anything else: the most common values, and the others as usual.
std::optional<Shaped> shape_samples(const Wanted& wanted);

// "0.25", "-5", "2024-02-29 12:00:00.5+00" in units of `ordered`, digits beyond its scale cut off.
std::optional<std::int64_t> parse_units(const Ordered& ordered, std::string_view text);

// What is not as asked for in numbers of rows and values.
void compare_counts(const Counts& counts, Shaped& shaped);

}  // namespace mimar::synthesis
