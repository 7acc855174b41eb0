#include "synthesis/operand.h"

#include <cmath>

#include "synthesis/calendar.h"
#include "synthesis/evaluate.h"

namespace mimar::synthesis {
namespace {

using Kind = Operand::Kind;

Operand constant_operand(const Datum& value) {
  Operand made{Kind::constant, value.text, {}, 0};
  CellType type;
  type.kind = value.kind;
  type.whole = value.flag;
  if (value.is(Datum::Kind::number) || value.is(Datum::Kind::boolean))
    made.text = print_datum(value, type).value_or("");
  const bool usable = value.is(Datum::Kind::text) || !made.text.empty();
  return usable ? made : Operand{};
}

// Months count 31 days so that bounds stay on the safe side.
std::int64_t days_of(const Datum& interval) {
  const long double days = std::ceil(std::abs(interval.number) / seconds_per_day);
  return std::int64_t{31} * interval.months +
         static_cast<std::int64_t>(interval.number < 0 ? -days : days);
}

Datum shift_of(const Term& term) {
  const Term& inside = bare(term);
  if (inside.value.is(Datum::Kind::text)) return read_interval(inside.value.text);
  if (inside.value.is(Datum::Kind::number))
    return timed(Datum::Kind::interval, inside.value.number * seconds_per_day);
  return {};
}

Operand shifted(const Term& term) {
  Operand made = operand_of(term.parts[0]);
  const Datum interval = shift_of(term.parts[1]);
  if (made.kind != Kind::now || !interval.is(Datum::Kind::interval)) return {};
  made.days += (term.text == "-" ? -1 : 1) * days_of(interval);
  return made;
}

Operand list_operand(const Term& term) {
  Operand made{Kind::list, {}, {}, 0};
  for (const Term& part : term.parts) {
    const Operand item = operand_of(part);
    if (item.kind != Kind::constant) return {};
    made.items.push_back(item.text);
  }
  return made;
}

// '{a,b}'::text[] is a list.
Operand cast_operand(const Term& term) {
  Operand inside = operand_of(term.parts[0]);
  if (!term.type.ends_with("[]") || inside.kind != Kind::constant) return inside;
  Operand made{Kind::list, {}, {}, 0};
  bool good = false;
  for (const Datum& item : read_items(inside.text, CellType{}, good))
    made.items.push_back(item.text);
  return good ? made : Operand{};
}

Operand of_column(const Term& term, Kind kind) {
  Operand argument = operand_of(term.parts[0]);
  if (argument.kind != Kind::column) return {};
  argument.kind = kind;
  return argument;
}

}  // namespace

Operand operand_of(const Term& term) {
  if (term.kind == Term::Kind::column) return {Kind::column, term.text, {}, 0};
  if (term.kind == Term::Kind::constant) return constant_operand(term.value);
  if (term.kind != Term::Kind::call) return {};
  if (term.is_call("array")) return list_operand(term);
  if (term.parts.empty()) return asks_the_time(term) ? Operand{Kind::now, {}, {}, 0} : Operand{};
  if (term.is_call("cast")) return cast_operand(term);
  if (term.parts.size() == 2 && (term.text == "+" || term.text == "-")) return shifted(term);
  if (term.parts.size() != 1) return {};
  if (is_length(term.text)) return of_column(term, Kind::length);
  for (std::string_view same : {"btrim", "trim", "upper", "lower"})
    if (term.text == same) return of_column(term, Kind::column);
  return {};
}

}  // namespace mimar::synthesis
