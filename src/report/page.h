#pragma once
// A page of documentation, written in markdown, as a terminal shows it: headings stand out, code
// blocks are indented, everything else stays as it is.

#include <string>
#include <string_view>

namespace mimar::report {

std::string terminal_page(std::string_view markdown, bool colour);

}  // namespace mimar::report
