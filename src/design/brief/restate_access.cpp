#include "design/brief/restate_access.h"

#include <fmt/core.h>

#include "base/text.h"
#include "design/brief/details.h"
#include "design/brief/spoken.h"

namespace mimar::design::brief {
namespace {

using Kind = Access::Kind;

// "List orders", "Sum the amount of invoices", "Find a user"
std::string head_of(const Access& access) {
  const std::string many = plural_spoken(access.entity);
  switch (access.kind) {
    case Kind::list: return "List " + many;
    case Kind::find: return "Find " + a(access.entity);
    case Kind::count: return "Count " + many;
    case Kind::search: return "Search " + many;
    case Kind::create: return "Create " + a(access.entity);
    case Kind::remove: return "Remove " + many;
    case Kind::change:
      return access.measured.empty() ? "Change " + many
                                     : fmt::format("Change the {} of {}", access.measured, many);
    case Kind::sum: return fmt::format("Sum the {} of {}", access.measured, many);
    case Kind::average: return fmt::format("Show the average {} of {}", access.measured, many);
    case Kind::minimum: return fmt::format("Show the minimum {} of {}", access.measured, many);
    case Kind::maximum: return fmt::format("Show the maximum {} of {}", access.measured, many);
  }
  return many;
}

std::string spell_filter(const Filter& filter, Kind kind) {
  const std::string whose =
      filter.of.empty() ? filter.attribute : fmt::format("{} {}", filter.of, filter.attribute);
  if (filter.op == "contains" && filter.value.empty())
    return kind == Kind::search ? fmt::format(" by {}", whose)
                                : fmt::format(" whose {} contains a text", whose);
  if (filter.op == "is null") return fmt::format(" whose {} is missing", whose);
  if (filter.op == "is not null") return fmt::format(" whose {} is present", whose);
  if (filter.op == "=" && filter.value.empty() && filter.other.empty())
    return fmt::format(" whose {} is given", whose);
  if (filter.op == "begins with")
    return fmt::format(" whose {} begins with {}", whose,
                       filter.value.empty() ? "a text" : filter.value);
  if (filter.op == "contains") return fmt::format(" whose {} contains {}", whose, filter.value);
  if (filter.op == "one of")
    return fmt::format(" whose {} is {}", whose, text::replace_all(filter.value, ", ", " or "));
  const bool number =
      !filter.value.empty() && filter.value.find_first_not_of("0123456789.") == std::string::npos;
  const std::string_view op = filter.op == "<"    ? number ? " below" : " before"
                              : filter.op == ">"  ? number ? " above" : " after"
                              : filter.op == ">=" ? " at least"
                              : filter.op == "<=" ? " at most"
                              : filter.op == "<>" ? " not"
                                                  : "";
  return fmt::format(" whose {} is{} {}", whose, op,
                     !filter.other.empty()  ? "its " + filter.other
                     : filter.value.empty() ? "a given value"
                                            : filter.value);
}

std::string spell_groups(const std::vector<Grouping>& groups) {
  std::string words;
  for (const Grouping& group : groups)
    words += fmt::format("{}{}", words.empty() ? " per " : " and ",
                         group.step.empty() ? group.attribute
                                            : fmt::format("{} of {}", group.step, group.attribute));
  return words;
}

}  // namespace

std::string restate_access(const Access& access) {
  std::string sentence = head_of(access);
  for (const Filter& filter : access.filters)
    sentence += spell_filter(filter, access.kind);
  sentence += spell_groups(access.by);
  if (access.ranked) sentence += *access.ranked ? ", greatest first" : ", smallest first";
  for (std::size_t i = 0; i < access.order.size(); ++i)
    sentence += fmt::format("{}{}{}", i == 0 ? " sorted by " : " and ", access.order[i].first,
                            access.order[i].second ? " descending" : "");
  if (access.page) sentence += fmt::format(", {} a page", *access.page);
  if (access.per_second)
    sentence += *access.per_second >= 1
                    ? fmt::format(", {} a second", spell_number(*access.per_second))
                    : fmt::format(", {} a day", spell_number(*access.per_second * 86400));
  return sentence + ".";
}

}  // namespace mimar::design::brief
