#pragma once
// Text and numbers in SVG, and how wide text will be on a machine whose fonts we do not know.

#include <string>
#include <string_view>

namespace mimar::emit::erd {

// XML 1.0: escapes markup; control characters and bytes that are not UTF-8 become U+FFFD.
std::string escaped(std::string_view text);

std::string number(double n);  // "12", "12.5": one decimal, never "-0"

// Pixels; an upper estimate for the common sans and monospaced fonts.
double sans_width(std::string_view text, double font_size, bool bold = false);
double mono_width(std::string_view text, double font_size);

}  // namespace mimar::emit::erd
