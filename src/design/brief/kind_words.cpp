// Words that name a kind of value or a unit: "integer", "free text", "minutes".

#include <string>

#include "design/brief/kinds.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

using enum ValueKind;

struct KindWord {
  std::string_view words;
  ValueKind kind;
};
// The first word of a kind is the one restated.
constexpr KindWord kKindWords[] = {
    {"short text", text},
    {"text", text},
    {"string", text},
    {"varchar", text},
    {"char", text},
    {"character", text},
    {"character varying", text},
    {"nvarchar", text},
    {"citext", text},
    {"plain text", text},
    {"line of text", text},
    {"long text", long_text},
    {"free text", long_text},
    {"multiline text", long_text},
    {"rich text", long_text},
    {"free-text", long_text},
    {"markdown", long_text},
    {"html", long_text},
    {"integer", integer},
    {"whole number", integer},
    {"int", integer},
    {"bigint", integer},
    {"smallint", integer},
    {"serial", integer},
    {"bigserial", integer},
    {"counter", integer},
    {"decimal", decimal},
    {"number", decimal},
    {"numeric", decimal},
    {"float", decimal},
    {"decimal number", decimal},
    {"double", decimal},
    {"double precision", decimal},
    {"floating point", decimal},
    {"floating point number", decimal},
    {"real", decimal},
    {"money", money},
    {"monetary amount", money},
    {"amount of money", money},
    {"monetary", money},
    {"percentage", percentage},
    {"percent", percentage},
    {"boolean", boolean},
    {"bool", boolean},
    {"yes/no", boolean},
    {"yes or no", boolean},
    {"true/false", boolean},
    {"true or false", boolean},
    {"flag", boolean},
    {"checkbox", boolean},
    {"calendar date", date},
    {"date", date},
    {"date only", date},
    {"day", date},
    {"time of day", time},
    {"time", time},
    {"timestamp", timestamp},
    {"datetime", timestamp},
    {"date and time", timestamp},
    {"date-time", timestamp},
    {"date/time", timestamp},
    {"instant", timestamp},
    {"timestamptz", timestamp},
    {"timestamp with time zone", timestamp},
    {"duration", duration},
    {"interval", duration},
    {"period", period},
    {"date range", period},
    {"time range", period},
    {"email address", email},
    {"email", email},
    {"url", url},
    {"link", url},
    {"uri", url},
    {"web address", url},
    {"phone number", phone},
    {"phone", phone},
    {"currency code", currency},
    {"currency", currency},
    {"iso currency", currency},
    {"country code", country},
    {"country", country},
    {"iso country", country},
    {"language code", language},
    {"language", language},
    {"locale", language},
    {"time zone", timezone},
    {"timezone", timezone},
    {"slug", slug},
    {"url slug", slug},
    {"color", color},
    {"colour", color},
    {"hex color", color},
    {"ip address", ip_address},
    {"ip", ip_address},
    {"latitude", latitude},
    {"longitude", longitude},
    {"identifier", identifier},
    {"external identifier", identifier},
    {"id", identifier},
    {"code", identifier},
    {"uuid", uuid},
    {"guid", uuid},
    {"json", json},
    {"jsonb", json},
    {"json object", json},
    {"json document", json},
    {"binary", binary},
    {"bytes", binary},
    {"blob", binary},
    {"bytea", binary},
    {"hash", hash},
    {"hashed", hash},
    {"secret", hash},
    {"choice", choice},
    {"enum", choice},
    {"enumeration", choice},
};

struct UnitWord {
  std::string_view words, unit;
};
constexpr UnitWord kUnits[] = {
    {"second", "seconds"},
    {"sec", "seconds"},
    {"s", "seconds"},
    {"minute", "minutes"},
    {"min", "minutes"},
    {"hour", "hours"},
    {"h", "hours"},
    {"day", "days"},
    {"week", "weeks"},
    {"month", "months"},
    {"year", "years"},
    {"ms", "milliseconds"},
    {"millisecond", "milliseconds"},
    {"kg", "kg"},
    {"kilogram", "kg"},
    {"gram", "g"},
    {"g", "g"},
    {"km", "km"},
    {"kilometer", "km"},
    {"kilometre", "km"},
    {"meter", "m"},
    {"metre", "m"},
    {"cm", "cm"},
    {"centimeter", "cm"},
    {"centimetre", "cm"},
    {"mm", "mm"},
    {"millimetre", "mm"},
    {"liter", "l"},
    {"litre", "l"},
    {"mile", "miles"},
    {"euro", "euro"},
    {"eur", "EUR"},
    {"usd", "USD"},
    {"dollar", "dollars"},
    {"cent", "cents"},
    {"celsius", "degrees Celsius"},
    {"degrees celsius", "degrees Celsius"},
    {"degree", "degrees"},
    {"fahrenheit", "degrees Fahrenheit"},
    {"kelvin", "K"},
    {"watt", "W"},
    {"volt", "V"},
    {"ampere", "A"},
    {"kwh", "kWh"},
    {"kilowatt hour", "kWh"},
    {"byte", "bytes"},
    {"kilobyte", "kB"},
    {"megabyte", "MB"},
    {"mb", "MB"},
    {"gb", "GB"},
    {"pascal", "Pa"},
    {"hpa", "hPa"},
    {"bar", "bar"},
    {"square metre", "m2"},
    {"square meter", "m2"},
    {"pixel", "pixels"},
    {"point", "points"},
    {"page", "pages"},
    {"pound", "lb"},
    {"ounce", "oz"},
    {"inch", "inches"},
    {"foot", "feet"},
    {"ml", "ml"},
    {"mg", "mg"},
    {"milligram", "mg"},
    {"percent", "percent"},
};

}  // namespace

std::optional<ValueKind> kind_of_word(std::string_view words) {
  for (const KindWord& rule : kKindWords) {
    if (rule.words == words) return rule.kind;
  }
  return std::nullopt;
}

std::string_view word_of_kind(ValueKind kind) {
  for (const KindWord& rule : kKindWords) {
    if (rule.kind == kind) return rule.words;
  }
  return "text";
}

std::string unit_of_word(std::string_view word) {
  const std::string one = singular_phrase(word);
  for (const UnitWord& rule : kUnits) {
    if (rule.words == word || rule.words == one || rule.unit == word) return std::string(rule.unit);
  }
  return {};
}

}  // namespace mimar::design::brief
