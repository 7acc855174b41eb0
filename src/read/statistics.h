#pragma once
// Planner statistics from where a user names them: a postgres:// URL, or a file that
// `mimar statistics` wrote.

#include "model/statistics.h"
#include "read/source.h"

namespace mimar::read {

struct StatisticsReading {
  model::Statistics statistics;
  Input input;
  std::vector<std::string> notes;
};

// Errors: those of a connection, ErrorKind::input for a file that holds something else.
Result<StatisticsReading> read_statistics(const std::string& source, world::World& world);

}  // namespace mimar::read
