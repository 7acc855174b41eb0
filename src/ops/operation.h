#pragma once
// The use cases. One table (catalogue.cpp) lists them; command line, help, completion, man page and
// docs are rendered from it.

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

enum class ParameterKind : std::uint8_t { text, path, choice, number, flag, rule };

struct Parameter {
  std::string_view name{};  // "--out" is "out"; a positional one is shown as UPPER CASE
  ParameterKind kind = ParameterKind::text;
  bool positional = false, required = false, repeated = false;
  std::string_view help{};
  std::string_view fallback{};                  // default value, shown in help; "" = none
  std::span<const std::string_view> choices{};  // kind choice
};

// Arguments as parsed by a face: name -> values; a flag that is given has the value "true".
class Arguments {
 public:
  void add(std::string name, std::string value) {
    values_[std::move(name)].push_back(std::move(value));
  }
  bool has(std::string_view name) const;
  std::string get(std::string_view name,
                  std::string_view fallback = {}) const;  // the last one given
  std::vector<std::string> all(std::string_view name) const;
  std::vector<std::string> names() const;

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

// Where an operation stands in the overview of the help.
enum class Group : std::uint8_t { main_job, understand, judge, produce, about };

struct Operation {
  std::string_view id{};             // "inspect", "emit ddl"
  std::string_view summary{};        // one line, no full stop
  std::string_view documentation{};  // markdown: what it does, examples, exit codes
  std::span<const Parameter> parameters{};
  Group group = Group::produce;
  bool hidden = false;  // for our own tools: works, but is not advertised
  bool writes = false;  // changes something outside --out
  Result<report::Report> (*run)(const Arguments&, world::World&) = nullptr;
};

std::span<const Operation* const> catalogue();  // sorted by id
const Operation* find_operation(std::string_view id);

// The arguments with every default filled in. Errors: ErrorKind::usage for one that is missing,
// unknown or not of its kind.
Result<Arguments> complete(const Operation& operation, const Arguments& arguments);

// "SOURCE", "--out": how a person writes the parameter.
std::string spelling(const Parameter& parameter);

}  // namespace mimar::ops
