#pragma once
// How many bytes a table and its indexes take on disk, predicted from schema, rows and statistics
// (PostgreSQL manual: Database Page Layout, TOAST, B-Tree Implementation). Pure and total.

#include <cstdint>
#include <string>
#include <vector>

#include "design/growth/width.h"
#include "model/database.h"
#include "model/statistics.h"

namespace mimar::design::growth {

constexpr double page_bytes = 8192;

struct IndexSize {
  std::string name;         // "" where PostgreSQL would choose it
  std::string method;       // "btree"
  double entry_bytes = 0;   // of one entry, with its line pointer; before deduplication
  double bytes = 0;         // whole pages
  double packed_bytes = 0;  // right after CREATE INDEX or REINDEX
  bool deduplicated = false;
  Basis basis = Basis::computed;
  std::string why = {};  // "grows at its right end", "entries arrive in any order"
};

struct TableSize {
  model::Name table;
  double rows = 0;
  double row_bytes = 0;  // on its page: header, values, padding, line pointer
  double heap_bytes = 0;
  double toast_bytes = 0;          // values stored out of line; not known from statistics
  std::vector<IndexSize> indexes;  // those of keys and exclusions too
  Basis basis = Basis::computed;   // the least sure of its widths
  std::vector<std::string> assumed =
      {};  // columns whose width is a guess: "note 81 (texts called ...)"
  double index_bytes() const;
  double bytes() const;  // heap, TOAST, indexes, free space map and visibility map
};

// `rows` in place of those that `statistics` has of the table. A partitioned table counts as one;
// partitions are not looked at.
TableSize size_of(const model::Database& database, const model::Table& table, double rows,
                  const model::Statistics& statistics);

// What an index is made of, for the model of B-trees.
struct BtreeShape {
  double rows = 0;
  double key_bytes = 0;          // extent of its columns
  double null_rows = 0;          // rows whose first column is NULL: one key, in smaller entries
  double distinct = 0;           // of the other rows
  std::vector<double> common{};  // rows of the most common keys
  bool deduplicated = false, ascending = false;
  double fillfactor = 0.9;
};
// The leaf pages, those above them and the metapage. `packed`: as CREATE INDEX leaves it.
double btree_bytes(const BtreeShape& shape, bool packed);

}  // namespace mimar::design::growth
