// Cells of tables whose CHECKs the construction does not guarantee.

#include "synthesis/cells.h"
#include "synthesis/random.h"

namespace mimar::synthesis {
namespace {

constexpr std::size_t rows_remembered = 64;

// The columns that `link` decides.
template <class Visit>
void each_column(const Recipe& recipe, std::size_t link, const Visit& visit) {
  for (std::size_t column : recipe.links[link].columns)
    if (recipe.columns[column].link == link) visit(column);
}

}  // namespace

void Cells::draw_column(Draw& draw, std::size_t table, std::size_t column, std::uint64_t row) {
  std::string text;
  const bool there = append_drawn(text, table, column, row);
  set_cell(draw, recipe(table), column, there ? std::optional(std::move(text)) : std::nullopt);
}

bool Cells::draw_link(Draw& draw, std::size_t table, std::size_t link_position, std::uint64_t row,
                      std::uint64_t salt) {
  const Recipe& recipe = this->recipe(table);
  const Link& link = recipe.links[link_position];
  const Target found = target(table, link_position, row, salt);
  each_column(recipe, link_position, [&](std::size_t column) {
    const ColumnRecipe& own = recipe.columns[column];
    const std::size_t parent_column = link.parent_columns[own.at];
    std::string text;
    const bool null = found.null && salt == 0 && !own.not_null;
    const bool there = found.exists && !null &&
                       (link.self ? append_drawn(text, table, parent_column, found.row)
                                  : append_cell(text, link.parent, parent_column, found.row));
    set_cell(draw, recipe, column, there ? std::optional(std::move(text)) : std::nullopt);
  });
  return found.exists;
}

bool Cells::redraw_column(Draw& draw, std::size_t table, std::size_t column, std::uint64_t row,
                          std::uint64_t random) {
  Prepared& made = prepared(table);
  std::uint64_t leaf_row = 0, leaf_rows = 0;
  const Values& values = values_at(made, column, row, leaf_row, leaf_rows);
  const std::uint64_t choices = size(values);
  if (choices == 0) return false;
  // The ends of a range are tried, too.
  const std::uint64_t ordinal = random % 16 == 0   ? 0
                                : random % 16 == 1 ? choices - 1
                                                   : mix(random) % choices;
  std::string text;
  append(text, values, ordinal);
  set_cell(draw, *made.recipe, column, std::move(text));
  return true;
}

const Cells::Watched& Cells::watched(std::size_t table, std::uint64_t row) {
  Prepared& made = prepared(table);
  if (made.watched.empty()) made.watched.resize(rows_remembered);
  Watched& slot = made.watched[row % rows_remembered];
  if (slot.row == row) return slot;
  const Recipe& recipe = *made.recipe;
  Draw draw{std::vector<std::optional<std::string>>(recipe.columns.size()),
            std::vector<Datum>(recipe.columns.size())};
  for (std::size_t column = 0; column < recipe.columns.size(); ++column)
    if (recipe.columns[column].watched && recipe.columns[column].link == none)
      draw_column(draw, table, column, row);
  for (std::size_t link = 0; link < recipe.links.size(); ++link) {
    bool wanted = false;
    each_column(recipe, link,
                [&](std::size_t column) { wanted = wanted || recipe.columns[column].watched; });
    if (wanted) draw_link(draw, table, link, row, 0);
  }
  const Redraw redraw{[&](Draw& changed, std::size_t column, std::uint64_t random) {
                        return redraw_column(changed, table, column, row, random);
                      },
                      [&](Draw& changed, std::size_t link, std::uint64_t random) {
                        return draw_link(changed, table, link, row, random | 1);
                      }};
  Watched mended;
  mended.row = row;
  mend(recipe, draw, mix(made.seed, row), redraw);
  mended.texts = std::move(draw.texts);
  mended.cells = std::move(draw.cells);
  slot = std::move(mended);
  return slot;
}

std::vector<Datum> Cells::judged(std::size_t table, std::uint64_t row) {
  std::vector<Datum> said;
  for (const RowCheck& check : recipe(table).checks)
    said.push_back(holds(recipe(table), check, watched(table, row).cells));
  return said;
}

std::optional<std::uint64_t> Cells::parents_that_will_do(std::size_t table, std::size_t link) {
  const Link& asked = recipe(table).links[link];
  if (!asked.overlap.empty() || asked.self) return std::nullopt;
  const auto& eligible = eligible_parents(table, link);
  if (eligible.empty()) return std::nullopt;
  return eligible.size();
}

// Where the chosen parents must differ.
std::string Cells::values_of_parent(std::size_t table, std::size_t link_position,
                                    std::uint64_t parent_row) {
  const Link& link = recipe(table).links[link_position];
  std::string values;
  for (std::size_t at : link.distinct) {
    append_cell(values, link.parent, link.parent_columns[at], parent_row);
    values += '\x1f';
  }
  return values;
}

bool Cells::keeps_checks(std::size_t table, std::size_t link_position, std::uint64_t parent_row) {
  const Recipe& recipe = this->recipe(table);
  const Link& link = recipe.links[link_position];
  Draw draw{std::vector<std::optional<std::string>>(recipe.columns.size()),
            std::vector<Datum>(recipe.columns.size())};
  each_column(recipe, link_position, [&](std::size_t column) {
    std::string text;
    const std::size_t parent_column = link.parent_columns[recipe.columns[column].at];
    const bool there = append_cell(text, link.parent, parent_column, parent_row);
    set_cell(draw, recipe, column, there ? std::optional(std::move(text)) : std::nullopt);
  });
  return std::none_of(recipe.checks.begin(), recipe.checks.end(), [&](const RowCheck& check) {
    return only_link(recipe, check) == link_position && holds(recipe, check, draw.cells).is_false();
  });
}

}  // namespace mimar::synthesis
