#include <algorithm>

#include "synthesis/evaluate.h"

namespace mimar::synthesis {
namespace {

using Kind = Datum::Kind;

bool holds(const Datum& list, const Datum& item) {
  return std::any_of(list.items.begin(), list.items.end(),
                     [&](const Datum& other) { return equal(other, item).is_true(); });
}

bool contains(const Datum& list, const Datum& part) {
  return std::all_of(part.items.begin(), part.items.end(),
                     [&](const Datum& item) { return holds(list, item); });
}

std::optional<Datum> of_one(const std::string& name, const Datum& list) {
  const auto size = static_cast<long double>(list.items.size());
  if (name == "cardinality") return number(size, true);
  if (name == "array_ndims") return size == 0 ? null_datum() : number(1, true);
  return std::nullopt;
}

// --- ranges
Datum bound(const Datum& range, std::size_t which) {
  return range.items.size() < 2 ? null_datum() : range.items[which];
}

bool inclusive(const Datum& range, std::size_t which) {
  return range.items.size() == 2 && !range.items[which].is(Kind::null) &&
         range.text[which] == (which == 0 ? '[' : ']');
}

bool contains_point(const Datum& range, const Datum& point) {
  if (range.items.size() < 2) return false;
  for (std::size_t which : {0U, 1U}) {
    if (range.items[which].is(Kind::null)) continue;
    const auto order = compare(point, range.items[which]);
    if (!order) return false;
    if (*order == 0 ? !inclusive(range, which) : (*order < 0) == (which == 0)) return false;
  }
  return true;
}

std::optional<Datum> made_range(const std::string& name, const Arguments& arguments) {
  if (!name.ends_with("range") || arguments.size() < 2) return std::nullopt;
  Datum range = timed(Kind::range, 0);
  range.text = arguments.size() > 2 ? arguments[2].text : "[)";
  for (std::size_t i : {0U, 1U}) {
    const bool day = name == "daterange", number = name == "numrange" || name.starts_with("int");
    const Datum& bound = arguments[i];
    if (bound.is(Kind::unknown)) return Datum{};
    range.items.push_back(!bound.is(Kind::text) ? bound
                          : day                 ? as_kind(bound, Kind::day)
                          : number              ? as_kind(bound, Kind::number)
                                                : as_kind(bound, Kind::time));
  }
  if (range.items[0].is(Kind::null) || range.items[1].is(Kind::null)) return range;
  const auto order = compare(range.items[0], range.items[1]);
  if (!order || *order > 0 || range.text.size() != 2) return Datum{};
  if (*order == 0 && range.text != "[]") range.items.clear(), range.text = "empty";
  return range;
}

}  // namespace

std::optional<Datum> apply_list(const std::string& name, const Arguments& given) {
  if (given.empty()) return std::nullopt;
  Arguments arguments = given;
  const bool list = std::any_of(arguments.begin(), arguments.end(),
                                [](const Datum& datum) { return datum.is(Kind::list); });
  if (!list) return std::nullopt;
  if (arguments.size() == 1) return of_one(name, arguments[0]);
  const bool both = name == "@>" || name == "<@" || name == "&&";
  for (Datum& argument : arguments)
    if (both && argument.is(Kind::text)) argument = as_kind(argument, Kind::list);
  const Datum &left = arguments[0], &right = arguments[1];
  if (both && left.is(Kind::list) && right.is(Kind::list)) {
    if (name == "@>") return boolean(contains(left, right));
    if (name == "<@") return boolean(contains(right, left));
    return boolean(std::any_of(left.items.begin(), left.items.end(),
                               [&](const Datum& item) { return holds(right, item); }));
  }
  if (!left.is(Kind::list)) return std::nullopt;
  if ((name == "array_length" || name == "array_upper") && right.is(Kind::number)) {
    if (left.items.empty() || right.number != 1) return null_datum();
    return number(static_cast<long double>(left.items.size()), true);
  }
  if (name == "[]" && right.is(Kind::number)) {
    const auto at = static_cast<std::size_t>(right.number);
    return at < 1 || at > left.items.size() ? null_datum() : left.items[at - 1];
  }
  if (name == "array_to_string" && right.is(Kind::text)) {
    std::string joined;
    for (const Datum& item : left.items) {
      if (!item.is(Kind::text)) return Datum{};
      joined += (&item == left.items.data() ? "" : right.text) + item.text;
    }
    return text_datum(joined);
  }
  if (name == "array_position") {
    for (std::size_t i = 0; i < left.items.size(); ++i)
      if (equal(left.items[i], right).is_true())
        return number(static_cast<long double>(i + 1), true);
    return null_datum();
  }
  return std::nullopt;
}

std::optional<Datum> apply_range(const std::string& name, const Arguments& arguments) {
  if (auto made = made_range(name, arguments)) return made;
  if (arguments.empty()) return std::nullopt;
  const Datum& range = arguments[0];
  if (arguments.size() == 2 && name == "<@" && arguments[1].is(Kind::range))
    return apply_range("@>", {arguments[1], arguments[0]});
  if (!range.is(Kind::range)) return std::nullopt;
  if (name == "lower") return bound(range, 0);
  if (name == "upper") return bound(range, 1);
  if (name == "isempty") return boolean(range.items.size() < 2);
  if (name == "lower_inc") return boolean(inclusive(range, 0));
  if (name == "upper_inc") return boolean(inclusive(range, 1));
  if (name == "lower_inf" || name == "upper_inf")
    return boolean(range.items.size() == 2 && range.items[name == "upper_inf"].is(Kind::null));
  if (arguments.size() == 2 && name == "@>" && !arguments[1].is(Kind::range))
    return boolean(contains_point(range, arguments[1]));
  if (arguments.size() == 2 && name == "@>" && arguments[1].items.size() == 2 &&
      arguments[1].text == range.text) {
    const Datum &low = bound(range, 0), &high = bound(range, 1);
    const auto below = low.is(Kind::null) ? 1 : compare(bound(arguments[1], 0), low),
               above = high.is(Kind::null) ? -1 : compare(bound(arguments[1], 1), high);
    if (below && above) return boolean(*below >= 0 && *above <= 0);
  }
  return std::nullopt;
}

}  // namespace mimar::synthesis
