#include "synthesis/conditions.h"

#include <algorithm>
#include <charconv>

namespace mimar::synthesis {
namespace {

bool contains(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

std::string mirrored(const std::string& symbol) {
  if (symbol == "<") return ">";
  if (symbol == "<=") return ">=";
  if (symbol == ">") return "<";
  if (symbol == ">=") return "<=";
  return symbol;
}

std::string opposite(const std::string& symbol) {
  if (symbol == "=") return "<>";
  if (symbol == "<>") return "=";
  if (symbol == "<") return ">=";
  if (symbol == "<=") return ">";
  if (symbol == ">") return "<=";
  if (symbol == ">=") return "<";
  return {};
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

bool require_compare(Conditions& conditions, const Formula& formula, bool negated) {
  using Kind = Operand::Kind;
  const Operand *left = &formula.left, *right = &formula.right;
  std::string symbol = formula.symbol;
  if (left->kind == Kind::constant || left->kind == Kind::now) {
    std::swap(left, right);
    symbol = mirrored(symbol);
  }
  if (left->kind != Kind::column && left->kind != Kind::length) return false;
  Restriction& restriction = conditions.columns[left->text];
  if (symbol == "in") {
    if (left->kind != Kind::column || right->kind != Kind::list) return false;
    return negated ? forbid_values(restriction, right->items)
                   : allow_only(restriction, right->items);
  }
  if (negated) symbol = opposite(symbol);
  if (left->kind == Kind::length) {
    return right->kind == Kind::constant && require_length(restriction, symbol, right->text);
  }
  if (right->kind == Kind::column) return require_pair(conditions, left->text, symbol, right->text);
  return (right->kind == Kind::constant || right->kind == Kind::now) &&
         require_value(restriction, symbol, *right);
}

bool require_null(Conditions& conditions, const Operand& operand, bool null) {
  if (operand.kind != Operand::Kind::column) return false;
  Restriction& restriction = conditions.columns[operand.text];
  (null ? restriction.null : restriction.not_null) = true;
  return !(restriction.null && restriction.not_null);
}

bool add(Conditions& conditions, const Formula& formula, bool negated);

// `a = 'x' OR a IN ('y', 'z')` keeps its variety.
bool same_column_equalities(Conditions& conditions, const std::vector<Formula>& parts) {
  std::vector<std::string> values;
  for (const Formula& part : parts) {
    const bool equality =
        part.kind == Formula::Kind::compare && (part.symbol == "=" || part.symbol == "in") &&
        part.left.kind == Operand::Kind::column && part.left.text == parts.front().left.text;
    if (!equality) return false;
    if (part.right.kind == Operand::Kind::constant) values.push_back(part.right.text);
    if (part.right.kind == Operand::Kind::list) {
      values.insert(values.end(), part.right.items.begin(), part.right.items.end());
    }
  }
  return !values.empty() && allow_only(conditions.columns[parts.front().left.text], values);
}

bool asks_for_null(const Formula& formula, bool negated) {
  return formula.kind == Formula::Kind::is_null && !negated;
}

// One branch that can be kept: the first that is more than `x IS NULL`, else the first at all.
bool add_one_of(Conditions& conditions, const std::vector<Formula>& parts, bool negated) {
  if (Conditions attempt = conditions; !negated && same_column_equalities(attempt, parts)) {
    conditions = std::move(attempt);
    return true;
  }
  for (const bool nulls : {false, true}) {
    for (const Formula& part : parts) {
      if (asks_for_null(part, negated) != nulls) continue;
      Conditions attempt = conditions;
      if (!add(attempt, part, negated)) continue;
      conditions = std::move(attempt);
      return true;
    }
  }
  return false;
}

bool add_all(Conditions& conditions, const std::vector<Formula>& parts, bool negated) {
  for (const Formula& part : parts) {
    if (!add(conditions, part, negated)) return false;
  }
  return true;
}

bool add(Conditions& conditions, const Formula& formula, bool negated) {
  switch (formula.kind) {
    case Formula::Kind::all:
      return negated ? add_one_of(conditions, formula.parts, true)
                     : add_all(conditions, formula.parts, false);
    case Formula::Kind::any:
      return negated ? add_all(conditions, formula.parts, true)
                     : add_one_of(conditions, formula.parts, false);
    case Formula::Kind::negation: return add(conditions, formula.parts.front(), !negated);
    case Formula::Kind::compare: return require_compare(conditions, formula, negated);
    case Formula::Kind::is_null: return require_null(conditions, formula.left, !negated);
    case Formula::Kind::unknown: break;
  }
  return false;
}

bool try_add(Conditions& conditions, std::string_view sql, bool negated) {
  Conditions attempt = conditions;
  if (!add(attempt, parse_formula(sql), negated)) return false;
  conditions = std::move(attempt);
  return true;
}

}  // namespace

bool require(Conditions& conditions, std::string_view check) {
  return try_add(conditions, check, false);
}
bool forbid(Conditions& conditions, std::string_view predicate) {
  return try_add(conditions, predicate, true);
}

}  // namespace mimar::synthesis
