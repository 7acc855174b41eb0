#pragma once
// Rows that break a CHECK are changed, column by column, until they keep all: aimed at what the
// CHECK says, else at random. The same row comes out for the same seed.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "synthesis/evaluate.h"
#include "synthesis/recipe.h"

namespace mimar::synthesis {

// The watched columns of a row: what is written, and what it means.
struct Draw {
  std::vector<std::optional<std::string>> texts;  // by column
  std::vector<Datum> cells;
};

// Draws again; false where it cannot.
struct Redraw {
  std::function<bool(Draw&, std::size_t column, std::uint64_t random)> column;
  std::function<bool(Draw&, std::size_t link, std::uint64_t random)> link;
};

void set_cell(Draw& draw, const Recipe& recipe, std::size_t column,
              std::optional<std::string> text);

// True, false, or neither (NULL, or not known here): a CHECK is broken by false alone.
Datum holds(const Recipe& recipe, const RowCheck& check, const std::vector<Datum>& cells);

// Whether `draw` breaks none of recipe.checks any more.
bool mend(const Recipe& recipe, Draw& draw, std::uint64_t seed, const Redraw& redraw);

// One change towards a condition; the columns it may change are those of the recipe that are free.
class Aim {
 public:
  Aim(const Recipe& recipe, Draw& draw, const Redraw& redraw, std::uint64_t random)
      : recipe_(recipe), draw_(draw), redraw_(redraw), random_(random) {}

  // Both return whether something was changed, not whether it is reached.
  bool towards(const Term& condition, bool wanted);
  bool towards(const Term& term, const Datum& value);

  bool change_at_random(const std::vector<std::size_t>& columns);

 private:
  bool make_null(const Term& term, bool null);
  bool compared(const Term& term, const std::string& symbol);
  bool matched(const Term& term, bool wanted);
  bool quantified(const Term& term, bool wanted);
  bool contained(const Term& term, bool wanted);
  bool one_of(const std::vector<Term>& parts, bool wanted);
  bool branch(const Term& term, bool wanted);
  bool nudged(const Term& term, const std::string& symbol, const Datum& bound);

  bool column(std::size_t position, const Datum& value);
  bool arithmetic(const Term& term, const Datum& value);
  bool counted(const Term& term, long double wanted);
  bool sized(const Term& term, long double wanted);
  bool of_text(const Term& term, const Datum& value);
  bool of_time(const Term& term, const Datum& value);
  bool of_list(const Term& term, const Datum& value);
  bool of_json(const Term& term, const Datum& value);
  bool of_range(const Term& term, const Datum& value);

  std::uint64_t random();
  Datum value(const Term& term) const;
  bool may_change(const Term& term) const;

  const Recipe& recipe_;
  Draw& draw_;
  const Redraw& redraw_;
  std::uint64_t random_;
};

}  // namespace mimar::synthesis
