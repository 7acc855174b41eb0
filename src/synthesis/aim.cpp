// What to change so that a condition holds.

#include <cmath>

#include "synthesis/mend.h"
#include "synthesis/random.h"

namespace mimar::synthesis {
namespace {

using Kind = Datum::Kind;

// Somewhat more, in steps that suit the kind; `n` varies it.
Datum further(const Datum& datum, std::uint64_t n, bool up) {
  Datum moved = datum;
  long double step = 1;
  switch (datum.kind) {
    case Kind::number:
      step = datum.flag ? 1 + static_cast<long double>(n % 5)
                        : 0.01L + static_cast<long double>(n % 300) * 0.01L;
      if (n % 3 == 0) step = std::max(step, std::ceil(std::abs(datum.number) / 10));
      break;
    case Kind::day: step = 1 + static_cast<long double>(n % 30); break;
    // Minutes for "within six hours", days for "a week later".
    case Kind::time:
      step = 60 * (1 + static_cast<long double>(n / 2 % (n % 2 ? 10000 : 240)));
      break;
    case Kind::clock:
    case Kind::interval: step = 60 * (1 + static_cast<long double>(n % 120)); break;
    default: return {};
  }
  moved.number += up ? step : -step;
  return moved;
}

// What a document may say there, so that it can be read as the type it is cast to.
Datum some_value(const Term& term) {
  const std::string type = term.is_call("cast") ? term.type : "text";
  if (type == "boolean") return boolean(true);
  if (type.starts_with("timestamp") || type == "date") return text_datum("2025-01-01 10:00:00");
  if (type == "uuid") return text_datum("2f6b1c9e-1f5a-4a57-9d6e-0c5f3a1b7d42");
  for (std::string_view number_type :
       {"integer", "bigint", "smallint", "numeric", "real", "double precision"})
    if (type == number_type) return number(1, true);
  if (type == "interval") return text_datum("1 hour");
  const bool any = type == "text" || type.starts_with("character");
  return any ? text_datum("text") : Datum{};  // a type of the schema's own: not known here
}

}  // namespace

std::uint64_t Aim::random() {
  return random_ = mix(random_);
}

Datum Aim::value(const Term& term) const {
  return evaluate(term, {draw_.cells, recipe_.now});
}

bool Aim::may_change(const Term& term) const {
  bool found = false;
  each_term(term, [&](const Term& part) {
    if (part.kind != Term::Kind::column) return;
    const ColumnRecipe& column = recipe_.columns[part.position];
    if (column.link == none) {
      found = found || column.free;
    } else {
      const Link& link = recipe_.links[column.link];
      found = found || link.may_be_null || link.may_move;
    }
  });
  return found;
}

bool Aim::change_at_random(const std::vector<std::size_t>& columns) {
  for (std::size_t tries = 0; tries < 2 * columns.size(); ++tries) {
    const Term term = [&] {
      Term made = column_term("");
      made.position = columns[random() % columns.size()];
      return made;
    }();
    if (!may_change(term)) continue;
    if (make_null(term, random() % 4 == 0)) return true;
  }
  return false;
}

bool Aim::make_null(const Term& term, bool null) {
  if (term.kind != Term::Kind::column) {
    const Term& inside = bare(term);
    if (!null && inside.kind == Term::Kind::call && inside.text.find('>') != std::string::npos &&
        (inside.text.starts_with("->") || inside.text.starts_with("#>")))
      return towards(inside, some_value(term));
    return towards(inside, null ? null_datum() : Datum{});
  }
  const ColumnRecipe& column = recipe_.columns[term.position];
  if (column.link != none) {
    const Link& link = recipe_.links[column.link];
    if (!null)
      return (link.may_be_null || link.may_move) && redraw_.link(draw_, column.link, random());
    if (!link.may_be_null || column.not_null) return false;
    for (std::size_t position : link.columns)
      if (!recipe_.columns[position].not_null && recipe_.columns[position].link == column.link)
        set_cell(draw_, recipe_, position, std::nullopt);
    return true;
  }
  if (!column.free || (null && column.not_null)) return false;
  if (!null) return redraw_.column(draw_, term.position, random());
  set_cell(draw_, recipe_, term.position, std::nullopt);
  return true;
}

bool Aim::one_of(const std::vector<Term>& parts, bool wanted) {
  const std::size_t first = random() % parts.size();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Term& part = parts[(first + i) % parts.size()];
    if (may_change(part) && towards(part, wanted)) return true;
  }
  return false;
}

bool Aim::branch(const Term& term, bool wanted) {
  // Either what the row's own branch says, or another branch.
  if (random() % 3 != 0) {
    std::size_t i = 0;
    while (i + 1 < term.parts.size() && !value(term.parts[i]).is_true())
      i += 2;
    const Term& said = term.parts[std::min(i + 1, term.parts.size() - 1)];
    if (may_change(said) && towards(said, wanted)) return true;
  }
  const std::size_t branches = term.parts.size() / 2;
  return branches > 0 && towards(term.parts[2 * (random() % branches)], random() % 2 == 0);
}

bool Aim::towards(const Term& term, bool wanted) {
  if (term.kind == Term::Kind::column) return towards(term, boolean(wanted));
  if (term.kind != Term::Kind::call || !may_change(term)) return false;
  const std::string& name = term.text;
  if (name == "and" || name == "or") {
    if ((name == "or") == wanted) return one_of(term.parts, wanted);
    std::vector<Term> missed;
    for (const Term& part : term.parts)
      if (value(part).is_false() == wanted || !value(part).is(Kind::boolean))
        missed.push_back(part);
    return !missed.empty() && one_of(missed, wanted);
  }
  if (name == "not") return towards(term.parts[0], !wanted);
  if (name == "is null") return make_null(term.parts[0], wanted);
  if (name == "is true" || name == "is false") {
    if (!wanted && random() % 3 == 0 && make_null(term.parts[0], true)) return true;
    return towards(term.parts[0], (name == "is true") == wanted);
  }
  if (name == "is distinct") return compared(term, wanted ? "<>" : "=");
  if (name == "cast") return towards(term.parts[0], wanted);
  if (name == "case") return branch(term, wanted);
  if (name == "any" || name == "all") return quantified(term, wanted);
  if (name == "coalesce") return towards(term.parts[0], wanted);
  if (!opposite(name).empty()) return compared(term, wanted ? name : opposite(name));
  if (term.parts.size() == 2 && matched(term, wanted)) return true;
  return contained(term, wanted);
}

bool Aim::compared(const Term& term, const std::string& symbol) {
  const Term &left = term.parts[0], &right = term.parts[1];
  const Datum from_right = value(right), from_left = value(left);
  if (from_left.is(Kind::boolean) && from_right.is(Kind::boolean) && symbol != "=") {
    const bool first = may_change(left) && random() % 2 == 0;
    return first ? towards(left, !from_left.flag) : towards(right, !from_right.flag);
  }
  const bool right_first = random() % 2 == 0;
  for (const bool change_right : {right_first, !right_first}) {
    const Term& changed = change_right ? right : left;
    const Datum& bound = change_right ? from_left : from_right;
    if (!may_change(changed)) continue;
    if (bound.is(Kind::null)) {
      if (make_null(change_right ? left : right, false)) return true;
      continue;
    }
    if (bound.is(Kind::unknown)) continue;
    if (nudged(changed, change_right ? mirrored(symbol) : symbol, bound)) return true;
  }
  return false;
}

bool Aim::nudged(const Term& term, const std::string& symbol, const Datum& bound) {
  if (symbol == "=") return towards(term, bound);
  if (symbol == "<>") {
    const Datum moved = further(bound, random(), random() % 2 == 0);
    if (!moved.is(Kind::unknown) && random() % 2 == 0 && towards(term, moved)) return true;
    return make_null(term, false);
  }
  const bool may_be_equal = symbol.size() == 2 && random() % 4 == 0;
  const Datum aim = may_be_equal ? bound : further(bound, random(), symbol[0] == '>');
  if (!aim.is(Kind::unknown) && towards(term, aim)) return true;
  return make_null(term, false);
}

bool Aim::matched(const Term& term, bool wanted) {
  const std::string& name = term.text;
  const bool pattern =
      name.find('~') != std::string::npos || name == "similar" || name == "regexp_like";
  if (!pattern || !may_change(term.parts[0])) return false;
  const bool match = wanted != name.starts_with("!");
  if (!match || term.pattern == nullptr) return make_null(term.parts[0], false);
  return towards(term.parts[0], text_datum(draw(*term.pattern, random())));
}

bool Aim::quantified(const Term& term, bool wanted) {
  const Term &left = term.parts[0], &right = term.parts[1];
  const bool member = (term.text == "any") == wanted;
  if (may_change(right) && !may_change(left)) {
    Datum list = value(right);
    const Datum item = value(left);
    if (!list.is(Kind::list) || !member || term.type != "=") return make_null(right, false);
    list.items.push_back(item);
    return towards(right, list);
  }
  const Datum list = as_kind(value(right), Kind::list);
  if (!member || list.items.empty()) return make_null(left, false);
  const Datum item = list.items[random() % list.items.size()];
  if (term.type == "=") return towards(left, item);
  const auto pattern = pattern_of(term.type, item.text);
  return pattern && towards(left, text_datum(draw(*pattern, random())));
}

}  // namespace mimar::synthesis
