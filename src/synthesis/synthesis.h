#pragma once
// Rows for a schema: deterministic by seed, respecting types, keys, foreign keys, simple CHECKs and enums. Pure, streamed.

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
  std::vector<std::string> columns;  // those written; generated and identity-always columns are left to the server
  std::uint64_t rows = 0;
  std::string limited_by;  // why fewer rows than asked for ("unique (code): 3 labels"), or ""
};

struct Plan {
  std::vector<TablePlan> tables;         // in an order that satisfies foreign keys
  std::vector<std::string> not_filled;   // "public.x: foreign key cycle ...", a sentence each
};

Plan plan(const model::Database& database, const model::Statistics& rows);

// The rows of one planned table in COPY text format, handed to `sink` in blocks of about 64 kB; false from it stops.
void generate(const model::Database& database, const Plan& plan, std::size_t table, std::uint64_t seed,
              const std::function<bool(std::string_view)>& sink);

}  // namespace mimar::synthesis
