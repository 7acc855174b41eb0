#pragma once
// What programs ask of a database: access patterns, each with where its parameters come from and how often it runs.

#include <string>
#include <vector>

#include "model/query.h"

namespace mimar::model {

// Where the values of one $n come from.
struct ParameterSource {
  enum class Kind : std::uint8_t {
    existing,  // `column` of a row that is there
    fresh,     // `column` of a further valid row, which is not there yet; those of one execution are of the same row
    constant,  // `value`
  };
  enum class Shape : std::uint8_t {
    whole,   // the value
    prefix,  // its beginning and %
    piece,   // its beginning
  };
  Kind kind = Kind::constant;
  ColumnUse column;
  std::string value;
  // Some rows are asked for much more often than others: a tenth of them gets about half of the executions.
  bool skewed = false;
  Shape shape = Shape::whole;
  // Between these shares of the sorted values, for bounds; 0 and 1: any row.
  double from = 0, to = 1;
  bool operator==(const ParameterSource&) const = default;
  bool bound() const { return from > 0 || to < 1; }
};

struct AccessPattern {
  Query query;  // named, with $1 ... $n
  std::vector<ParameterSource> parameters;  // [n - 1] is $n
  double weight = 1;   // share of the mix, or executions per second where the workload states rates
  std::string reason;  // why it is here, a clause
  bool by_key = false;  // finds one row or none: its conditions are one whole key of the only table it names
  bool writes() const { return query.kind != Query::Kind::select; }
};

struct Workload {
  std::vector<AccessPattern> patterns;
  bool rates = false;  // weights are executions per second; else clients run the mix as fast as it goes
};

}  // namespace mimar::model
