// What a run of `mimar load` says of costs.
#include <nlohmann/json.hpp>

#include "ops/scale/scale.h"

namespace mimar::ops::scale {
namespace {

using Json = nlohmann::json;

// Milliseconds that clients waited for statements of a kind in a second, and how many there were.
struct Busy {
  double ms = 0, executions = 0;
  double each() const { return executions > 0 ? ms / executions : 0; }
};

}  // namespace

Result<design::growth::Cost> read_cost(std::string_view json, const std::string& path) {
  const auto wrong = [&](const std::string& what) {
    return fail(ErrorKind::input, path + ": " + what,
                "mimar load SOURCE --format json > FILE writes such a file");
  };
  try {
    const Json report = Json::parse(json);
    if (report.value("operation", "") != "load") return wrong("this is no report of mimar load");
    const Json& round = report.at("payload").at("rounds").back();
    Busy reads, writes;
    for (const Json& pattern : round.at("patterns")) {
      Busy& busy = pattern.at("writes").get<bool>() ? writes : reads;
      const double rate = pattern.at("per_second").get<double>();
      busy.executions += rate;
      busy.ms += rate * pattern.at("p50_ms").get<double>();
    }
    const double cores = round.at("cores").get<double>();
    // As fast as it goes, the cores are all at work: what clients waited is shared out over them.
    const double all = reads.ms + writes.ms;
    const double of_wait =
        round.at("rates").get<bool>() || all <= 0 ? 1 : std::min(1.0, cores * 1000 / all);
    design::growth::Cost cost;
    cost.source = path;
    const auto take = [&](const Busy& busy, design::growth::Stated& into) {
      if (busy.each() > 0) into = {busy.each() * of_wait, design::growth::Basis::measured};
    };
    take(reads, cost.read_ms);
    take(writes, cost.write_ms);
    return cost;
  } catch (const Json::exception& error) {
    return wrong(std::string("not understood: ") + error.what());
  }
}

}  // namespace mimar::ops::scale
