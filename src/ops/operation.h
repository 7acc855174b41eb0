#pragma once
// The use cases. One table (catalogue.cpp) lists them; command line, help, completion, man page and docs are rendered from it.

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "report/report.h"
#include "world/world.h"

namespace mimar::ops {

enum class ParameterKind : std::uint8_t { text, path, choice, number, flag };

struct Parameter {
  std::string_view name;  // "--out" is "out"; a positional one is shown as UPPER CASE
  ParameterKind kind = ParameterKind::text;
  bool positional = false, required = false, repeated = false;
  std::string_view help{};
  std::string_view fallback{};                  // default value, shown in help; "" = none
  std::span<const std::string_view> choices{};  // kind choice
};

// Arguments as parsed by a face: name -> values; a flag that is given has the value "true".
class Arguments {
 public:
  void add(std::string name, std::string value) { values_[std::move(name)].push_back(std::move(value)); }
  bool has(std::string_view name) const;
  std::string get(std::string_view name, std::string_view fallback = {}) const;  // the last one given
  std::vector<std::string> all(std::string_view name) const;

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

struct Operation {
  std::string_view id;       // "inspect", "emit ddl"
  std::string_view summary;  // one line
  std::string_view documentation;  // markdown: what it does, examples, exit codes
  std::span<const Parameter> parameters;
  bool writes = false;  // changes something outside --out
  Result<report::Report> (*run)(const Arguments&, world::World&) = nullptr;
};

std::span<const Operation* const> catalogue();  // sorted by id
const Operation* find_operation(std::string_view id);

}  // namespace mimar::ops
