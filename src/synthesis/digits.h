#pragma once
// Numbers as text, appended in place: rows are made by the million.

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>

namespace mimar::synthesis {

template <class Integer>
inline void append_number(std::string& out, Integer value) {
  char buffer[24];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  out.append(buffer, end);
}

inline void append_padded(std::string& out, std::int64_t value, std::size_t width) {
  char buffer[24];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  const auto length = static_cast<std::size_t>(end - buffer);
  if (length < width) out.append(width - length, '0');
  out.append(buffer, end);
}

// The lowest `digits` of them.
inline void append_hex(std::string& out, std::uint64_t value, int digits) {
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
    out += "0123456789abcdef"[(value >> shift) & 15];
}

// Up to the greatest that 64 bits hold.
inline std::int64_t power_of_ten(int exponent) {
  std::int64_t power = 1;
  for (int i = 0; i < std::min(exponent, 18); ++i)
    power *= 10;
  return power;
}

// `value` in units of 10^-scale: append_decimal(out, 1999, 2) is "19.99".
inline void append_decimal(std::string& out, std::int64_t value, int scale) {
  if (scale <= 0) return append_number(out, value);
  if (value < 0) {
    out += '-';
    value = -value;
  }
  const std::int64_t unit = power_of_ten(scale);
  append_number(out, value / unit);
  out += '.';
  append_padded(out, value % unit, static_cast<std::size_t>(scale));
}

}  // namespace mimar::synthesis
