#include "synthesis/evaluate.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "model/type.h"

namespace mimar::synthesis {
namespace {

using Kind = Datum::Kind;

Datum negated(const Datum& value) {
  return value.is(Kind::boolean) ? boolean(!value.flag) : value;
}

// AND when `neutral` is true, OR when it is false.
Datum combined(const Term& term, const Row& row, bool neutral) {
  bool null = false, unknown = false;
  for (const Term& part : term.parts) {
    const Datum value = as_kind(evaluate(part, row), Kind::boolean);
    if (value.is(Kind::boolean) && value.flag != neutral) return boolean(!neutral);
    null = null || value.is(Kind::null);
    unknown = unknown || value.is(Kind::unknown);
  }
  if (unknown) return {};
  return null ? null_datum() : boolean(neutral);
}

Datum choice(const Term& term, const Row& row) {
  for (std::size_t i = 0; i + 1 < term.parts.size(); i += 2) {
    const Datum condition = evaluate(term.parts[i], row);
    if (condition.is(Kind::unknown)) return {};
    if (condition.is_true()) return evaluate(term.parts[i + 1], row);
  }
  return evaluate(term.parts.back(), row);
}

Datum coalesced(const Term& term, const Row& row) {
  for (const Term& part : term.parts) {
    const Datum value = evaluate(part, row);
    if (!value.is(Kind::null)) return value;
  }
  return null_datum();
}

Datum extreme(const Term& term, const Row& row, bool greatest) {
  Datum found = null_datum();
  for (const Term& part : term.parts) {
    const Datum value = evaluate(part, row);
    if (value.is(Kind::null)) continue;
    if (found.is(Kind::null)) {
      found = value;
      continue;
    }
    const auto order = compare(value, found);
    if (!order) return {};
    if (greatest ? *order > 0 : *order < 0) found = value;
  }
  return found;
}

Datum counted(const Term& term, const Row& row, bool nulls) {
  int count = 0;
  for (const Term& part : term.parts) {
    const Datum value = evaluate(part, row);
    if (value.is(Kind::unknown) && part.kind != Term::Kind::column) return {};
    count += value.is(Kind::null) == nulls ? 1 : 0;
  }
  return number(count, true);
}

// x = ANY (list), x <> ALL (list), x LIKE ANY (list).
Datum quantified(const Term& term, const Row& row) {
  const bool any = term.text == "any";
  const Datum left = evaluate(term.parts[0], row);
  const Datum list = as_kind(evaluate(term.parts[1], row), Kind::list);
  if (left.is(Kind::null) || list.is(Kind::null)) return null_datum();
  if (!list.is(Kind::list)) return {};
  bool null = false, unknown = false;
  Term one = call(term.type, {});
  for (const Datum& item : list.items) {
    const Datum value = item.is(Kind::null) ? null_datum() : apply(one, {left, item}, row);
    if (value.is(Kind::boolean) && value.flag == any) return boolean(any);
    null = null || value.is(Kind::null);
    unknown = unknown || value.is(Kind::unknown);
  }
  if (unknown) return {};
  return null ? null_datum() : boolean(!any);
}

Datum cast(const Term& term, const Row& row) {
  const Datum value = evaluate(term.parts[0], row);
  if (value.is(Kind::null) || value.is(Kind::unknown)) return value;
  model::DataType type;
  type.array = term.type.ends_with("[]");
  type.name.name = type.array ? term.type.substr(0, term.type.size() - 2) : term.type;
  static const model::Database nothing;
  const CellType wanted = cell_type(nothing, type);
  if (wanted.kind == value.kind && !value.is(Kind::number)) return value;
  if (wanted.kind == Kind::other)  // regclass, enums, domains: the value is what counts
    return value;
  if (value.is(Kind::text) || value.is(Kind::other) || value.is(Kind::json)) {
    if (wanted.kind == Kind::json) {
      Datum json = value;
      json.kind = Kind::json;
      return json;
    }
    return read_datum(text::trim(value.text), wanted);
  }
  if (wanted.kind == Kind::text) {
    CellType own;
    own.kind = value.kind;
    if (value.is(Kind::number)) own.whole = value.flag;
    const bool printable = value.is(Kind::boolean) || value.is(Kind::day) || own.whole;
    const auto text = printable ? print_datum(value, own) : std::nullopt;
    return text ? text_datum(*text) : Datum{};
  }
  Datum made = as_kind(value, wanted.kind);
  if (made.is(Kind::number) && wanted.whole) {
    made.number = std::round(made.number);
    made.flag = true;
  } else if (made.is(Kind::number)) {
    made.flag = false;
  }
  return made;
}

Datum listed(const Term& term, const Row& row, Kind kind) {
  Datum list = timed(kind, 0);
  for (const Term& part : term.parts) {
    list.items.push_back(evaluate(part, row));
    if (list.items.back().is(Kind::unknown)) return {};
  }
  return list;
}

// Those that do not simply yield NULL when an argument is NULL.
std::optional<Datum> special_form(const Term& term, const Row& row) {
  const std::string& name = term.text;
  if (name == "and" || name == "or") return combined(term, row, name == "and");
  if (name == "coalesce") return coalesced(term, row);
  if (name == "case") return choice(term, row);
  if (name == "any" || name == "all") return quantified(term, row);
  if (name == "cast") return cast(term, row);
  if (name == "num_nonnulls" || name == "num_nulls") return counted(term, row, name == "num_nulls");
  if (name == "greatest" || name == "least") return extreme(term, row, name == "greatest");
  if (name == "array") return listed(term, row, Kind::list);
  if (name == "row") return listed(term, row, Kind::record);
  if (name == "not") return negated(as_kind(evaluate(term.parts[0], row), Kind::boolean));
  if (name == "is null") {
    const Term& of = term.parts[0];
    const Datum value = evaluate(of, row);
    // Of a column it is known whether there is a value, of an expression it may not be.
    if (value.is(Kind::unknown) && of.kind != Term::Kind::column) return Datum{};
    if (value.is(Kind::record))
      return boolean(std::all_of(value.items.begin(), value.items.end(),
                                 [](const Datum& item) { return item.is(Kind::null); }));
    return boolean(value.is(Kind::null));
  }
  if (name == "is true" || name == "is false") {
    const Datum value = as_kind(evaluate(term.parts[0], row), Kind::boolean);
    if (value.is(Kind::unknown)) return value;
    return boolean(name == "is true" ? value.is_true() : value.is_false());
  }
  if (name == "is distinct") {
    const Datum left = evaluate(term.parts[0], row), right = evaluate(term.parts[1], row);
    if (left.is(Kind::null) || right.is(Kind::null))
      return boolean(left.is(Kind::null) != right.is(Kind::null));
    return negated(equal(left, right));
  }
  if (name == "concat" || name == "concat_ws") {
    std::string text;
    for (const Term& part : term.parts) {
      const Datum value = evaluate(part, row);
      if (!value.is(Kind::null) && !value.is(Kind::text)) return Datum{};
      text += value.text;
    }
    return name == "concat" ? text_datum(text) : Datum{};
  }
  return std::nullopt;
}

bool is_order(const std::string& symbol) {
  return symbol == "=" || symbol == "<>" || symbol == "<" || symbol == "<=" || symbol == ">" ||
         symbol == ">=";
}

std::optional<Datum> apply_match(const Term& term, const Arguments& arguments) {
  const std::string& name = term.text;
  const bool similar = name == "similar", like = name.find("~~") != std::string::npos;
  const bool regex = name == "~" || name == "~*" || name == "!~" || name == "!~*";
  const bool function = name == "regexp_like";
  if (!similar && !like && !regex && !function) return std::nullopt;
  if (arguments.size() != 2 || !arguments[1].is(Kind::text) ||
      (!arguments[0].is(Kind::text) && !arguments[0].is(Kind::other)))
    return Datum{};
  std::optional<bool> found;
  if (term.pattern != nullptr) {
    found = matches(*term.pattern, arguments[0].text);
  } else if (const auto pattern = pattern_of(name, arguments[1].text)) {
    found = matches(*pattern, arguments[0].text);
  }
  if (!found) return Datum{};
  return boolean(*found != name.starts_with("!"));
}

}  // namespace

std::optional<Regex> pattern_of(const std::string& symbol, const std::string& text) {
  const bool fold = symbol.ends_with("*");
  if (symbol.find("~~") != std::string::npos) return parse_like(text, fold);
  if (symbol != "similar") return parse_regex(text, fold);
  std::string expression;
  for (char c : text) {
    if (c == '%')
      expression += ".*";
    else if (c == '_')
      expression += '.';
    else if (c == '.' || c == '^' || c == '$')
      expression += '\\', expression += c;
    else
      expression += c;
  }
  return parse_regex("^(?:" + expression + ")$", fold);
}

void bind(Term& term, const model::Table& table) {
  each_term(term, [&](Term& part) {
    if (part.kind == Term::Kind::column) {
      part.position = SIZE_MAX;
      for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (table.columns[i].name == part.text) part.position = i;
      if (part.position == SIZE_MAX) part = Term{};
      return;
    }
    if (part.kind != Term::Kind::call || part.parts.size() != 2) return;
    const Term& right = bare(part.parts[1]);
    const bool matching = part.text.find('~') != std::string::npos || part.text == "similar" ||
                          part.text == "regexp_like";
    if (!matching || !right.value.is(Kind::text)) return;
    if (auto pattern = pattern_of(part.text, right.value.text))
      part.pattern = std::make_shared<const Regex>(std::move(*pattern));
  });
}

bool asks_the_time(const Term& term) {
  bool found = false;
  each_term(term, [&](const Term& part) {
    found = found || (part.kind == Term::Kind::call &&
                      apply_time(part.text, {}, Row{{}, 0}).has_value() && part.parts.empty());
  });
  return found;
}

namespace {

Datum equal_lists(const Datum& left, const Datum& right) {
  if (left.items.size() != right.items.size()) return boolean(false);
  bool unknown = false;
  for (std::size_t i = 0; i < left.items.size(); ++i) {
    const bool null = left.items[i].is(Kind::null);
    if (null || right.items[i].is(Kind::null)) {
      if (null != right.items[i].is(Kind::null)) return boolean(false);
      continue;
    }
    const Datum same = equal(left.items[i], right.items[i]);
    if (same.is_false()) return same;
    unknown = unknown || !same.is_true();
  }
  return unknown ? Datum{} : boolean(true);
}

}  // namespace

Datum equal(const Datum& left, const Datum& right) {
  if (left.is(Kind::null) || right.is(Kind::null)) return null_datum();
  if (left.is(Kind::unknown) || right.is(Kind::unknown)) return {};
  if (left.is(Kind::json) || right.is(Kind::json)) return *apply_json("=", {left, right});
  if (left.is(Kind::text) && right.is(Kind::text)) return boolean(left.text == right.text);
  if (left.is(Kind::list) && right.is(Kind::list)) return equal_lists(left, right);
  if (const auto order = compare(left, right)) return boolean(*order == 0);
  const bool opaque = left.is(Kind::other) || right.is(Kind::other);
  return opaque ? boolean(left.text == right.text) : Datum{};
}

Datum compared(const std::string& symbol, const Datum& left, const Datum& right) {
  if (symbol == "=") return equal(left, right);
  if (symbol == "<>") return negated(equal(left, right));
  if (left.is(Kind::null) || right.is(Kind::null)) return null_datum();
  const auto order = compare(left, right);
  if (!order) return {};
  if (symbol == "<") return boolean(*order < 0);
  if (symbol == "<=") return boolean(*order <= 0);
  if (symbol == ">") return boolean(*order > 0);
  return boolean(*order >= 0);
}

Datum apply(const Term& term, const Arguments& arguments, const Row& row) {
  if (term.text.ends_with("range") && arguments.size() > 1) {  // without a bound on a side of NULL
    auto made = apply_range(term.text, arguments);
    return made ? *made : Datum{};
  }
  for (const Datum& argument : arguments)
    if (argument.is(Kind::null)) return argument;
  for (const Datum& argument : arguments)
    if (argument.is(Kind::unknown)) return {};
  const std::string& name = term.text;
  if (is_order(name) && arguments.size() == 2) return compared(name, arguments[0], arguments[1]);
  if (name == "nullif" && arguments.size() == 2)
    return equal(arguments[0], arguments[1]).is_true() ? null_datum() : arguments[0];
  if (auto matched = apply_match(term, arguments)) return *matched;
  const bool any_json = std::any_of(arguments.begin(), arguments.end(),
                                    [](const Datum& datum) { return datum.is(Kind::json); });
  if (any_json) {
    auto made = apply_json(name, arguments);
    return made ? *made : Datum{};
  }
  if (auto made = apply_range(name, arguments)) return *made;
  if (auto made = apply_list(name, arguments)) return *made;
  if (auto made = apply_time(name, arguments, row)) return *made;
  if (auto made = apply_number(name, arguments)) return *made;
  if (auto made = apply_text(name, arguments)) return *made;
  return {};
}

Datum evaluate(const Term& term, const Row& row) {
  switch (term.kind) {
    case Term::Kind::unknown: return {};
    case Term::Kind::constant: return term.value;
    case Term::Kind::column:
      return term.position < row.cells.size() ? row.cells[term.position] : Datum{};
    case Term::Kind::call: break;
  }
  if (auto made = special_form(term, row)) return *made;
  Arguments arguments;
  for (const Term& part : term.parts)
    arguments.push_back(evaluate(part, row));
  return apply(term, arguments, row);
}

}  // namespace mimar::synthesis
