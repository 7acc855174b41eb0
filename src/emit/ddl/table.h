#pragma once
// CREATE TABLE with the parts a partition or child does not get from its parent.

#include <optional>
#include <string>
#include <vector>

#include "model/table.h"

namespace mimar::emit::ddl {

// What to spell out. Pointers are into the table.
struct TableParts {
  std::vector<const model::Column*> columns;
  std::vector<const model::Check*> checks;
  const model::Key* primary_key = nullptr;
  std::vector<const model::Key*> uniques;
  std::optional<model::PartitionOf> partition_of;
  std::vector<model::Name> inherits;
  std::string tablespace;
};

TableParts whole(const model::Table& table);  // a table that stands alone

std::string create_table(const model::Table& table, const TableParts& parts);

// Comments of the table, its columns, keys and checks.
std::string table_comments(const model::Table& table);
std::string constraint_comment(const model::Name& table, const std::string& constraint,
                               const model::Comment& comment);

}  // namespace mimar::emit::ddl
