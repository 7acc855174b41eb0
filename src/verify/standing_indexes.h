#pragma once
// Indexes that stand on scratch for a while, and leave everything as it was when they go.

#include <string>
#include <vector>

#include "base/result.h"
#include "engine/postgres/connection.h"
#include "model/database.h"
#include "world/world.h"

namespace mimar::verify {

struct PlacedIndex {
  model::Name table;
  model::Index index;
};

class StandingIndexes {
 public:
  // Builds them in order and analyses their tables. What was built before one failed is dropped.
  static Result<StandingIndexes> build(engine::postgres::Connection& connection,
                                       std::vector<PlacedIndex> indexes, world::World& world);
  // Also gives back the indexes of partitions that one on the parent took over, which go with it.
  Result<void> drop();

  double build_ms(std::size_t at) const { return built_[at].ms; }
  // Of the index and, on a partitioned table, of its parts, which have names of their own.
  const std::vector<std::string>& names(std::size_t at) const { return built_[at].names; }
  // Which of them the planner takes for a query without parameters, by position.
  Result<std::vector<std::size_t>> used_by(const std::string& query);

 private:
  struct Built {
    PlacedIndex placed;
    double ms = 0;
    std::vector<std::string> names;
    engine::postgres::Rows partition_indexes;  // before it was built: name, definition
  };
  explicit StandingIndexes(engine::postgres::Connection& connection) : connection_(&connection) {}
  Result<void> add(PlacedIndex placed, world::World& world);

  engine::postgres::Connection* connection_;
  std::vector<Built> built_;
};

}  // namespace mimar::verify
