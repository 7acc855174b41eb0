#pragma once
// How the pictures look: sizes, colours, CSS.

#include <string>

namespace mimar::emit::erd {

constexpr double header_height = 30, row_height = 22;
constexpr double legend_size = 11.5;
constexpr std::size_t colours = 12;  // more groups than that begin again

// Only the colours that the picture uses are in it.
std::string style(std::size_t used_colours, bool framed);

// "h3", "f3": the class of headers and of frames in a colour.
std::string colour_class(char kind, std::size_t colour);

}  // namespace mimar::emit::erd
