#pragma once
// Rows for a schema: deterministic by seed, respecting types, keys, foreign keys, simple CHECKs and
// enums. Pure, streamed.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/database.h"
#include "model/statistics.h"

namespace mimar::synthesis {

struct TablePlan {
  model::Name table;
  std::vector<std::string>
      columns;  // those written: all but generated ones (COPY may write identity columns)
  std::uint64_t rows = 0;
  std::string limited_by;  // why fewer rows than asked for ("unique (code): 3 labels"), or ""
  // Further rows, numbered after `rows`, that are as valid but that no other table refers to: to be
  // inserted later.
  std::uint64_t reserved = 0;
};

// A foreign key that only holds once all rows are there, because its tables refer to each other.
struct LateForeignKey {
  model::Name table;
  std::string constraint;
};

struct Plan {
  std::vector<TablePlan> tables;        // in an order that satisfies foreign keys
  std::vector<LateForeignKey> late;     // to be dropped before the rows and added again after them
  std::vector<std::string> not_filled;  // "public.x: CHECK ... is not understood", a sentence each
  std::string today;                    // dates lie before it; YYYY-MM-DD
  std::shared_ptr<const model::Statistics> shape;  // what columns look like; may be absent
  std::vector<std::string> not_kept;  // figures of it that rows do not have, a sentence each
};

// `rows` is what is wanted: numbers of rows, and the statistics of columns where it has them. Rows
// then have, counted exactly, the fraction of NULLs, the number of values, the shares of common
// ones and of the histogram, and the correlation that those state (model/statistics.h), at whatever
// number of rows. Constraints come first: see not_kept. Shares of combinations of columns are not
// looked at. Tables that `rows` does not mention get `assumed_rows`. Partitions are filled through
// their root. Where a constraint allows fewer rows than `rows` and `reserved` together, fewer are
// reserved.
constexpr std::uint64_t assumed_rows = 100;
using Reserved = std::map<model::Name, std::uint64_t>;
Plan plan(const model::Database& database, const model::Statistics& rows,
          std::string_view today = "2026-01-01", const Reserved& reserved = {});
// The same by what the schema says alone: no row is made to try whether its CHECKs can be kept.
Plan outline(const model::Database& database, const model::Statistics& rows);

// How rows are written (PostgreSQL manual: COPY, "File Formats"). `insert`: statements of up to 500
// rows, numbers without quotes, with OVERRIDING SYSTEM VALUE where the table has an identity
// column.
enum class Form : std::uint8_t { copy, csv, insert };

// Rows [first, first + count) of a table.
struct Range {
  std::uint64_t first = 0, count = 0;
};

// Any row of a plan at any time, the same for the same seed. One thread at a time.
class Rows {
 public:
  // Keeps references to both.
  Rows(const model::Database& database, const Plan& plan, std::uint64_t seed);
  ~Rows();

  // Takes blocks of about 64 kB and how many rows, whole ones, each holds; false stops.
  using Sink = std::function<bool(std::string_view block, std::uint64_t rows)>;
  // `table` is the position in the plan. CSV comes without a header.
  void write(std::size_t table, Range range, Form form, const Sink& sink);
  // All planned rows of the table; those reserved are left out.
  void write(std::size_t table, Form form, const Sink& sink);
  // The cells in the order of the plan's columns; none: NULL.
  std::vector<std::optional<std::string>> row(std::size_t table, std::uint64_t row);

 private:
  struct Making;
  std::unique_ptr<Making> making_;
};

}  // namespace mimar::synthesis
