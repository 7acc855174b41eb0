// How parameters are written and what they accept, for help, man page and completion alike.
#include "base/text.h"
#include "check/check.h"
#include "cli/commands.h"

namespace mimar::cli {

using ops::Parameter;
using ops::ParameterKind;

std::vector<std::string> words_of(const Parameter& parameter) {
  if (parameter.kind == ParameterKind::rule) {
    std::vector<std::string> ids;
    for (const check::Rule* rule : check::catalogue())
      ids.push_back(std::string(rule->id));
    return ids;
  }
  return {parameter.choices.begin(), parameter.choices.end()};
}

std::string with_value(const Parameter& parameter) {
  std::string result = ops::spelling(parameter);
  if (!parameter.positional && parameter.kind != ParameterKind::flag) {
    result += ' ';
    switch (parameter.kind) {
      case ParameterKind::path: result += "PATH"; break;
      case ParameterKind::number: result += "N"; break;
      case ParameterKind::rule: result += "RULE"; break;
      case ParameterKind::text:
      case ParameterKind::choice:
      case ParameterKind::flag: result += text::upper(parameter.name); break;
    }
  }
  return result;
}

std::string description(const Parameter& parameter) {
  std::string result(parameter.help);
  if (!parameter.choices.empty()) {
    const std::vector<std::string> choices(parameter.choices.begin(), parameter.choices.end());
    result += ": " + text::join(choices, ", ");
  }
  if (!parameter.fallback.empty()) result += " (default " + std::string(parameter.fallback) + ')';
  if (parameter.repeated && !parameter.positional) result += "; may be given several times";
  return result;
}

std::string usage_line(const ops::Operation& command) {
  std::string result = "mimar " + std::string(command.id);
  bool options = false;
  for (const Parameter& parameter : command.parameters) {
    if (!parameter.positional) {
      if (parameter.required) result += ' ' + with_value(parameter);
      options = options || !parameter.required;
      continue;
    }
    const std::string word = ops::spelling(parameter) + (parameter.repeated ? "..." : "");
    result += parameter.required ? ' ' + word : " [" + word + ']';
  }
  return options ? result + " [OPTIONS]" : result;
}

}  // namespace mimar::cli
