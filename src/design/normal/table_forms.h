#pragma once
// The normal form of each table of a database, computed from what its objects see to: keys, unique
// constraints and indexes, generated columns, CHECKs that fix a value or compare two columns, and
// references that compare more than a key. What nobody stated and no object keeps is not known.

#include <vector>

#include "design/normal/dependencies.h"
#include "model/database.h"

namespace mimar::design::normal {

struct TableForm {
  model::Name table;
  std::vector<Columns> keys;
  std::vector<Dependency> breaches;  // of the Boyce-Codd normal form
  Form form = Form::boyce_codd;
  std::vector<std::string> lists;      // columns that hold several values: arrays
  std::vector<std::string> documents;  // and JSON or XML
};

// Tables in their order; partitions and children have the form of what they are a part of.
std::vector<TableForm> table_forms(const model::Database& database);

// Exposed for tests: what holds within each table.
std::vector<Dependency> dependencies_of(const model::Database& database, const model::Name& table);

}  // namespace mimar::design::normal
