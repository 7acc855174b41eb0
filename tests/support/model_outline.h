#pragma once
// A conceptual model as lines of text, sorted: two models that say the same have the same lines.

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "base/text.h"
#include "design/conceptual_model.h"

namespace mimar::test {

inline std::string outline(const design::Attribute& one) {
  std::string line = fmt::format("  {} kind {}", one.name, static_cast<int>(one.kind));
  if (one.optional) line += " optional";
  if (one.many) line += " many";
  if (one.immutable) line += " immutable";
  if (one.personal) line += " personal";
  if (one.extensible) line += " extensible";
  if (!one.choices.empty()) line += " (" + text::join(one.choices, "|") + ")";
  if (one.at_least)
    line += fmt::format(" {} {}", one.at_least->exclusive ? ">" : ">=", one.at_least->value);
  if (one.at_most)
    line += fmt::format(" {} {}", one.at_most->exclusive ? "<" : "<=", one.at_most->value);
  if (one.min_length) line += fmt::format(" from {} characters", *one.min_length);
  if (one.max_length) line += fmt::format(" to {} characters", *one.max_length);
  if (one.default_value) line += " default " + *one.default_value;
  if (!one.unit.empty()) line += " in " + one.unit;
  if (one.derived)
    line += fmt::format(" derived {} {} {}", static_cast<int>(one.derived->kind),
                        one.derived->entity, text::join(one.derived->attributes, ","));
  return line;
}

inline std::string outline(const design::End& end) {
  return fmt::format("{}[{}]{}{}", end.entity, end.role, end.many ? " many" : " one",
                     end.required ? "!" : "");
}

inline void outline_rules(const design::ConceptualModel& model, std::vector<std::string>& lines) {
  for (const auto& one : model.uniques)
    lines.push_back(fmt::format("unique {}: {} within {}{}", one.entity,
                                text::join(one.attributes, ","), text::join(one.within, ","),
                                one.ignoring_case ? " ignoring case" : ""));
  for (const auto& one : model.non_overlaps)
    lines.push_back(fmt::format("no overlap {} within {} except {}", one.entity,
                                text::join(one.within, ","), text::join(one.except, ",")));
  for (const auto& one : model.lifecycles) {
    for (const auto& [from, to] : one.transitions)
      lines.push_back(
          fmt::format("lifecycle {}.{}: {} -> {}", one.entity, one.attribute, from, to));
  }
  for (const auto& one : model.comparisons)
    lines.push_back(fmt::format("compare {}.{} {} {}{}", one.entity, one.attribute, one.op,
                                one.other_attribute, one.value));
  for (const auto& one : model.requirements)
    lines.push_back(fmt::format("require {}.{} when {} = {}", one.entity, one.attribute,
                                one.when_attribute, one.when_value));
}

inline void outline_use(const design::ConceptualModel& model, std::vector<std::string>& lines) {
  for (const auto& one : model.accesses) {
    std::string line = fmt::format("access {} {}", static_cast<int>(one.kind), one.entity);
    for (const auto& filter : one.filters)
      line += fmt::format(" [{} {} {}{}{}]", filter.attribute, filter.op, filter.value,
                          filter.other.empty() ? "" : "its " + filter.other,
                          filter.of.empty() ? "" : " of " + filter.of);
    for (const auto& [name, descending] : one.order)
      line += fmt::format(" order {}{}", name, descending ? " descending" : "");
    line += fmt::format(" of {} by", one.measured);
    for (const auto& group : one.by)
      line += fmt::format(" {}{}", group.attribute, group.step.empty() ? "" : "/" + group.step);
    if (one.ranked) line += *one.ranked ? " greatest first" : " smallest first";
    line += fmt::format(" page {} rate {:.6g}", one.page.value_or(0), one.per_second.value_or(0));
    lines.push_back(line);
  }
  for (const auto& one : model.volumes)
    lines.push_back(fmt::format("volume {} {} per {} growth {:.0f}", one.entity, one.rows, one.per,
                                one.growth_per_year.value_or(0)));
  for (const auto& one : model.rates)
    lines.push_back(fmt::format("rate {} {:.4f} {:.4f}", one.entity, one.reads.value_or(0),
                                one.writes.value_or(0)));
  for (const auto& one : model.retentions)
    lines.push_back(
        fmt::format("retention {} {}{}", one.entity, one.days, one.archive ? " archive" : ""));
  if (model.tenancy)
    lines.push_back(fmt::format("tenancy {} {}", model.tenancy->entity, model.tenancy->mode));
  for (const auto& one : model.wishes)
    lines.push_back(fmt::format("wish {} {} {}", one.pattern, one.entity, one.options.size()));
  for (const auto& one : model.targets)
    lines.push_back(fmt::format("target {} {} {}", one.what, one.value, one.entity));
}

inline std::string outline(const design::ConceptualModel& model) {
  std::vector<std::string> lines;
  for (const auto& one : model.entities) {
    std::vector<std::string> attributes;
    for (const auto& attribute : one.attributes)
      attributes.push_back(outline(attribute));
    std::ranges::sort(attributes);
    lines.push_back(fmt::format("entity {}{}{}{} {}", one.name,
                                one.supertype.empty() ? "" : " is a " + one.supertype,
                                one.associative ? " associative" : "", one.event ? " event" : "",
                                text::join(attributes, "")));
  }
  for (const auto& one : model.relationships) {
    lines.push_back(fmt::format("relationship {} -- {}{}{}{} through {} alternatives {}",
                                outline(one.from), outline(one.to), one.owned ? " owned" : "",
                                one.acyclic ? " acyclic" : "", one.ordered ? " ordered" : "",
                                one.through, one.alternatives));
  }
  outline_rules(model, lines);
  outline_use(model, lines);
  std::ranges::sort(lines);
  return text::join(lines, "\n");
}

}  // namespace mimar::test
