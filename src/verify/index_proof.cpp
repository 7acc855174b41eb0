#include "verify/index_proof.h"

#include "base/text.h"
#include "emit/ddl/ddl.h"
#include "model/quote.h"
#include "synthesis/tokens.h"
#include "verify/standing_indexes.h"

namespace mimar::verify {
namespace {

using engine::postgres::Connection;
using evidence::Verdict;
using evidence::Witness;

// Times of one run to the next differ by half on a busy machine; pages hardly do.
constexpr double faster = 2, fewer_buffers = 1.5, least_gain_ms = 0.2;
constexpr std::uint64_t least_gain_buffers = 3;

bool is_fatal(const Error& error) {
  return error.kind == ErrorKind::interrupted || error.kind == ErrorKind::environment;
}

std::string milliseconds(double ms) {
  return fmt::format("{:.2f} ms", ms);
}

// --- one trial ---
class Trial {
 public:
  Trial(Connection& connection, const IndexTrial& trial, world::World& world, int timeout_ms,
        const std::string& command)
      : connection_(connection), trial_(trial), world_(world), timeout_ms_(timeout_ms) {
    benefit_.table = trial.table;
    benefit_.index = trial.index;
    benefit_.query = trial.query;
    benefit_.reason = trial.reason;
    benefit_.query_index = trial.query_index;
    benefit_.control = trial.control;
    benefit_.on_top_of = trial.on_top_of;
    benefit_.evidence.command = command;
    benefit_.evidence.server_version = connection.server_version_text();
  }

  Result<IndexBenefit> run() {
    const Result<void> done = observe();
    if (!done && is_fatal(done.error())) return fail(done.error());
    state_claim();
    if (!done) {
      benefit_.evidence.verdict = Verdict::could_not_check;
      benefit_.evidence.reason = done.error().message;
    }
    return std::move(benefit_);
  }

 private:
  Result<void> observe() {
    const auto bound = bind_to_rows(connection_, trial_.query, trial_.predicates, timeout_ms_);
    if (!bound) return fail(bound.error());
    benefit_.query = bound->sql;
    if (!bound->meets_rows)
      return fail(ErrorKind::database, std::string(why_nothing_met(trial_.query)));
    const auto before = measure(connection_, bound->sql, {}, timeout_ms_);
    if (!before) return fail(before.error());
    benefit_.before = *before;
    auto standing = StandingIndexes::build(connection_, {{trial_.table, trial_.index}}, world_);
    if (!standing) return fail(standing.error());
    benefit_.build_ms = standing->build_ms(0);
    const auto after = measure(connection_, bound->sql, standing->names(0), timeout_ms_);
    if (after) {
      benefit_.after = *after;
      read_figures();
    }
    const auto dropped = standing->drop();
    if (!after) return fail(after.error());
    if (!dropped) return fail(dropped.error());
    judge();
    return {};
  }

  std::string qualified_index() const {
    return model::quote_name({trial_.table.schema, trial_.index.name});
  }

  std::uint64_t count(const std::string& sql) {
    const auto rows = connection_.execute(sql);
    return rows && !rows->rows.empty()
               ? std::strtoull(rows->rows[0].at(0).value_or("0").c_str(), nullptr, 10)
               : 0;
  }

  void read_figures() {
    const std::string index = model::quote_literal(qualified_index()) + "::regclass";
    benefit_.index_bytes =
        count("SELECT pg_relation_size(" + index +
              ") + coalesce((SELECT sum(pg_relation_size(relid)) FROM pg_partition_tree(" + index +
              ") WHERE relid <> " + index + "), 0)");
    rows_ = count("SELECT greatest(0, reltuples)::bigint FROM pg_class WHERE oid = " +
                  model::quote_literal(model::quote_name(trial_.table)) + "::regclass");
  }

  void judge() {
    const Measurement &before = benefit_.before, &after = benefit_.after;
    const bool quicker = before.median_ms >= faster * after.median_ms &&
                         before.median_ms - after.median_ms >= least_gain_ms &&
                         before.fastest_ms > after.median_ms;
    const bool lighter =
        static_cast<double>(before.buffers) >= fewer_buffers * static_cast<double>(after.buffers) &&
        before.buffers >= after.buffers + least_gain_buffers;
    benefit_.helps = after.uses_index && (quicker || lighter);
    evidence::Evidence& evidence = benefit_.evidence;
    evidence.verdict = benefit_.helps != benefit_.control ? Verdict::confirmed : Verdict::refuted;
    if (evidence.verdict == Verdict::refuted) evidence.reason = reason();
    const auto figures = [](const Measurement& measured) {
      return fmt::format("{}, {} buffers, cost {:.2f}\n{}", milliseconds(measured.median_ms),
                         measured.buffers, measured.cost, measured.plan);
    };
    evidence.observations.push_back(
        {Witness::explain, "EXPLAIN (ANALYZE, BUFFERS) before the index, median of five runs",
         figures(before)});
    evidence.observations.push_back(
        {Witness::explain, "EXPLAIN (ANALYZE, BUFFERS) after the index, median of five runs",
         figures(after)});
    evidence.observations.push_back({Witness::execution, "CREATE INDEX",
                                     fmt::format("built in {:.1f} ms, {}", benefit_.build_ms,
                                                 text::bytes(benefit_.index_bytes))});
  }

  std::string reason() const {
    const Measurement &before = benefit_.before, &after = benefit_.after;
    if (!after.uses_index) return "the planner does not use it";
    return fmt::format("{} and {} buffers before, {} and {} after", milliseconds(before.median_ms),
                       before.buffers, milliseconds(after.median_ms), after.buffers);
  }

  void state_claim() {
    const std::string rows = rows_ > 0 ? " at " + text::thousands(rows_) + " rows" : std::string();
    const std::string on_top =
        trial_.on_top_of.empty() ? "" : ", on top of " + text::join(trial_.on_top_of, " and ");
    const std::string verb = benefit_.control ? " (control) does not make " : " makes ";
    const std::string query = trial_.label.empty() ? "the query" : trial_.label;
    benefit_.evidence.claim = "index " + trial_.index.name + " on " + trial_.table.text() + verb +
                              query + " faster" + rows + on_top +
                              (trial_.label.empty() ? ": " + benefit_.query : "");
  }

  Connection& connection_;
  const IndexTrial& trial_;
  world::World& world_;
  int timeout_ms_;
  IndexBenefit benefit_;
  std::uint64_t rows_ = 0;
};

// --- controls ---
bool mentions(const std::string& query, const std::string& column) {
  for (const synthesis::Token& token : synthesis::tokenise(query)) {
    if ((token.kind == synthesis::Token::Kind::word ||
         token.kind == synthesis::Token::Kind::quoted) &&
        token.text == column)
      return true;
  }
  return false;
}

// Types a B-tree takes and rows are not too long for; the fewer values, the better the control.
int suitability(const model::Column& column) {
  if (column.type.is("boolean")) return 4;
  if (column.type.array) return 0;
  for (std::string_view type : {"smallint", "integer", "bigint", "date"}) {
    if (column.type.is(type)) return 2;
  }
  for (std::string_view type : {"numeric", "uuid", "timestamp with time zone",
                                "timestamp without time zone", "character varying"}) {
    if (column.type.is(type)) return 1;
  }
  return 0;
}

// --- choice ---
bool clearly_fewer_pages(const IndexBenefit& a, const IndexBenefit& b) {
  return a.after.buffers + a.after.buffers / 4 + 2 < b.after.buffers;
}

bool beginning_of(const model::Index& a, const model::Index& b) {
  return a.keys.size() < b.keys.size() && a.predicate == b.predicate &&
         std::equal(a.keys.begin(), a.keys.end(), b.keys.begin());
}

}  // namespace

bool better(const IndexBenefit& a, const IndexBenefit& b) {
  if (clearly_fewer_pages(a, b)) return true;
  if (clearly_fewer_pages(b, a)) return false;
  return a.index_bytes * 2 < b.index_bytes && !beginning_of(a.index, b.index);
}

Result<std::vector<IndexBenefit>> measure_indexes(scratch::Database& database,
                                                  const std::vector<IndexTrial>& trials,
                                                  world::World& world, int statement_timeout_ms,
                                                  const std::string& command) {
  return measure_indexes(database.owner(), trials, world, statement_timeout_ms, command);
}

Result<std::vector<IndexBenefit>> measure_indexes(Connection& connection,
                                                  const std::vector<IndexTrial>& trials,
                                                  world::World& world, int statement_timeout_ms,
                                                  const std::string& command) {
  world.progress().begin("measuring indexes", trials.size());
  std::vector<IndexBenefit> benefits;
  Result<void> done;
  for (const IndexTrial& trial : trials) {
    if (world.interrupted())
      done = fail(ErrorKind::interrupted, "interrupted while measuring indexes");
    auto benefit = done ? Trial(connection, trial, world, statement_timeout_ms, command).run()
                        : Result<IndexBenefit>(fail(done.error()));
    if (!benefit) {
      done = fail(benefit.error());
      break;
    }
    benefits.push_back(std::move(*benefit));
    world.progress().advance(benefits.size());
  }
  world.progress().end();
  if (!done) return fail(done.error());
  return benefits;
}

std::optional<IndexTrial> control_for(const model::Database& database, const IndexTrial& trial) {
  const model::Table* table = model::find_table(database, trial.table);
  if (table == nullptr || table->columns.empty()) return std::nullopt;
  const model::Column* chosen = nullptr;
  for (const model::Column& column : table->columns) {
    if (suitability(column) == 0 || mentions(trial.query, column.name)) continue;
    if (chosen == nullptr || suitability(column) > suitability(*chosen)) chosen = &column;
  }
  IndexTrial control = trial;
  control.control = true;
  control.reason = "control: not asked for by the query";
  control.index = {};
  control.index.keys.emplace_back();
  if (chosen == nullptr) {
    // Every column is asked for: an index without rows.
    chosen = &table->columns.front();
    control.index.predicate = model::Expression("false");
    control.index.predicate->canonical = "false";
  }
  control.index.keys.front().column = chosen->name;
  control.index.name = ("idx_" + table->name.name + "_" + chosen->name).substr(0, 55) + "_control";
  return control;
}

}  // namespace mimar::verify
