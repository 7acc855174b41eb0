#pragma once
// Numbers as text, appended in place: rows are made by the million.

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

// `value` in units of 10^-scale: append_decimal(out, 1999, 2) is "19.99".
inline void append_decimal(std::string& out, std::int64_t value, int scale) {
  if (scale <= 0) return append_number(out, value);
  if (value < 0) {
    out += '-';
    value = -value;
  }
  std::int64_t unit = 1;
  for (int i = 0; i < scale; ++i)
    unit *= 10;
  append_number(out, value / unit);
  out += '.';
  append_padded(out, value % unit, static_cast<std::size_t>(scale));
}

}  // namespace mimar::synthesis
