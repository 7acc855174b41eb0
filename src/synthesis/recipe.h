#pragma once
// How the rows of one table are made: for every column where its value comes from, for every
// foreign key how the parent row is chosen. A recipe depends on the schema and the row counts only;
// seed and row number come at the end (cells.h).

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "model/database.h"
#include "model/statistics.h"
#include "synthesis/shape/shape.h"
#include "synthesis/term.h"
#include "synthesis/values/values.h"

namespace mimar::synthesis {

constexpr std::size_t none = SIZE_MAX;

// How an ordinal is chosen for a row.
struct Pick {
  enum class How : std::uint8_t {
    row,  // the row number itself: unique
    uniform,
    skewed,
    ascending,  // grows with the row number, with jitter
    digit,      // a digit of an enumeration of combinations
    after,
    before,  // a later or earlier value than another column's
    shaped,  // as statistics have it
    cycle,   // one after the other, again and again
  };
  How how = How::uniform;
  std::size_t of = none;     // digit: the enumeration; after, before: the column
  std::size_t position = 0;  // digit: which one
  double nulls = 0;          // fraction of rows without a value
};

// All combinations of some columns or foreign keys, each at most once.
struct Enumeration {
  std::vector<std::uint64_t> sizes;
  std::uint64_t combinations = 1;
  bool in_order = false;  // its first digit takes every value before it takes one twice
};

// A foreign key, as rows see it.
struct Link {
  const model::ForeignKey* key = nullptr;
  std::size_t parent = 0;  // position in database->tables
  std::vector<std::size_t> columns, parent_columns;
  std::vector<std::size_t>
      overlap;  // which of `columns` are decided elsewhere: the parent row must match them
  std::uint64_t parent_rows = 0;
  bool self = false, nullable = false;
  bool leads = false;    // its parents follow what is decided here (circles.h)
  bool covers = false;   // every parent needs a row of its own to refer back to
  bool in_time = false;  // rows of both tables grow with time: parents are there before
  Pick pick;
  std::shared_ptr<const Shape> shape;  // of its parents' positions, or of its NULLs alone
  // Two links to one parent that must not meet (a <> b), or whose rows must be in order (a < b).
  std::size_t partner = none;
  bool second = false, ordered = false;
  // Matches what another link decides, but must not meet it: its parent is another one.
  std::size_t differs_from = none;
  // A key is made of both, but only the leader numbers rows: the follower takes turns among the
  // parents that match, each time that the leader comes back to the same one.
  std::size_t follower = none, leader = none;
  // What a row that breaks a CHECK may change of it.
  bool may_be_null = false, may_move = false;
  bool fixed = false;                 // a key holds because it is always NULL
  bool checked = false;               // some CHECK asks something of its parent rows alone
  std::vector<std::size_t> distinct;  // places of columns in which chosen parents must differ
};

struct ColumnRecipe {
  Values values;
  Pick pick;
  std::size_t link = none, at = 0;  // the link that decides it and its place there
  bool written = true;              // generated columns are left to the server
  bool not_null = false;
  bool fixed = false;    // a key depends on how its values are chosen
  bool watched = false;  // held against the recipe's checks
  bool free = false;     // watched, and a row that breaks a CHECK may have another value
  std::shared_ptr<const Shape> shape;  // of its ordinals, or of its NULLs alone
};

// A condition that rows are held against, and changed until they keep it.
struct RowCheck {
  std::string name, text;  // of the CHECK, as the source has it
  Term term;
  std::vector<std::size_t> columns;
  bool timed = false;  // depends on when the rows are loaded
};

// The values one partition takes, by column.
using Leaf = std::map<std::size_t, Values>;

struct Recipe {
  model::Table table;  // with the constraints of its partitions
  std::vector<ColumnRecipe> columns;
  std::vector<Link> links;
  std::vector<Enumeration> enumerations;
  std::vector<Leaf> leaves;
  std::vector<RowCheck>
      checks;  // those that the construction does not guarantee; few tables have any
  std::vector<CellType> types;  // by column, where there are checks
  long double now = 0;          // seconds since 1970; rows are loaded then or later
  std::uint64_t rows = 0;       // how many are asked for
  std::uint64_t limit = 0;      // how many there can be, at most `rows`
  std::string limited_by;
  std::vector<std::string> notes;     // what rows may violate or cannot fill, a sentence each
  std::vector<std::string> not_kept;  // of its statistics, a sentence each

  void cap(std::uint64_t most, const std::string& why) {
    if (most >= limit) return;
    limit = most;
    limited_by = why;
  }
};

// The link that decides all columns of the check, or `none`.
std::size_t only_link(const Recipe& recipe, const RowCheck& check);

// Row counts and load order, by position in database->tables; `none` for tables that get no rows of
// their own.
struct Layout {
  std::vector<std::uint64_t> rows;      // that others may refer to
  std::vector<std::uint64_t> reserved;  // and those after them
  std::vector<std::size_t> loaded_as;   // position in the load order
  std::int64_t today = 0;
  struct Limit {
    std::uint64_t rows = UINT64_MAX;
    std::string reason;
  };
  std::vector<Limit> limits = {};  // of tables, found by trying
  bool limited = false;
  const model::Statistics* statistics = nullptr;  // what rows are shaped after
};

Recipe make_recipe(const model::Database& database, std::size_t table, const Layout& layout);

// The steps of make_recipe.
model::Table with_partitions(const model::Database& database, const model::Table& table);
std::vector<Link> make_links(const model::Database& database, const Recipe& recipe,
                             std::size_t table, const Layout& layout);
std::vector<Leaf> make_leaves(const model::Database& database, const Recipe& recipe,
                              std::string& problem);
// Both are `none` when absent.
std::size_t table_position(const model::Database& database, const model::Name& name);
std::size_t column_position(const model::Table& table, std::string_view column);

}  // namespace mimar::synthesis
