// What to change so that an expression has a value: its operators and functions turned around.

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "synthesis/calendar.h"
#include "synthesis/mend.h"
#include "synthesis/random.h"

namespace mimar::synthesis {
namespace {

using Kind = Datum::Kind;
using Json = nlohmann::ordered_json;

bool is_one_of(const std::string& name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

Datum json_datum(const Json& json) {
  Datum made = text_datum(json.dump());
  made.kind = Kind::json;
  return made;
}

Json as_json(const Datum& datum) {
  if (datum.is(Kind::number) && datum.flag) return static_cast<std::int64_t>(datum.number);
  if (datum.is(Kind::number)) return static_cast<double>(datum.number);
  if (datum.is(Kind::boolean)) return datum.flag;
  if (datum.is(Kind::json)) return Json::parse(datum.text, nullptr, false);
  if (datum.is(Kind::null)) return nullptr;
  return datum.text;
}

Json sample_of(const std::string& type) {
  if (type == "array") return Json::array();
  if (type == "object") return Json::object();
  if (type == "string") return "text";
  if (type == "number") return 1;
  if (type == "boolean") return true;
  return nullptr;
}

}  // namespace

// A choice among labels and opaque values can only be one of its own.
bool Aim::column(std::size_t position, const Datum& value) {
  const ColumnRecipe& recipe = recipe_.columns[position];
  if (recipe.link != none) return redraw_.link(draw_, recipe.link, random());
  if (!recipe.free || value.is(Kind::unknown)) return false;
  const CellType& type = recipe_.types[position];
  auto text = print_datum(value, type);
  if (!text) return false;
  if (type.kind == Kind::other) {
    const auto* choice = std::get_if<Choice>(&recipe.values.kind);
    if (choice == nullptr ||
        std::find(choice->labels.begin(), choice->labels.end(), *text) == choice->labels.end())
      return false;
  }
  if (draw_.texts[position] == text) return false;
  set_cell(draw_, recipe_, position, std::move(text));
  return true;
}

bool Aim::towards(const Term& term, const Datum& value) {
  if (term.kind == Term::Kind::column) {
    Term self = term;
    if (value.is(Kind::null)) return make_null(self, true);
    if (value.is(Kind::unknown)) return make_null(self, false);
    return column(term.position, value);
  }
  if (term.kind != Term::Kind::call || term.parts.empty() || !may_change(term)) return false;
  const std::string& name = term.text;
  if (name == "cast") {
    const Datum inside = this->value(term.parts[0]);
    if (inside.is(Kind::boolean) && value.is(Kind::number))
      return towards(term.parts[0], value.number != 0);
    return towards(term.parts[0], value);
  }
  if (value.is(Kind::boolean) && !is_one_of(name, {"coalesce", "case", "nullif", "->", "->>"}))
    return towards(term, value.flag);
  if (name == "case") {
    std::size_t i = 0;
    while (i + 1 < term.parts.size() && !this->value(term.parts[i]).is_true())
      i += 2;
    const Term& said = term.parts[std::min(i + 1, term.parts.size() - 1)];
    if (may_change(said) && towards(said, value)) return true;
    return term.parts.size() > 1 &&
           towards(term.parts[2 * (random() % (term.parts.size() / 2))], random() % 2 == 0);
  }
  if (is_one_of(name, {"coalesce", "nullif", "round", "floor", "ceil", "ceiling", "trunc", "lower",
                       "upper", "btrim", "trim", "ltrim", "rtrim", "date", "date_trunc", "initcap",
                       "timezone", "greatest", "least"}) &&
      !this->value(term.parts.back()).is(Kind::range)) {
    const bool last = is_one_of(name, {"date_trunc", "timezone"});
    const bool any = is_one_of(name, {"greatest", "least"});
    return towards(any    ? term.parts[random() % term.parts.size()]
                   : last ? term.parts.back()
                          : term.parts.front(),
                   value);
  }
  if (value.is(Kind::null) || value.is(Kind::unknown))
    return make_null(bare(term.parts[random() % term.parts.size()]), value.is(Kind::null));
  return arithmetic(term, value) || of_text(term, value) || of_time(term, value) ||
         of_list(term, value) || of_json(term, value) || of_range(term, value);
}

// x + y = v is x = v - y.
bool Aim::arithmetic(const Term& term, const Datum& wanted) {
  const std::string& name = term.text;
  const Datum target = wanted.is(Kind::text) ? as_kind(wanted, Kind::number) : wanted;
  const auto solved = [&](const std::string& symbol, const Datum& a, const Datum& b) {
    return apply(call(symbol, {}), {a, b}, {draw_.cells, recipe_.now});
  };
  if (name == "prefix -" || name == "abs") {
    const bool negative = name == "prefix -" || random() % 2 == 0;
    return towards(term.parts[0], negative ? number(-target.number, target.flag) : target);
  }
  if (name == "num_nonnulls") return counted(term, target.number);
  if (name == "num_nulls")
    return counted(term, static_cast<long double>(term.parts.size()) - target.number);
  if (term.parts.size() != 2 || !is_one_of(name, {"+", "-", "*", "/", "%", "mod"})) return false;
  const Term &left = term.parts[0], &right = term.parts[1];
  const Datum a = value(left), b = value(right);
  const bool left_first = random() % 2 == 0;
  for (const bool change_left : {left_first, !left_first}) {
    if (!may_change(change_left ? left : right)) continue;
    const Datum& other = change_left ? b : a;
    if (other.is(Kind::null) && make_null(bare(change_left ? right : left), false)) return true;
    Datum solution;
    if (name == "+") solution = solved("-", target, other);
    if (name == "-")
      solution = change_left ? solved("+", target, other) : solved("-", other, target);
    if (name == "*" && other.number != 0) solution = number(target.number / other.number);
    if (name == "/") {
      if (change_left)
        solution = solved("*", target, other);
      else if (target.number != 0)
        solution = number(other.number / target.number);
    }
    if ((name == "%" || name == "mod") && change_left && a.is(Kind::number) && b.number != 0)
      solution = number(a.number - std::fmod(a.number, b.number) + target.number, a.flag);
    if (!solution.is(Kind::unknown) && towards(change_left ? left : right, solution)) return true;
  }
  return false;
}

// That many of the arguments have a value.
bool Aim::counted(const Term& term, long double wanted) {
  const std::size_t parts = term.parts.size(), first = random() % parts;
  bool changed = false;
  long double present = 0;
  for (const Term& part : term.parts)
    present += value(part).is(Kind::null) ? 0 : 1;
  for (std::size_t i = 0; i < parts && present != wanted; ++i) {
    const Term& part = term.parts[(first + i) % parts];
    const bool null = value(part).is(Kind::null);
    if (null != (present < wanted) || !make_null(part, !null)) continue;
    if (value(part).is(Kind::null) == null) continue;
    present += null ? 1 : -1;
    changed = true;
  }
  return changed;
}

bool Aim::of_text(const Term& term, const Datum& wanted) {
  const std::string& name = term.text;
  const Term& of = term.parts[0];
  const Datum now = value(of);
  if (is_one_of(name, {"length", "char_length", "character_length", "octet_length"})) {
    if (!wanted.is(Kind::number) || wanted.number < 0 || wanted.number > 10000) return false;
    std::string text = now.is(Kind::text) ? now.text : "";
    text.resize(static_cast<std::size_t>(wanted.number), static_cast<char>('a' + random() % 26));
    return towards(of, text_datum(text));
  }
  if (!wanted.is(Kind::text) || !now.is(Kind::text)) return false;
  if (name == "left" || (is_one_of(name, {"substring", "substr"}) && term.parts.size() == 3 &&
                         value(term.parts[1]).number == 1)) {
    const std::string rest =
        now.text.size() > wanted.text.size() ? now.text.substr(wanted.text.size()) : "";
    return towards(of, text_datum(wanted.text + rest));
  }
  if (name == "right") {
    const std::size_t keep = now.text.size() - std::min(now.text.size(), wanted.text.size());
    return towards(of, text_datum(now.text.substr(0, keep) + wanted.text));
  }
  if (name == "||") {
    const Datum other = value(term.parts[1]);
    if (other.is(Kind::text) && wanted.text.ends_with(other.text))
      return towards(of, text_datum(wanted.text.substr(0, wanted.text.size() - other.text.size())));
    return wanted.text.starts_with(now.text) && term.parts.size() == 2 &&
           towards(term.parts[1], text_datum(wanted.text.substr(now.text.size())));
  }
  return name == "reverse" &&
         towards(of, text_datum(std::string(wanted.text.rbegin(), wanted.text.rend())));
}

bool Aim::of_time(const Term& term, const Datum& wanted) {
  if (!is_one_of(term.text, {"date_part", "extract"}) || term.parts.size() != 2) return false;
  const Datum target = as_kind(wanted, Kind::number), now = value(term), of = value(term.parts[1]);
  const Datum field_value = value(term.parts[0]);
  const std::string field = text::lower(field_value.text);
  if (!target.is(Kind::number) || !now.is(Kind::number)) return make_null(term.parts[1], false);
  const long double more = target.number - now.number;
  if (field == "year" || field == "month" || field == "quarter") {
    const Datum time = as_kind(of, Kind::time);
    const int months = field == "year" ? 12 : field == "month" ? 1 : 3;
    if (!time.is(Kind::time)) return false;
    const Datum moved =
        timed(Kind::time, add_months(time.number, static_cast<std::int64_t>(more) * months));
    return towards(term.parts[1], as_kind(moved, of.is(Kind::day) ? Kind::day : Kind::time));
  }
  long double unit = 1;
  if (is_one_of(field, {"day", "dow", "isodow", "doy"})) unit = seconds_per_day;
  if (field == "hour") unit = 3600;
  if (field == "minute") unit = 60;
  Datum moved = of;
  moved.number += of.is(Kind::day) ? more * unit / seconds_per_day : more * unit;
  return towards(term.parts[1], moved);
}

bool Aim::sized(const Term& term, long double wanted) {
  Datum list = value(term);
  if (wanted < 0 || wanted > 1000) return false;
  if (!list.is(Kind::list)) return make_null(bare(term), false);
  while (list.items.size() > static_cast<std::size_t>(wanted))
    list.items.pop_back();
  if (list.items.empty() && wanted > 0) return make_null(bare(term), false);
  while (list.items.size() < static_cast<std::size_t>(wanted))
    list.items.push_back(list.items[random() % list.items.size()]);
  return towards(term, list);
}

bool Aim::of_list(const Term& term, const Datum& wanted) {
  const std::string& name = term.text;
  if (is_one_of(name, {"cardinality", "array_length", "array_upper"}) && wanted.is(Kind::number))
    return sized(term.parts[0], wanted.number);
  if (name != "[]" || term.parts.size() != 2) return false;
  Datum list = value(term.parts[0]);
  const Datum at = value(term.parts[1]);
  if (!list.is(Kind::list) || !at.is(Kind::number) || at.number < 1 || at.number > 100)
    return false;
  while (list.items.size() < static_cast<std::size_t>(at.number))
    list.items.push_back(wanted);
  list.items[static_cast<std::size_t>(at.number) - 1] = wanted;
  return towards(term.parts[0], list);
}

bool Aim::of_json(const Term& term, const Datum& wanted) {
  const std::string& name = term.text;
  if (is_one_of(name, {"jsonb_typeof", "json_typeof"}))
    return towards(term.parts[0], json_datum(sample_of(wanted.text)));
  const Datum now = value(term.parts[0]);
  Json json = now.is(Kind::json) ? Json::parse(now.text, nullptr, false) : Json::object();
  if (is_one_of(name, {"jsonb_array_length", "json_array_length"})) {
    if (wanted.number < 0 || wanted.number > 1000) return false;
    Json made = Json::array();
    for (long double i = 0; i < wanted.number; ++i)
      made.push_back(static_cast<int>(i));
    return towards(term.parts[0], json_datum(made));
  }
  if (term.parts.size() != 2 || !is_one_of(name, {"->", "->>", "#>", "#>>"})) return false;
  const Datum key = value(term.parts[1]);
  std::vector<std::string> path{key.text};
  if (name.starts_with('#')) {
    path.clear();
    const Datum list = as_kind(key, Kind::list);
    for (const Datum& item : list.items)
      path.push_back(item.text);
  } else if (!key.is(Kind::text)) {
    return false;
  }
  if (!json.is_object()) json = Json::object();
  Json* at = &json;
  for (const std::string& step : path) {
    if (!at->is_object()) *at = Json::object();
    at = &(*at)[step];
  }
  *at = as_json(wanted);
  return towards(term.parts[0], json_datum(json));
}

bool Aim::of_range(const Term& term, const Datum& wanted) {
  const std::string& name = term.text;
  Datum range = value(term.parts[0]);
  if (!range.is(Kind::range) || !is_one_of(name, {"lower", "upper"})) return false;
  if (range.items.size() < 2) return make_null(term.parts[0], false);
  range.items[name == "upper"] = wanted;
  const auto order = compare(range.items[0], range.items[1]);
  if (order && *order > 0) return false;
  return towards(term.parts[0], range);
}

// @>, <@, && and ? of lists, ranges and documents.
bool Aim::contained(const Term& term, bool wanted) {
  if (term.parts.size() != 2) {
    const bool change = !term.parts.empty() && may_change(term.parts[0]);
    return change && make_null(bare(term.parts[0]), false);
  }
  const bool left_is_whole = term.text != "<@";
  const Term& whole = term.parts[left_is_whole ? 0 : 1];
  const Term& part = term.parts[left_is_whole ? 1 : 0];
  const Datum outer = value(whole), inner = value(part);
  if (!wanted) return make_null(bare(may_change(whole) ? whole : part), false);
  if (outer.is(Kind::json)) {
    if (!may_change(whole)) return false;
    Json json = Json::parse(outer.text, nullptr, false);
    if (!json.is_object()) json = Json::object();
    if (term.text.starts_with("?")) {
      const Datum keys = inner.is(Kind::list) ? inner : as_kind(inner, Kind::list);
      if (term.text == "?") json[inner.text] = "text";
      for (const Datum& key : keys.items)
        json[key.text] = "text";
    } else {
      const Json more = Json::parse(inner.text, nullptr, false);
      if (more.is_object())
        json.update(more);
      else
        json = more;
    }
    return towards(whole, json_datum(json));
  }
  if (outer.is(Kind::range) && inner.is(Kind::range) && may_change(part)) {
    Datum inside = outer;
    for (Datum& bound : inside.items)
      if (bound.is(Kind::null)) return make_null(bare(part), false);
    if (inside.items.size() == 2 && random() % 2 == 0) {
      const long double width = inside.items[1].number - inside.items[0].number;
      const auto steps = static_cast<std::uint64_t>(std::max(width / 2, 1.0L));
      inside.items[0].number += static_cast<long double>(random() % steps);
    }
    return towards(part, inside);
  }
  if (outer.is(Kind::range) &&
      inner.kind == (outer.items.empty() ? Kind::unknown : outer.items[0].kind) && may_change(part))
    return towards(part, outer.items[0]);
  const Datum outer_list = as_kind(outer, Kind::list), inner_list = as_kind(inner, Kind::list);
  if (!outer_list.is(Kind::list) || !inner_list.is(Kind::list))
    return make_null(bare(may_change(whole) ? whole : part), false);
  if (may_change(part) && !outer_list.items.empty()) {
    Datum subset = outer_list;
    subset.items = {outer_list.items[random() % outer_list.items.size()]};
    return towards(part, subset);
  }
  Datum union_of_both = outer_list;
  union_of_both.items.insert(union_of_both.items.end(), inner_list.items.begin(),
                             inner_list.items.end());
  return may_change(whole) && towards(whole, union_of_both);
}

}  // namespace mimar::synthesis
