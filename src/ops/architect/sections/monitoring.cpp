#include "ops/architect/markdown.h"
#include "ops/architect/sections.h"

namespace mimar::ops::architect {

std::string monitoring(const Architecture& architecture) {
  std::string result, queries;
  for (const MonitoringQuery& query : architecture.monitoring) {
    if (!query.ran) continue;
    if (result.empty())
      result =
          "Every query below ran on the scratch server. The thresholds are starting points: set "
          "them from your own baseline.\n\n" +
          markdown::header({"Metric", "Alert when"});
    result += markdown::row({query.metric, query.alert});
    queries += "-- " + query.metric + "\n" + query.sql + ";\n";
  }
  return result.empty() ? "" : result + '\n' + markdown::code(queries, "sql");
}

}  // namespace mimar::ops::architect
