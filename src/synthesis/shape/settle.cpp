#include "synthesis/shape/settle.h"

#include <cmath>

#include "synthesis/shape/column.h"
#include "synthesis/tokens.h"

namespace mimar::synthesis {
namespace {

constexpr double near_enough = 0.05;  // of correlations

bool is_free(const Pick& pick) {
  return pick.how == Pick::How::uniform || pick.how == Pick::How::skewed ||
         pick.how == Pick::How::ascending;
}

// A key that was numbered from 1 and has about as many rows again.
bool counts_to(const model::ColumnStatistics& statistics, std::uint64_t rows) {
  if (statistics.histogram_bounds.size() < 2) return true;
  const auto first = parse_units(Ordered(), statistics.histogram_bounds.front());
  const auto last = parse_units(Ordered(), statistics.histogram_bounds.back());
  if (!first || !last) return false;
  const double slack = 0.02 * static_cast<double>(rows) + 1;
  return std::abs(static_cast<double>(*first) - 1) <= slack &&
         std::abs(static_cast<double>(*last) - static_cast<double>(rows)) <= slack;
}

double null_share(const Shape& shape) {
  return shape.rows == 0 ? 0 : static_cast<double>(shape.nulls) / static_cast<double>(shape.rows);
}

class Settler {
 public:
  Settler(Draft& draft, const model::TableStatistics& statistics, std::uint64_t rows)
      : draft_(draft), recipe_(draft.recipe), statistics_(statistics), rows_(rows) {}

  void settle() {
    for (std::size_t column = 0; column < recipe_.columns.size(); ++column)
      if (recipe_.columns[column].written && recipe_.columns[column].link == none)
        settle_column(column);
    for (std::size_t link = 0; link < recipe_.links.size(); ++link)
      settle_link(link);
  }

 private:
  const model::ColumnStatistics* known(std::size_t column) const {
    const auto found = statistics_.columns.find(draft_.column(column).name);
    return found == statistics_.columns.end() ? nullptr : &found->second;
  }

  void tell(std::size_t column, const std::string& sentence) {
    recipe_.not_kept.push_back(recipe_.table.name.text() + "." + draft_.column(column).name + ": " +
                               sentence);
  }

  const Restriction* restriction(std::size_t column) const {
    const auto found = draft_.conditions.columns.find(draft_.column(column).name);
    return found == draft_.conditions.columns.end() ? nullptr : &found->second;
  }

  bool nullable(std::size_t column) const {
    const Restriction* asked = restriction(column);
    return !recipe_.columns[column].not_null && (asked == nullptr || !asked->not_null);
  }

  // "a partition key", "a CHECK that compares it"; "" when the column is free.
  std::string decided_by(std::size_t column) const {
    if (!is_free(recipe_.columns[column].pick)) return "a unique key decides its values";
    if (recipe_.table.partition_by) {
      for (const Token& token : tokenise(recipe_.table.partition_by->sql))
        if (token.text == draft_.column(column).name) return "the partitions decide its values";
    }
    for (const Pair& pair : draft_.conditions.pairs)
      if (pair.second == draft_.column(column).name && pair.first != pair.second)
        return "a CHECK puts it beside " + pair.first;
    return {};
  }

  bool is_compared(std::size_t column) const {
    const Restriction* asked = restriction(column);
    if (asked != nullptr && (!asked->low.empty() || !asked->high.empty())) return true;
    return std::any_of(draft_.conditions.pairs.begin(), draft_.conditions.pairs.end(),
                       [&](const Pair& pair) { return pair.first == draft_.column(column).name; });
  }

  void settle_column(std::size_t column) {
    const model::ColumnStatistics* statistics = known(column);
    const Restriction* asked = restriction(column);
    if (statistics == nullptr || (asked != nullptr && asked->null)) return;
    if (!nullable(column) && statistics->null_frac > 0)
      tell(column, "null_frac is not kept: a constraint forbids NULL");
    ColumnRecipe& recipe = recipe_.columns[column];
    if (const std::string reason = decided_by(column); !reason.empty()) {
      keep_nulls(recipe.shape, recipe.pick, *statistics, nullable(column));
      tell_of_decided(column, *statistics, reason);
      return;
    }
    const Wanted wanted{draft_,
                        column,
                        *statistics,
                        rows_,
                        nullable(column),
                        is_compared(column),
                        draft_.values(column, false)};
    std::optional<Shaped> shaped;
    for (const auto shape : {shape_labels, shape_numbers, shape_codes, shape_texts, shape_samples})
      if (!shaped) shaped = shape(wanted);
    if (!shaped || !place(column, *statistics, std::move(*shaped)))
      keep_nulls(recipe.shape, recipe.pick, *statistics, nullable(column));
  }

  bool place(std::size_t column, const model::ColumnStatistics& statistics, Shaped shaped) {
    ColumnRecipe& recipe = recipe_.columns[column];
    for (const std::string& figure : shaped.not_kept)
      tell(column, "not kept is " + figure);
    if (shaped.shape.segments.empty()) return false;
    shaped.shape.correlation = statistics.correlation.value_or(0);
    shaped.shape.ordered = shaped.ordered && statistics.correlation.has_value();
    recipe.values = std::move(shaped.values);
    recipe.shape = std::make_shared<const Shape>(std::move(shaped.shape));
    recipe.pick = {Pick::How::shaped, none, 0, null_share(*recipe.shape)};
    return true;
  }

  // NULL decides nothing of a key, unless its NULLs are equal to each other.
  void keep_nulls(std::shared_ptr<const Shape>& shape, Pick& pick,
                  const model::ColumnStatistics& statistics, bool nullable) {
    const bool equal = std::any_of(recipe_.table.uniques.begin(), recipe_.table.uniques.end(),
                                   [](const model::Key& key) { return key.nulls_not_distinct; });
    if (!nullable || pick.nulls >= 1 || equal) return;
    Shape only;
    only.rows = rows_;
    only.nulls = count_rows(statistics, rows_, true).nulls;
    pick.nulls = null_share(only);
    shape = std::make_shared<const Shape>(std::move(only));
  }

  // Of a key that numbers its rows, only their order and the values themselves can differ.
  void tell_of_decided(std::size_t column, const model::ColumnStatistics& statistics,
                       const std::string& reason) {
    const bool row = recipe_.columns[column].pick.how == Pick::How::row;
    const bool in_order =
        statistics.correlation && std::abs(*statistics.correlation - 1) <= near_enough;
    const bool same_numbers = row && draft_.is_counter(column) && counts_to(statistics, rows_);
    if (same_numbers && in_order) return;
    std::string figures = row ? "the histogram" : "n_distinct, shares and the histogram";
    const bool ascends =
        row && std::holds_alternative<Ordered>(recipe_.columns[column].values.kind) && in_order;
    if (statistics.correlation && !ascends)
      figures += fmt::format(" and correlation {:.2f}", *statistics.correlation);
    tell(column, "not kept is " + figures + ": " + reason);
  }

  bool has_followers(std::size_t link) const {
    for (std::size_t other = link + 1; other < recipe_.links.size(); ++other)
      if (!recipe_.links[other].overlap.empty() && !recipe_.links[other].self) return true;
    return false;
  }

  void settle_link(std::size_t position) {
    Link& link = recipe_.links[position];
    const model::ColumnStatistics* statistics = known(link.columns.front());
    if (statistics == nullptr || link.parent_rows == 0 || link.pick.nulls >= 1) return;
    const bool free = is_free(link.pick) && !is_paired(link) && link.overlap.empty() &&
                      !link.self && link.partner == none && link.columns.size() == 1 &&
                      !has_followers(position);
    if (free) {
      model::ColumnStatistics column = *statistics;
      if (!link.nullable) column.null_frac = 0;
      std::vector<std::string> not_kept;
      link.shape = shape_link(link, column, rows_, not_kept);
      for (const std::string& figure : not_kept)
        tell(link.columns.front(), "not kept is " + figure);
      if (link.shape) link.pick = {Pick::How::shaped, none, 0, null_share(*link.shape)};
      return;
    }
    keep_nulls(link.shape, link.pick, *statistics, link.nullable);
    for (std::size_t column : link.columns)
      if (recipe_.columns[column].link == position && known(column) != nullptr)
        tell(column, std::string("not kept are n_distinct, shares and correlation") +
                         (link.self ? ", and of null_frac one row" : "") +
                         ": a key, a CHECK or another foreign key decides its parents");
  }

  bool is_paired(const Link& link) const {
    const std::string& column = draft_.column(link.columns.front()).name;
    return std::any_of(
        draft_.conditions.pairs.begin(), draft_.conditions.pairs.end(),
        [&](const Pair& pair) { return pair.first == column || pair.second == column; });
  }

  Draft& draft_;
  Recipe& recipe_;
  const model::TableStatistics& statistics_;
  std::uint64_t rows_;
};

}  // namespace

const Restriction* Wanted::restriction() const {
  const auto found = draft.conditions.columns.find(draft.column(column).name);
  return found == draft.conditions.columns.end() ? nullptr : &found->second;
}

void compare_counts(const Counts& counts, Shaped& shaped) {
  const auto values = static_cast<double>(values_in(shaped.shape));
  const double allowed = std::max(0.5, 0.02 * counts.wanted_values);
  if (counts.wanted_values > 0 && std::abs(values - counts.wanted_values) > allowed)
    shaped.not_kept.push_back(
        fmt::format("n_distinct: {} values instead of {}", values, counts.wanted_values));
}

void tell_of_mending(Recipe& recipe) {
  for (const RowCheck& check : recipe.checks) {
    for (std::size_t position : check.columns) {
      const ColumnRecipe& column = recipe.columns[position];
      const bool moves = column.link == none ? column.free : recipe.links[column.link].may_move;
      const bool shaped = column.link == none ? column.shape != nullptr
                                              : recipe.links[column.link].shape != nullptr;
      const std::string sentence =
          fmt::format("{}.{}: kept as far as CHECK {} lets it be", recipe.table.name.text(),
                      recipe.table.columns[position].name, check.name);
      if (moves && shaped) recipe.not_kept.push_back(sentence);
    }
  }
}

void settle_shapes(Draft& draft, const model::TableStatistics& statistics, std::uint64_t rows) {
  Settler(draft, statistics, rows).settle();
}

}  // namespace mimar::synthesis
