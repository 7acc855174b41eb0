#pragma once
// What tells the rows of a table apart: primary keys, UNIQUE, unique indexes and exclusion
// constraints, read as one kind of key.

#include "synthesis/draft.h"

namespace mimar::synthesis {

// range(first, second) WITH &&: the second column's value lies after the first's, and before the
// first's of any other row that is equal elsewhere.
struct Period {
  std::size_t first = none, second = none;
};

struct UniqueKey {
  std::string name;
  std::vector<std::size_t> columns;  // sorted, unique
  bool nulls_not_distinct = false;
  const model::Expression* predicate = nullptr;
  Period period;              // its first column is one of `columns`
  std::string not_read = {};  // why no columns could be found that tell rows apart
};

// The narrowest first, partial ones last.
std::vector<UniqueKey> unique_keys(const Draft& draft);

}  // namespace mimar::synthesis
