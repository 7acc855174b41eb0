#pragma once
// Any value with a list of fields (fields.h) as JSON and back. Included by the few files that read
// or write JSON; no nlohmann type goes further.

#include <array>
#include <limits>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "model/definition_kinds.h"
#include "model/fields.h"

namespace mimar::model::json {

using Json = nlohmann::ordered_json;

// --- enumerations
// -------------------------------------------------------------------------------------------------
inline constexpr std::array<std::string_view, 5> action_names{"no_action", "restrict", "cascade",
                                                              "set_null", "set_default"};
inline constexpr std::array<std::string_view, 5> argument_mode_names{"in", "out", "inout",
                                                                     "variadic", "table"};
inline constexpr std::array<std::string_view, 3> volatility_names{"immutable", "stable",
                                                                  "volatile"};
inline constexpr std::array<std::string_view, 3> parallel_names{"safe", "restricted", "unsafe"};
inline constexpr std::array<std::string_view, 3> fire_when_names{"before", "after", "instead_of"};
inline constexpr std::array<std::string_view, 4> enabled_names{"origin", "disabled", "replica",
                                                               "always"};
inline constexpr std::array<std::string_view, 5> reference_names{"relation", "function", "type",
                                                                 "sequence", "object"};

inline const auto& names_of(Action) {
  return action_names;
}
inline const auto& names_of(Reference::Kind) {
  return reference_names;
}
inline const auto& names_of(ArgumentMode) {
  return argument_mode_names;
}
inline const auto& names_of(Volatility) {
  return volatility_names;
}
inline const auto& names_of(Parallel) {
  return parallel_names;
}
inline const auto& names_of(FireWhen) {
  return fire_when_names;
}
inline const auto& names_of(Enabled) {
  return enabled_names;
}

// --- defaults: a field at its default is not written
// ----------------------------------------------------------------
template <class T>
bool is_default(const T& value, const T& initial) {
  return value == initial;
}
inline bool is_default(const Expression& value, const Expression&) {
  return value.sql.empty() && value.canonical.empty();
}
inline bool is_default(const Origin& value, const Origin&) {
  return !value.span;
}

// --- writing
// --------------------------------------------------------------------------------------------------------
inline Json write(const std::string& value) {
  return value;
}
inline Json write(bool value) {
  return value;
}
template <class T>
requires std::is_integral_v<T> Json write(T value) {
  return value;
}
template <class T>
requires std::is_enum_v<T> Json write(T value) {
  return names_of(value)[static_cast<std::size_t>(value)];
}
inline Json write(double value) {
  return value;
}
template <class T>
Json write(const std::map<std::string, T>& values);
inline Json write(const Origin& origin);
inline Json write(const Definition& definition);
template <class T>
requires std::is_class_v<T> Json write(const T& object);
template <class T>
Json write(const std::optional<T>& value);
template <class T>
Json write(const std::vector<T>& values);

template <class T>
struct Writer {
  const T& object;
  const T initial{};
  Json json = Json::object();

  template <class F>
  void operator()(const char* key, F T::*field) {
    if (!is_default(object.*field, initial.*field)) json[key] = write(object.*field);
  }
};

template <class T>
requires std::is_class_v<T> Json write(const T& object) {
  Writer<T> writer{object};
  fields(writer, static_cast<T*>(nullptr));
  return std::move(writer.json);
}

inline Json write(const Origin& origin) {
  return write(*origin.span);
}

// {"policy": {...}}: one key, which says what it is.
inline Json write(const Definition& definition) {
  return std::visit(
      [&](const auto& one) {
        Json json = Json::object();
        if constexpr (!std::is_same_v<std::decay_t<decltype(one)>, std::monostate>)
          json[std::string(definition_words[definition.index()])] = write(one);
        return json;
      },
      definition);
}

template <class T>
Json write(const std::map<std::string, T>& values) {
  Json json = Json::object();
  for (const auto& [key, value] : values)
    json[key] = write(value);
  return json;
}

template <class T>
Json write(const std::optional<T>& value) {
  return write(*value);
}  // absent ones are at their default

template <class T>
Json write(const std::vector<T>& values) {
  Json list = Json::array();
  for (const T& value : values)
    list.push_back(write(value));
  return list;
}

// --- reading: each returns an error that names the place
// ------------------------------------------------------------
using Read = Result<void>;

inline tl::unexpected<Error> wrong(const std::string& place, const std::string& expected) {
  return fail(ErrorKind::input,
              (place.empty() ? "the document" : place) + ": expected " + expected);
}

inline Read read(const Json& json, const std::string& place, std::string& value) {
  if (!json.is_string()) return wrong(place, "a string");
  value = json.get<std::string>();
  return {};
}

inline Read read(const Json& json, const std::string& place, bool& value) {
  if (!json.is_boolean()) return wrong(place, "true or false");
  value = json.get<bool>();
  return {};
}

template <class T>
requires std::is_integral_v<T> Read read(const Json& json, const std::string& place, T& value) {
  using Limits = std::numeric_limits<T>;
  const std::string range = std::to_string(Limits::min()) + " to " + std::to_string(Limits::max());
  if (!json.is_number_integer()) return wrong(place, "a whole number");
  if (json.is_number_unsigned() &&
      json.get<std::uint64_t>() > static_cast<std::uint64_t>(Limits::max())) {
    return wrong(place, range);
  }
  if (!json.is_number_unsigned()) {
    const std::int64_t number = json.get<std::int64_t>();
    if (number < 0 && (!Limits::is_signed || number < static_cast<std::int64_t>(Limits::min()))) {
      return wrong(place, range);
    }
  }
  value = json.get<T>();
  return {};
}

template <class T>
requires std::is_enum_v<T> Read read(const Json& json, const std::string& place, T& value) {
  const auto& names = names_of(value);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (json.is_string() && json.get_ref<const std::string&>() == names[i]) {
      value = static_cast<T>(i);
      return {};
    }
  }
  return wrong(place, "one of " + text::join({names.begin(), names.end()}, ", "));
}

inline Read read(const Json& json, const std::string& place, double& value) {
  if (!json.is_number()) return wrong(place, "a number");
  value = json.get<double>();
  return {};
}

template <class T>
Read read(const Json& json, const std::string& place, std::map<std::string, T>& value);
inline Read read(const Json& json, const std::string& place, Origin& origin);
inline Read read(const Json& json, const std::string& place, Definition& definition);
template <class T>
requires std::is_class_v<T> Read read(const Json& json, const std::string& place, T& object);
template <class T>
Read read(const Json& json, const std::string& place, std::optional<T>& value);
template <class T>
Read read(const Json& json, const std::string& place, std::vector<T>& values);

template <class T>
struct Reader {
  const Json& json;
  const std::string& place;
  T& object;
  Read done{};
  std::vector<std::string> known{};

  template <class F>
  void operator()(const char* key, F T::*field) {
    known.emplace_back(key);
    const auto at = json.find(key);
    if (done && at != json.end())
      done = read(*at, place.empty() ? key : place + "." + key, object.*field);
  }
};

template <class T>
requires std::is_class_v<T> Read read(const Json& json, const std::string& place, T& object) {
  if (!json.is_object()) return wrong(place, "an object");
  Reader<T> reader{json, place, object};
  fields(reader, static_cast<T*>(nullptr));
  if (!reader.done) return reader.done;
  for (const auto& [key, value] : json.items()) {
    if (std::find(reader.known.begin(), reader.known.end(), key) != reader.known.end()) continue;
    const std::string near = text::nearest(key, reader.known);
    return fail(ErrorKind::input,
                (place.empty() ? "" : place + ": ") + "unknown key \"" + key + "\"",
                near.empty() ? "" : "did you mean \"" + near + "\"?");
  }
  return {};
}

inline Read read(const Json& json, const std::string& place, Origin& origin) {
  return read(json, place, origin.span.emplace());
}

// Makes the alternative that `word` names and reads it.
template <std::size_t I = 1>
Read read_alternative(const Json& json, const std::string& place, std::string_view word,
                      Definition& definition) {
  if constexpr (I < std::variant_size_v<Definition>) {
    if (word != definition_words[I]) return read_alternative<I + 1>(json, place, word, definition);
    return read(json, place, definition.emplace<I>());
  } else {
    return wrong(
        place,
        "one of " + text::join({definition_words.begin() + 1, definition_words.end()}, ", "));
  }
}

inline Read read(const Json& json, const std::string& place, Definition& definition) {
  if (!json.is_object() || json.size() != 1) return wrong(place, "an object with one key");
  const auto only = json.items().begin();
  return read_alternative(only.value(), place + "." + only.key(), only.key(), definition);
}

template <class T>
Read read(const Json& json, const std::string& place, std::map<std::string, T>& value) {
  if (!json.is_object()) return wrong(place, "an object");
  for (const auto& [key, entry] : json.items()) {
    if (Read done = read(entry, place + "." + key, value[key]); !done) return done;
  }
  return {};
}

template <class T>
Read read(const Json& json, const std::string& place, std::optional<T>& value) {
  return read(json, place, value.emplace());
}

template <class T>
Read read(const Json& json, const std::string& place, std::vector<T>& values) {
  if (!json.is_array()) return wrong(place, "a list");
  values.resize(json.size());
  for (std::size_t i = 0; i < json.size(); ++i) {
    if (Read done = read(json[i], place + "[" + std::to_string(i) + "]", values[i]); !done)
      return done;
  }
  return {};
}

// Errors: ErrorKind::input.
inline Result<Json> parse(std::string_view text) {
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& error) {
    return fail(ErrorKind::input,
                "not JSON: byte " + std::to_string(error.byte) + " is where it breaks off");
  }
}

inline std::string print(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace mimar::model::json
