#pragma once
// The order of a list and its pages: the next page begins after the last row of the one before it
// (keyset), so that page 1,000 costs as much as page 1.

#include "design/relational/access_text.h"

namespace mimar::design::relational {

struct OrderKey {
  std::string column, sql, index_key;  // sql: qualified; with coalesce where it may be NULL
  bool descending = false;
  std::string table = {};  // whose column it is, when not of the table that is read
};

// Those asked for, and the key last unless a unique key is among them, so that no two rows are
// equal.
std::vector<OrderKey> order_of(AccessText& text);
std::string order_by(const std::vector<OrderKey>& order);  // "\nORDER BY ..."
// The condition of the next page; adds its parameters.
std::string after_last(AccessText& text, const std::vector<OrderKey>& order);

}  // namespace mimar::design::relational
