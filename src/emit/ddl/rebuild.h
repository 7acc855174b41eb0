#pragma once
// What PostgreSQL wants gone before the type of a column changes, and created again after it
// (manual: ALTER TABLE ... ALTER COLUMN ... TYPE): views, rules, policies, triggers and functions
// that name the column, and whatever is built on these. Indexes, constraints and defaults change
// with the column and are none of it.

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "model/database.h"

namespace mimar::emit::ddl {

struct Rebuilt {
  std::size_t rank = 0;      // among all objects of the database: creators before what needs them
  std::string drop, create;  // statements; with comments, defaults, indexes, owner and privileges
  const model::View* view = nullptr;  // one of these two
  const model::OtherObject* other = nullptr;
};

struct Rebuild {
  std::vector<Rebuilt> objects;        // by rank
  std::vector<std::string> obstacles;  // what cannot be dropped on the way, a clause each
};

// What is built on the columns of a database, which must outlive it. Not for several threads: the
// first question looks at the whole database.
class Dependents {
 public:
  explicit Dependents(const model::Database& database);
  Dependents(const Dependents&) = delete;
  Dependents& operator=(const Dependents&) = delete;
  ~Dependents();
  Rebuild around(const std::set<model::ColumnOf>& columns) const;

 private:
  struct Graph;
  const model::Database& database_;
  mutable std::unique_ptr<const Graph> graph_;
};

}  // namespace mimar::emit::ddl
