#pragma once
// Queries at random over one small schema, many of them the same in another spelling: what the
// comparison form must tell apart as PostgreSQL does, and only so. Left out is what
// docs/decisions/0003 lets it take for the same although PostgreSQL prints it differently. Not
// every query is valid.

#include <string>

#include "support/random.h"

namespace mimar::support {

// The types and tables the queries are about.
std::string schema_of_queries();

class Queries {
 public:
  explicit Queries(std::uint64_t seed) : random_(seed) {}
  std::string next();

 private:
  using Choices = std::vector<std::string>;
  std::string pick(const Choices& choices) { return random_.pick(choices); }
  std::string number(int depth);
  std::string string(int depth);
  std::string moment(int depth);
  std::string interval();
  std::string array();
  std::string condition(int depth);
  std::string comparison(int depth);
  std::string grouped();
  std::string windowed();
  std::string joined();

  Random random_;
};

}  // namespace mimar::support
