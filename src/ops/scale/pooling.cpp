#include <nlohmann/json.hpp>

#include "base/text.h"
#include "ops/scale/scale.h"

namespace mimar::ops::scale {
namespace {

using design::growth::Pooling;
using design::growth::SessionState;
using Json = nlohmann::ordered_json;

std::string place(const SessionState& state) {
  if (state.where) return fmt::format("{}:{}", state.where->file, state.where->line);
  return fmt::format("line {}", state.line);
}

std::string_view verdict(const SessionState& state) {
  return state.verdict == SessionState::Verdict::breaks ? "breaks" : "conditional";
}

std::string words(const Pooling& pooling, bool markdown) {
  std::string result =
      pooling.worth_it ? "PgBouncer is due: there are more clients than connections of use.\n"
                       : "Without more clients no pooler is due; these would be its settings.\n";
  result += '\n';
  for (const auto& reason : pooling.reasons)
    result += markdown ? fmt::format("- `{} = {}`: {}\n", reason.name, reason.value, reason.why)
                       : fmt::format("- {} = {} ({})\n", reason.name, reason.value, reason.why);
  if (pooling.states.found.empty() && pooling.states.not_read.empty())
    return result + "\nNothing in the code of the schema keeps state in its session.\n";
  result += "\nWhat transaction mode does to the code of the schema:\n\n";
  for (const SessionState& state : pooling.states.found)
    result += fmt::format("- {}: {} in {} {}: {}; instead: {}.\n", place(state), state.construct,
                          state.object,
                          state.verdict == SessionState::Verdict::breaks
                              ? "breaks"
                              : "works if every transaction begins with it",
                          state.why, state.instead);
  for (const std::string& unread : pooling.states.not_read)
    result += "- not read: " + unread + "\n";
  return result;
}

}  // namespace

Section pooling_section(const Pooling& pooling) {
  Json settings = Json::array(), states = Json::array();
  for (const auto& reason : pooling.reasons)
    settings.push_back({{"name", reason.name}, {"value", reason.value}, {"why", reason.why}});
  for (const SessionState& state : pooling.states.found)
    states.push_back({{"object", state.object},
                      {"construct", state.construct},
                      {"verdict", verdict(state)},
                      {"where", place(state)},
                      {"why", state.why},
                      {"instead", state.instead}});
  const Json json = {{"due", pooling.worth_it},
                     {"transaction_mode", pooling.transaction_mode},
                     {"settings", std::move(settings)},
                     {"session_state", std::move(states)},
                     {"not_read", pooling.states.not_read}};
  return {words(pooling, false), words(pooling, true),
          json.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

}  // namespace mimar::ops::scale
