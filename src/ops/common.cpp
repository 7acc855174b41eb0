#include "ops/common.h"

#include <algorithm>

namespace mimar::ops {

Result<read::Options> read_options(const Arguments& arguments, bool starts_server) {
  read::Options options{arguments.has("via-server"), arguments.get("server")};
  starts_server = starts_server || options.via_server || arguments.has("verify");
  if (!options.server.empty() && !starts_server)
    return fail(ErrorKind::usage, "--server says which server --via-server starts",
                "add --via-server, or leave --server out");
  return options;
}

namespace {

void tell(report::Report& report, const read::Reading& reading) {
  for (const read::Input& input : reading.inputs)
    report.inputs.push_back({input.path, input.digest});
  for (const std::string& note : reading.notes)
    report.notes.push_back(note);
  for (const std::string& note : reading.database->incomplete)
    report.notes.push_back(note);
  for (const auto& file : reading.files)
    report.sources[file.path] = file.text;
}

}  // namespace

Result<read::Reading> read_into(report::Report& report, const std::string& source,
                                const Arguments& arguments, world::World& world,
                                bool starts_server) {
  const Result<read::Options> options = read_options(arguments, starts_server);
  if (!options) return fail(options.error());
  auto reading = read::read(source, world, *options);
  if (reading) tell(report, *reading);
  return reading;
}

Result<std::array<read::Reading, 2>> read_both_into(report::Report& report, const std::string& a,
                                                    const std::string& b,
                                                    const Arguments& arguments,
                                                    world::World& world) {
  const Result<read::Options> options = read_options(arguments);
  if (!options) return fail(options.error());
  std::array<Result<read::Reading>, 2> both = read::read_both(a, b, world, *options);
  for (Result<read::Reading>& reading : both) {
    if (!reading) return fail(std::move(reading.error()));
    tell(report, *reading);
  }
  return std::array<read::Reading, 2>{std::move(*both[0]), std::move(*both[1])};
}

}  // namespace mimar::ops
