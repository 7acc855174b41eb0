// Whether CHECKs that need mending can be kept is found out by trying.

#include <fmt/core.h>

#include "synthesis/cells.h"
#include "synthesis/layout.h"

namespace mimar::synthesis {
namespace {

constexpr std::uint64_t rows_tried = 200, rows_until_hopeless = 20;

struct Tally {
  std::uint64_t rows = 0;
  std::vector<std::uint64_t> broken, unknown;  // by CHECK
  std::uint64_t rows_kept = 0;
};

Tally tally(Cells& cells, std::size_t table, std::uint64_t rows) {
  Tally made;
  const std::size_t checks = cells.recipe(table).checks.size();
  made.broken.resize(checks);
  made.unknown.resize(checks);
  made.rows = std::min(rows, rows_tried);
  for (std::uint64_t i = 0; i < made.rows; ++i) {
    bool kept = true;
    const std::vector<Datum> said = cells.judged(table, i * rows / made.rows);
    for (std::size_t check = 0; check < checks; ++check) {
      made.broken[check] += said[check].is_false() ? 1 : 0;
      made.unknown[check] += said[check].is(Datum::Kind::unknown) ? 1 : 0;
      kept = kept && !said[check].is_false();
    }
    made.rows_kept += kept ? 1 : 0;
    if (made.rows_kept == 0 && i + 1 == rows_until_hopeless) made.rows = i + 1;
  }
  return made;
}

std::string named(const RowCheck& check) {
  return fmt::format("CHECK {} ({})", check.name, check.text);
}

// No row can be found: the CHECK that stands in the way, or all that do together.
std::string closing(const Recipe& recipe, const Tally& tally) {
  std::string names;
  bool no_columns = false;
  for (std::size_t i = 0; i < recipe.checks.size(); ++i) {
    if (tally.broken[i] == 0) continue;
    names += (names.empty() ? "" : " and ") + named(recipe.checks[i]);
    no_columns = no_columns || recipe.checks[i].columns.empty();
  }
  if (no_columns) return names + ": no row can keep it";
  return fmt::format("{}: no row was found that keeps it, in {} rows tried", names, tally.rows);
}

void note(const Recipe& recipe, const Tally& tally, std::vector<std::string>& notes) {
  for (std::size_t i = 0; i < recipe.checks.size(); ++i) {
    const std::string where = recipe.table.name.text() + ": " + named(recipe.checks[i]);
    if (tally.unknown[i] > 0) notes.push_back(where + " is not understood; rows may violate it");
    if (tally.broken[i] > 0)
      notes.push_back(fmt::format("{} is kept by {} of {} rows tried; others violate it", where,
                                  tally.rows - tally.broken[i], tally.rows));
  }
}

// Required links whose parents are taken one after the other run out of those that will do.
void limit_by_parents(Cells& cells, std::size_t table, Layout::Limit& limit) {
  const Recipe& recipe = cells.recipe(table);
  for (std::size_t i = 0; i < recipe.links.size(); ++i) {
    const Link& link = recipe.links[i];
    const bool required =
        std::any_of(link.columns.begin(), link.columns.end(),
                    [&](std::size_t column) { return recipe.columns[column].not_null; });
    if (link.pick.how != Pick::How::row || !required || link.self) continue;
    const auto parents = cells.parents_that_will_do(table, i);
    if (!parents || *parents >= limit.rows) continue;
    limit = {*parents, fmt::format("foreign key {}: {} rows of {} will do", link.key->name,
                                   *parents, link.key->referenced_table.text())};
  }
}

}  // namespace

std::vector<std::string> try_rows(Recipes& recipes, Layout& layout) {
  Cells cells(recipes, layout, 0);
  std::vector<std::string> notes;
  layout.limited = false;
  for (std::size_t table = 0; table < layout.rows.size(); ++table) {
    const std::uint64_t rows = layout.rows[table] + layout.reserved[table];
    if (layout.loaded_as[table] == none || rows == 0) continue;
    Layout::Limit limit{rows, {}};
    limit_by_parents(cells, table, limit);
    const Recipe& recipe = cells.recipe(table);
    if (!recipe.checks.empty() && limit.rows > 0) {
      const Tally tried = tally(cells, table, rows);
      if (tried.rows_kept == 0)
        limit = {0, closing(recipe, tried)};
      else
        note(recipe, tried, notes);
    }
    if (limit.rows >= rows) continue;
    layout.limits[table] = std::move(limit);
    layout.limited = true;
  }
  return notes;
}

}  // namespace mimar::synthesis
