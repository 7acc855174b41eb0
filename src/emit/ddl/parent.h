#pragma once
// Partitions and inheritance: what a child gets from its parents and need not spell out.

#include <string>

#include "emit/ddl/table.h"
#include "model/database.h"

namespace mimar::emit::ddl {

// A partition that mirrors its parent is created as one; any other stands alone and is attached
// when both have their indexes. A child that begins with its parents' columns names only what is
// its own.
struct Creation {
  TableParts parts;
  std::string then;    // statements right behind CREATE TABLE: ALTER TABLE ... INHERIT
  std::string attach;  // ALTER TABLE ... ATTACH PARTITION, once indexes exist
};

// Tables by name, foreign ones with them.
class Parents {
 public:
  explicit Parents(const model::Database& database);
  const model::Table* find(const model::Name& name) const;  // nullptr when absent

 private:
  const model::Database& database_;
  std::vector<model::Table> foreign_;
};

Creation creation_of(const Parents& parents, const model::Table& table);
// What it gets from its parents spelled out, too.
Creation standing_alone(const model::Table& table);

// How many ancestors a partition has. Children get their indexes and foreign keys first: those of
// the parent then find them and attach them instead of making their own.
std::size_t partition_depth(const model::Database& database, const model::Table& table);

// The parent's foreign key will create this one under the same name.
bool comes_from_parent(const model::Database& database, const model::Table& table,
                       const model::ForeignKey& key);

}  // namespace mimar::emit::ddl
