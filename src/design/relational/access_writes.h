#pragma once
// Access patterns that write.

#include "design/relational/access_text.h"

namespace mimar::design::relational {

// INSERT, UPDATE or DELETE of one row; "" with a question where there is nothing to write.
std::string write_statement(AccessText& text, DesignedAccess& designed);

}  // namespace mimar::design::relational
