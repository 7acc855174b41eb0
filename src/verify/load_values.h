#pragma once
// The values that the clients of a load proof put into their statements. Drawn from the rows before
// the clients start, so that drawing costs nothing while they are measured.

#include <map>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/postgres/connection.h"
#include "model/workload.h"
#include "synthesis/synthesis.h"

namespace mimar::verify {

using Random = std::mt19937_64;
double between_zero_and_one(Random& random);

// The reserved rows of a plan, each given out once. Any thread may take one.
class FreshRows {
 public:
  // Keeps references to both.
  FreshRows(const model::Database& database, const synthesis::Plan& plan, std::uint64_t seed);
  // The cells of the named columns; nullopt when the table has no further row.
  std::optional<std::vector<engine::postgres::Value>> take(const model::Name& table,
                                                           const std::vector<std::string>& columns);

 private:
  struct Table {
    std::size_t position = 0;  // in the plan
    std::uint64_t next = 0, end = 0;
  };
  const synthesis::Plan& plan_;
  std::mutex mutex_;
  synthesis::Rows rows_;
  std::map<model::Name, Table> tables_;
};

// Of one pattern.
class PatternValues {
 public:
  // Values of parameters that a row is found by come from one row, as far as they are of one table.
  // Errors: ErrorKind::database, ErrorKind::interrupted; ErrorKind::input when no row has such
  // values.
  static Result<PatternValues> draw(engine::postgres::Connection& connection,
                                    const model::AccessPattern& pattern,
                                    const synthesis::Plan& plan, std::uint64_t seed);

  // One for each parameter; nullopt when the further rows are used up.
  std::optional<std::vector<engine::postgres::Value>> next(Random& random, FreshRows& fresh) const;

 private:
  struct Group {
    std::vector<std::size_t> positions;  // of parameters
    bool skewed = false;
    std::vector<std::vector<engine::postgres::Value>> drawn;
  };
  struct Fresh {
    model::Name table;
    std::vector<std::size_t> positions;
    std::vector<std::string> columns;
  };
  std::vector<engine::postgres::Value> constants_;
  std::vector<Group> groups_;
  std::vector<Fresh> fresh_;
};

// The tables whose further rows an execution of the pattern takes, one of each.
std::vector<model::Name> fresh_tables(const model::AccessPattern& pattern);

}  // namespace mimar::verify
