// Addresses of networks as constants: inet, cidr, macaddr. IPv6 only where it is written as the
// server writes it, apart from the case of its letters.

#include <array>
#include <charconv>

#include "base/text.h"
#include "sql/literal.h"

namespace mimar::sql {
namespace {

std::optional<int> number(std::string_view text, int most) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && value >= 0 && value <= most ? std::optional<int>(value) : std::nullopt;
}

std::optional<std::string> normal_v4(std::string_view address, std::optional<int> length,
                                     bool network) {
  const auto parts = text::split(address, '.');
  if (parts.size() != 4) return std::nullopt;
  std::string out;
  unsigned bits = 0;
  for (const std::string_view part : parts) {
    const auto value = number(part, 255);
    if (!value) return std::nullopt;
    out += (out.empty() ? "" : ".") + std::to_string(*value);
    bits = bits << 8U | static_cast<unsigned>(*value);
  }
  const int size = length.value_or(32);
  const unsigned host = size == 32 ? 0U : ~0U >> static_cast<unsigned>(size);
  if (network && (bits & host) != 0) return std::nullopt;
  if (!network && size == 32) return out;
  return out + "/" + std::to_string(size);
}

}  // namespace

std::optional<std::string> normal_network(std::string_view text, bool network) {
  text = text::trim(text);
  const std::size_t slash = text.find('/');
  const std::string_view address = text.substr(0, slash);
  const bool six = address.find(':') != std::string_view::npos;
  std::optional<int> length;
  if (slash != std::string_view::npos) {
    length = number(text.substr(slash + 1), six ? 128 : 32);
    if (!length) return std::nullopt;
  }
  if (!six) return normal_v4(address, length, network);
  const std::string lower = text::lower(address);
  // "::", "::1", and eight groups without leading zeros and without anything to shorten.
  const auto groups = text::split(lower, ':');
  bool plain = groups.size() == 8;
  for (const std::string_view group : groups)
    plain = plain && !group.empty() && group.size() <= 4 && group[0] != '0' &&
            group.find_first_not_of("0123456789abcdef") == std::string_view::npos;
  if (!plain && lower != "::" && lower != "::1") return std::nullopt;
  const int size = length.value_or(128);
  if (network && size != 128 && lower != "::") return std::nullopt;
  if (!network && size == 128) return lower;
  return lower + "/" + std::to_string(size);
}

std::optional<std::string> normal_hardware_address(std::string_view text) {
  std::string digits;
  for (const char c : text::lower(text::trim(text))) {
    if (c == ':' || c == '-' || c == '.') continue;
    if (std::string_view("0123456789abcdef").find(c) == std::string_view::npos) return std::nullopt;
    digits += c;
  }
  if (digits.size() != 12) return std::nullopt;
  for (const std::size_t at : {10U, 8U, 6U, 4U, 2U})
    digits.insert(at, ":");
  return digits;
}

}  // namespace mimar::sql
