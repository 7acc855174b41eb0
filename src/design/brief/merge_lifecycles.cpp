#include "design/brief/merge_lifecycles.h"

#include <algorithm>

#include <fmt/core.h>

namespace mimar::design::brief {
namespace {

// "before it is shipped": from every state that leads there.
void settle_before(Lifecycle& life) {
  std::vector<std::pair<std::string, std::string>> result;
  for (const auto& step : life.transitions) {
    if (!step.first.starts_with('<')) result.push_back(step);
  }
  const auto path = result;
  for (const auto& [from, to] : life.transitions) {
    if (!from.starts_with('<')) continue;
    std::vector<std::string> reached{from.substr(1)};
    for (std::size_t i = 0; i < reached.size(); ++i) {
      for (const auto& [a, b] : path) {
        if (b == reached[i] && !a.empty() && a != to &&
            std::ranges::find(reached, a) == reached.end())
          reached.push_back(a);
      }
    }
    for (std::size_t i = reached.size(); i-- > 1;) {
      const std::pair<std::string, std::string> step{reached[i], to};
      if (std::ranges::find(result, step) == result.end()) result.push_back(step);
    }
  }
  life.transitions = std::move(result);
}

}  // namespace

void settle_lifecycles(Merged& merged) {
  for (Lifecycle& life : merged.model.lifecycles) {
    settle_before(life);
    std::vector<std::string> states;
    for (const auto& [from, to] : life.transitions) {
      for (const std::string& state : {from, to}) {
        if (!state.empty() && std::ranges::find(states, state) == states.end())
          states.push_back(state);
      }
    }
    Entity& holder = *std::ranges::find(merged.model.entities, life.entity, &Entity::name);
    auto found = std::ranges::find(holder.attributes, life.attribute, &Attribute::name);
    if (found == holder.attributes.end()) {
      Attribute made;
      made.name = life.attribute;
      made.said = life.said;
      holder.attributes.push_back(std::move(made));
      found = std::prev(holder.attributes.end());
    }
    if (found->choices.empty()) {
      found->kind = ValueKind::choice;
      found->reason = "the brief says how it changes";
      found->choices = states;
    } else {
      for (const std::string& state : states) {
        if (std::ranges::find(found->choices, state) != found->choices.end()) continue;
        found->choices.push_back(state);
        merged.remarks.push_back(
            fmt::format("«{}» is a value of «{}» of «{}» because of how it changes; the list of "
                        "its values does not have it",
                        state, life.attribute, life.entity));
      }
    }
    if (!found->default_value && !life.transitions.empty() &&
        life.transitions.front().first.empty())
      found->default_value = life.transitions.front().second;
  }
}

}  // namespace mimar::design::brief
