#pragma once
// An Error as a person reads it on stderr.

#include <string>

#include "base/result.h"

namespace mimar::cli {

std::string error_text(const Error& error, bool colour);
int exit_code(const Error& error);  // 2, or 130 when interrupted

}  // namespace mimar::cli
