#include "verify/load_plans.h"

#include <algorithm>

#include "model/quote.h"
#include "verify/parameters.h"

namespace mimar::verify {
namespace {

constexpr int tries = 3;

// What an index could find rows by.
bool can_be_searched(const model::Predicate& predicate) {
  using Kind = model::Predicate::Kind;
  switch (predicate.kind) {
    case Kind::equals:
    case Kind::range:
    case Kind::in_list:
    case Kind::like_prefix:
    case Kind::json_contains: return true;
    default: return false;
  }
}

// Anything in the statement that leaves only a part of the rows to look for: a condition, or a
// LIMIT that an order could serve.
bool asks_for_a_part(const model::Query& query) {
  return std::any_of(query.predicates.begin(), query.predicates.end(), can_be_searched) ||
         (query.has_limit && !query.order.empty());
}

void collect(const explain::Node& node, bool asked, std::vector<WholeRead>& found) {
  if (node.type == "Seq Scan")
    found.push_back(
        {node.schema.empty() ? node.relation : node.schema + '.' + node.relation, asked});
  for (const explain::Node& child : node.children)
    collect(child, asked, found);
}

template <class T>
void make_unique(std::vector<T>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

}  // namespace

std::vector<WholeRead> whole_reads(const explain::Plan& plan, const model::Query& query) {
  std::vector<WholeRead> found;
  collect(plan.root, !asks_for_a_part(query), found);
  make_unique(found);
  return found;
}

Result<std::vector<WholeRead>> plan_reads(engine::postgres::Connection& connection,
                                          const model::AccessPattern& pattern,
                                          const PatternValues& values, FreshRows& fresh,
                                          std::uint64_t seed) {
  std::vector<WholeRead> found;
  Random random(seed);
  for (int i = 0; i < tries; ++i) {
    const auto parameters = values.next(random, fresh);
    if (!parameters) break;
    std::vector<std::string> literals;
    for (const engine::postgres::Value& value : *parameters)
      literals.push_back(value ? model::quote_literal(*value) : "NULL");
    const auto rows = connection.execute("EXPLAIN (FORMAT JSON, VERBOSE) " +
                                         replace_parameters(pattern.query.sql, literals));
    if (!rows) return fail(rows.error());
    if (rows->rows.empty()) return fail(ErrorKind::database, "EXPLAIN gave no plan");
    const auto plan = explain::parse(rows->rows[0].at(0).value_or(""));
    if (!plan) return fail(plan.error());
    const std::vector<WholeRead> one = whole_reads(*plan, pattern.query);
    found.insert(found.end(), one.begin(), one.end());
  }
  make_unique(found);
  return found;
}

}  // namespace mimar::verify
