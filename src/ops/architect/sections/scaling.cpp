#include <algorithm>

#include "base/text.h"
#include "ops/architect/markdown.h"
#include "ops/architect/sections.h"

namespace mimar::ops::architect {
namespace {

struct Projection {
  std::uint64_t bytes = 0;
  bool stated = false;
};

Projection project(const TableMeasure& measure) {
  const std::uint64_t bytes = measure.heap_bytes + measure.index_bytes;
  if (measure.rows == 0 || !measure.stated_rows) return {bytes, false};
  return {
      static_cast<std::uint64_t>(static_cast<double>(bytes) / static_cast<double>(measure.rows) *
                                 static_cast<double>(*measure.stated_rows)),
      true};
}

std::string backup(std::uint64_t total) {
  constexpr std::uint64_t gigabyte = 1ULL << 30;
  std::string result =
      "\nBackup: continuous archiving of WAL with a base backup (point-in-time recovery) bounds "
      "the loss to the last archived segment; ";
  result += total < 100 * gigabyte
                ? fmt::format(
                      "at about {} a nightly `pg_dump -Fc` beside it is still practical and can be "
                      "restored on any version. ",
                      text::bytes(total))
                : fmt::format("at about {} `pg_dump` takes too long to be the only backup. ",
                              text::bytes(total));
  return result +
         "A restore was not rehearsed here: not checked. Rehearse one before you rely on it.\n";
}

}  // namespace

std::string scaling(const Architecture& architecture) {
  if (architecture.measures.empty()) return "";
  std::string result =
      "Bytes per row were measured on the synthesised rows; sizes at the stated volume are "
      "extrapolated from them in proportion.\n\n" +
      markdown::header({"Table", "Rows on scratch", "Measured, with indexes", "Bytes per row",
                        "Stated rows", "Extrapolated"});
  std::uint64_t total = 0;
  for (const TableMeasure& measure : architecture.measures) {
    const Projection projection = project(measure);
    const std::uint64_t bytes = measure.heap_bytes + measure.index_bytes;
    total += projection.bytes;
    result += markdown::row(
        {"`" + measure.table.text() + "`", text::thousands(measure.rows), text::bytes(bytes),
         measure.rows > 0 ? text::thousands(bytes / measure.rows) : "",
         measure.stated_rows ? text::thousands(*measure.stated_rows) : "not stated",
         projection.stated ? text::bytes(projection.bytes) : ""});
  }
  result += "\nTogether about " + text::bytes(total) +
            (architecture.scale.rows.tables.empty() ? " on scratch; no volumes were stated."
                                                    : ", counting unstated tables as on scratch.") +
            "\n";
  if (architecture.scale.writes_per_second) {
    result += fmt::format("\nWrites: {} a second are {} million rows a month if each adds one.\n",
                          *architecture.scale.writes_per_second,
                          static_cast<long>(*architecture.scale.writes_per_second * 2.628));
  }
  return result + backup(total);
}

}  // namespace mimar::ops::architect
