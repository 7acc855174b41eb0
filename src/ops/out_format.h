#pragma once
// What the name after --out says about the format.

#include "ops/operation.h"

namespace mimar::ops {

// Sets "format" by the suffix of --out where nobody gave one: report.json, schema.svg. Errors:
// ErrorKind::usage for a suffix that promises another format than the one asked for, or one that
// the operation cannot write. Names without a known suffix promise nothing.
Result<void> take_format_of_out(const Operation& operation, Arguments& arguments);

}  // namespace mimar::ops
