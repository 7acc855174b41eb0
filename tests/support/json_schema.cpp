#include "support/json_schema.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include <regex.h>

namespace mimar::support {
namespace {

using Json = nlohmann::json;

class Validator {
 public:
  explicit Validator(const Json& root) : root_(root) {}

  void check(const Json& schema, const Json& value, const std::string& path) {
    for (const auto& [keyword, operand] : schema.items())
      apply(keyword, operand, schema, value, path);
  }
  std::vector<std::string> take() { return std::move(found_); }

 private:
  void apply(const std::string& keyword, const Json& operand, const Json& schema, const Json& value,
             const std::string& path) {
    static const std::set<std::string> silent{"$schema", "$id", "$defs", "title", "description"};
    if (silent.count(keyword) > 0) return;
    if (keyword == "$ref")
      return check(root_.at(Json::json_pointer(operand.get<std::string>().substr(1))), value, path);
    if (keyword == "type") return expect(has_type(operand, value), path, "type " + operand.dump());
    if (keyword == "enum")
      return expect(contains(operand, value), path, "one of " + operand.dump());
    if (keyword == "minLength")
      return expect(!value.is_string() || value.get<std::string>().size() >= operand, path, "text");
    if (keyword == "minimum")
      return expect(!value.is_number() || value >= operand, path, "at least " + operand.dump());
    if (keyword == "pattern")
      return expect(!value.is_string() || matches(operand, value), path, operand.dump());
    if (keyword == "required") return required(operand, value, path);
    if (keyword == "properties") return properties(operand, value, path);
    if (keyword == "additionalProperties") return closed(schema, value, path);
    if (keyword == "items") return items(operand, value, path);
    found_.push_back(path + ": unknown keyword " + keyword);
  }

  void expect(bool holds, const std::string& path, const std::string& what) {
    if (!holds) found_.push_back(path + ": expected " + what);
  }

  static bool contains(const Json& list, const Json& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
  }

  static bool is(const std::string& type, const Json& value) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "integer") return value.is_number_integer();
    if (type == "null") return value.is_null();
    return false;
  }

  static bool has_type(const Json& types, const Json& value) {
    if (types.is_string()) return is(types, value);
    return std::any_of(types.begin(), types.end(),
                       [&](const Json& type) { return is(type, value); });
  }

  static bool matches(const std::string& pattern, const std::string& value) {
    regex_t compiled;
    if (regcomp(&compiled, pattern.c_str(), REG_EXTENDED | REG_NOSUB) != 0) return false;
    const bool result = regexec(&compiled, value.c_str(), 0, nullptr, 0) == 0;
    regfree(&compiled);
    return result;
  }

  void required(const Json& names, const Json& value, const std::string& path) {
    for (const std::string name : names)
      expect(!value.is_object() || value.contains(name), path, "a key " + name);
  }

  void properties(const Json& schemas, const Json& value, const std::string& path) {
    for (const auto& [name, schema] : schemas.items()) {
      if (value.is_object() && value.contains(name))
        check(schema, value.at(name), path + '/' + name);
    }
  }

  void closed(const Json& schema, const Json& value, const std::string& path) {
    if (!value.is_object()) return;
    for (const auto& [name, member] : value.items()) {
      expect(schema.at("properties").contains(name), path, "no key " + name);
    }
  }

  void items(const Json& schema, const Json& value, const std::string& path) {
    for (std::size_t i = 0; value.is_array() && i < value.size(); ++i) {
      check(schema, value[i], path + '/' + std::to_string(i));
    }
  }

  const Json& root_;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> violations(std::string_view schema, std::string_view document) {
  const Json root = Json::parse(schema);
  const Json value = Json::parse(document, nullptr, false);
  if (value.is_discarded()) return {": expected JSON"};
  Validator validator(root);
  validator.check(root, value, "");
  return validator.take();
}

}  // namespace mimar::support
