#include "design/relational/formats.h"

#include <fmt/core.h>

namespace mimar::design::relational {
namespace {

Format matching(const std::string& column, const char* pattern, const char* why) {
  return {fmt::format("{} ~ '{}'", column, pattern), "'?'", why};
}

Format between(const std::string& column, const char* low, const char* high, const char* bad,
               const char* why) {
  return {fmt::format("{} BETWEEN {} AND {}", column, low, high), bad, why};
}

}  // namespace

std::optional<Format> format_of(ValueKind kind, const std::string& column) {
  switch (kind) {
    case ValueKind::email:
      return matching(column, "^[^@[:space:]]+@[^@[:space:]]+\\.[^@[:space:]]+$",
                      "one @ with something before it and a domain after it; only a message that "
                      "arrives proves more");
    case ValueKind::url:
      return matching(column, "^https?://[^[:space:]]+$", "an address that a browser opens");
    case ValueKind::phone:
      return matching(column, "^\\+[1-9][0-9]{6,14}$",
                      "E.164: the country's code and at most 15 digits, so that one number is "
                      "written one way");
    case ValueKind::currency:
      return matching(column, "^[A-Z]{3}$", "ISO 4217: three capital letters");
    case ValueKind::country:
      return matching(column, "^[A-Z]{2}$", "ISO 3166-1 alpha-2: two capital letters");
    case ValueKind::language:
      return matching(column, "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "BCP 47: de, pt-BR, zh-Hant");
    case ValueKind::timezone:
      return matching(column, "^[A-Za-z_]+(/[A-Za-z0-9_+-]+)*$",
                      "an IANA name, Europe/Berlin; an offset would be wrong half of the year");
    case ValueKind::slug:
      return matching(column, "^[a-z0-9]+(-[a-z0-9]+)*$", "what needs no escaping in an address");
    case ValueKind::color: return matching(column, "^#[0-9A-Fa-f]{6}$", "six hexadecimal digits");
    case ValueKind::percentage: return between(column, "0", "100", "101", "0 to 100");
    case ValueKind::latitude:
      return between(column, "-90", "90", "91", "degrees, north is above 0");
    case ValueKind::longitude:
      return between(column, "-180", "180", "181", "degrees, east is above 0");
    case ValueKind::period:
      return Format{fmt::format("NOT isempty({})", column), "'empty'",
                    "an empty period overlaps nothing and would escape every rule"};
    default: return std::nullopt;
  }
}

}  // namespace mimar::design::relational
