#include "read/statistics.h"

#include "base/digest.h"
#include "base/text.h"
#include "engine/postgres/connection.h"
#include "read/postgres/reader.h"

namespace mimar::read {
namespace {

Result<StatisticsReading> read_live(const std::string& url, world::World& world) {
  Result<engine::postgres::Connection> connection =
      engine::postgres::Connection::open(url, engine::postgres::stop_when_interrupted(world));
  if (!connection) return fail(std::move(connection.error()));
  Result<model::Statistics> statistics = postgres::read_statistics(*connection);
  if (!statistics) return fail(std::move(statistics.error()));
  return StatisticsReading{std::move(*statistics), {engine::postgres::masked(url), ""}, {}};
}

Result<StatisticsReading> read_file(const std::string& path, world::World& world) {
  const Result<std::string> text = world.read_file(path);
  if (!text) return fail(text.error());
  Result<model::Statistics> statistics = model::statistics_from_json(*text);
  if (!statistics) {
    Error error = std::move(statistics.error());
    error.message = path + ": " + error.message;
    if (error.hint.empty()) error.hint = "mimar statistics URL --out FILE writes such a file";
    return fail(std::move(error));
  }
  return StatisticsReading{std::move(*statistics), {path, sha256_hex(*text)}, {}};
}

}  // namespace

Result<StatisticsReading> read_statistics(const std::string& source, world::World& world) {
  Result<StatisticsReading> reading =
      is_url(source) ? read_live(source, world) : read_file(source, world);
  if (!reading) return reading;
  std::vector<std::string> bare;
  for (const auto& [name, table] : reading->statistics.tables)
    if (table.rows > 0 && table.columns.empty()) bare.push_back(name.text());
  if (!bare.empty())
    reading->notes.push_back("no statistics of columns for " + text::join(bare, ", ") +
                             ": never analysed, or not for this role to read");
  if (reading->statistics.tables.empty())
    reading->notes.push_back(reading->input.path + " has no statistics: run ANALYZE first");
  return reading;
}

}  // namespace mimar::read
