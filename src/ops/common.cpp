#include "ops/common.h"

#include <algorithm>

namespace mimar::ops {

Result<read::Reading> read_into(report::Report& report, const std::string& source,
                                world::World& world) {
  auto reading = read::read(source, world);
  if (!reading) return reading;
  for (const read::Input& input : reading->inputs)
    report.inputs.push_back({input.path, input.digest});
  for (const std::string& note : reading->notes)
    report.notes.push_back(note);
  for (const std::string& note : reading->database->incomplete)
    report.notes.push_back(note);
  for (const auto& file : reading->files)
    report.sources[file.path] = file.text;
  return reading;
}

}  // namespace mimar::ops
