#include "verify/measurement.h"

#include <algorithm>

#include "explain/explain.h"
#include "verify/parameters.h"

namespace mimar::verify {
namespace {

using engine::postgres::Connection;

constexpr int runs = 5;

Result<explain::Plan> run_once(Connection& connection, const std::string& query, int timeout_ms) {
  if (auto begun = connection.execute(
          fmt::format("BEGIN; SET LOCAL statement_timeout = {}; SET LOCAL jit = off", timeout_ms));
      !begun)
    return fail(begun.error());
  const auto rows = connection.execute("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + query);
  if (auto ended = connection.execute("ROLLBACK"); !ended) return fail(ended.error());
  if (!rows) return fail(rows.error());
  if (rows->rows.empty()) return fail(ErrorKind::database, "EXPLAIN gave no plan");
  return explain::parse(rows->rows[0].at(0).value_or(""));
}

}  // namespace

Result<BoundQuery> bind_to_rows(Connection& connection, const std::string& sql,
                                const std::vector<model::Predicate>& predicates, int timeout_ms) {
  BoundQuery first;
  std::string last;
  for (int attempt = 0; attempt < most_tries; ++attempt) {
    auto bound = bind_parameters(connection, sql, predicates, attempt);
    if (!bound) return fail(bound.error());
    if (*bound == last) continue;
    last = *bound;
    const auto plan = run_once(connection, *bound, timeout_ms);
    if (attempt == 0) first = {*bound, false};
    if (!plan && attempt == 0) return fail(plan.error());
    if (plan && explain::rows_met(*plan) > 0) return BoundQuery{std::move(*bound), true};
  }
  return first;
}

std::string_view why_nothing_met(const std::string& sql) {
  return parameter_uses(sql, {}).empty()
             ? "it meets no row on scratch, where rows are made up, so its figures prove nothing"
             : "no values were found with which it meets a row on scratch, so its figures prove "
               "nothing";
}

Result<Measurement> measure(Connection& connection, const std::string& query,
                            const std::vector<std::string>& indexes, int timeout_ms) {
  if (auto warm = run_once(connection, query, timeout_ms); !warm) return fail(warm.error());
  std::vector<explain::Plan> plans;
  for (int i = 0; i < runs; ++i) {
    auto plan = run_once(connection, query, timeout_ms);
    if (!plan) return fail(plan.error());
    plans.push_back(std::move(*plan));
  }
  std::stable_sort(plans.begin(), plans.end(), [](const explain::Plan& a, const explain::Plan& b) {
    return a.execution_ms < b.execution_ms;
  });
  const explain::Plan& median = plans[runs / 2];
  Measurement measured;
  measured.fastest_ms = plans.front().execution_ms;
  measured.median_ms = median.execution_ms;
  measured.cost = median.root.total_cost;
  measured.buffers = median.root.shared_hit + median.root.shared_read;
  measured.plan = explain::to_text(median);
  measured.rows_met = explain::rows_met(median);
  measured.observations = explain::observations(median);
  measured.uses_index = std::any_of(indexes.begin(), indexes.end(), [&](const std::string& index) {
    return explain::uses_index(median, index);
  });
  return measured;
}

Result<Measurement> measure_query(scratch::Database& database, const model::Query& query,
                                  world::World& world, int statement_timeout_ms) {
  if (world.interrupted())
    return fail(ErrorKind::interrupted, "interrupted while measuring queries");
  Connection& connection = database.owner();
  const auto bound = bind_to_rows(connection, query.sql, query.predicates, statement_timeout_ms);
  if (!bound) return fail(bound.error());
  return measure(connection, bound->sql, {}, statement_timeout_ms);
}

}  // namespace mimar::verify
