#include <nlohmann/json.hpp>

#include "base/text.h"
#include "synthesis/evaluate.h"

namespace mimar::synthesis {
namespace {

using Kind = Datum::Kind;
using Json = nlohmann::json;

Json parsed(const Datum& datum) {
  return Json::parse(datum.text, nullptr, false);
}

Datum as_json(const Json& json) {
  Datum made = text_datum(json.dump());
  made.kind = Kind::json;
  return made;
}

Datum as_text(const Json& json) {
  if (json.is_null()) return null_datum();
  return text_datum(json.is_string() ? json.get<std::string>() : json.dump());
}

std::string type_name(const Json& json) {
  if (json.is_object()) return "object";
  if (json.is_array()) return "array";
  if (json.is_string()) return "string";
  if (json.is_boolean()) return "boolean";
  return json.is_null() ? "null" : "number";
}

// Nothing when it is not there.
const Json* member(const Json& json, const Datum& key) {
  if (key.is(Kind::number)) {
    const auto at = static_cast<std::int64_t>(key.number);
    if (!json.is_array() || at < 0 || static_cast<std::size_t>(at) >= json.size()) return nullptr;
    return &json[static_cast<std::size_t>(at)];
  }
  const auto found = json.is_object() ? json.find(key.text) : json.end();
  return found == json.end() ? nullptr : &*found;
}

bool has_key(const Json& json, const std::string& key) {
  if (json.is_object()) return json.contains(key);
  if (json.is_string()) return json.get<std::string>() == key;
  return json.is_array() && std::find(json.begin(), json.end(), Json(key)) != json.end();
}

bool contains(const Json& whole, const Json& part) {
  if (whole.is_object() && part.is_object()) {
    for (const auto& [key, value] : part.items())
      if (!whole.contains(key) || !contains(whole[key], value)) return false;
    return true;
  }
  if (whole.is_array() && part.is_array())
    return std::all_of(part.begin(), part.end(), [&](const Json& item) {
      return std::any_of(whole.begin(), whole.end(),
                         [&](const Json& other) { return contains(other, item); });
    });
  return whole == part;
}

Datum by_path(const Json& json, const Datum& path, bool text) {
  const Datum keys = as_kind(path, Kind::list);
  const Json* at = &json;
  for (const Datum& key : keys.items) {
    at = member(*at, key);
    if (at == nullptr) return null_datum();
  }
  return text ? as_text(*at) : as_json(*at);
}

std::optional<Datum> of_two(const std::string& name, const Json& json, const Datum& right) {
  if (name == "->" || name == "->>" || name == "[]") {
    const Json* found = member(json, right);
    if (found == nullptr) return null_datum();
    return name == "->>" ? as_text(*found) : as_json(*found);
  }
  if (name == "#>" || name == "#>>") return by_path(json, right, name == "#>>");
  if (name == "?") return boolean(has_key(json, right.text));
  if (name == "?&" || name == "?|") {
    const Datum keys = as_kind(right, Kind::list);
    if (!keys.is(Kind::list)) return Datum{};
    const bool all = name == "?&";
    for (const Datum& key : keys.items)
      if (has_key(json, key.text) != all) return boolean(!all);
    return boolean(all);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Datum> apply_json(const std::string& name, const Arguments& arguments) {
  if (arguments.empty()) return std::nullopt;
  const bool both = name == "=" || name == "<>" || name == "@>" || name == "<@";
  if (!both && !arguments[0].is(Kind::json)) return std::nullopt;
  const Json json = parsed(arguments[0]);
  if (json.is_discarded()) return Datum{};
  if (both && arguments.size() == 2) {
    const Json right = parsed(arguments[1]);
    if (right.is_discarded()) return Datum{};
    if (name == "@>") return boolean(contains(json, right));
    if (name == "<@") return boolean(contains(right, json));
    return boolean((json == right) == (name == "="));
  }
  if (arguments.size() == 2) return of_two(name, json, arguments[1]);
  if (arguments.size() != 1) return std::nullopt;
  if (name == "jsonb_typeof" || name == "json_typeof") return text_datum(type_name(json));
  if (name == "jsonb_array_length" || name == "json_array_length")
    return json.is_array() ? number(static_cast<long double>(json.size()), true) : Datum{};
  return std::nullopt;
}

}  // namespace mimar::synthesis
