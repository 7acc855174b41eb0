#pragma once
// The indexes of a table as rules see them: those created by name and those implied by PRIMARY KEY
// and UNIQUE, alike.

#include <string>
#include <vector>

#include "model/table.h"

namespace mimar::check {

struct IndexView {
  std::string name;                     // of the index, or of the constraint it stands behind
  const model::Index* index = nullptr;  // nullptr when implied by `key`
  const model::Key* key = nullptr;
  bool primary = false;
  bool unique = false, deferrable = false, nulls_not_distinct = false, valid = true;
  std::string method;
  std::vector<model::IndexKey> keys;
  std::vector<std::string> include;
  const model::Expression* predicate = nullptr;
  const model::Origin* origin = nullptr;
};

// Primary key first, then unique constraints, then indexes, each by name. Points into `table`.
std::vector<IndexView> index_views(const model::Table& table);

// Can the index find all rows that have given values in `columns`? Its leading keys must be these
// columns, in any order; a predicate may only exclude their NULLs, which such a search never wants.
bool finds_by(const IndexView& index, const std::vector<std::string>& columns);
bool any_index_finds_by(const model::Table& table, const std::vector<std::string>& columns);

// Do the first keys of `longer` order rows as all keys of `shorter` do, forwards or all backwards?
bool leads(const std::vector<model::IndexKey>& shorter, const std::vector<model::IndexKey>& longer);

// Both without a predicate, or both with the same one.
bool same_predicate(const IndexView& a, const IndexView& b);

}  // namespace mimar::check
