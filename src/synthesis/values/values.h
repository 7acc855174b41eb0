#pragma once
// What a column can hold, as a numbered set: `append` turns an ordinal below `size` into text, and
// different ordinals into different values wherever `distinct` holds. Uniqueness, enumeration and
// skew are then questions about numbers only.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace mimar::synthesis {

constexpr std::uint64_t unbounded = 1ULL << 62;

// Integers, decimals, dates and times: everything that is a whole number of some unit.
struct Ordered {
  enum class Unit : std::uint8_t { integer, decimal, day, time, timestamp, timestamptz, interval };
  Unit unit = Unit::integer;
  int scale = 0;                   // decimal, times: digits after the point
  std::int64_t low = 0, high = 0;  // inclusive; days, or units of 10^-scale (of seconds)
};

// Labels of an enum, values of an IN list, true and false.
struct Choice {
  std::vector<std::string> labels;
};

struct Text {
  enum class Kind : std::uint8_t {
    code,
    word,
    first_name,
    last_name,
    full_name,
    email,
    username,
    company,
    city,
    region,
    country,
    country_code,
    currency,
    language,
    street,
    postal_code,
    phone,
    url,
    slug,
    title,
    sentence,
    color,
    address,
    file,
    time_zone,
    listed,  // `list`
    hex,     // `width` digits
    digits,  // `width` of them
    version,
    host,
    path,
    card_number,
    iban,
    amount,
    json,
    hex_color,
    uuid
  };
  Kind kind = Kind::word;
  std::size_t min_length = 0, max_length = SIZE_MAX;  // in bytes; all text made is ASCII
  bool unique = false;
  const std::span<const std::string_view>* list = nullptr;
  std::size_t width = 0;
};

struct Special {
  enum class Kind : std::uint8_t {
    uuid,
    bytes,
    json,
    json_array,
    inet,
    cidr,
    macaddr,
    macaddr8,
    tsvector,
    tsquery,
    bits,
    xml,
    point,
    box,
    circle,
    line,
    segment,
    path,
    polygon,
    hstore,
    ltree,
    vector,
    geometry,
    lsn,
    integer_range,
    number_range,
    date_range,
    time_range,
    timestamptz_range
  };
  Kind kind = Kind::uuid;
  int length = 0;          // bits, bytes: how many; vector: dimensions
  std::int64_t today = 0;  // ranges of dates: days since the epoch
};

// A regular expression without anchors inside: one set of characters after the other.
struct Pattern {
  struct Piece {
    std::string characters;
    std::size_t count = 1;
  };
  std::vector<Piece> pieces;
};

struct Values;
struct Array {
  std::shared_ptr<const Values> element;
};

// Texts of one make: `counted` from what the ordinal says, `scattered` after it.
struct Spelled {
  Pattern counted, scattered;
};

// Texts and what begins with them: "base", "base-1", "base-2".
struct Extended {
  struct Run {
    std::string base;
    std::string separator = "-";
    std::size_t digits = 0;
    std::uint64_t first = 0;  // ordinal of `base`
  };
  std::vector<Run> runs;  // in the order of ordinals
  std::uint64_t count = 0;
};

// Known texts, and others after them.
struct Sampled {
  std::vector<std::string> labels;
  std::shared_ptr<const Values> others;  // may be absent
};

// A composite type: its attributes in their order.
struct Composite {
  std::vector<std::shared_ptr<const Values>> attributes;
};

struct Values {
  std::variant<std::monostate, Ordered, Choice, Text, Special, Pattern, Array, Spelled, Extended,
               Sampled, Composite>
      kind;  // monostate: not supported
  bool supported() const { return kind.index() != 0; }
};

std::uint64_t size(const Values& values);
void append(std::string& out, const Values& values, std::uint64_t ordinal);

// Per kind; see the files of the same names.
std::uint64_t size(const Text& text);
std::uint64_t size(const Special& special);
std::uint64_t size(const Pattern& pattern);
void append(std::string& out, const Ordered& ordered, std::uint64_t ordinal);
void append(std::string& out, const Text& text, std::uint64_t ordinal);
void append(std::string& out, const Special& special, std::uint64_t ordinal);
void append(std::string& out, const Pattern& pattern, std::uint64_t ordinal);
void append(std::string& out, const Array& array, std::uint64_t ordinal);
std::uint64_t size(const Composite& composite);
void append(std::string& out, const Composite& composite, std::uint64_t ordinal);
void append(std::string& out, const Spelled& spelled, std::uint64_t ordinal);
void append(std::string& out, const Extended& extended, std::uint64_t ordinal);
void append(std::string& out, const Sampled& sampled, std::uint64_t ordinal);

// "^[A-Z]{2}-[0-9]+$" and the like; empty pieces when the expression is beyond this.
Pattern parse_pattern(std::string_view expression);

}  // namespace mimar::synthesis
