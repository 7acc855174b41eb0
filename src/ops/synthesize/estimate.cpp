#include "base/text.h"
#include "ops/synthesize/synthesize.h"

namespace mimar::ops::synthesize {

std::uint64_t estimated_bytes(const Job& job) {
  constexpr std::uint64_t sample = 200;
  double bytes = 0;
  synthesis::Rows made(job.database, job.plan, job.seed);
  for (std::size_t i = 0; i < job.plan.tables.size(); ++i) {
    const synthesis::TablePlan& table = job.plan.tables[i];
    const std::uint64_t rows = std::min(sample, table.rows);
    if (rows == 0) continue;
    std::uint64_t seen = 0;
    made.write(i, {0, rows}, job.form, [&](std::string_view block, std::uint64_t) {
      seen += block.size();
      return true;
    });
    bytes +=
        static_cast<double>(seen) / static_cast<double>(rows) * static_cast<double>(table.rows);
  }
  return static_cast<std::uint64_t>(bytes);
}

std::uint64_t estimated_database_bytes(const Job& job) {
  // Rows have headers, pages are not full, and there are indexes; the log is kept for a while.
  constexpr double of_text = 2.5;
  constexpr std::uint64_t log = std::uint64_t{2} << 30;
  const auto text = static_cast<double>(estimated_bytes(job));
  return static_cast<std::uint64_t>(text * of_text) +
         std::min(log, static_cast<std::uint64_t>(text * 2));
}

Result<void> check_room(std::string_view what, std::uint64_t bytes, const std::string& folder,
                        world::World& world) {
  const auto space = world.free_space(folder);
  if (!space || bytes <= *space) return {};
  return fail(
      ErrorKind::environment,
      std::string(what) + " would take about " + text::bytes(bytes) + ", and " + folder +
          " has room for " + text::bytes(*space),
      "ask for fewer with --rows, or name a folder on another disk (MIMAR_TMPDIR for scratch "
      "servers); nothing was written");
}

}  // namespace mimar::ops::synthesize
