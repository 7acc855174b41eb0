// What the construction of a row guarantees, so that most tables need not look at their rows.

#include "synthesis/draft.h"
#include "synthesis/evaluate.h"

namespace mimar::synthesis {
namespace {

using Kind = Datum::Kind;

constexpr std::size_t most_combinations = 1000, most_labels = 200;
constexpr long double far_future = 40.0L * 365 * 86400;

class Prover {
 public:
  Prover(const Recipe& recipe, const std::vector<CellType>& types)
      : recipe_(recipe), types_(types) {}

  // Is `term` never false (wanted) or never true (not wanted)?
  bool never(const Term& term, bool wanted) const {
    if (term.is_call("cast")) return never(term.parts[0], wanted);
    if (term.is_call("not")) return never(term.parts[0], !wanted);
    if (term.is_call("and") || term.is_call("or")) {
      const bool all = term.is_call("and") == wanted;
      const auto holds = [&](const Term& part) { return never(part, wanted); };
      if (all ? std::all_of(term.parts.begin(), term.parts.end(), holds)
              : std::any_of(term.parts.begin(), term.parts.end(), holds))
        return true;
    } else if (term.is_call("is null")) {
      return nulls(term.parts[0], wanted);
    } else if (term.parts.size() == 2 && compared(term, wanted)) {
      return true;
    }
    return exhausted(term, wanted);
  }

 private:
  const ColumnRecipe* plain(const Term& term) const {
    if (term.kind != Term::Kind::column) return nullptr;
    const ColumnRecipe& column = recipe_.columns[term.position];
    return column.link == none && column.written ? &column : nullptr;
  }

  bool always_null(const ColumnRecipe& column) const {
    return column.pick.nulls >= 1 || size(column.values) == 0;
  }
  bool never_null(const ColumnRecipe& column) const {
    if (column.not_null) return true;
    if (column.link == none)
      return column.pick.nulls <= 0 && column.pick.how != Pick::How::row && size(column.values) > 0;
    const Link& link = recipe_.links[column.link];
    return link.pick.nulls <= 0 && link.parent_rows > 0 && link.overlap.empty() && !link.self &&
           link.pick.how != Pick::How::row;
  }

  bool not_null(const Term& term) const {
    return term.kind == Term::Kind::column && never_null(recipe_.columns[term.position]);
  }

  bool nulls(const Term& term, bool wanted) const {
    if (term.kind != Term::Kind::column) return false;
    const ColumnRecipe& column = recipe_.columns[term.position];
    if (!wanted) return never_null(column);
    if (column.link != none) return recipe_.links[column.link].pick.nulls >= 1 && !column.not_null;
    return always_null(column);
  }

  std::vector<const Values*> values_of(std::size_t position) const {
    std::vector<const Values*> found{&recipe_.columns[position].values};
    for (const Leaf& leaf : recipe_.leaves)
      if (const auto own = leaf.find(position); own != leaf.end()) found.push_back(&own->second);
    return found;
  }

  static bool has_columns(const Term& term) {
    bool found = false;
    each_term(term, [&](const Term& part) { found = found || part.kind == Term::Kind::column; });
    return found;
  }

  bool compared(const Term& term, bool wanted) const {
    if (term.is_call("~") && wanted) return matched(term);
    const std::string own = term.is_call("is distinct") ? "<>" : term.text;
    const std::string symbol = wanted ? own : opposite(own);
    if (symbol.empty() || opposite(symbol).empty()) return false;
    if (term.is_call("is distinct") && !(not_null(term.parts[0]) || not_null(term.parts[1])))
      return false;  // two NULLs are not distinct
    if (has_columns(term.parts[0]) && has_columns(term.parts[1]))
      return paired(term.parts[0], symbol, term.parts[1]) ||
             paired(term.parts[1], mirrored(symbol), term.parts[0]);
    return has_columns(term.parts[0]) ? bounded(term.parts[0], symbol, term.parts[1])
                                      : bounded(term.parts[1], mirrored(symbol), term.parts[0]);
  }

  bool matched(const Term& term) const {
    const ColumnRecipe* column = plain(bare(term.parts[0]));
    if (column == nullptr || term.pattern == nullptr) return false;
    if (always_null(*column)) return true;
    const auto* pattern = std::get_if<Pattern>(&column->values.kind);
    if (pattern == nullptr) return false;
    const std::uint64_t all = size(*pattern);
    for (std::uint64_t i = 0; i < 32; ++i) {
      std::string text;
      append(text, column->values, i * (all / 32 + 1) % all);
      if (matches(*term.pattern, text) != true) return false;
    }
    return true;
  }

  // Of all texts a column can have.
  struct Lengths {
    std::size_t least = 1, most = SIZE_MAX;
  };
  std::optional<Lengths> lengths(const ColumnRecipe& column) const {
    if (const auto* text = std::get_if<Text>(&column.values.kind))
      return Lengths{std::max<std::size_t>(1, text->min_length), text->max_length};
    const auto* pattern = std::get_if<Pattern>(&column.values.kind);
    if (pattern == nullptr) return std::nullopt;
    std::size_t length = 0;
    for (const Pattern::Piece& piece : pattern->pieces) {
      if (piece.characters.find(' ') != std::string::npos) return std::nullopt;
      length += piece.count;
    }
    return Lengths{length, length};
  }

  // Values are made without blanks around them.
  static const Term& without_trim(const Term& term) {
    const Term& inside = bare(term);
    const bool trims = inside.is_call("btrim") || inside.is_call("trim") ||
                       inside.is_call("ltrim") || inside.is_call("rtrim");
    return trims && inside.parts.size() == 1 ? bare(inside.parts[0]) : inside;
  }

  bool bounded(const Term& left, const std::string& symbol, const Term& right) const {
    for (const long double later : {0.0L, far_future}) {
      const Datum bound = evaluate(right, {{}, recipe_.now + later});
      if (bound.is(Kind::null)) return true;
      if (bound.is(Kind::unknown) || !keeps(left, symbol, bound)) return false;
    }
    return true;
  }

  bool keeps(const Term& left, const std::string& symbol, const Datum& bound) const {
    const Term& inside = without_trim(left);
    const bool length = inside.kind == Term::Kind::call && is_length(inside.text);
    const ColumnRecipe* column = plain(length ? without_trim(inside.parts[0]) : inside);
    if (column == nullptr) return false;
    if (always_null(*column)) return true;
    if (length || (bound.is(Kind::text) && bound.text.empty() && symbol == "<>")) {
      const auto known = lengths(*column);
      if (!known) return false;
      if (!length) return known->least > 0;
      return inside_bounds(number(static_cast<long double>(known->least), true),
                           number(static_cast<long double>(known->most), true), symbol, bound);
    }
    const std::size_t position = inside.position;
    for (const Values* values : values_of(position)) {
      if (!std::holds_alternative<Ordered>(values->kind)) return false;
      if (size(*values) == 0) continue;
      std::string low, high;
      append(low, *values, 0);
      append(high, *values, size(*values) - 1);
      if (!inside_bounds(read_datum(low, types_[position]), read_datum(high, types_[position]),
                         symbol, bound))
        return false;
    }
    return true;
  }

  static bool inside_bounds(const Datum& low, const Datum& high, const std::string& symbol,
                            const Datum& bound) {
    const auto both = [&](const std::string& asked) {
      return synthesis::compared(asked, low, bound).is_true() &&
             synthesis::compared(asked, high, bound).is_true();
    };
    return symbol == "<>" ? both("<") || both(">") : both(symbol);
  }

  // a < b where b is chosen after a, or both refer to different rows of one table.
  bool paired(const Term& left, const std::string& symbol, const Term& right) const {
    if (symbol != "<" && symbol != "<=" && symbol != "<>") return false;
    if (left.kind != Term::Kind::column || right.kind != Term::Kind::column) return false;
    const ColumnRecipe &a = recipe_.columns[left.position], &b = recipe_.columns[right.position];
    if (a.link != none && b.link != none && a.link != b.link) {
      const Link &one = recipe_.links[a.link], &other = recipe_.links[b.link];
      return one.partner == b.link && one.columns.size() == 1 && other.columns.size() == 1 &&
             (symbol == "<>" || (one.ordered && !one.second));
    }
    if (a.link != none || b.link != none) return false;
    return (b.pick.how == Pick::How::after && b.pick.of == left.position) ||
           (a.pick.how == Pick::How::before && a.pick.of == right.position);
  }

  // All values of columns that have few.
  bool exhausted(const Term& term, bool wanted) const {
    std::vector<std::size_t> columns;
    each_term(term, [&](const Term& part) {
      if (part.kind == Term::Kind::column &&
          std::find(columns.begin(), columns.end(), part.position) == columns.end())
        columns.push_back(part.position);
    });
    std::vector<std::vector<Datum>> choices;
    std::size_t combinations = 1;
    for (std::size_t position : columns) {
      choices.push_back(all_values(position));
      if (choices.back().empty()) return false;
      combinations *= choices.back().size();
      if (combinations > most_combinations) return false;
    }
    std::vector<Datum> cells(recipe_.columns.size());
    for (std::size_t n = 0; n < combinations; ++n) {
      std::size_t rest = n;
      for (std::size_t i = 0; i < columns.size(); ++i) {
        cells[columns[i]] = choices[i][rest % choices[i].size()];
        rest /= choices[i].size();
      }
      for (const long double later : {0.0L, far_future}) {
        const Datum value = evaluate(term, {cells, recipe_.now + later});
        if (value.is(Kind::null)) continue;
        if (!value.is(Kind::boolean) || value.flag != wanted) return false;
      }
    }
    return true;
  }

  // Empty when they are many, or not known here.
  std::vector<Datum> all_values(std::size_t position) const {
    const ColumnRecipe& column = recipe_.columns[position];
    if (column.link != none || !column.written) return {};
    std::vector<Datum> found;
    if (!never_null(column)) found.push_back(null_datum());
    if (always_null(column)) return found;
    for (const Values* values : values_of(position)) {
      if (size(*values) > most_labels) return {};
      for (std::uint64_t i = 0; i < size(*values); ++i) {
        std::string text;
        append(text, *values, i);
        found.push_back(read_datum(text, types_[position]));
      }
    }
    return found;
  }

  const Recipe& recipe_;
  const std::vector<CellType>& types_;
};

}  // namespace

bool never_false(const Recipe& recipe, const std::vector<CellType>& types, const Term& term) {
  return Prover(recipe, types).never(term, true);
}

}  // namespace mimar::synthesis
