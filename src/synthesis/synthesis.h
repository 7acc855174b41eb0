#pragma once
// Rows for a schema: deterministic by seed, respecting types, keys, foreign keys, simple CHECKs and
// enums. Pure, streamed.

#include <cstdint>
#include <functional>
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
};

// Tables that `rows` does not mention get `assumed_rows`. Partitions are filled through their root.
constexpr std::uint64_t assumed_rows = 100;
Plan plan(const model::Database& database, const model::Statistics& rows,
          std::string_view today = "2026-01-01");

// How rows are written (PostgreSQL manual: COPY, "File Formats"). `insert`: statements of up to 500
// rows, with OVERRIDING SYSTEM VALUE where the table has an identity column.
enum class Form : std::uint8_t { copy, csv, insert };

// The rows of one planned table, handed to `sink` in blocks of about 64 kB, each of whole rows;
// false from it stops. CSV without a header.
void generate(const model::Database& database, const Plan& plan, std::size_t table,
              std::uint64_t seed, const std::function<bool(std::string_view)>& sink,
              Form form = Form::copy);

}  // namespace mimar::synthesis
