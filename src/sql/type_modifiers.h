#pragma once
// Modifiers of types that are words: geometry(Point,4326).

#include <string>
#include <string_view>

#include "model/name.h"

namespace mimar::sql {

// The modifiers of an extension's type, as its output function spells them: PostGIS knows `point`
// as Point and gives geography its coordinate system; others come back as they are. "" where they
// say nothing.
std::string spelt_modifiers(const model::Name& type, std::string_view written);

}  // namespace mimar::sql
