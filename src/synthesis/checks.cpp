// From the conditions of a table to those that its rows have to be held against.

#include <algorithm>

#include "synthesis/calendar.h"
#include "synthesis/draft.h"
#include "synthesis/evaluate.h"

namespace mimar::synthesis {
namespace {

// A generated column is what it is generated from.
void put_generated(Term& term, const model::Table& table, int depth = 0) {
  if (term.kind == Term::Kind::column) {
    const model::Column* column = model::find_column(table, term.text);
    if (column == nullptr || !column->generated || depth > 4) return;
    term = parse_term(text_of(*column->generated));
    ++depth;
  }
  for (Term& part : term.parts)
    put_generated(part, table, depth);
}

std::vector<std::size_t> columns_of(const Term& term) {
  std::vector<std::size_t> columns;
  each_term(term, [&](const Term& part) {
    if (part.kind == Term::Kind::column) columns.push_back(part.position);
  });
  std::sort(columns.begin(), columns.end());
  columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
  return columns;
}

// Others read these before the row is mended.
void fix_columns_of_links(Recipe& recipe) {
  for (const Link& link : recipe.links) {
    for (std::size_t at : link.overlap)
      recipe.columns[link.columns[at]].fixed = true;
    if (!link.self) continue;
    for (std::size_t column : link.parent_columns)
      recipe.columns[column].fixed = true;
  }
}

bool is_chosen_freely(const Pick& pick) {
  return pick.how != Pick::How::row && pick.how != Pick::How::digit;
}

bool in_leaf(const Recipe& recipe, std::size_t column) {
  return std::any_of(recipe.leaves.begin(), recipe.leaves.end(),
                     [&](const Leaf& leaf) { return leaf.contains(column); });
}

void watch_link(Recipe& recipe, Link& link) {
  const auto itself = static_cast<std::size_t>(&link - recipe.links.data());
  const bool met = std::any_of(recipe.links.begin(), recipe.links.end(),
                               [&](const Link& other) { return other.differs_from == itself; });
  const bool tied = link.self || met || link.partner != none || link.differs_from != none;
  bool moves_fixed = false, nulls_fixed = false;
  for (std::size_t position : link.columns) {
    ColumnRecipe& column = recipe.columns[position];
    if (column.link != itself) continue;  // such as the tenant: decided elsewhere
    moves_fixed = moves_fixed || column.fixed;
    nulls_fixed = nulls_fixed || (column.fixed && !column.not_null);
    column.watched = true;
  }
  link.may_be_null = link.nullable && !link.fixed && !tied && !nulls_fixed;
  link.may_move = is_chosen_freely(link.pick) && !tied && !moves_fixed && link.parent_rows > 1;
}

void watch(Recipe& recipe, const RowCheck& check) {
  if (const std::size_t link = only_link(recipe, check); link != none)
    recipe.links[link].checked = true;
  for (std::size_t position : check.columns) {
    ColumnRecipe& column = recipe.columns[position];
    column.watched = true;
    if (column.link != none) {
      watch_link(recipe, recipe.links[column.link]);
    } else {
      column.free = column.written && !column.fixed && is_chosen_freely(column.pick) &&
                    !in_leaf(recipe, position);
    }
  }
}

bool touches_what_may_change(const Recipe& recipe, const RowCheck& check) {
  return std::any_of(check.columns.begin(), check.columns.end(), [&](std::size_t position) {
    const ColumnRecipe& column = recipe.columns[position];
    return column.free || (column.watched && column.link != none);
  });
}

}  // namespace

std::size_t only_link(const Recipe& recipe, const RowCheck& check) {
  std::size_t link = none;
  for (std::size_t position : check.columns) {
    const std::size_t own = recipe.columns[position].link;
    if (own == none || (link != none && own != link)) return none;
    link = own;
  }
  return link;
}

void add_check(Draft& draft, std::string name, std::string text, Term term) {
  RowCheck check{std::move(name), std::move(text), std::move(term), {}, false};
  put_generated(check.term, draft.recipe.table);
  put_routines(check.term, draft.database);
  bind(check.term, draft.recipe.table);
  check.columns = columns_of(check.term);
  check.timed = asks_the_time(check.term);
  draft.checks.push_back(std::move(check));
}

// A generated column that refers to another table is what it is generated as, and what the parent
// row says.
static void check_generated_links(Draft& draft) {
  for (const Link& link : draft.recipe.links) {
    for (std::size_t position : link.columns) {
      const model::Column& column = draft.column(position);
      if (!column.generated) continue;
      RowCheck check{link.key->name, column.generated->sql, {}, {}, false};
      Term made = column_term(column.name);
      put_generated(made, draft.recipe.table);
      check.term = call("=", {column_term(column.name), std::move(made)});
      bind(check.term, draft.recipe.table);
      check.columns = columns_of(check.term);
      draft.checks.push_back(std::move(check));
    }
  }
}

// The server refuses rows in which a column that may not be empty is generated as NULL.
static void check_generated_values(Draft& draft) {
  for (const model::Column& column : draft.recipe.table.columns)
    if (column.generated && column.not_null)
      add_check(draft, "of the generated column " + column.name, column.name + " IS NOT NULL",
                call("not", {call("is null", {column_term(column.name)})}));
}

void settle_checks(Draft& draft) {
  Recipe& recipe = draft.recipe;
  check_generated_links(draft);
  check_generated_values(draft);
  if (draft.checks.empty()) return;
  recipe.now = static_cast<long double>(draft.today) * seconds_per_day;
  std::vector<CellType> types;
  for (const model::DataType& type : draft.types)
    types.push_back(cell_type(draft.database, type));
  fix_columns_of_links(recipe);
  std::vector<RowCheck> rest;
  for (RowCheck& check : draft.checks) {
    const bool kept = never_false(recipe, types, check.term);
    if (!kept) watch(recipe, check);
    (kept ? rest : recipe.checks).push_back(std::move(check));
  }
  // What mending one CHECK changes must not break another.
  for (bool more = !recipe.checks.empty(); more;) {
    more = false;
    for (auto check = rest.begin(); check != rest.end() && !more; ++check) {
      if (!touches_what_may_change(recipe, *check)) continue;
      watch(recipe, *check);
      recipe.checks.push_back(std::move(*check));
      rest.erase(check);
      more = true;
    }
  }
  if (!recipe.checks.empty()) recipe.types = std::move(types);
}

}  // namespace mimar::synthesis
