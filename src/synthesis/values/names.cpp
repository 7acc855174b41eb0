// What column names suggest.

#include "base/text.h"
#include "synthesis/values/choose.h"
#include "synthesis/values/column_name.h"
#include "synthesis/values/words.h"

namespace mimar::synthesis {
namespace {

// Each of the words, separated by blanks, says it.
struct NameRule {
  std::string_view words;
  Text::Kind kind;
  const words::List* list = nullptr;
  std::size_t width = 0;  // hex, digits: how many
  bool weak = false;      // says something only when no other word does
};

using Kind = Text::Kind;
constexpr NameRule name_rules[] = {
    {"email e_mail mail_address mail email_address", Kind::email},
    {"firstname first_name given_name forename middle_name middlename", Kind::first_name},
    {"lastname last_name surname family_name", Kind::last_name},
    {"full_name fullname contact_name display_name author owner_name customer_name "
     "cardholder_name cardholder name_on_card composer artist director editor reviewer "
     "reviewer_name recipient person employee_name patient_name contact",
     Kind::full_name},
    {"username user_name login nickname handle screen_name sender assignee by", Kind::username},
    {"company company_name organization organisation vendor supplier merchant_name issuer "
     "issuer_name bank_name manufacturer employer publisher",
     Kind::company},
    {"country_code countrycode country_iso nationality", Kind::country_code},
    {"country", Kind::country},
    {"city town", Kind::city},
    {"region province district county billing_state shipping_state ship_state home_state "
     "state_name ship_region state_province",
     Kind::region},
    {"currency currency_code", Kind::currency},
    {"locale lang language", Kind::language},
    {"postal_code postcode zip zip_code zipcode postal postalcode", Kind::postal_code},
    {"street address addr address_line address1 address2 addressline1 addressline2 line1 "
     "line2",
     Kind::street},
    {"ip ip_address ip_addr ipaddr remote_addr client_ip host_ip", Kind::address},
    {"phone mobile fax telephone tel phone_number msisdn", Kind::phone},
    {"url website link uri homepage webhook callback endpoint referrer avatar image "
     "picture photo logo icon thumbnail banner",
     Kind::url},
    {"host hostname host_name domain domain_name server fqdn subdomain", Kind::host},
    {"slug permalink", Kind::slug},
    {"color colour", Kind::color},
    {"timezone time_zone tz", Kind::time_zone},
    {"token secret api_key apikey access_key secret_key private_key jti credential md5 "
     "etag",
     Kind::hex, nullptr, 32},
    {"password passwd password_hash hash digest checksum sha256 signature "
     "encrypted_password public_key encryption_key",
     Kind::hex, nullptr, 64},
    {"sha sha1 commit_sha commit fingerprint revision_hash", Kind::hex, nullptr, 40},
    {"nonce salt csrf passwordsalt challenge", Kind::hex, nullptr, 16},
    {"file filename file_name attachment", Kind::file},
    {"path file_path filepath directory folder route", Kind::path},
    {"extension ext file_extension fileextension", Kind::listed, &words::extensions},
    {"mime mime_type mimetype media_type mediatype content_type contenttype", Kind::listed,
     &words::mime_types},
    {"user_agent useragent", Kind::listed, &words::user_agents},
    {"browser browser_name", Kind::listed, &words::browsers},
    {"os operating_system device_os os_name", Kind::listed, &words::systems},
    {"brand device_brand make", Kind::listed, &words::brands},
    {"device device_type", Kind::listed, &words::devices},
    {"platform", Kind::listed, &words::platforms},
    {"status state phase stage", Kind::listed, &words::states},
    {"type kind category category_name tier class segment classification method", Kind::listed,
     &words::categories},
    {"level severity log_level", Kind::listed, &words::severities},
    {"role authority", Kind::listed, &words::roles},
    {"http_method verb request_method", Kind::listed, &words::http_methods},
    {"payment_method", Kind::listed, &words::payment_methods},
    {"network card_network card_type card_brand cardtype", Kind::listed, &words::card_networks},
    {"gender sex", Kind::listed, &words::genders},
    {"salutation honorific courtesy title_of_courtesy", Kind::listed, &words::salutations},
    {"action operation", Kind::listed, &words::actions},
    {"event event_name event_type trigger", Kind::listed, &words::events},
    {"environment env", Kind::listed, &words::environments},
    {"provider auth_provider identity_provider connector", Kind::listed, &words::providers},
    {"channel source origin medium", Kind::listed, &words::channels},
    {"unit uom unit_of_measure", Kind::listed, &words::units},
    {"scope permission grant_type privilege", Kind::listed, &words::scopes},
    {"job_title jobtitle occupation contact_title profession", Kind::listed, &words::job_titles},
    {"department department_name team", Kind::listed, &words::departments},
    {"frequency interval period cadence cycle", Kind::listed, &words::frequencies},
    {"version release", Kind::version},
    {"cron schedule cron_expression crontab", Kind::listed, &words::crons},
    {"branch", Kind::listed, &words::branches},
    {"algorithm cipher alg", Kind::listed, &words::algorithms},
    {"format", Kind::listed, &words::formats},
    {"code sku serial isbn reference ref barcode voucher coupon", Kind::code},
    {"number account_number national_id tax_id ssn vat_number routing_number", Kind::digits,
     nullptr, 9},
    {"card_number cardnumber pan", Kind::card_number},
    {"iin bin otp", Kind::digits, nullptr, 6},
    {"cvc cvv", Kind::digits, nullptr, 3},
    {"last4 last_four mcc last_digit", Kind::digits, nullptr, 4},
    {"month exp_month", Kind::listed, &words::months},
    {"year exp_year", Kind::listed, &words::years},
    {"iban", Kind::iban},
    {"amount total price balance cost", Kind::amount},
    {"config configuration setting metadata payload property preference param parameter "
     "option attribute claim meta",
     Kind::json},
    {"description comment note body content message summary bio reason review instruction "
     "prompt question answer error detail feedback remark text error_message "
     "decline_reason",
     Kind::sentence},
    {"title subject headline label caption heading topic product_name", Kind::title},
    {"uuid guid uid", Kind::uuid},
    {"flag enabled disabled active is_draft", Kind::listed, &words::truths},
    {"name", Kind::title, nullptr, 0, true},
    {"data info", Kind::json, nullptr, 0, true},
    {"key identifier number_code", Kind::code, nullptr, 0, true},
};

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

// "config" is JSON, and a config name is a name.
bool only_as_head(const NameRule& rule, std::string_view word) {
  return rule.kind == Kind::json || rule.list == &words::truths || word == "by";
}

}  // namespace

// The head of a name is its last word: a browser version is a version, a company name a company.
Text text_meaning(std::string_view column) {
  const ColumnName name(column);
  Text meaning;
  if (name.ends_with("id")) {
    meaning.kind = Kind::code;
    return meaning;
  }
  if (name.has("is") || name.has("has")) {
    meaning.kind = Kind::listed;
    meaning.list = &words::truths;
    return meaning;
  }
  std::tuple<bool, std::size_t, std::size_t> best{false, 0, 0};
  for (const NameRule& rule : name_rules) {
    for (const std::string_view word : text::split(rule.words, ' ')) {
      const std::size_t end = name.ends_at(word);
      const std::tuple rank{!rule.weak, end, word.size()};
      if (end == 0 || rank <= best) continue;
      if (only_as_head(rule, word) && !name.ends_with(word)) continue;
      best = rank;
      meaning.kind = rule.kind;
      meaning.list = rule.list;
      meaning.width = rule.width;
    }
  }
  return meaning;
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

bool piles_up_low(std::string_view column) {
  const ColumnName name(column);
  for (std::string_view word :
       {"quantity", "qty", "amount", "price", "cost", "total", "count", "size", "byte", "duration",
        "attempt", "retry", "latency", "view", "like", "ms", "millisecond", "download"})
    if (name.has(word)) return true;
  return false;
}

}  // namespace mimar::synthesis
