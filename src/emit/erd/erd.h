#pragma once
// Entity-relationship diagrams: Mermaid text, and SVG laid out by Graphviz with crow's-foot ends,
// keys, types, nullability. A large database falls into framed groups, each laid out by itself.
// Deterministic; pure but for Graphviz, which is wrapped here and nowhere else.

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/database.h"

namespace mimar::emit::erd {

struct NamedGroup {
  std::string name;
  std::set<model::Name> tables;
};

struct Options {
  enum class Groups : std::uint8_t { automatic, schemas, none };
  enum class Rows : std::uint8_t { columns, keys, none };

  std::string title;
  std::set<model::Name> only;  // empty: all tables; partitions are drawn as part of their parent
  std::set<model::Name> focus = {};  // drawn with a border of their own
  Rows rows = Rows::columns;
  Groups grouping = Groups::automatic;
  bool whole_focus = false;             // tables in focus show every column, whatever `rows` says
  std::string description = {};         // SVG: a <desc>
  std::vector<NamedGroup> groups = {};  // SVG: come before automatic ones
  // SVG: where a table's name leads to; "" for nowhere.
  std::function<std::string(const model::Name&)> link = {};
};

std::string mermaid(const model::Database& database, const Options& options = {});
Result<std::string> svg(const model::Database& database, const Options& options = {});

// The tables at most `depth` foreign keys away from `centres`, in either direction, themselves
// included. A partition counts as its table.
std::set<model::Name> around(const model::Database& database, const std::set<model::Name>& centres,
                             std::size_t depth);

}  // namespace mimar::emit::erd
