#include "synthesis/mend.h"

#include "synthesis/random.h"

namespace mimar::synthesis {
namespace {

constexpr int most_attempts = 240, attempts_from_one_start = 40;
// "Earlier than now" must hold when the rows are made, "later than now" long after.
constexpr long double far_future = 40.0L * 365 * 86400;

std::vector<std::size_t> broken_checks(const Recipe& recipe, const Draw& draw) {
  std::vector<std::size_t> broken;
  for (std::size_t i = 0; i < recipe.checks.size(); ++i)
    if (holds(recipe, recipe.checks[i], draw.cells).is_false()) broken.push_back(i);
  return broken;
}

void change(const Recipe& recipe, Draw& draw, const RowCheck& check, std::uint64_t random,
            const Redraw& redraw) {
  Aim aim(recipe, draw, redraw, random);
  if (random % 8 == 0 || !aim.towards(check.term, true)) aim.change_at_random(check.columns);
}

}  // namespace

void set_cell(Draw& draw, const Recipe& recipe, std::size_t column,
              std::optional<std::string> text) {
  draw.cells[column] = text ? read_datum(*text, recipe.types[column]) : null_datum();
  draw.texts[column] = std::move(text);
}

Datum holds(const Recipe& recipe, const RowCheck& check, const std::vector<Datum>& cells) {
  Datum now = evaluate(check.term, {cells, recipe.now});
  if (!check.timed || now.is_false()) return now;
  return evaluate(check.term, {cells, recipe.now + far_future});
}

bool mend(const Recipe& recipe, Draw& draw, std::uint64_t seed, const Redraw& redraw) {
  std::vector<std::size_t> broken = broken_checks(recipe, draw);
  if (broken.empty()) return true;
  const Draw start = draw;
  Draw best = draw;
  std::size_t fewest = broken.size();
  for (int attempt = 1; attempt <= most_attempts; ++attempt) {
    const std::uint64_t random = mix(seed, static_cast<std::uint64_t>(attempt));
    if (attempt % attempts_from_one_start == 0) {
      draw = start;
      broken = broken_checks(recipe, draw);
    }
    const Draw before = draw;
    change(recipe, draw, recipe.checks[broken[random % broken.size()]], random >> 8, redraw);
    std::vector<std::size_t> now = broken_checks(recipe, draw);
    if (now.empty()) return true;
    if (now.size() < fewest) {
      best = draw;
      fewest = now.size();
    }
    if (now.size() > broken.size() && (random >> 40) % 3 != 0) {
      draw = before;
    } else {
      broken = std::move(now);
    }
  }
  draw = best;
  return false;
}

}  // namespace mimar::synthesis
