#include "synthesis/datum.h"

#include <charconv>
#include <cmath>

#include "base/text.h"
#include "synthesis/calendar.h"

namespace mimar::synthesis {
namespace {

using Kind = Datum::Kind;

std::optional<long double> read_number(std::string_view text) {
  text = text::trim(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  if (text.starts_with('$')) text.remove_prefix(1);
  // Whole numbers exactly: doubles have too few digits for bigint.
  std::int64_t whole = 0;
  const char* end = text.data() + text.size();
  if (const auto read = std::from_chars(text.data(), end, whole);
      read.ec == std::errc{} && read.ptr == end)
    return static_cast<long double>(whole);
  long double value = 0;
  const auto read = std::from_chars(text.data(), end, value);
  if (text.empty() || read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  return value;
}

std::optional<long double> read_clock(std::string_view text) {
  long double seconds = 0, unit = 3600;
  for (std::string_view part : text::split(text, ':')) {
    const auto value = read_number(part);
    if (!value || unit < 1) return std::nullopt;
    seconds += *value * unit;
    unit /= 60;
  }
  return seconds;
}

Datum read_range(std::string_view text, const CellType& type) {
  Datum range;
  range.kind = Kind::range;
  range.text = "empty";
  if (text == "empty") return range;
  const std::size_t comma = text.find(',');
  if (text.size() < 3 || comma == std::string_view::npos || type.element == nullptr) return {};
  range.text = std::string{text.front(), text.back()};
  for (std::string_view bound :
       {text.substr(1, comma - 1), text.substr(comma + 1, text.size() - comma - 2)}) {
    if (bound.size() > 1 && bound.front() == '"') bound = bound.substr(1, bound.size() - 2);
    range.items.push_back(bound.empty() ? null_datum() : read_datum(bound, *type.element));
  }
  return range;
}

// What counts of bytes is how many they are.
std::string characters_of(std::string_view hexadecimal) {
  if (hexadecimal.starts_with("\\x")) hexadecimal.remove_prefix(2);
  std::string characters;
  for (std::size_t i = 0; i + 1 < hexadecimal.size(); i += 2) {
    unsigned byte = 0;
    std::from_chars(hexadecimal.data() + i, hexadecimal.data() + i + 2, byte, 16);
    characters += static_cast<char>(byte & 0x7FU);
  }
  return characters;
}

}  // namespace

Datum boolean(bool value) {
  Datum made;
  made.kind = Kind::boolean;
  made.flag = value;
  return made;
}

Datum number(long double value, bool whole) {
  Datum made;
  made.kind = Kind::number;
  made.number = value;
  made.flag = whole;
  return made;
}

Datum text_datum(std::string text) {
  Datum made;
  made.kind = Kind::text;
  made.text = std::move(text);
  return made;
}

Datum null_datum() {
  Datum made;
  made.kind = Kind::null;
  return made;
}

Datum timed(Kind kind, long double value) {
  Datum made;
  made.kind = kind;
  made.number = value;
  return made;
}

Datum read_interval(std::string_view text) {
  Datum made = timed(Kind::interval, 0);
  std::optional<long double> amount;
  for (std::string_view word : text::split(text, ' ')) {
    if (word.empty()) continue;
    if (word.find(':') != std::string_view::npos) {
      const auto clock = read_clock(word);
      if (!clock) return {};
      made.number += *clock;
      continue;
    }
    std::size_t digits = 0;
    while (digits < word.size() &&
           (std::string_view("+-.").find(word[digits]) != std::string_view::npos ||
            (word[digits] >= '0' && word[digits] <= '9')))
      ++digits;
    if (digits > 0) amount = read_number(word.substr(0, digits));
    word.remove_prefix(digits);
    if (word.empty()) continue;
    if (!amount) return {};
    const std::string unit = text::lower(word);
    if (unit.starts_with("us") || unit.starts_with("microsecond"))
      made.number += *amount / 1e6L;
    else if (unit.starts_with("ms") || unit.starts_with("millisecond"))
      made.number += *amount / 1e3L;
    else if (unit.starts_with("y"))
      made.months += static_cast<std::int32_t>(*amount * 12);
    else if (unit.starts_with("mon"))
      made.months += static_cast<std::int32_t>(*amount);
    else if (unit.starts_with("w"))
      made.number += *amount * 7 * seconds_per_day;
    else if (unit.starts_with("d"))
      made.number += *amount * seconds_per_day;
    else if (unit.starts_with("h"))
      made.number += *amount * 3600;
    else if (unit.starts_with("m"))
      made.number += *amount * 60;
    else if (unit.starts_with("s"))
      made.number += *amount;
    else
      return {};
    amount.reset();
  }
  if (amount) made.number += *amount;
  return made;
}

std::vector<Datum> read_items(std::string_view text, const CellType& element, bool& good) {
  std::vector<Datum> items;
  good = text.size() >= 2 && text.front() == '{' && text.back() == '}';
  if (!good) return items;
  text = text.substr(1, text.size() - 2);
  for (std::size_t at = 0; at < text.size();) {
    std::string item;
    const bool quoted = text[at] == '"';
    if (text[at] == '{') return good = false, items;
    if (quoted) {
      for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\') ++at;
        if (at < text.size()) item += text[at];
      }
      ++at;
    } else {
      while (at < text.size() && text[at] != ',')
        item += text[at++];
      item = text::trim(item);
    }
    const bool null = !quoted && text::equal_ignoring_case(item, "null");
    items.push_back(null ? null_datum() : read_datum(item, element));
    if (at < text.size() && text[at] == ',') ++at;
  }
  return items;
}

Datum read_datum(std::string_view text, const CellType& type) {
  switch (type.kind) {
    case Kind::boolean: {
      if (text.empty()) return {};
      const char c = text.front();
      if (c == 't' || c == 'T' || c == 'y' || c == '1') return boolean(true);
      return boolean(false);
    }
    case Kind::number: {
      const auto value = read_number(text);
      return value ? number(*value, type.whole) : Datum{};
    }
    case Kind::day:
    case Kind::time: {
      const auto seconds = parse_timestamp(text);
      if (!seconds) return {};
      if (type.kind == Kind::time) return timed(Kind::time, static_cast<long double>(*seconds));
      return timed(Kind::day, std::floor(static_cast<long double>(*seconds) / seconds_per_day));
    }
    case Kind::clock: {
      const auto seconds = read_clock(text.substr(0, text.find('+')));
      return seconds ? timed(Kind::clock, *seconds) : Datum{};
    }
    case Kind::interval: return read_interval(text);
    case Kind::list: {
      Datum list = timed(Kind::list, 0);
      bool good = false;
      if (type.element != nullptr) list.items = read_items(text, *type.element, good);
      return good ? list : Datum{};
    }
    case Kind::range: return read_range(text, type);
    default: break;
  }
  Datum made = text_datum(type.bytes ? characters_of(text) : std::string(text));
  made.kind = type.kind;
  return made;
}

Datum as_kind(const Datum& datum, Kind kind) {
  if (datum.kind == kind || datum.is(Kind::null)) return datum;
  if (datum.is(Kind::text) || datum.is(Kind::other)) {
    CellType type;
    type.kind = kind;
    if (kind == Kind::list || kind == Kind::range) {
      type.element = std::make_shared<const CellType>();
      if (kind == Kind::range) return {};
    }
    return kind == Kind::unknown ? Datum{} : read_datum(datum.text, type);
  }
  if (datum.is(Kind::day) && kind == Kind::time)
    return timed(Kind::time, datum.number * seconds_per_day);
  if (datum.is(Kind::time) && kind == Kind::day)
    return timed(Kind::day, std::floor(datum.number / seconds_per_day));
  if (datum.is(Kind::time) && kind == Kind::clock)
    return timed(Kind::clock,
                 datum.number - std::floor(datum.number / seconds_per_day) * seconds_per_day);
  if (datum.is(Kind::boolean) && kind == Kind::number) return number(datum.flag ? 1 : 0, true);
  if (datum.is(Kind::number) && kind == Kind::boolean) return boolean(datum.number != 0);
  return {};
}

}  // namespace mimar::synthesis
