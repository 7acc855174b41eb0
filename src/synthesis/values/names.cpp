// What column names suggest: the first rule whose word is in the name wins, so the more telling
// words come first.

#include "base/text.h"
#include "synthesis/values/choose.h"

namespace mimar::synthesis {
namespace {

struct NameRule {
  std::string_view word;
  Text::Kind kind;
};

using Kind = Text::Kind;
constexpr NameRule name_rules[] = {{"email", Kind::email},
                                   {"e_mail", Kind::email},
                                   {"firstname", Kind::first_name},
                                   {"first_name", Kind::first_name},
                                   {"given_name", Kind::first_name},
                                   {"middle", Kind::first_name},
                                   {"lastname", Kind::last_name},
                                   {"last_name", Kind::last_name},
                                   {"surname", Kind::last_name},
                                   {"family_name", Kind::last_name},
                                   {"username", Kind::username},
                                   {"user_name", Kind::username},
                                   {"login", Kind::username},
                                   {"nickname", Kind::username},
                                   {"handle", Kind::username},
                                   {"company", Kind::company},
                                   {"organi", Kind::company},
                                   {"vendor", Kind::company},
                                   {"full_name", Kind::full_name},
                                   {"contact_name", Kind::full_name},
                                   {"display_name", Kind::full_name},
                                   {"author", Kind::full_name},
                                   {"country_code", Kind::country_code},
                                   {"countrycode", Kind::country_code},
                                   {"country", Kind::country},
                                   {"city", Kind::city},
                                   {"town", Kind::city},
                                   {"region", Kind::region},
                                   {"province", Kind::region},
                                   {"district", Kind::region},
                                   {"county", Kind::region},
                                   {"currency", Kind::currency},
                                   {"locale", Kind::language},
                                   {"lang", Kind::language},
                                   {"postal", Kind::postal_code},
                                   {"postcode", Kind::postal_code},
                                   {"zip", Kind::postal_code},
                                   {"street", Kind::street},
                                   {"ip_addr", Kind::address},
                                   {"ipaddr", Kind::address},
                                   {"address", Kind::street},
                                   {"addr", Kind::street},
                                   {"phone", Kind::phone},
                                   {"mobile", Kind::phone},
                                   {"fax", Kind::phone},
                                   {"url", Kind::url},
                                   {"website", Kind::url},
                                   {"link", Kind::url},
                                   {"uri", Kind::url},
                                   {"homepage", Kind::url},
                                   {"slug", Kind::slug},
                                   {"color", Kind::color},
                                   {"colour", Kind::color},
                                   {"timezone", Kind::time_zone},
                                   {"time_zone", Kind::time_zone},
                                   {"token", Kind::token},
                                   {"hash", Kind::token},
                                   {"secret", Kind::token},
                                   {"password", Kind::token},
                                   {"checksum", Kind::token},
                                   {"digest", Kind::token},
                                   {"signature", Kind::token},
                                   {"file", Kind::file},
                                   {"path", Kind::file},
                                   {"status", Kind::state},
                                   {"state", Kind::state},
                                   {"phase", Kind::state},
                                   {"type", Kind::category},
                                   {"kind", Kind::category},
                                   {"category", Kind::category},
                                   {"tier", Kind::category},
                                   {"level", Kind::category},
                                   {"role", Kind::category},
                                   {"method", Kind::category},
                                   {"title", Kind::title},
                                   {"subject", Kind::title},
                                   {"headline", Kind::title},
                                   {"label", Kind::title},
                                   {"description", Kind::sentence},
                                   {"comment", Kind::sentence},
                                   {"note", Kind::sentence},
                                   {"body", Kind::sentence},
                                   {"content", Kind::sentence},
                                   {"message", Kind::sentence},
                                   {"text", Kind::sentence},
                                   {"summary", Kind::sentence},
                                   {"bio", Kind::sentence},
                                   {"reason", Kind::sentence},
                                   {"review", Kind::sentence},
                                   {"sku", Kind::code},
                                   {"code", Kind::code},
                                   {"number", Kind::code},
                                   {"serial", Kind::code},
                                   {"isbn", Kind::code},
                                   {"reference", Kind::code},
                                   {"barcode", Kind::code},
                                   {"name", Kind::title}};

bool ends_with_any(std::string_view name, std::initializer_list<std::string_view> endings) {
  for (std::string_view ending : endings) {
    if (name.ends_with(ending)) return true;
  }
  return false;
}

bool has_any(std::string_view name, std::initializer_list<std::string_view> words) {
  for (std::string_view word : words) {
    if (name.find(word) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

Text::Kind text_kind(std::string_view column) {
  const std::string name = text::lower(column);
  if (name == "ip" || name.ends_with("_ip")) return Kind::address;
  if (name.ends_with("_id") || name == "id") return Kind::code;
  for (const NameRule& rule : name_rules) {
    if (name.find(rule.word) != std::string::npos) return rule.kind;
  }
  return Kind::word;
}

bool grows_with_rows(std::string_view column) {
  const std::string name = text::lower(column);
  if (has_any(name, {"updated", "modified", "deleted", "expire", "birth", "due", "end", "until",
                     "valid_to", "last_"})) {
    return false;
  }
  return has_any(name, {"created",    "inserted",  "registered", "placed",    "ordered", "occurred",
                        "logged",     "posted",    "sent",       "recorded",  "joined",  "started",
                        "start",      "issued",    "received",   "timestamp", "event",   "invoice",
                        "order_date", "orderdate", "payment",    "rental",    "date"}) ||
         ends_with_any(name, {"_at", "_on", "_time"});
}

bool mostly_empty(std::string_view column) {
  return has_any(text::lower(column),
                 {"deleted", "cancel", "archived", "revoked", "banned", "suspended", "failed_at",
                  "error", "refunded", "disabled", "locked"});
}

}  // namespace mimar::synthesis
