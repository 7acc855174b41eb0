#pragma once
// The pieces `emit` puts in order: a few statements that belong together, what they create and what
// must exist before.

#include <string>
#include <vector>

#include "model/database.h"

namespace mimar::emit::ddl {

// The order of pieces that do not depend on each other.
enum class Stage : std::uint8_t {
  schemas,
  foundations,
  enums,
  types,
  sequences,
  tables,
  routines,
  built_on_routines,
  operator_classes,
  views,
  indexes,
  partitions,
  foreign_keys,
  owners,
  rest,
  last
};

struct Unit {
  Stage stage = Stage::tables;
  std::string text;
  std::vector<model::Reference> creates, needs;  // references without a column
};

// Texts in dependency order; by stage, then in the order given, where nothing depends. What nobody
// creates is not waited for.
std::vector<std::string> in_order(std::vector<Unit> units);

// All schemas, public first: expressions and opaque statements may leave names unqualified.
std::string search_path(const model::Database& database);

// The units of an opaque object. It finds its names by `search_path`; the text says so when its own
// schema is another one than the first of the path and its SQL does not name it.
Unit opaque_unit(const model::OtherObject& opaque, const std::string& search_path);
bool is_routine(const model::OtherObject& opaque);

// Everything inside tables and views that must exist before them.
std::vector<model::Reference> needs_of(const model::Table& table);
std::vector<model::Reference> needs_of(const model::Index& index);
std::vector<model::Reference> needs_of(const model::Exclusion& exclusion);

}  // namespace mimar::emit::ddl
