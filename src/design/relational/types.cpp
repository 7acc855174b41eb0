#include "design/relational/types.h"

#include <algorithm>

#include <fmt/core.h>

#include "base/text.h"
#include "model/quote.h"

namespace mimar::design::relational {

TypeChoice type_of(ValueKind kind) {
  switch (kind) {
    case ValueKind::text: return {"text", "a limit belongs into a CHECK, which can be changed"};
    case ValueKind::long_text: return {"text", "prose of any length"};
    case ValueKind::integer: return {"integer", "whole numbers"};
    case ValueKind::decimal: return {"numeric", "exact, with as many digits as are given"};
    case ValueKind::money: return {"numeric(19,4)", "exact; a float would lose cents"};
    case ValueKind::percentage: return {"numeric(5,2)", "0 to 100 with two decimals"};
    case ValueKind::boolean: return {"boolean", "yes or no"};
    case ValueKind::date: return {"date", "no time of day is asked for"};
    case ValueKind::time: return {"time", "a time of day, the same in every zone"};
    case ValueKind::timestamp: return {"timestamptz", "an instant, whatever the zone of who asks"};
    case ValueKind::duration: return {"interval", "a span of time"};
    case ValueKind::period: return {"tstzrange", "one value, so that overlaps can be excluded"};
    case ValueKind::choice: return {"text", "readable wherever it is met"};
    case ValueKind::email: return {"text", "compared by lower(); citext is an extension"};
    case ValueKind::url: return {"text", "addresses have no useful limit"};
    case ValueKind::phone: return {"text", "begins with + and may begin with 0: not a number"};
    case ValueKind::currency: return {"text", "the three letters of ISO 4217"};
    case ValueKind::country: return {"text", "the two letters of ISO 3166-1"};
    case ValueKind::language: return {"text", "a tag of BCP 47"};
    case ValueKind::timezone: return {"text", "a name of the IANA database"};
    case ValueKind::slug: return {"text", "part of an address"};
    case ValueKind::color: return {"text", "as #rrggbb"};
    case ValueKind::ip_address: return {"inet", "both versions, checked, comparable by network"};
    case ValueKind::latitude: return {"numeric(8,6)", "a tenth of a metre"};
    case ValueKind::longitude: return {"numeric(9,6)", "a tenth of a metre"};
    case ValueKind::identifier: return {"text", "made by another system: opaque"};
    case ValueKind::uuid: return {"uuid", "16 bytes instead of 36 characters"};
    case ValueKind::json: return {"jsonb", "parsed once, and can be indexed"};
    case ValueKind::binary: return {"bytea", "bytes as they are"};
    case ValueKind::hash: return {"text", "opaque, with its algorithm in front"};
  }
  return {"text", ""};
}

bool is_text(ValueKind kind) {
  return type_of(kind).type == "text";
}

bool is_number(ValueKind kind) {
  const std::string type = type_of(kind).type;
  return type == "integer" || type.starts_with("numeric");
}

namespace {

bool is_numeral(const std::string& value) {
  return !value.empty() && value.find_first_not_of("0123456789.-+") == std::string::npos &&
         value.find_first_of("0123456789") != std::string::npos;
}

bool is_word(const std::string& value, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text::lower(value)) != words.end();
}

bool is_unit_of_time(const std::string& unit) {
  return is_word(unit, {"second", "seconds", "minute", "minutes", "hour", "hours", "day", "days",
                        "week", "weeks", "month", "months", "year", "years"});
}

bool is_moment(ValueKind kind) {
  return kind == ValueKind::date || kind == ValueKind::timestamp || kind == ValueKind::time;
}

}  // namespace

std::string literal(ValueKind kind, const std::string& value, const std::string& unit) {
  if (kind == ValueKind::duration && is_numeral(value))
    return fmt::format("interval '{} {}'", value, is_unit_of_time(unit) ? unit : "seconds");
  if (value.size() >= 2 && value.front() == '\'' && value.back() == '\'') return value;
  if (is_moment(kind) && is_word(value, {"now", "now()", "today", "current_date",
                                         "current_timestamp", "current date", "current time"})) {
    if (kind == ValueKind::date) return "CURRENT_DATE";
    return kind == ValueKind::time ? "LOCALTIME" : "now()";
  }
  if (kind == ValueKind::boolean)
    return is_word(value, {"true", "yes", "on", "1"}) ? "true" : "false";
  if (is_number(kind) && is_numeral(value)) return value;
  return model::quote_literal(value);
}

std::string default_of(const Attribute& attribute) {
  if (!attribute.default_value) return "";
  const std::string& value = *attribute.default_value;
  if (is_word(value, {"null", "none", "empty", "nothing"}) && attribute.optional) return "";
  if (is_number(attribute.kind) && !is_numeral(value)) return "";
  return literal(attribute.kind, value, attribute.unit);
}

std::string beside(ValueKind kind, const std::string& sql, bool below) {
  const std::string sign = below ? " - " : " + ";
  if (is_number(kind)) return sql + sign + "1";
  const std::string cast = "(" + sql + ")::";
  switch (kind) {
    case ValueKind::date: return cast + "date" + sign + "1";
    case ValueKind::timestamp: return cast + "timestamptz" + sign + "interval '1 day'";
    case ValueKind::time: return cast + "time" + sign + "interval '1 second'";
    case ValueKind::duration: return cast + "interval" + sign + "interval '1 second'";
    default: return "";
  }
}

}  // namespace mimar::design::relational
