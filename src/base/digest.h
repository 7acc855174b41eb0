#pragma once
// SHA-256 (FIPS 180-4), for the digests of inputs in reports. Lower-case hex, 64 characters.

#include <string>
#include <string_view>

namespace mimar {

std::string sha256_hex(std::string_view data);

}  // namespace mimar
