// Values for one column that CHECKs of that column alone keep: found by trying, so that keys count
// through values that are allowed and most rows need no mending.

#include <algorithm>

#include "synthesis/draft.h"
#include "synthesis/evaluate.h"
#include "synthesis/random.h"

namespace mimar::synthesis {
namespace {

using Kind = Datum::Kind;

constexpr std::uint64_t samples = 40, most_labels = 20'000;

class Suitor {
 public:
  Suitor(const Draft& draft, std::size_t position, bool unique)
      : draft_(draft), position_(position), unique_(unique) {
    type_ = cell_type(draft.database, draft.types[position]);
    for (const RowCheck& check : draft.checks)
      if (check.columns == std::vector<std::size_t>{position}) checks_.push_back(&check);
  }

  Values suited(Values natural) {
    if (checks_.empty() || suits(natural)) return natural;
    if (type_.kind == Kind::text && !type_.bytes) return text(std::move(natural));
    if (unique_ && std::holds_alternative<Ordered>(natural.kind)) return labels(std::move(natural));
    return natural;
  }

  bool keeps(const std::string& text) const {
    if (text.size() > type_.max_length) return false;
    std::vector<Datum> cells(draft_.recipe.columns.size());
    cells[position_] = read_datum(text, type_);
    const long double now = 86400.0L * static_cast<long double>(draft_.today);
    return std::none_of(checks_.begin(), checks_.end(), [&](const RowCheck* check) {
      const Datum said = evaluate(check->term, {cells, now});
      return !said.is_true() && !said.is(Kind::null);
    });
  }

  bool suits(const Values& values) const {
    const std::uint64_t all = size(values);
    if (all == 0) return false;
    for (std::uint64_t i = 0; i < std::min(all, samples); ++i) {
      std::string text;
      append(text, values, all <= samples ? i : mix(i) % all);
      if (!keeps(text)) return false;
    }
    return true;
  }

  Values slots(Values natural) const {
    auto* ordered = std::get_if<Ordered>(&natural.kind);
    if (ordered == nullptr) return natural;
    const bool days = ordered->unit == Ordered::Unit::day;
    const bool numbers = ordered->unit == Ordered::Unit::integer;
    const std::uint64_t room = numbers ? 10 : days ? 7 : 6 * 3600;
    if (days || !numbers) {  // over forty years
      const std::int64_t width = (days ? 1 : 86400) * 40LL * 365;
      ordered->low = std::min(ordered->low, ordered->high - width);
    }
    return labels(std::move(natural), room);
  }

 private:
  // The longest list of those among the natural values.
  Values labels(Values natural, std::uint64_t least_step = 1) const {
    Choice choice;
    const std::uint64_t all = size(natural);
    const std::uint64_t step = std::max(least_step, all / most_labels);
    for (std::uint64_t ordinal = 0; ordinal < all && choice.labels.size() < most_labels;
         ordinal += step) {
      std::string text;
      append(text, natural, ordinal);
      if (keeps(text)) choice.labels.push_back(std::move(text));
    }
    if (choice.labels.empty()) return natural;
    natural.kind = std::move(choice);
    return natural;
  }

  Values text(Values natural) {
    std::vector<Values> candidates = patterns();
    for (Text::Kind kind : {Text::Kind::username, Text::Kind::slug, Text::Kind::email,
                            Text::Kind::url, Text::Kind::phone, Text::Kind::code}) {
      Text made;
      if (const auto* own = std::get_if<Text>(&natural.kind)) made = *own;
      made.kind = kind;
      made.max_length = std::min(made.max_length, type_.max_length);
      made.unique = unique_;
      candidates.emplace_back().kind = made;
    }
    Values best = natural;
    std::uint64_t most = 0;
    for (const Values& candidate : candidates) {
      const std::uint64_t choices = size(candidate);
      if (choices <= most || !suits(candidate)) continue;
      best = candidate;
      most = choices;
      if (most >= std::max<std::uint64_t>(draft_.recipe.rows, 1000)) break;
    }
    return best;
  }

  // What the CHECKs match against, at several lengths; then plain ones.
  std::vector<Values> patterns() const {
    std::vector<Regex> asked;
    for (const RowCheck* check : checks_) {
      each_term(check->term, [&](const Term& term) {
        if (term.pattern != nullptr && !term.text.starts_with("!")) asked.push_back(*term.pattern);
        if (auto made = beginning(term)) asked.push_back(std::move(*made));
      });
      between(*check, asked);
    }
    for (const char* plain : {"^[a-z]+$", "^[A-Z]+$", "^[0-9]+$", "^[a-f0-9]+$", "^[A-Z0-9]+$"})
      asked.push_back(*parse_regex(plain, false));
    std::vector<Values> found;
    const std::vector<std::size_t> usual = lengths();
    for (const Regex& regex : asked)
      for (std::size_t length : usual)
        add(found, regex, length);
    return found;
  }

  // left(x, 2) = 'AB', starts_with(x, 'AB').
  static std::optional<Regex> beginning(const Term& term) {
    if (term.parts.size() != 2) return std::nullopt;
    const Term &left = bare(term.parts[0]), &right = bare(term.parts[1]);
    const bool cut = term.is_call("=") &&
                     (left.is_call("left") || left.is_call("substr") || left.is_call("substring"));
    if (!right.value.is(Kind::text) || (!cut && !term.is_call("starts_with"))) return std::nullopt;
    return parse_like(right.value.text + "%", false);
  }

  // x BETWEEN 'A' AND 'F'.
  void between(const RowCheck& check, std::vector<Regex>& asked) const {
    char low = 0, high = 0;
    each_term(check.term, [&](const Term& term) {
      if (term.parts.size() != 2) return;
      const std::string& bound = bare(term.parts[1]).value.text;
      if (bound.size() != 1) return;
      if (term.is_call(">=")) low = bound[0];
      if (term.is_call("<=")) high = bound[0];
    });
    if (low == 0 || high < low) return;
    if (auto set = parse_regex(std::string("^[") + low + "-" + high + "]+$", false))
      asked.push_back(std::move(*set));
  }

  // What the CHECKs compare the length with, and some usual ones.
  std::vector<std::size_t> lengths() const {
    std::vector<std::size_t> found{0, 8, 12, 16, std::min<std::size_t>(type_.max_length, 40)};
    for (const RowCheck* check : checks_) {
      each_term(check->term, [&](const Term& term) {
        if (term.parts.size() != 2) return;
        const Datum& bound = bare(term.parts[1]).value;
        const bool length = bare(term.parts[0]).text.ends_with("length");
        if (!length || !bound.is(Kind::number) || bound.number < 1 || bound.number > 1000) return;
        const auto exact = static_cast<std::size_t>(bound.number);
        found.insert(found.end(), {exact, exact + 1, exact - 1});
      });
    }
    return found;
  }

  void add(std::vector<Values>& found, const Regex& regex, std::size_t length) const {
    Pattern pattern = fixed_pattern(regex, length);
    if (pattern.pieces.empty()) return;
    found.emplace_back().kind = std::move(pattern);
  }

  const Draft& draft_;
  std::size_t position_;
  bool unique_;
  CellType type_;
  std::vector<const RowCheck*> checks_;
};

}  // namespace

Values slots(const Draft& draft, std::size_t position, Values natural) {
  return Suitor(draft, position, true).slots(std::move(natural));
}

Values suited(const Draft& draft, std::size_t position, Values natural, bool unique) {
  if (draft.checks.empty()) return natural;
  return Suitor(draft, position, unique).suited(std::move(natural));
}

}  // namespace mimar::synthesis
