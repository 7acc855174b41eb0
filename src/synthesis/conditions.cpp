#include "synthesis/conditions.h"

#include <algorithm>
#include <charconv>

namespace mimar::synthesis {
namespace {

bool contains(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

bool allow_only(Restriction& restriction, std::vector<std::string> values) {
  std::erase_if(values, [&](const std::string& value) {
    return (restriction.allowed && !contains(*restriction.allowed, value)) ||
           contains(restriction.forbidden, value);
  });
  restriction.allowed = std::move(values);
  return !restriction.allowed->empty();
}

bool forbid_values(Restriction& restriction, const std::vector<std::string>& values) {
  restriction.forbidden.insert(restriction.forbidden.end(), values.begin(), values.end());
  return !restriction.allowed || allow_only(restriction, *restriction.allowed);
}

bool require_length(Restriction& restriction, const std::string& symbol, const std::string& text) {
  std::size_t n = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), n).ec != std::errc{}) return false;
  const std::size_t least = symbol == ">" ? n + 1 : n, most = symbol == "<" && n > 0 ? n - 1 : n;
  if (symbol == "=" || symbol == ">" || symbol == ">=")
    restriction.min_length = std::max(restriction.min_length, least);
  if (symbol == "=" || symbol == "<" || symbol == "<=") {
    restriction.max_length = std::min(restriction.max_length.value_or(most), most);
  }
  if (symbol == "<>" && n == 0)
    restriction.min_length = std::max<std::size_t>(restriction.min_length, 1);
  return (symbol != "<>" || n == 0) &&
         restriction.min_length <= restriction.max_length.value_or(SIZE_MAX);
}

bool require_value(Restriction& restriction, const std::string& symbol, const Operand& value) {
  if (symbol == "<" || symbol == "<=")
    return restriction.high.push_back({value, symbol == "<="}), true;
  if (symbol == ">" || symbol == ">=")
    return restriction.low.push_back({value, symbol == ">="}), true;
  if (value.kind != Operand::Kind::constant) return false;
  if (symbol == "=") return allow_only(restriction, {value.text});
  if (symbol == "<>") return forbid_values(restriction, {value.text});
  if (symbol == "~" || symbol == "~*") {
    if (!restriction.pattern.empty() && restriction.pattern != value.text) return false;
    return restriction.pattern = value.text, true;
  }
  return false;
}

bool require_pair(Conditions& conditions, const std::string& left, const std::string& symbol,
                  const std::string& right) {
  using Relation = Pair::Relation;
  if (symbol == "<") return conditions.pairs.push_back({left, right, Relation::less}), true;
  if (symbol == "<=")
    return conditions.pairs.push_back({left, right, Relation::less_or_equal}), true;
  if (symbol == ">") return conditions.pairs.push_back({right, left, Relation::less}), true;
  if (symbol == ">=")
    return conditions.pairs.push_back({right, left, Relation::less_or_equal}), true;
  if (symbol == "<>") return conditions.pairs.push_back({left, right, Relation::different}), true;
  return false;
}

bool require_compare(Conditions& conditions, const Term& term, bool negated) {
  using Kind = Operand::Kind;
  Operand left = operand_of(term.parts[0]), right = operand_of(term.parts[1]);
  std::string symbol = term.is_call("is distinct") ? "<>" : term.text;
  if (left.kind == Kind::constant || left.kind == Kind::now) {
    std::swap(left, right);
    symbol = mirrored(symbol);
  }
  if (left.kind != Kind::column && left.kind != Kind::length) return false;
  Restriction& restriction = conditions.columns[left.text];
  if (negated) symbol = opposite(symbol);
  if (left.kind == Kind::length)
    return right.kind == Kind::constant && require_length(restriction, symbol, right.text);
  if (right.kind == Kind::column) return require_pair(conditions, left.text, symbol, right.text);
  return (right.kind == Kind::constant || right.kind == Kind::now) &&
         require_value(restriction, symbol, right);
}

// x = ANY (list) and x <> ALL (list).
bool require_member(Conditions& conditions, const Term& term, bool negated) {
  const Operand left = operand_of(term.parts[0]), right = operand_of(term.parts[1]);
  const bool any = term.is_call("any");
  if (term.type != (any ? "=" : "<>") || left.kind != Operand::Kind::column ||
      right.kind != Operand::Kind::list)
    return false;
  Restriction& restriction = conditions.columns[left.text];
  return any == negated ? forbid_values(restriction, right.items)
                        : allow_only(restriction, right.items);
}

bool require_null(Conditions& conditions, const Operand& operand, bool null) {
  if (operand.kind != Operand::Kind::column) return false;
  Restriction& restriction = conditions.columns[operand.text];
  (null ? restriction.null : restriction.not_null) = true;
  return !(restriction.null && restriction.not_null);
}

// A column of booleans by itself; x IS FALSE leaves no NULL.
bool require_truth(Conditions& conditions, const Term& term, bool value, bool negated) {
  const Operand operand = operand_of(term);
  if (operand.kind != Operand::Kind::column) return false;
  const Operand wanted{Operand::Kind::constant, value ? "true" : "false", {}, 0};
  return require_value(conditions.columns[operand.text], negated ? "<>" : "=", wanted);
}

bool add(Conditions& conditions, const Term& term, bool negated);

// `a = 'x' OR a IN ('y', 'z')` keeps its variety.
bool same_column_equalities(Conditions& conditions, const std::vector<Term>& parts) {
  std::vector<std::string> values;
  std::string column;
  for (const Term& part : parts) {
    const bool member = part.is_call("any") && part.type == "=";
    if (!member && !part.is_call("=")) return false;
    const Operand left = operand_of(part.parts[0]), right = operand_of(part.parts[1]);
    if (left.kind != Operand::Kind::column || (!column.empty() && left.text != column))
      return false;
    column = left.text;
    if (right.kind == Operand::Kind::constant) values.push_back(right.text);
    if (right.kind == Operand::Kind::list)
      values.insert(values.end(), right.items.begin(), right.items.end());
  }
  return !values.empty() && allow_only(conditions.columns[column], values);
}

bool asks_for_null(const Term& term, bool negated) {
  return term.is_call("is null") && !negated;
}

// One branch that can be kept: the first that is more than `x IS NULL`, else the first at all.
bool add_one_of(Conditions& conditions, const std::vector<Term>& parts, bool negated) {
  if (Conditions attempt = conditions; !negated && same_column_equalities(attempt, parts)) {
    conditions = std::move(attempt);
    return true;
  }
  for (const bool nulls : {false, true}) {
    for (const Term& part : parts) {
      if (asks_for_null(part, negated) != nulls) continue;
      Conditions attempt = conditions;
      if (!add(attempt, part, negated)) continue;
      conditions = std::move(attempt);
      return true;
    }
  }
  return false;
}

bool add_all(Conditions& conditions, const std::vector<Term>& parts, bool negated) {
  for (const Term& part : parts) {
    if (!add(conditions, part, negated)) return false;
  }
  return true;
}

bool is_comparison(const std::string& text) {
  return !opposite(text).empty();
}

bool add(Conditions& conditions, const Term& term, bool negated) {
  if (term.kind == Term::Kind::column) return require_truth(conditions, term, !negated, false);
  if (term.kind == Term::Kind::constant) return term.value.flag != negated;
  if (term.kind != Term::Kind::call) return false;
  const std::string& name = term.text;
  if (name == "and" || name == "or") {
    return (name == "and") == negated ? add_one_of(conditions, term.parts, negated)
                                      : add_all(conditions, term.parts, negated);
  }
  if (name == "not") return add(conditions, term.parts[0], !negated);
  if (name == "is null") return require_null(conditions, operand_of(term.parts[0]), !negated);
  if (name == "is true" || name == "is false")
    return require_truth(conditions, term.parts[0], name == "is true", negated);
  if (name == "any" || name == "all") return require_member(conditions, term, negated);
  if (name == "cast") return add(conditions, term.parts[0], negated);
  if (name == "is distinct") return !negated && require_compare(conditions, term, false);
  const bool matching = (name == "~" || name == "~*") && !negated;
  return term.parts.size() == 2 && (matching || is_comparison(name)) &&
         require_compare(conditions, term, negated);
}

bool try_add(Conditions& conditions, const Term& term, bool negated) {
  Conditions attempt = conditions;
  if (!add(attempt, term, negated)) return false;
  conditions = std::move(attempt);
  return true;
}

}  // namespace

bool require(Conditions& conditions, const Term& check) {
  return try_add(conditions, check, false);
}
bool require(Conditions& conditions, std::string_view check) {
  return require(conditions, parse_term(check));
}
bool forbid(Conditions& conditions, const Term& predicate) {
  return try_add(conditions, predicate, true);
}

}  // namespace mimar::synthesis
