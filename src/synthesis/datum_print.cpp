// Data as cells.

#include <cmath>

#include "synthesis/calendar.h"
#include "synthesis/datum.h"
#include "synthesis/digits.h"

namespace mimar::synthesis {
namespace {

using Kind = Datum::Kind;

std::string print_number(long double value, int scale) {
  std::string out;
  long double unit = 1;
  for (int i = 0; i < scale; ++i)
    unit *= 10;
  append_decimal(out, static_cast<std::int64_t>(std::llround(value * unit)), scale);
  return out;
}

CellType any_number(bool whole) {
  CellType type;
  type.kind = Kind::number;
  type.whole = whole;
  type.low = -1e17L;
  type.high = 1e17L;
  return type;
}

std::optional<std::string> print_as_number(const Datum& datum, const CellType& type) {
  const Datum value = as_kind(datum, Kind::number);
  if (!value.is(Kind::number) || value.number < type.low || value.number > type.high)
    return std::nullopt;
  if (type.whole && std::abs(value.number - std::round(value.number)) > 1e-9L) return std::nullopt;
  if (type.whole) return print_number(std::round(value.number), 0);
  const int digits = type.scale >= 0 ? type.scale : 6;
  std::string out = print_number(value.number, std::min(digits, 9));
  const Datum read = read_datum(out, type);
  if (!read.is(Kind::number) ||
      std::abs(read.number - value.number) > 1e-9L * std::max(1.0L, std::abs(value.number)))
    return std::nullopt;
  if (type.scale < 0 && out.find('.') != std::string::npos) {
    while (out.back() == '0')
      out.pop_back();
    if (out.back() == '.') out.pop_back();
  }
  return out;
}

std::optional<std::string> print_as_time(const Datum& datum, const CellType& type) {
  const Datum value = as_kind(datum, type.kind);
  if (!value.is(type.kind) || std::abs(value.number) > 2e11L) return std::nullopt;
  const auto whole = static_cast<std::int64_t>(std::floor(value.number));
  std::string out;
  if (type.kind == Kind::day) return append_date(out, whole), out;
  if (type.kind == Kind::clock) {
    if (whole < 0 || whole >= seconds_per_day) return std::nullopt;
    return append_time(out, whole), out;
  }
  append_timestamp(out, whole);
  const auto micros = std::llround((value.number - static_cast<long double>(whole)) * 1e6L);
  if (micros > 0 && micros < 1000000) out += '.', append_padded(out, micros, 6);
  if (type.zoned) out += "+00";
  return out;
}

std::string print_interval(const Datum& datum) {
  return std::to_string(datum.months) + " months " + print_number(datum.number, 3) + " seconds";
}

std::optional<std::string> print_list(const Datum& datum, const CellType& type) {
  if (!datum.is(Kind::list) || type.element == nullptr) return std::nullopt;
  std::string out = "{";
  for (const Datum& item : datum.items) {
    if (out.size() > 1) out += ',';
    if (item.is(Kind::null)) {
      out += "NULL";
      continue;
    }
    const auto text = print_datum(item, *type.element);
    if (!text) return std::nullopt;
    out += '"';
    for (char c : *text) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    out += '"';
  }
  return out + "}";
}

std::optional<std::string> print_range(const Datum& datum, const CellType& type) {
  if (!datum.is(Kind::range) || type.element == nullptr) return std::nullopt;
  if (datum.items.size() < 2) return "empty";
  std::string out(1, datum.text[0]);
  for (std::size_t i = 0; i < 2; ++i) {
    if (i == 1) out += ',';
    if (datum.items[i].is(Kind::null)) continue;
    const auto bound = print_datum(datum.items[i], *type.element);
    if (!bound) return std::nullopt;
    out += *bound;
  }
  return out + datum.text[1];
}

std::string hexadecimal(std::string_view characters) {
  std::string out = "\\x";
  for (char c : characters) {
    out += "0123456789abcdef"[(static_cast<unsigned char>(c) >> 4) & 15];
    out += "0123456789abcdef"[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

}  // namespace

std::optional<std::string> print_datum(const Datum& datum, const CellType& type) {
  switch (type.kind) {
    case Kind::boolean: {
      const Datum value = as_kind(datum, Kind::boolean);
      if (!value.is(Kind::boolean)) return std::nullopt;
      return value.flag ? "true" : "false";
    }
    case Kind::number: return print_as_number(datum, type);
    case Kind::day:
    case Kind::time:
    case Kind::clock: return print_as_time(datum, type);
    case Kind::interval:
      if (!datum.is(Kind::interval)) return std::nullopt;
      return print_interval(datum);
    case Kind::list: return print_list(datum, type);
    case Kind::range: return print_range(datum, type);
    case Kind::text: {
      if (datum.is(Kind::number)) return print_as_number(datum, any_number(datum.flag));
      if (!datum.is(Kind::text) && !datum.is(Kind::other)) return std::nullopt;
      if (datum.text.size() > type.max_length) return std::nullopt;
      return type.bytes ? hexadecimal(datum.text) : datum.text;
    }
    default: break;
  }
  if (datum.is(type.kind) || datum.is(Kind::text)) return datum.text;
  return std::nullopt;
}

}  // namespace mimar::synthesis
