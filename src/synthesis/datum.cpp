#include "synthesis/datum.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.h"
#include "synthesis/calendar.h"
#include "synthesis/digits.h"

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

std::string print_number(long double value, int scale) {
  std::string out;
  long double unit = 1;
  for (int i = 0; i < scale; ++i)
    unit *= 10;
  append_decimal(out, static_cast<std::int64_t>(std::llround(value * unit)), scale);
  return out;
}

std::optional<std::string> print_as_number(const Datum& datum, const CellType& type) {
  const Datum value = as_kind(datum, Kind::number);
  if (!value.is(Kind::number) || value.number < type.low || value.number > type.high)
    return std::nullopt;
  if (type.whole && std::abs(value.number - std::round(value.number)) > 1e-9L) return std::nullopt;
  if (type.whole) return print_number(std::round(value.number), 0);
  const int digits = type.scale >= 0 ? type.scale : 6;
  std::string out = print_number(value.number, std::min(digits, 9));
  const auto read = read_number(out);
  if (!read || std::abs(*read - value.number) > 1e-9L * std::max(1.0L, std::abs(value.number)))
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

std::string hexadecimal(std::string_view characters) {
  std::string out = "\\x";
  for (char c : characters) {
    out += "0123456789abcdef"[(static_cast<unsigned char>(c) >> 4) & 15];
    out += "0123456789abcdef"[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

CellType range_of(Kind kind, bool whole, bool zoned = false) {
  CellType element, range;
  element.kind = kind;
  element.whole = whole;
  element.zoned = zoned;
  range.kind = Kind::range;
  range.element = std::make_shared<const CellType>(element);
  return range;
}

CellType number_type(long double high, bool whole, int scale = -1) {
  CellType type;
  type.kind = Kind::number;
  type.whole = whole;
  type.scale = whole ? 0 : scale;
  type.high = high;
  type.low = -high;
  return type;
}

CellType builtin(const model::DataType& type) {
  const std::string& name = type.name.name;
  const auto& sizes = type.modifiers;
  CellType made;
  if (name == "integer" || name == "oid") return number_type(INT32_MAX, true);
  if (name == "bigint") return number_type(9.2e18L, true);
  if (name == "smallint") return number_type(INT16_MAX, true);
  if (name == "numeric") {
    if (sizes.empty()) return number_type(1e15L, false);
    const int scale = sizes.size() > 1 ? sizes[1] : 0;
    const long double high = std::pow(10.0L, sizes[0] - scale);
    return number_type(high - std::pow(10.0L, -scale), false, std::max(scale, 0));
  }
  if (name == "money") return number_type(1e15L, false, 2);
  if (name == "real") return number_type(99999, false, 1);
  if (name == "double precision") return number_type(1e12L, false);
  if (name == "boolean") made.kind = Kind::boolean;
  if (name == "date") made.kind = Kind::day;
  if (name.starts_with("timestamp")) made.kind = Kind::time;
  if (name.starts_with("time ") || name == "time") made.kind = Kind::clock;
  made.zoned = name.ends_with("with time zone");
  if (name == "interval") made.kind = Kind::interval;
  made.bytes = name == "bytea";
  if (made.bytes) made.kind = Kind::text;
  if (name == "json" || name == "jsonb") made.kind = Kind::json;
  if (name == "text" || name == "citext" || name.starts_with("character") || name == "bpchar" ||
      name == "name") {
    made.kind = Kind::text;
    if (!sizes.empty()) made.max_length = static_cast<std::size_t>(sizes[0]);
    if (name == "character" && sizes.empty()) made.max_length = 1;
  }
  if (name == "int4range" || name == "int8range") return range_of(Kind::number, true);
  if (name == "numrange") return range_of(Kind::number, false);
  if (name == "daterange") return range_of(Kind::day, true);
  if (name == "tsrange" || name == "tstzrange")
    return range_of(Kind::time, false, name == "tstzrange");
  return made;
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

CellType cell_type(const model::Database& database, const model::DataType& type) {
  if (type.array) {
    model::DataType element = type;
    element.array = false;
    CellType made;
    made.kind = Kind::list;
    made.element = std::make_shared<const CellType>(cell_type(database, element));
    return made;
  }
  if (model::find_enum(database, type.name) != nullptr) return {};
  return builtin(type);
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
    else if (unit.starts_with("mi"))
      made.number += *amount * 60;
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
      if (datum.is(Kind::number)) return print_as_number(datum, number_type(1e17L, datum.flag));
      if (!datum.is(Kind::text) && !datum.is(Kind::other)) return std::nullopt;
      if (datum.text.size() > type.max_length) return std::nullopt;
      return type.bytes ? hexadecimal(datum.text) : datum.text;
    }
    default: break;
  }
  if (datum.is(type.kind) || datum.is(Kind::text)) return datum.text;
  return std::nullopt;
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

namespace {

int sign(long double difference, long double scale) {
  // Decimals of up to nine digits are told apart, rounding errors are not.
  if (std::abs(difference) <= std::max(1e-12L, scale * 1e-18L)) return 0;
  return difference < 0 ? -1 : 1;
}

// Only where every collation agrees: letters of one case, and digits.
std::optional<int> compare_texts(const std::string& left, const std::string& right) {
  if (left == right) return 0;
  for (const char first : {'a', 'A'}) {
    const auto plain = [&](char c) {
      return (c >= first && c < first + 26) || (c >= '0' && c <= '9');
    };
    if (std::all_of(left.begin(), left.end(), plain) &&
        std::all_of(right.begin(), right.end(), plain))
      return left.compare(right);
  }
  return std::nullopt;
}

std::optional<int> compare_lists(const Datum& left, const Datum& right) {
  for (std::size_t i = 0; i < std::min(left.items.size(), right.items.size()); ++i) {
    const auto order = compare(left.items[i], right.items[i]);
    if (!order || *order != 0) return order;
  }
  if (left.items.size() == right.items.size())
    return left.text == right.text ? std::optional<int>(0) : std::nullopt;
  return left.items.size() < right.items.size() ? -1 : 1;
}

constexpr long double seconds_per_month = 30.0L * seconds_per_day;

std::optional<int> compare_same(const Datum& left, const Datum& right) {
  switch (left.kind) {
    case Kind::boolean: return static_cast<int>(left.flag) - static_cast<int>(right.flag);
    case Kind::number:
      return sign(left.number - right.number,
                  std::max(std::abs(left.number), std::abs(right.number)));
    case Kind::day:
    case Kind::time:
    case Kind::clock: return sign(left.number - right.number, 1e6L);
    case Kind::interval:
      return sign(left.number - right.number +
                      seconds_per_month * static_cast<long double>(left.months - right.months),
                  1e6L);
    case Kind::text: return compare_texts(left.text, right.text);
    case Kind::list:
    case Kind::range:
    case Kind::record: return compare_lists(left, right);
    case Kind::null: return 0;
    case Kind::json:
    case Kind::other: break;
    case Kind::unknown: return std::nullopt;
  }
  if (left.text == right.text) return 0;
  return std::nullopt;
}

}  // namespace

std::optional<int> compare(const Datum& left, const Datum& right) {
  if (left.kind == right.kind) return compare_same(left, right);
  if (left.is(Kind::null) || right.is(Kind::null)) return std::nullopt;
  if (left.is(Kind::text))
    return compare_same(as_kind(left, right.kind),
                        right.is(Kind::text) ? right : as_kind(right, right.kind));
  if (right.is(Kind::text)) return compare_same(left, as_kind(right, left.kind));
  const bool day = left.is(Kind::day) || right.is(Kind::day);
  if (day) return compare(as_kind(left, Kind::time), as_kind(right, Kind::time));
  return std::nullopt;
}

}  // namespace mimar::synthesis
