#include "ops/operation.h"

#include <algorithm>

#include "base/text.h"
#include "ops/out_format.h"

namespace mimar::ops {
namespace {

tl::unexpected<Error> usage(const Operation& operation, std::string message,
                            std::string hint = {}) {
  if (hint.empty()) hint = "`mimar help " + std::string(operation.id) + "` lists what it takes";
  return fail(ErrorKind::usage, std::move(message), std::move(hint));
}

const Parameter* find_parameter(const Operation& operation, std::string_view name) {
  for (const Parameter& parameter : operation.parameters) {
    if (parameter.name == name) return &parameter;
  }
  return nullptr;
}

Result<void> check_choice(const Operation& operation, const Parameter& parameter,
                          const std::string& value) {
  const std::vector<std::string> choices(parameter.choices.begin(), parameter.choices.end());
  if (std::find(choices.begin(), choices.end(), value) != choices.end()) return {};
  const std::string near = text::nearest(value, choices);
  return usage(operation, spelling(parameter) + " cannot be '" + value + "'",
               (near.empty() ? "" : "did you mean '" + near + "'? ") +
                   "it is one of: " + text::join(choices, ", "));
}

Result<void> check_value(const Operation& operation, const Parameter& parameter,
                         const std::string& value) {
  if (parameter.kind == ParameterKind::choice) return check_choice(operation, parameter, value);
  const bool digits =
      !value.empty() && value.size() <= 18 &&
      std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (parameter.kind == ParameterKind::number && !digits) {
    return usage(operation, spelling(parameter) + " needs a whole number, not '" + value + "'");
  }
  if (parameter.kind != ParameterKind::flag && value.empty()) {
    return usage(operation, spelling(parameter) + " is empty");
  }
  return {};
}

}  // namespace

bool Arguments::has(std::string_view name) const {
  return values_.find(name) != values_.end();
}

std::string Arguments::get(std::string_view name, std::string_view fallback) const {
  const auto found = values_.find(name);
  return found == values_.end() || found->second.empty() ? std::string(fallback)
                                                         : found->second.back();
}

std::vector<std::string> Arguments::all(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::vector<std::string>{} : found->second;
}

std::vector<std::string> Arguments::names() const {
  std::vector<std::string> result;
  for (const auto& [name, values] : values_)
    result.push_back(name);
  return result;
}

std::string spelling(const Parameter& parameter) {
  return parameter.positional ? text::upper(parameter.name) : "--" + std::string(parameter.name);
}

Result<Arguments> complete(const Operation& operation, const Arguments& arguments) {
  for (const std::string& name : arguments.names()) {
    if (find_parameter(operation, name) == nullptr)
      return usage(operation, "unknown parameter '" + name + "'");
  }
  Arguments result = arguments;
  if (auto taken = take_format_of_out(operation, result); !taken)
    return fail(std::move(taken.error()));
  for (const Parameter& parameter : operation.parameters) {
    const std::string name(parameter.name);
    if (!arguments.has(name) && parameter.required) {
      return usage(operation,
                   "mimar " + std::string(operation.id) + " needs " + spelling(parameter));
    }
    for (const std::string& value : arguments.all(name)) {
      if (auto checked = check_value(operation, parameter, value); !checked)
        return fail(std::move(checked.error()));
    }
    if (!result.has(name) && !parameter.fallback.empty())
      result.add(name, std::string(parameter.fallback));
  }
  return result;
}

const Operation* find_operation(std::string_view id) {
  for (const Operation* operation : catalogue()) {
    if (operation->id == id) return operation;
  }
  return nullptr;
}

}  // namespace mimar::ops
