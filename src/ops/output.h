#pragma once
// What every face does with a report: render it in the format asked for, and put it where --out
// says. What is written appears whole or not at all: each file is staged beside its place and
// renamed.

#include <string>
#include <vector>

#include "ops/operation.h"

namespace mimar::ops {

struct Output {
  std::string text;                  // for standard output
  std::vector<std::string> written;  // paths, in the order they appeared
};

// `arguments` as completed: "format" and "out" count. A report with files makes --out a folder:
// files of other names that are in it stay. Errors: ErrorKind::environment.
Result<Output> deliver(const report::Report& report, const Arguments& arguments, bool colour,
                       world::World& world);

}  // namespace mimar::ops
