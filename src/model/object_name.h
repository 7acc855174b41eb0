#pragma once
// Names as PostgreSQL makes them (makeObjectName): "t_a_key", cut to fit where they are long.

#include <cstddef>
#include <string>

namespace mimar::model {

constexpr std::size_t longest_name = 63;  // NAMEDATALEN - 1

// Cut at a character boundary.
std::string clipped_name(const std::string& name, std::size_t length);

// A first guess: PostgreSQL adds a number when it is taken.
std::string object_name(const std::string& first, const std::string& second,
                        const std::string& label);

}  // namespace mimar::model
