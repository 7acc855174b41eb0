#pragma once
// Rows of one column, or of one foreign key, as planner statistics describe them, to the row: how
// many are NULL, how many have which value. Rows that are not NULL fill slots in the order of their
// values; an arrangement says which row has which slot. Only the arrangement knows the seed.

#include <cstdint>
#include <optional>
#include <vector>

namespace mimar::synthesis {

// `rows` slots from `first_slot` on: `distinct` values, each in as many rows as the next (or one
// more), spread evenly over the `width` ordinals from `first_ordinal` on.
struct Segment {
  std::uint64_t first_slot = 0, rows = 0, distinct = 1, first_ordinal = 0, width = 1;
};

struct Shape {
  std::uint64_t rows = 0, nulls = 0;  // nulls among rows
  std::vector<Segment> segments;      // cover rows - nulls slots; none: only NULLs are decided
  double correlation = 0;             // asked for, as in pg_stats; without one: no order
  bool ordered = false;               // the correlation is known

  std::uint64_t ordinal(std::uint64_t slot) const;
  // Counts values, equal ones the same, in their order.
  std::uint64_t group(std::uint64_t slot) const;
};

// a * b / c, whatever their product is.
std::uint64_t scaled(std::uint64_t a, std::uint64_t b, std::uint64_t c);

// Which slot a row has: some rows, evenly among the others, keep the order of the values, the
// others are shuffled.
class Arrangement {
 public:
  // As many in order as give the correlation that the shape asks for.
  Arrangement(const Shape& shape, std::uint64_t seed);
  Arrangement(const Shape& shape, std::uint64_t seed, double in_order);

  // NULL: none. Rows beyond the shape's begin again at the first.
  std::optional<std::uint64_t> slot(std::uint64_t row) const;

 private:
  std::uint64_t nulls_before(std::uint64_t row) const;
  std::uint64_t arranged(std::uint64_t position) const;

  std::uint64_t rows_ = 0, nulls_ = 0, filled_ = 0, seed_ = 0;
  std::uint64_t in_order_ = 0;  // how many of the filled rows
  std::uint64_t block_ = 1;     // NULLs are scattered within blocks of so many rows
  bool descending_ = false;
};

// The share of rows in order (below 0: in descending order) that makes pg_stats.correlation what is
// asked for. A column of few values has some correlation in any order: the sort behind the figure
// keeps equal values in the order of rows.
double share_in_order(const Shape& shape);
// Counted: what ANALYZE of all rows would say.
double correlation_of(const Shape& shape, const Arrangement& arrangement);

}  // namespace mimar::synthesis
