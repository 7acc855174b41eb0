#include "design/relational/access_indexes.h"

#include <algorithm>

#include <fmt/core.h>

#include "base/text.h"
#include "design/relational/indexes.h"
#include "design/relational/naming.h"
#include "design/relational/rules.h"

namespace mimar::design::relational {
namespace {

struct Wanted {
  Index index;
  bool partial = false;
};

void add_key(Index& index, const std::string& key, const std::string& column) {
  if (contains(index.keys, key)) return;
  index.keys.push_back(key);
  if (!contains(index.columns, column)) index.columns.push_back(column);
}

// Equality first: given values, then those that the program fixes; then one range or the order.
Wanted wanted_for(const AccessText& text, const std::vector<OrderKey>& order, bool partial) {
  Wanted wanted;
  Index& index = wanted.index;
  std::vector<std::string> fixed;
  const Table& table = *find_table(text.layout, text.table);
  if (!alive(table).empty()) fixed.push_back(alive(table));
  for (const Condition& condition : text.conditions)
    if (condition.equality && !condition.constant && !condition.index_key.empty())
      add_key(index, condition.index_key, condition.column);
  for (const Condition& condition : text.conditions) {
    if (condition.column.empty() || !condition.constant) continue;
    if (partial && condition.stable) {
      fixed.push_back(text::replace_all(condition.sql, quoted(text.table) + ".", ""));
      wanted.partial = true;
    } else if (condition.equality) {
      add_key(index, condition.index_key, condition.column);
    }
  }
  if (order.empty()) {
    for (const Condition& condition : text.conditions)
      if (!condition.equality && !(partial && condition.stable) && condition.method.empty() &&
          !condition.index_key.empty() && condition.sql.find(" <> ") == std::string::npos)
        add_key(index, condition.index_key, condition.column);
  }
  for (const OrderKey& key : order)
    add_key(index, key.index_key + (key.descending ? " DESC" : ""), key.column);
  // Rows that a partial index alone tells apart, in no order that is asked for.
  if (index.keys.empty() && wanted.partial)
    for (const std::string& column : table.key)
      add_key(index, quoted(column), column);
  index.where = text::join(fixed, " AND ");
  return wanted;
}

// All keys down is the same index read backwards.
void straighten(Index& index, const std::vector<OrderKey>& order) {
  if (!std::all_of(order.begin(), order.end(), [](const OrderKey& key) { return key.descending; }))
    return;
  for (std::string& key : index.keys)
    if (key.ends_with(" DESC")) key.resize(key.size() - 5);
}

void serve_text(AccessText& text, const Condition& condition, DesignedAccess& designed) {
  Index index;
  index.name =
      condition.column + (condition.index_key.find("gin_trgm_ops") != std::string::npos ? "_trgm"
                          : condition.index_key.starts_with("to_tsvector")              ? "_search"
                                                                                        : "");
  index.keys = {condition.index_key};
  index.columns = {condition.column};
  index.method = condition.method;
  index.where = alive(*find_table(text.layout, text.table));
  index.why = condition.index_key.find("gin_trgm_ops") != std::string::npos
                  ? "pieces of text are found by their trigrams"
              : condition.index_key.starts_with("to_tsvector")
                  ? "words are found in any case and order; the configuration simple knows no "
                    "language, and so no stems"
                  : "values within the array are found";
  index.said = text.access.said;
  designed.why = index.why;
  designed.indexes.push_back(need_index(text.layout, text.table, std::move(index)));
}

std::string why_index(const AccessText& text, const std::vector<OrderKey>& order, bool partial) {
  std::string why = "serves «" + text.pattern.query.name + "»: ";
  why +=
      order.empty() ? "what is compared"
      : text.conditions.empty()
          ? "in the order that is asked for"
          : "what is compared comes first, then the order, so that a page is read and no row more";
  if (partial) why += "; partial, because the filter is always the same";
  if (!partial && balance_of(text.layout.model, text.access.entity) == Balance::write_heavy)
    why +=
        "; not partial, because writes count more and one index that serves the foreign key, too, "
        "is written once";
  return why;
}

}  // namespace

void serve(AccessText& text, const std::vector<OrderKey>& order, DesignedAccess& designed) {
  for (const Condition& condition : text.conditions)
    if (!condition.method.empty()) {
      serve_text(text, condition, designed);
      for (const Condition& other : condition.also)
        serve_text(text, other, designed);
      return;
    }
  const bool write_heavy =
      balance_of(text.layout.model, text.access.entity) == Balance::write_heavy;
  if (text.joined) {
    designed.why = "the tables are joined by indexes of their foreign keys";
    return;
  }
  Wanted wanted = wanted_for(text, order, !write_heavy);
  if (wanted.index.keys.empty()) {
    designed.why = text.conditions.empty() ? "it asks for all rows, which no index makes fewer"
                                           : "no index tells these rows from the others";
    return;
  }
  if (write_heavy && !text.access.per_second && text.access.kind != Access::Kind::find &&
      wanted.index.keys.size() > 1 && !text.conditions.empty()) {
    designed.why =
        "writes count more and nobody says how often it is asked: the index of the foreign "
        "key has to do";
    return;
  }
  straighten(wanted.index, order);
  wanted.index.name = joined(wanted.index.columns);
  wanted.index.why = why_index(text, order, wanted.partial);
  wanted.index.said = text.access.said;
  const std::string why = wanted.index.why;
  const std::string name = need_index(text.layout, text.table, std::move(wanted.index));
  if (!name.empty()) designed.indexes = {name};
  designed.why = name.empty() ? "the primary key finds it" : why;
}

}  // namespace mimar::design::relational
