#pragma once
// What to watch on a PostgreSQL server, as queries on its statistics views (manual: The Cumulative
// Statistics System), each with the threshold at which most teams want to be woken.

#include <vector>

#include "ops/architect/architecture.h"

namespace mimar::ops::architect {

std::vector<MonitoringQuery> monitoring_queries();

}  // namespace mimar::ops::architect
