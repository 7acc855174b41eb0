#include "synthesis/values/choose.h"

#include <charconv>
#include <cmath>

#include "base/text.h"
#include "synthesis/calendar.h"
#include "synthesis/digits.h"
#include "synthesis/domain.h"

namespace mimar::synthesis {
namespace {

using Unit = Ordered::Unit;

bool has(std::string_view name, std::initializer_list<std::string_view> words) {
  for (std::string_view word : words) {
    if (name.find(word) != std::string_view::npos) return true;
  }
  return false;
}

bool is_date_unit(Unit unit) {
  return unit == Unit::day || unit == Unit::timestamp || unit == Unit::timestamptz;
}

// --- bounds
// ----------------------------------------------------------------------------------------------------------
// A constant in the units of `ordered`, rounded inwards: up for lower bounds, down for upper ones.
std::optional<std::int64_t> in_units(const Ordered& ordered, const Operand& value,
                                     std::int64_t today, bool up) {
  if (is_date_unit(ordered.unit)) {
    std::optional<std::int64_t> seconds;
    if (value.kind == Operand::Kind::now) seconds = (today + value.days) * seconds_per_day;
    if (value.kind == Operand::Kind::constant) seconds = parse_timestamp(value.text);
    if (!seconds || ordered.unit != Unit::day) return seconds;
    const std::int64_t shifted = *seconds + (up ? seconds_per_day - 1 : 0);
    return shifted >= 0 ? shifted / seconds_per_day
                        : (shifted - seconds_per_day + 1) / seconds_per_day;
  }
  if (ordered.unit != Unit::integer && ordered.unit != Unit::decimal) return std::nullopt;
  double number = 0;
  const char* end = value.text.data() + value.text.size();
  if (std::from_chars(value.text.data(), end, number).ptr != end || value.text.empty())
    return std::nullopt;
  const double scaled = number * static_cast<double>(power_of_ten(ordered.scale));
  if (std::abs(scaled) > 4e18) return std::nullopt;
  const double rounded = std::round(scaled);
  if (std::abs(scaled - rounded) < 1e-6) return static_cast<std::int64_t>(rounded);
  return static_cast<std::int64_t>(up ? std::ceil(scaled) : std::floor(scaled));
}

// "Later than now" must hold whenever the rows are loaded, "earlier than now" holds on any day
// after `today`.
constexpr std::int64_t far_future_days = 40 * 365;

}  // namespace

bool narrow(Ordered& ordered, const Restriction& restriction, std::int64_t today) {
  std::int64_t low = INT64_MIN, high = INT64_MAX;
  for (const Bound& bound : restriction.low) {
    const bool now = bound.value.kind == Operand::Kind::now;
    const auto value =
        in_units(ordered, bound.value, today + (now ? far_future_days : 0), bound.inclusive);
    if (!value) continue;
    low = std::max(low, bound.inclusive ? *value : *value + 1);
  }
  for (const Bound& bound : restriction.high) {
    const auto value = in_units(ordered, bound.value, today, !bound.inclusive);
    if (!value) continue;
    high = std::min(high, bound.inclusive ? *value : *value - 1);
  }
  const std::int64_t width = ordered.high - ordered.low;
  if (low > ordered.high) ordered.high = low > INT64_MAX - width ? INT64_MAX : low + width;
  if (high < ordered.low) ordered.low = high < INT64_MIN + width ? INT64_MIN : high - width;
  ordered.low = std::max(ordered.low, low);
  ordered.high = std::min(ordered.high, high);
  return ordered.low <= ordered.high;
}

namespace {

// --- ranges that names suggest
// ---------------------------------------------------------------------------------------
Span days(std::string_view name, std::int64_t today) {
  if (has(name, {"birth", "dob"})) return {today - 75 * 365, today - 19 * 365};
  if (has(name, {"expire", "due", "until"})) return {today - 30, today + 365};
  return {today - 4 * 365, today - 1};
}

// --- per kind
// --------------------------------------------------------------------------------------------------------
Values finish(Ordered ordered, const Wish& wish) {
  Values values;
  if (narrow(ordered, wish.restriction, wish.today)) values.kind = ordered;
  return values;
}

Values integers(const Wish& wish, std::int64_t largest) {
  Ordered ordered;
  if (wish.key || wish.unique) {
    ordered.low = 1;
    ordered.high = largest;
    if (wish.column->identity)
      ordered.low = std::max<std::int64_t>(1, wish.column->identity->options.start);
  } else {
    const Span range = usual_integers(wish.column->name, largest > INT32_MAX, wish.today);
    ordered.low = std::min(range.low, largest);
    ordered.high = std::min(range.high, largest);
  }
  return finish(ordered, wish);
}

Values numerics(const Wish& wish, int scale, std::int64_t largest) {
  const std::int64_t unit = power_of_ten(scale);
  const Span range = wish.unique ? Span{1, largest} : usual_decimals(wish.column->name, unit);
  Ordered ordered{scale == 0 ? Unit::integer : Unit::decimal, scale, std::min(range.low, largest),
                  std::min(range.high, largest)};
  if (ordered.low == ordered.high && ordered.low == largest) ordered.low = 0;
  Values values = finish(ordered, wish);
  if (auto* made = std::get_if<Ordered>(&values.kind); made != nullptr)
    made->high = std::min(made->high, largest);
  return values;
}

Values numeric(const Wish& wish) {
  const auto& modifiers = wish.type.modifiers;
  const int usual = usual_scale(wish.column->name);
  if (modifiers.empty()) return numerics(wish, usual, power_of_ten(15));
  constexpr int exact = 8;  // more digits than that are room, and no precision
  int scale = modifiers.size() > 1 ? std::max(modifiers[1], 0) : 0;
  if (scale > exact) scale = modifiers[0] > scale ? usual : std::min(scale, 9);
  return numerics(wish, scale, power_of_ten(std::min(modifiers[0], 17)) - 1);
}

Values times(const Wish& wish, Unit unit) {
  Span range = days(text::lower(wish.column->name), wish.today);
  if (unit != Unit::day) range = {range.low * seconds_per_day, range.high * seconds_per_day};
  return finish({unit, 0, range.low, range.high}, wish);
}

Values choice(std::vector<std::string> labels, const Restriction& restriction) {
  std::erase_if(labels, [&](const std::string& label) {
    const auto in = [&](const std::vector<std::string>& list) {
      return std::find(list.begin(), list.end(), label) != list.end();
    };
    return (restriction.allowed && !in(*restriction.allowed)) || in(restriction.forbidden);
  });
  Values values;
  if (!labels.empty()) values.kind = Choice{std::move(labels)};
  return values;
}

Values booleans(const Restriction& restriction) {
  Restriction spelled = restriction;
  const auto spell = [](std::vector<std::string>& list) {
    for (std::string& label : list)
      label = label == "t" || label == "true" ? "true" : "false";
  };
  if (spelled.allowed) spell(*spelled.allowed);
  spell(spelled.forbidden);
  return choice({"false", "true"}, spelled);
}

// Identifiers of 36 characters are UUIDs; short columns cannot hold words, and unique values must
// not be cut.
void fit_into(Text& made) {
  using Kind = Text::Kind;
  const bool counted = made.kind == Kind::hex || made.kind == Kind::digits;
  if (counted) made.width = std::min(made.width, made.max_length);
  if (made.kind == Kind::code && made.max_length == 36) made.kind = Kind::uuid;
  if (made.kind == Kind::color && made.max_length == 7) made.kind = Kind::hex_color;
  const bool listed = made.kind == Kind::country_code || made.kind == Kind::language ||
                      made.kind == Kind::currency || made.list != nullptr;
  const bool whole = counted || (listed && !made.unique) ||
                     (made.kind == Kind::uuid && made.max_length >= 36) ||
                     (made.kind == Kind::hex_color && made.max_length >= 7);
  if (!whole && (made.max_length < 5 || (made.unique && made.max_length < 40)))
    made.kind = Kind::code;
}

Values texts(const Wish& wish, std::size_t max_length) {
  const Restriction& restriction = wish.restriction;
  Values values;
  if (!restriction.pattern.empty()) {
    const Pattern pattern = parse_pattern(restriction.pattern);
    if (!pattern.pieces.empty()) values.kind = pattern;
    return values;
  }
  Text made = text_meaning(wish.column->name);
  made.max_length = std::min(max_length, restriction.max_length.value_or(max_length));
  made.min_length = restriction.min_length;
  made.unique = wish.unique;
  fit_into(made);
  if (made.max_length > 0) values.kind = made;
  return values;
}

Values special(Special::Kind kind, const Wish& wish) {
  Values values;
  int length = wish.type.modifiers.empty() ? 1 : wish.type.modifiers[0];
  if (kind == Special::Kind::bytes) {
    const Restriction& asked = wish.restriction;
    const std::size_t most = std::min<std::size_t>(asked.max_length.value_or(16), 4096);
    length = static_cast<int>(std::max(std::min<std::size_t>(most, 16), asked.min_length));
  }
  values.kind = Special{kind, length, wish.today};
  return values;
}

struct SpecialName {
  std::string_view type;
  Special::Kind kind;
};

constexpr SpecialName special_names[] = {{"uuid", Special::Kind::uuid},
                                         {"bytea", Special::Kind::bytes},
                                         {"json", Special::Kind::json},
                                         {"jsonb", Special::Kind::json},
                                         {"inet", Special::Kind::inet},
                                         {"cidr", Special::Kind::cidr},
                                         {"macaddr", Special::Kind::macaddr},
                                         {"macaddr8", Special::Kind::macaddr8},
                                         {"tsvector", Special::Kind::tsvector},
                                         {"tsquery", Special::Kind::tsquery},
                                         {"bit", Special::Kind::bits},
                                         {"bit varying", Special::Kind::bits},
                                         {"xml", Special::Kind::xml},
                                         {"point", Special::Kind::point},
                                         {"box", Special::Kind::box},
                                         {"circle", Special::Kind::circle},
                                         {"line", Special::Kind::line},
                                         {"lseg", Special::Kind::segment},
                                         {"path", Special::Kind::path},
                                         {"polygon", Special::Kind::polygon},
                                         {"pg_lsn", Special::Kind::lsn},
                                         {"int4range", Special::Kind::integer_range},
                                         {"int8range", Special::Kind::integer_range},
                                         {"numrange", Special::Kind::number_range},
                                         {"daterange", Special::Kind::date_range},
                                         {"tsrange", Special::Kind::time_range},
                                         {"tstzrange", Special::Kind::timestamptz_range},
                                         {"hstore", Special::Kind::hstore},
                                         {"ltree", Special::Kind::ltree},
                                         {"vector", Special::Kind::vector},
                                         {"geometry", Special::Kind::geometry},
                                         {"geography", Special::Kind::geometry}};

Values by_type_name(const Wish& wish) {
  const std::string& name = wish.type.name.name;
  const auto length = [&](std::size_t otherwise) {
    return wish.type.modifiers.empty() ? otherwise
                                       : static_cast<std::size_t>(wish.type.modifiers[0]);
  };
  if (name == "integer" || name == "oid" || name == "xid") return integers(wish, INT32_MAX);
  if (name == "bigint" || name == "xid8") return integers(wish, static_cast<std::int64_t>(unbounded));
  if (name == "smallint") return integers(wish, INT16_MAX);
  if (name == "numeric") return numeric(wish);
  if (name == "money") return numerics(wish, 2, power_of_ten(15));
  if (name == "real") return numerics(wish, 2, 99999);
  if (name == "double precision")
    return numerics(wish, usual_scale(wish.column->name), power_of_ten(14));
  if (name == "boolean") return booleans(wish.restriction);
  if (name == "date") return times(wish, Unit::day);
  if (name == "timestamp" || name == "timestamp without time zone")
    return times(wish, Unit::timestamp);
  if (name == "timestamp with time zone") return times(wish, Unit::timestamptz);
  if (name.starts_with("time")) return finish({Unit::time, 0, 0, seconds_per_day - 1}, wish);
  if (name == "interval") return finish({Unit::interval, 0, 60, 30 * seconds_per_day}, wish);
  if (name == "text" || name == "citext") return texts(wish, 2000);
  if (name == "character varying") return texts(wish, length(2000));
  if (name == "character" || name == "bpchar") return texts(wish, length(1));
  if (name == "\"char\"" || name == "char") return texts(wish, 1);
  if (name == "name") return texts(wish, 63);
  for (const SpecialName& known : special_names) {
    if (known.type == name) return special(known.kind, wish);
  }
  return {};
}

// Constants of an IN list; those a type writes in its own way (numbers, dates) are taken as they
// are.
bool has_labels(const Wish& wish) {
  return wish.restriction.allowed.has_value() && !wish.type.is("boolean") && !wish.type.array;
}

Values array_of(const model::Database& database, Wish wish) {
  wish.type.array = false;
  Values values;
  const Values element = choose_values(database, wish);
  if (element.supported()) values.kind = Array{std::make_shared<const Values>(element)};
  return values;
}

std::optional<Values> composite(const model::Database& database, const Wish& wish) {
  for (const auto* type : model::all<model::CompositeType>(database)) {
    if (type->name != wish.type.name) continue;
    Composite made;
    for (const model::Attribute& attribute : type->attributes) {
      model::Column column;
      column.name = attribute.name;
      Wish part;
      part.column = &column;
      part.type = resolve_domains(database, attribute.type).type;
      part.unique = wish.unique;
      part.today = wish.today;
      made.attributes.push_back(std::make_shared<const Values>(choose_values(database, part)));
    }
    Values values;
    values.kind = std::move(made);
    return values;
  }
  return std::nullopt;
}

// A range type of the schema's own has one value that is sure to be right.
std::optional<Values> own_range(const model::Database& database, const Wish& wish) {
  for (const auto* type : model::all<model::RangeType>(database)) {
    if (type->name != wish.type.name) continue;
    for (std::string_view subtype :
         {"integer", "bigint", "smallint", "numeric", "real", "double precision"})
      if (type->subtype.is(subtype)) return special(Special::Kind::integer_range, wish);
    return choice({"empty"}, wish.restriction);
  }
  return std::nullopt;
}

Values without_forbidden(Values values, const Restriction& restriction) {
  auto* ordered = std::get_if<Ordered>(&values.kind);
  if (ordered == nullptr) return values;
  for (const std::string& text : restriction.forbidden) {
    const Operand constant{Operand::Kind::constant, text, {}, 0};
    if (in_units(*ordered, constant, 0, true) == ordered->low) ++ordered->low;
    if (in_units(*ordered, constant, 0, true) == ordered->high) --ordered->high;
  }
  return values;
}

}  // namespace

Values choose_values(const model::Database& database, const Wish& wish) {
  if (wish.type.array) return array_of(database, wish);
  if (const model::Enum* labels = model::find_enum(database, wish.type.name))
    return choice(labels->labels, wish.restriction);
  if (has_labels(wish)) return choice(*wish.restriction.allowed, wish.restriction);
  if (auto made = composite(database, wish)) return *made;
  if (auto made = own_range(database, wish)) return *made;
  return without_forbidden(by_type_name(wish), wish.restriction);
}

}  // namespace mimar::synthesis
