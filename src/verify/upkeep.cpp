#include "verify/upkeep.h"

#include <algorithm>
#include <chrono>

#include "emit/ddl/ddl.h"
#include "model/quote.h"

namespace mimar::verify {
namespace {

using engine::postgres::Connection;

constexpr int runs = 3;
constexpr int rows_written = 2000;
constexpr int rows_below = 50000;  // in the copy before, so that the index has its levels

Result<double> fastest(Connection& connection, const std::string& insert, world::World& world) {
  double best = 0;
  for (int run = 0; run < runs; ++run) {
    const auto begin = world.now();
    if (auto done = connection.execute(insert); !done) return fail(done.error());
    const double ms = std::chrono::duration<double, std::milli>(world.now() - begin).count();
    best = run == 0 ? ms : std::min(best, ms);
  }
  return best;
}

Result<double> measure(Connection& connection, const std::string& from, const model::Index& index,
                       world::World& world) {
  const model::Name copy{"pg_temp", "mimar_upkeep"};
  const std::string rows = "SELECT * FROM " + from + " LIMIT ";
  if (auto made = connection.execute(
          fmt::format("CREATE TEMP TABLE mimar_upkeep AS {}{}", rows, rows_below));
      !made)
    return fail(made.error());
  const std::string insert =
      fmt::format("INSERT INTO pg_temp.mimar_upkeep {}{}", rows, rows_written);
  const Result<double> without = fastest(connection, insert, world);
  if (!without) return without;
  if (auto built = connection.execute(emit::ddl::create_index(copy, index)); !built)
    return fail(built.error());
  const Result<double> with = fastest(connection, insert, world);
  if (!with) return with;
  return std::max(0.0, *with - *without) / rows_written;
}

}  // namespace

Result<double> upkeep_per_row(Connection& connection, const model::Name& table, model::Index index,
                              world::World& world) {
  index.unique = false;
  if (auto begun = connection.execute("BEGIN"); !begun) return fail(begun.error());
  Result<double> measured = measure(connection, model::quote_name(table), index, world);
  if (auto ended = connection.execute("ROLLBACK"); !ended) return fail(ended.error());
  return measured;
}

}  // namespace mimar::verify
