#include <algorithm>

#include "synthesis/calendar.h"
#include "synthesis/digits.h"
#include "synthesis/random.h"
#include "synthesis/values/values.h"
#include "synthesis/values/words.h"

namespace mimar::synthesis {
namespace {

// Version 4, variant 1 (RFC 9562); the first 64 bits but for the version carry the ordinal, mixed.
void append_uuid(std::string& out, std::uint64_t ordinal) {
  const std::uint64_t low = mix(ordinal), high = mix(low);
  append_hex(out, low >> 32, 8);
  out += '-';
  append_hex(out, low >> 16, 4);
  out += "-4";
  append_hex(out, high >> 52, 3);
  out += '-';
  out += "89ab"[(high >> 48) & 3];
  append_hex(out, high >> 36, 3);
  out += '-';
  append_hex(out, low, 4);
  append_hex(out, high, 8);
}

// The first eight carry the ordinal; fewer cannot carry all of it.
void append_bytes(std::string& out, std::uint64_t ordinal, int length) {
  out += "\\x";
  std::uint64_t part = ordinal;
  for (int rest = length; rest > 0; rest -= 8, part = mix(part))
    append_hex(out, part, 2 * std::min(rest, 8));
}

void append_json(std::string& out, std::uint64_t ordinal) {
  const std::uint64_t random = mix(ordinal);
  out += R"({"id": )";
  append_number(out, ordinal >> 40 == 0 ? ordinal : ordinal & 0xfffff);  // one of all there are
  out += R"(, "kind": ")";
  out += words::pick(words::nouns, random);
  out += R"(", "tags": [")";
  out += words::pick(words::adjectives, random >> 16);
  out += R"("], "active": )";
  out += (random >> 40) % 4 == 0 ? "false" : "true";
  out += '}';
}

void append_words(std::string& out, std::uint64_t ordinal, std::string_view separator) {
  const std::uint64_t random = mix(ordinal);
  out += words::pick(words::adjectives, random);
  out += separator;
  out += words::pick(words::nouns, random >> 20);
  out += separator;
  out += 'n';
  append_number(out, ordinal);
}

void append_octets(std::string& out, std::uint64_t ordinal) {
  out += "10.";
  append_number(out, (ordinal >> 16) & 255);
  out += '.';
  append_number(out, (ordinal >> 8) & 255);
  out += '.';
  append_number(out, ordinal & 255);
}

void append_mac(std::string& out, std::uint64_t ordinal, int bytes) {
  for (int i = bytes - 1; i >= 0; --i) {
    append_hex(out, i == bytes - 1 ? 2 : (ordinal >> (8 * i)) & 255, 2);
    if (i > 0) out += ':';
  }
}

void append_bits(std::string& out, std::uint64_t ordinal, int length) {
  for (int i = length - 1; i >= 0; --i)
    out += i < 62 && ((ordinal >> i) & 1) != 0 ? '1' : '0';
}

void append_pair(std::string& out, std::uint64_t ordinal, std::int64_t shift) {
  const std::uint64_t random = mix(ordinal);
  out += '(';
  append_decimal(out, static_cast<std::int64_t>(ordinal % 36000) - 18000 + shift, 2);
  out += ',';
  append_decimal(out, static_cast<std::int64_t>(random % 18000) - 9000 + shift, 2);
  out += ')';
}

void append_points(std::string& out, std::uint64_t ordinal, std::int64_t points) {
  for (std::int64_t i = 0; i < points; ++i) {
    if (i > 0) out += ',';
    append_pair(out, ordinal, i * i * 100);
  }
}

void append_vector(std::string& out, std::uint64_t ordinal, int dimensions) {
  for (int i = 0; i < std::max(dimensions, 1); ++i) {
    out += i == 0 ? '[' : ',';
    append_decimal(
        out, static_cast<std::int64_t>(mix(ordinal, static_cast<std::uint64_t>(i)) % 2000) - 1000,
        3);
  }
  out += ']';
}

// Ranges of different rows never overlap, so that exclusion constraints hold whatever else is in
// them.
template <class Append>
void append_range(std::string& out, std::int64_t low, std::int64_t high, Append append_bound) {
  out += '[';
  append_bound(out, low);
  out += ',';
  append_bound(out, high);
  out += ')';
}

void append_range(std::string& out, const Special& special, std::uint64_t ordinal) {
  const auto row = static_cast<std::int64_t>(ordinal);
  const auto seconds = [&] { return (special.today - 1460) * seconds_per_day + row * 7200; };
  switch (special.kind) {
    case Special::Kind::date_range:
      return append_range(out, special.today - 3650 + row * 3, special.today - 3650 + row * 3 + 2,
                          append_date);
    case Special::Kind::time_range:
      return append_range(out, seconds(), seconds() + 3600, append_timestamp);
    case Special::Kind::timestamptz_range:
      return append_range(out, seconds(), seconds() + 3600,
                          [](std::string& text, std::int64_t bound) {
                            append_timestamp(text, bound);
                            text += "+00";
                          });
    case Special::Kind::integer_range:
    case Special::Kind::number_range:
    default: return append_range(out, row * 10 + 1, row * 10 + 9, append_number<std::int64_t>);
  }
}

void append_geometry(std::string& out, std::uint64_t ordinal) {
  out += "SRID=4326;POINT(";
  append_decimal(out, static_cast<std::int64_t>(ordinal % 36000) - 18000, 2);
  out += ' ';
  append_decimal(out, static_cast<std::int64_t>(mix(ordinal) % 18000) - 9000, 2);
  out += ')';
}

}  // namespace

std::uint64_t size(const Special& special) {
  switch (special.kind) {
    case Special::Kind::inet:
    case Special::Kind::cidr: return 1ULL << 24;
    case Special::Kind::macaddr:
    case Special::Kind::macaddr8: return 1ULL << 40;
    case Special::Kind::lsn: return 1ULL << 32;
    case Special::Kind::bits: return special.length >= 62 ? unbounded : 1ULL << special.length;
    case Special::Kind::integer_range: return 200'000'000;
    case Special::Kind::number_range: return 1ULL << 56;
    case Special::Kind::date_range: return 900'000;
    case Special::Kind::time_range:
    case Special::Kind::timestamptz_range: return 30'000'000;
    case Special::Kind::bytes:
      return special.length >= 8 ? unbounded : 1ULL << (8 * std::max(special.length, 0));
    case Special::Kind::uuid:
    case Special::Kind::json:
    case Special::Kind::json_array:
    case Special::Kind::tsvector:
    case Special::Kind::tsquery:
    case Special::Kind::xml:
    case Special::Kind::hstore:
    case Special::Kind::ltree:
    case Special::Kind::vector: return unbounded;
    case Special::Kind::point:
    case Special::Kind::box:
    case Special::Kind::circle:
    case Special::Kind::line:
    case Special::Kind::segment:
    case Special::Kind::path:
    case Special::Kind::polygon:
    case Special::Kind::geometry: return 36000;
  }
  return 0;
}

void append(std::string& out, const Special& special, std::uint64_t ordinal) {
  switch (special.kind) {
    case Special::Kind::uuid: return append_uuid(out, ordinal);
    case Special::Kind::bytes: return append_bytes(out, ordinal, special.length);
    case Special::Kind::json: return append_json(out, ordinal);
    case Special::Kind::json_array: return out += '[', append_json(out, ordinal), void(out += ']');
    case Special::Kind::inet: return append_octets(out, ordinal);
    case Special::Kind::cidr: return append_octets(out, ordinal), void(out += "/32");
    case Special::Kind::macaddr: return append_mac(out, ordinal, 6);
    case Special::Kind::macaddr8: return append_mac(out, ordinal, 8);
    case Special::Kind::tsvector: return append_words(out, ordinal, " ");
    case Special::Kind::tsquery: return append_words(out, ordinal, " & ");
    case Special::Kind::ltree: return append_words(out, ordinal, ".");
    case Special::Kind::bits: return append_bits(out, ordinal, special.length);
    case Special::Kind::xml:
      return out += "<item id=\"", append_number(out, ordinal), void(out += "\"/>");
    case Special::Kind::hstore:
      return out += "\"id\"=>\"", append_number(out, ordinal), void(out += '"');
    case Special::Kind::vector: return append_vector(out, ordinal, special.length);
    case Special::Kind::geometry: return append_geometry(out, ordinal);
    case Special::Kind::lsn: return out += "0/", append_hex(out, ordinal, 8);
    case Special::Kind::point: return append_points(out, ordinal, 1);
    case Special::Kind::box: return append_points(out, ordinal, 2);
    case Special::Kind::circle:
      return out += '<', append_points(out, ordinal, 1), void(out += ",5>");
    case Special::Kind::line:
    case Special::Kind::segment:
      return out += '[', append_points(out, ordinal, 2), void(out += ']');
    case Special::Kind::path: return out += '[', append_points(out, ordinal, 3), void(out += ']');
    case Special::Kind::polygon:
      return out += '(', append_points(out, ordinal, 3), void(out += ')');
    case Special::Kind::integer_range:
    case Special::Kind::number_range:
    case Special::Kind::date_range:
    case Special::Kind::time_range:
    case Special::Kind::timestamptz_range: return append_range(out, special, ordinal);
  }
}

}  // namespace mimar::synthesis
