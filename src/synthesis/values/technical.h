#pragma once
// Texts that are made of signs rather than words. Used by text.cpp.

#include "synthesis/values/values.h"

namespace mimar::synthesis {

void append_technical(std::string& out, const Text& text, std::uint64_t ordinal);
// How many there are of a kind that is counted through; 0: of the others.
std::uint64_t combinations(const Text& text);

}  // namespace mimar::synthesis
