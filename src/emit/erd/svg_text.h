#pragma once
// Text and numbers in SVG, and how wide text will be on a machine whose fonts we do not know.

#include <string>
#include <string_view>

namespace mimar::emit::erd {

// XML 1.0: escapes markup; control characters and bytes that are not UTF-8 become U+FFFD.
std::string escaped(std::string_view text);

// A text element; `size` overrules the font size of its class.
std::string text_at(double x, double y, std::string_view style_class, std::string_view content,
                    double size = 0);

std::string number(double n);  // "12", "12.5": one decimal, never "-0"

// Pixels; an upper estimate for the common sans and monospaced fonts.
double sans_width(std::string_view text, double font_size, bool bold = false);
double mono_width(std::string_view text, double font_size);

// "billing  24 tables": the title of a frame as it is written, and its width.
std::string frame_count(std::size_t tables, bool concepts = false);  // "3 tables", "3 entities"
double frame_title_width(std::string_view title, std::size_t tables, double font_size);

}  // namespace mimar::emit::erd
