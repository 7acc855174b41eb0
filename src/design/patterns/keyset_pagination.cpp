// Pages by the last row seen instead of by a count of rows to skip.

#include <algorithm>

#include "base/text.h"
#include "design/patterns/catalogue.h"
#include "design/patterns/writing.h"
#include "model/quote.h"

namespace mimar::design::pattern {
namespace {

struct Order {
  std::vector<std::string> columns;
  bool descending = false;
};

// "created_at desc": one direction for all, so that rows compare as tuples.
Result<Order> order_of(const Writing& w) {
  Order order;
  std::optional<bool> descending;
  for (const std::string& given : list_option(w.request, "order")) {
    std::string column = given;
    bool down = false;
    for (const std::string_view word : {" desc", " asc"}) {
      if (!text::lower(column).ends_with(word)) continue;
      down = word == " desc";
      column =
          std::string(text::trim(std::string_view(column).substr(0, column.size() - word.size())));
    }
    if (const auto error = lacks_column(w, column)) return fail(*error);
    if (!model::find_column(*w.table, column)->not_null)
      return fail(ErrorKind::usage,
                  w.table->name.text() + "." + column +
                      " may be empty: rows without it would be on no page",
                  "order by another column, or make it NOT NULL");
    if (descending.value_or(down) != down)
      return fail(ErrorKind::usage, "all columns of a page order go the same way");
    descending = down;
    order.columns.push_back(column);
  }
  order.descending = descending.value_or(false);
  for (const std::string& key : w.table->primary_key->columns)
    if (std::ranges::find(order.columns, key) == order.columns.end()) order.columns.push_back(key);
  return order;
}

Result<Draft> apply(const model::Database& database, const PatternRequest& request,
                    const Policy& policy) {
  Writing w = begin(database, request, policy);
  if (const auto error = lacks_key(w)) return fail(*error);
  const auto order = order_of(w);
  if (!order) return fail(order.error());
  const std::vector<std::string> within = list_option(request, "within");
  for (const std::string& column : within)
    if (const auto error = lacks_column(w, column)) return fail(*error);
  std::vector<std::string> ordered, after, parameters, index;
  std::string condition;
  for (const std::string& column : within) {
    parameters.emplace_back();
    index.push_back(model::quote_identifier(column));
    condition +=
        model::quote_identifier(column) + " = $" + std::to_string(parameters.size()) + " AND ";
  }
  for (const std::string& column : order->columns) {
    parameters.emplace_back();
    after.push_back("$" + std::to_string(parameters.size()));
    ordered.push_back(model::quote_identifier(column) + (order->descending ? " DESC" : ""));
    index.push_back(ordered.back());
  }
  const std::string page = option(request, "page", "50");
  if (page.find_first_not_of("0123456789") != std::string::npos || page.size() > 6)
    return fail(ErrorKind::usage, "\"" + page + "\" is no number of rows", "page=50");
  // In the order of the key alone, its own index serves the pages.
  const bool by_key = within.empty() && order->columns == w.table->primary_key->columns;
  if (by_key)
    set(w, "index.name", w.table->primary_key->name);
  else
    name(w, "index", "idx_" + w.table->name.name, "page");
  set(w, "index_columns", text::join(index, ", "));
  set(w, "condition", condition);
  set(w, "ordered_columns", model::quote_list(order->columns));
  set(w, "after", text::join(after, ", "));
  set(w, "ordered", text::join(ordered, ", "));
  set(w, "than", order->descending ? "<" : ">");
  set(w, "page", page);
  if (!by_key) {
    write(w, "CREATE INDEX {index.name} ON {table} ({index_columns})");
    comment(w, "INDEX {index}", "Serves pages of {table}, {page} rows each, by the last row seen");
    because(w, "index {index}",
            "OFFSET reads what it skips, and shows a row twice or not at all when rows come and go "
            "between two pages; the key at the end makes the order one");
  }
  access(w, "the next page of {table}", model::Query::Kind::select,
         "SELECT * FROM {table} WHERE {condition}({ordered_columns}) {than} ({after}) ORDER BY "
         "{ordered} LIMIT {page}",
         parameters, {"{index.name}"}, "the values are those of the last row of the page before");
  if (!by_key)
    serves(w, "index {index}", "{index.name}",
           "SELECT * FROM {table} ORDER BY " + text::join(index, ", ") + " LIMIT {page}");
  return std::move(w.draft);
}

}  // namespace

Pattern keyset_pagination() {
  return {
      "keyset-pagination",
      "Whoever reads page after page sees each row that stays exactly once, and every page costs "
      "the same.",
      "One index, and no jumping to page 17: a page is asked for with the last row of the one "
      "before.",
      true,
      {{"order", "the columns pages are ordered by, with desc where it is; the key is added", ""},
       {"within", "columns a list is limited by, with =", ""},
       {"page", "rows a page", "50"}},
      apply};
}

}  // namespace mimar::design::pattern
