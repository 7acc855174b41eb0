#pragma once
// Any cell of any row of any planned table, computed on demand.

#include <memory>
#include <unordered_map>

#include "synthesis/mend.h"
#include "synthesis/recipes.h"

namespace mimar::synthesis {

class Cells {
 public:
  // Keeps references to both, and to the recipes, which must stay as they are.
  Cells(Recipes& recipes, const Layout& layout, std::uint64_t seed);

  const Recipe& recipe(std::size_t table);
  // Appends the cell's text, not escaped; false when it is NULL.
  bool append_cell(std::string& out, std::size_t table, std::size_t column, std::uint64_t row);
  // What each CHECK of the recipe says of the row.
  std::vector<Datum> judged(std::size_t table, std::uint64_t row);
  // How many parent rows a link may choose; nothing when it may choose all.
  std::optional<std::uint64_t> parents_that_will_do(std::size_t table, std::size_t link);

 private:
  // Rows of a link's parent by the value of the columns that are decided elsewhere.
  using RowsByValue = std::unordered_map<std::string, std::vector<std::uint64_t>>;
  // The watched columns of a row after mending.
  struct Watched {
    std::uint64_t row = UINT64_MAX;
    std::vector<std::optional<std::string>> texts;
    std::vector<Datum> cells;
  };
  struct Prepared {
    const Recipe* recipe = nullptr;
    std::size_t table = 0;
    std::uint64_t seed = 0;
    std::vector<std::uint64_t> column_seeds, link_seeds;
    std::vector<std::optional<Arrangement>> column_rows, link_rows;  // of those with a shape
    std::vector<std::unique_ptr<RowsByValue>> by_value;              // per link
    std::vector<std::unique_ptr<std::vector<std::uint64_t>>>
        eligible;  // per link: parent rows that others can follow, once for each turn
    // Per link with a follower: which turn of the parent row each of the eligible ones is.
    std::vector<std::vector<std::uint64_t>> turns;
    std::vector<Watched> watched;  // the last ones asked for, by row number
  };
  struct Target {
    std::uint64_t row = 0;
    bool exists = false, null = false;
  };

  Prepared& prepared(std::size_t table);
  // Before mending.
  bool append_drawn(std::string& out, std::size_t table, std::size_t column, std::uint64_t row);
  const Watched& watched(std::size_t table, std::uint64_t row);
  void draw_column(Draw& draw, std::size_t table, std::size_t column, std::uint64_t row);
  bool draw_link(Draw& draw, std::size_t table, std::size_t link, std::uint64_t row,
                 std::uint64_t salt);
  bool redraw_column(Draw& draw, std::size_t table, std::size_t column, std::uint64_t row,
                     std::uint64_t random);
  std::string values_of_parent(std::size_t table, std::size_t link, std::uint64_t parent_row);
  bool keeps_checks(std::size_t table, std::size_t link, std::uint64_t parent_row);
  std::uint64_t digit(const Prepared& made, const Pick& pick, std::uint64_t row) const;
  std::uint64_t ordinal(Prepared& made, std::size_t column, const Values& values,
                        std::uint64_t row);
  std::uint64_t beside(Prepared& made, std::size_t column, const Ordered& values,
                       std::uint64_t row);
  const Values& values_at(const Prepared& made, std::size_t column, std::uint64_t row,
                          std::uint64_t& leaf_row, std::uint64_t& leaf_rows) const;
  bool is_null(const Prepared& made, std::size_t column, std::uint64_t row) const;
  // Another salt chooses another parent where that is free.
  Target target(std::size_t table, std::size_t link, std::uint64_t row, std::uint64_t salt = 0);
  std::uint64_t there_before(const Prepared& made, const Link& link, std::uint64_t row,
                             std::uint64_t choices) const;
  std::uint64_t pick_parent(Prepared& made, std::size_t link, std::uint64_t row,
                            std::uint64_t choices, std::uint64_t salt) const;
  Target matching(std::size_t table, std::size_t link, std::uint64_t row, std::uint64_t salt);
  Target one_of_pair(Prepared& made, std::size_t link, std::uint64_t row) const;
  const RowsByValue& rows_by_value(std::size_t table, std::size_t link);
  const std::vector<std::uint64_t>& eligible_parents(std::size_t table, std::size_t link);
  bool append_overlap(std::string& out, std::size_t table, const Link& link, std::uint64_t row,
                      bool of_parent);
  std::uint64_t followers_of(std::size_t table, std::size_t leader, std::size_t follower,
                             std::uint64_t parent_row);
  void repeat_for_turns(std::size_t table, std::size_t link, std::vector<std::uint64_t>& rows);
  std::uint64_t turn_of(Prepared& made, const Link& link, std::uint64_t row,
                        std::uint64_t parent_row, std::uint64_t choices);

  Recipes& recipes_;
  const Layout& layout_;
  std::uint64_t seed_;
  std::vector<Prepared> prepared_;
};

}  // namespace mimar::synthesis
