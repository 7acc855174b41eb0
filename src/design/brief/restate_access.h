#pragma once
// An access pattern as a sentence; reading it again gives the same.

#include <string>

#include "design/conceptual_model.h"

namespace mimar::design::brief {

std::string restate_access(const Access& access);

}  // namespace mimar::design::brief
