#include "design/brief/kinds.h"

#include <algorithm>
#include <array>
#include <span>

#include <fmt/core.h>

#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

using enum ValueKind;

struct NameRule {
  std::string_view words;  // the name, or how it ends
  ValueKind kind;
  bool personal = false;
  std::string_view unit = {};
};

// Read from the top: longer endings first.
constexpr NameRule kEndings[] = {
    {"date of birth", date, true},
    {"birth date", date, true},
    {"birthdate", date, true},
    {"birthday", date, true},
    {"dob", date, true},
    {"date and time", timestamp},
    {"date time", timestamp},
    {"datetime", timestamp},
    {"timestamp", timestamp},
    {"time of day", time},
    {"opening time", time},
    {"closing time", time},
    {"time zone", timezone},
    {"timezone", timezone},
    {"ip address", ip_address, true},
    {"ip", ip_address, true},
    {"mac address", text},
    {"email address", email, true},
    {"email", email, true},
    {"mail address", email, true},
    {"web address", url},
    {"url", url},
    {"uri", url},
    {"link", url},
    {"website", url},
    {"homepage", url},
    {"web page", url},
    {"webhook", url},
    {"avatar", url},
    {"picture", url},
    {"photo", url},
    {"image", url},
    {"logo", url},
    {"thumbnail", url},
    {"video", url},
    {"phone number", phone, true},
    {"mobile number", phone, true},
    {"telephone number", phone, true},
    {"fax number", phone, true},
    {"phone", phone, true},
    {"telephone", phone, true},
    {"mobile", phone, true},
    {"fax", phone, true},
    {"currency", currency},
    {"currency code", currency},
    {"country", country},
    {"country code", country},
    {"nationality", country, true},
    {"language", language},
    {"language code", language},
    {"locale", language},
    {"slug", slug},
    {"colour", color},
    {"color", color},
    {"latitude", latitude},
    {"longitude", longitude},
    {"password hash", hash},
    {"password", hash},
    {"passcode", hash},
    {"pin", hash},
    {"token hash", hash},
    {"token", hash},
    {"secret", hash},
    {"api key", hash},
    {"hash", hash},
    {"checksum", hash},
    {"digest", hash},
    {"uuid", uuid},
    {"guid", uuid},
    {"json", json},
    {"payload", json},
    {"metadata", json},
    {"settings", json},
    {"preferences", json},
    {"configuration", json},
    {"properties", json},
    {"extra data", json},
    {"data", json},
    {"context", json},
    {"dimensions", text},
    {"percentage", percentage},
    {"percent", percentage},
    {"discount rate", percentage},
    {"tax rate", percentage},
    {"vat rate", percentage},
    {"interest rate", percentage},
    {"commission rate", percentage},
    {"completion rate", percentage},
    {"humidity", percentage, false, "percent"},
    {"battery level", percentage, false, "percent"},
    {"progress", percentage},
    {"hourly rate", money},
    {"daily rate", money},
    {"price", money},
    {"cost", money},
    {"costs", money},
    {"amount", money},
    {"total", money},
    {"subtotal", money},
    {"balance", money},
    {"fee", money},
    {"salary", money, true},
    {"wage", money, true},
    {"budget", money},
    {"revenue", money},
    {"income", money, true},
    {"credit limit", money},
    {"deposit", money},
    {"tax", money},
    {"discount", money},
    {"tip", money},
    {"fare", money},
    {"fine", money},
    {"payment", money},
    {"debit", money},
    {"tuition", money},
    {"spend", money},
    {"bid", money},
    {"start time", timestamp},
    {"end time", timestamp},
    {"time slot", period},
    {"time range", period},
    {"date range", period},
    {"period", period},
    {"validity", period},
    {"duration", duration},
    {"time limit", duration},
    {"lead time", duration},
    {"response time", duration},
    {"interval", duration},
    {"timeout", duration},
    {"estimate", decimal, false, "hours"},
    {"birth year", integer, true, "year"},
    {"year of birth", integer, true, "year"},
    {"year", integer, false, "year"},
    {"month", integer},
    {"age", integer, true, "years"},
    {"date", date},
    {"day", date},
    {"deadline", timestamp},
    {"expiry", timestamp},
    {"expiration", timestamp},
    {"time", timestamp},
    {"start", timestamp},
    {"end", timestamp},
    {"beginning", timestamp},
    {"at", timestamp},
    {"since", timestamp},
    {"until", timestamp},
    {"last login", timestamp},
    {"last seen", timestamp},
    {"invoice number", identifier},
    {"order number", identifier},
    {"account number", identifier},
    {"serial number", identifier},
    {"license number", identifier},
    {"licence number", identifier},
    {"passport number", identifier, true},
    {"insurance number", identifier, true},
    {"social security number", identifier, true},
    {"ssn", identifier, true},
    {"national id", identifier, true},
    {"tax number", identifier, true},
    {"tracking number", identifier},
    {"card number", identifier, true},
    {"iban", identifier, true},
    {"room number", identifier},
    {"house number", identifier},
    {"plate number", identifier},
    {"license plate", identifier},
    {"flight number", identifier},
    {"registration number", identifier},
    {"version number", integer},
    {"line number", integer},
    {"sequence number", integer},
    {"seat number", integer},
    {"page number", integer},
    {"row number", integer},
    {"number of items", integer},
    {"quantity", integer},
    {"qty", integer},
    {"count", integer},
    {"counter", integer},
    {"capacity", integer},
    {"stock", integer},
    {"stock level", integer},
    {"level", integer},
    {"points", integer},
    {"score", decimal},
    {"grade", decimal},
    {"rating", integer},
    {"stars", integer},
    {"rank", integer},
    {"position", integer},
    {"priority", integer},
    {"sequence", integer},
    {"version", integer},
    {"size", integer},
    {"seats", integer},
    {"floor", integer},
    {"attempts", integer},
    {"views", integer},
    {"likes", integer},
    {"credits", integer},
    {"credit", integer},
    {"port", integer},
    {"mileage", integer, false, "km"},
    {"quota", integer},
    {"limit", integer},
    {"threshold", decimal},
    {"weight", decimal, false, "kg"},
    {"height", decimal},
    {"width", decimal},
    {"length", decimal},
    {"depth", decimal},
    {"distance", decimal, false, "km"},
    {"area", decimal},
    {"volume", decimal},
    {"temperature", decimal, false, "degrees Celsius"},
    {"pressure", decimal},
    {"speed", decimal},
    {"voltage", decimal, false, "V"},
    {"altitude", decimal, false, "m"},
    {"elevation", decimal, false, "m"},
    {"value", decimal},
    {"reading", decimal},
    {"measurement", decimal},
    {"average", decimal},
    {"factor", decimal},
    {"ratio", decimal},
    {"exchange rate", decimal},
    {"hours", decimal, false, "hours"},
    {"minutes", integer, false, "minutes"},
    {"seconds", integer, false, "seconds"},
    {"days", integer, false, "days"},
    {"dosage", text},
    {"dose", text},
    {"description", long_text},
    {"note", long_text},
    {"notes", long_text},
    {"comment", long_text},
    {"comments", long_text},
    {"body", long_text},
    {"content", long_text},
    {"contents", long_text},
    {"message", long_text},
    {"text", long_text},
    {"bio", long_text},
    {"biography", long_text},
    {"summary", long_text},
    {"abstract", long_text},
    {"remark", long_text},
    {"remarks", long_text},
    {"instructions", long_text},
    {"explanation", long_text},
    {"reason", long_text},
    {"answer", long_text},
    {"feedback", long_text},
    {"question", long_text},
    {"diagnosis", long_text},
    {"symptoms", long_text},
    {"address", text, true},
    {"street", text, true},
    {"postcode", text, true},
    {"postal code", text, true},
    {"zip code", text, true},
    {"zip", text, true},
    {"first name", text, true},
    {"last name", text, true},
    {"full name", text, true},
    {"given name", text, true},
    {"family name", text, true},
    {"middle name", text, true},
    {"surname", text, true},
    {"gender", text, true},
    {"sex", text, true},
    {"file", url},
    {"document", url},
    {"attachment", url},
    {"path", text},
    {"number", identifier},
    {"no", identifier},
    {"reference", identifier},
    {"reference number", identifier},
    {"code", identifier},
    {"id", identifier},
    {"identifier", identifier},
    {"external id", identifier},
    {"sku", identifier},
    {"isbn", identifier},
    {"ean", identifier},
    {"barcode", identifier},
    {"vin", identifier},
    {"key", identifier},
    {"name", text},
    {"title", text},
    {"flag", boolean},
};

// Participles that name an instant: "created", "shipped".
constexpr std::array<std::string_view, 9> kYesNo{"active",    "enabled",  "disabled",
                                                 "available", "public",   "private",
                                                 "visible",   "featured", "archived"};

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
    {"counter", integer},
    {"decimal", decimal},
    {"number", decimal},
    {"numeric", decimal},
    {"float", decimal},
    {"decimal number", decimal},
    {"double", decimal},
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

bool ends_in(std::string_view name, std::string_view ending) {
  if (!name.ends_with(ending)) return false;
  return name.size() == ending.size() || name[name.size() - ending.size() - 1] == ' ';
}

KindGuess because(ValueKind kind, std::string_view how, std::string_view word,
                  bool personal = false, std::string_view unit = {}) {
  return {kind, fmt::format("a name {} «{}»", how, word), personal, std::string(unit)};
}

bool is_instant(std::string_view word) {
  return is_participle(word) && word != "related" && word != "detailed" && word != "suggested";
}

}  // namespace

KindGuess kind_of_name(std::string_view name) {
  const std::vector<std::string> words = split_words(name);
  if (words.empty()) return {};
  const std::string& first = words.front();
  if (first == "is" || first == "has" || first == "can" || first == "allows" ||
      first == "accepts") {
    return because(boolean, "that begins with", first);
  }
  if (name.starts_with("number of ") || name.starts_with("count of ") ||
      name.starts_with("amount of time")) {
    return because(integer, "that begins with", "number of");
  }
  if (name.starts_with("date of birth"))
    return because(date, "that begins with", "date of birth", true);
  if (name.starts_with("date of ")) return because(date, "that begins with", "date of");
  if (name.starts_with("time of ") && name != "time of day")
    return because(timestamp, "that begins with", "time of");
  if (words.size() > 1 &&
      (first == "max" || first == "maximum" || first == "min" || first == "minimum")) {
    KindGuess rest = kind_of_name(name.substr(first.size() + 1));
    if (rest.kind == text) rest = because(integer, "that begins with", first);
    return rest;
  }
  if (words.size() == 1 && std::ranges::find(kYesNo, first) != kYesNo.end()) {
    return because(boolean, "that says yes or no:", first);
  }
  if (words.size() > 1) {
    const std::string& last = words.back();
    if (last == "from" || last == "until" || last == "since" || last == "at" ||
        name == "scheduled for")
      return because(timestamp, "that ends in", last);
    if (last == "on") return because(date, "that ends in", last);
  }
  const NameRule* best = nullptr;
  for (const NameRule& rule : kEndings) {
    if (ends_in(name, rule.words) && (best == nullptr || rule.words.size() > best->words.size()))
      best = &rule;
  }
  if (best != nullptr)
    return because(best->kind, "that ends in", best->words, best->personal, best->unit);
  if (is_instant(words.back())) return because(timestamp, "that says when it was", words.back());
  return {text, "nothing in its name says more", false, {}};
}

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
