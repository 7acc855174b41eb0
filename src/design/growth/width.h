#pragma once
// How many bytes the values of a column take where they are stored (PostgreSQL manual: Database
// Page Layout, Data Types; src/include/varatt.h). Pure.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/database.h"
#include "model/statistics.h"

namespace mimar::design::growth {

// Where a figure comes from.
enum class Basis : std::uint8_t {
  stated,    // somebody said so
  measured,  // statistics of a server, or a run
  computed,  // from the schema and what is stated
  assumed,   // a default that nobody confirmed
};
std::string_view name(Basis basis);  // "stated", "measured" ...

struct Width {
  double bytes = 0;        // of a value that is not NULL, as stored, with its header
  int alignment = 1;       // of its type: 1, 2, 4 or 8; short values of variable length need none
  bool variable = false;   // varlena
  bool toastable = false;  // may be compressed and stored out of line
  double null_share = 0;   // of the rows
  std::array<double, 8> residues{};  // shares of the lengths modulo 8; of variable ones
  Basis basis = Basis::computed;
  std::string why = {};  // "pg_stats.avg_width", "texts called «email»"
};

// By the statistics where there are some, else by type and name.
Width width_of(const model::Database& database, const model::Column& column,
               const model::ColumnStatistics* known = nullptr);

// Bytes that values take one behind the other, each at its alignment, from an offset that is a
// multiple of 8, up to the next one: the expected value over lengths and NULLs.
struct Extent {
  double bytes = 0;     // rounded up to a multiple of 8
  double any_null = 0;  // the share of rows with a NULL in them
  bool varies = false;  // not all rows are of one length
};
Extent extent(const std::vector<Width>& widths);

}  // namespace mimar::design::growth
