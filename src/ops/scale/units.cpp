// Bytes and rates as people write them.
#include <array>

#include "base/number.h"
#include "base/text.h"
#include "ops/scale/scale.h"

namespace mimar::ops::scale {
namespace {

// Digits and a point; `rest` is what follows, without blanks around it.
std::optional<double> plain_number(std::string_view text, std::string_view& rest) {
  std::size_t end = 0;
  while (end < text.size() && (text[end] == '.' || (text[end] >= '0' && text[end] <= '9')))
    ++end;
  std::string_view nothing;
  const auto value = text::read_number(text.substr(0, end), nothing);
  rest = text::trim(text.substr(end));
  return value && nothing.empty() ? value : std::nullopt;
}

}  // namespace

std::optional<double> read_bytes(std::string_view text) {
  struct Unit {
    std::string_view name;
    double bytes;
  };
  constexpr double k = 1024;
  constexpr std::array units{Unit{"kb", k},
                             Unit{"kib", k},
                             Unit{"k", k},
                             Unit{"mb", k * k},
                             Unit{"mib", k * k},
                             Unit{"m", k * k},
                             Unit{"gb", k * k * k},
                             Unit{"gib", k * k * k},
                             Unit{"g", k * k * k},
                             Unit{"tb", k * k * k * k},
                             Unit{"tib", k * k * k * k},
                             Unit{"t", k * k * k * k}};
  std::string_view rest;
  const auto value = plain_number(text::trim(text), rest);
  if (!value || *value <= 0) return std::nullopt;
  const std::string unit = text::lower(rest);
  for (const Unit& one : units)
    if (unit == one.name) return *value * one.bytes;
  return std::nullopt;
}

std::optional<design::growth::Rate> read_rate(std::string_view text) {
  std::string_view rest;
  std::optional<double> value = plain_number(text::trim(text), rest);
  if (!value || *value < 0) return std::nullopt;
  const bool share = rest.starts_with("%");
  if (share) {
    rest = text::trim(rest.substr(1));
  } else {
    value = text::read_number(text::trim(text), rest);
    if (!value) return std::nullopt;
    rest = text::trim(rest);
  }
  if (rest.starts_with("/")) rest = text::trim(rest.substr(1));
  for (const std::string_view word : {"rows", "per ", "a ", "each "})
    if (rest.starts_with(word)) rest = text::trim(rest.substr(word.size()));
  if (rest.starts_with("/")) rest = text::trim(rest.substr(1));
  struct Period {
    std::string_view word;
    double a_year;
  };
  constexpr std::array periods{
      Period{"", 1},        Period{"year", 1},        Period{"y", 1},
      Period{"month", 12},  Period{"week", 52.18},    Period{"day", 365.25},
      Period{"hour", 8766}, Period{"minute", 525960}, Period{"second", 31557600},
      Period{"s", 31557600}};
  for (const Period& period : periods) {
    if (rest != period.word) continue;
    if (!share) return design::growth::Rate{*value * period.a_year, 0};
    if (period.a_year > 12) return std::nullopt;  // compound by the day is a slip
    double factor = 1;
    for (int i = 0; i < static_cast<int>(period.a_year); ++i)
      factor *= 1 + *value / 100;
    return design::growth::Rate{0, factor - 1};
  }
  return std::nullopt;
}

}  // namespace mimar::ops::scale
