#include "verify/load_proof.h"

#include <algorithm>
#include <thread>

#include "model/quote.h"
#include "verify/load_plans.h"

namespace mimar::verify {
namespace {

using engine::postgres::Connection;
using engine::postgres::Rows;

std::uint64_t number(const engine::postgres::Value& value) {
  return value ? std::strtoull(value->c_str(), nullptr, 10) : 0;
}

// What the server has counted so far.
struct Counters {
  std::uint64_t hit = 0, read = 0;
  std::map<std::string, std::uint64_t> scans;  // of large tables
};

// A backend tells its figures now and then and when it ends. Ours must not be told later, as if
// they were the clients'.
Result<Counters> counters(Connection& connection, std::uint64_t large_pages) {
  if (connection.server_version() >= 150000) {
    if (auto told = connection.execute("SELECT pg_stat_force_next_flush()"); !told)
      return fail(told.error());
  }
  if (auto cleared = connection.execute("SELECT pg_stat_clear_snapshot()"); !cleared)
    return fail(cleared.error());
  Counters result;
  const auto blocks = connection.execute(
      "SELECT blks_hit, blks_read FROM pg_catalog.pg_stat_database WHERE datname = "
      "current_database()");
  if (!blocks) return fail(blocks.error());
  if (!blocks->rows.empty()) {
    result.hit = number(blocks->rows[0][0]);
    result.read = number(blocks->rows[0][1]);
  }
  const auto scans = connection.execute(fmt::format(
      "SELECT schemaname || '.' || relname, seq_scan FROM pg_catalog.pg_stat_user_tables WHERE "
      "pg_relation_size(relid) > {} * current_setting('block_size')::bigint",
      large_pages));
  if (!scans) return fail(scans.error());
  for (const auto& row : scans->rows)
    result.scans[row[0].value_or("")] = number(row[1]);
  return result;
}

Result<void> describe_server(Connection& connection, LoadFigures& figures) {
  figures.server_version = connection.server_version_text();
  const auto settings = connection.execute(
      "SELECT name, current_setting(name) FROM pg_catalog.pg_settings WHERE name IN "
      "('fsync', 'synchronous_commit', 'full_page_writes', 'wal_level', 'shared_buffers', "
      "'max_wal_size', 'checkpoint_timeout', 'autovacuum') ORDER BY 1");
  if (!settings) return fail(settings.error());
  for (const auto& row : settings->rows)
    figures.settings[row[0].value_or("")] = row[1].value_or("");
  const auto size = connection.execute("SELECT pg_database_size(current_database())");
  if (!size) return fail(size.error());
  figures.bytes = number(size->rows.at(0).at(0));
  return {};
}

PatternFigures figures_of(const model::AccessPattern& pattern, const PatternRun& run,
                          double seconds) {
  PatternFigures figures;
  figures.name = pattern.query.name;
  figures.sql = pattern.query.sql;
  figures.reason = pattern.reason;
  figures.writes = pattern.writes();
  figures.executions = run.milliseconds.size();
  figures.one_row = run.one_row;
  figures.retried = run.retried;
  figures.unfinished = run.unfinished;
  figures.without_rows = run.without_rows;
  figures.errors = run.errors;
  figures.failures = run.failures();
  figures.p50 = run.percentile(0.5);
  figures.p95 = run.percentile(0.95);
  figures.p99 = run.percentile(0.99);
  figures.slowest = run.percentile(1);
  figures.per_second = static_cast<double>(run.milliseconds.size() - run.unfinished) / seconds;
  return figures;
}

class Proof {
 public:
  Proof(const Ground& ground, const model::Workload& workload, const synthesis::Plan& plan,
        FreshRows& fresh, const LoadSettings& settings, const LoadTargets& targets,
        world::World& world)
      : ground_(ground),
        workload_(workload),
        plan_(plan),
        fresh_(fresh),
        settings_(settings),
        targets_(targets),
        world_(world) {}

  Result<LoadFigures> run() {
    if (auto done = describe_server(*ground_.owner, figures_); !done) return fail(done.error());
    for (const synthesis::TablePlan& table : plan_.tables)
      figures_.rows += table.rows;
    if (auto done = prepare(); !done) return fail(done.error());
    Result<Counters> before = counters(*ground_.owner, targets_.large_pages);
    auto run = run_load(ground_, workload_, values_, fresh_, settings_, world_, [&] {
      if (auto now = counters(*ground_.owner, targets_.large_pages)) before = std::move(now);
    });
    if (!run) return fail(run.error());
    if (!before) return fail(before.error());
    const auto after = counters(*ground_.owner, targets_.large_pages);
    if (!after) return fail(after.error());
    fill(*run, *before, *after);
    return std::move(figures_);
  }

 private:
  // The values, and what the plans read with them.
  Result<void> prepare() {
    world_.progress().begin("drawing values", workload_.patterns.size());
    Result<void> done;
    for (std::size_t i = 0; done && i < workload_.patterns.size(); ++i) {
      done = prepare(workload_.patterns[i]);
      world_.progress().advance(i + 1);
    }
    world_.progress().end();
    return done;
  }

  Result<void> prepare(const model::AccessPattern& pattern) {
    auto named = [&](Error error) {
      error.message = pattern.query.name + ": " + error.message;
      return fail(std::move(error));
    };
    auto values = PatternValues::draw(*ground_.owner, pattern, plan_, settings_.seed);
    if (!values) return named(values.error());
    reads_.emplace_back();
    if (pattern.query.kind != model::Query::Kind::insert) {
      auto reads = plan_reads(*ground_.owner, pattern, *values, fresh_, settings_.seed);
      if (!reads) return named(reads.error());
      reads_.back() = std::move(*reads);
    }
    values_.push_back(std::move(*values));
    return {};
  }

  void fill(const LoadRun& run, const Counters& before, const Counters& after) {
    figures_.seconds = run.seconds;
    figures_.clients = settings_.clients;
    figures_.cores = std::thread::hardware_concurrency();
    figures_.rates = workload_.rates;
    figures_.checkpoint_at = run.checkpoint_at;
    figures_.checkpoint_ms = run.checkpoint_ms;
    figures_.no_checkpoint = run.no_checkpoint;
    figures_.writes_per_second = static_cast<double>(run.writes()) / run.seconds;
    if (!run.writes_by_second.empty())
      figures_.slowest_second_writes =
          *std::min_element(run.writes_by_second.begin(), run.writes_by_second.end());
    figures_.blocks_hit = after.hit - std::min(after.hit, before.hit);
    figures_.blocks_read = after.read - std::min(after.read, before.read);
    for (std::size_t i = 0; i < workload_.patterns.size(); ++i)
      add_pattern(i, run.patterns[i], after);
    add_scans(before, after);
  }

  void add_pattern(std::size_t at, const PatternRun& run, const Counters& large) {
    const model::AccessPattern& pattern = workload_.patterns[at];
    PatternFigures figures = figures_of(pattern, run, figures_.seconds);
    figures.by_key = pattern.by_key;
    for (const WholeRead& read : reads_[at])
      if (!read.asked && large.scans.contains(read.table)) figures.scanned.push_back(read.table);
    if (!pattern.writes()) figures_.reads_per_second += figures.per_second;
    figures_.patterns.push_back(std::move(figures));
  }

  // Scans of tables that some statement asks for as a whole say nothing about the others.
  void add_scans(const Counters& before, const Counters& after) {
    for (const auto& [table, scans] : after.scans) {
      const bool asked = std::any_of(reads_.begin(), reads_.end(), [&](const auto& reads) {
        return std::any_of(reads.begin(), reads.end(), [&](const WholeRead& read) {
          return read.asked && read.table == table;
        });
      });
      const auto was = before.scans.find(table);
      const std::uint64_t more = scans - (was == before.scans.end() ? 0 : was->second);
      if (!asked && more > 0) figures_.whole_reads[table] = more;
    }
  }

  const Ground& ground_;
  const model::Workload& workload_;
  const synthesis::Plan& plan_;
  FreshRows& fresh_;
  const LoadSettings& settings_;
  const LoadTargets& targets_;
  world::World& world_;
  std::vector<PatternValues> values_;
  std::vector<std::vector<WholeRead>> reads_;
  LoadFigures figures_;
};

}  // namespace

double LoadFigures::hit_ratio() const {
  const std::uint64_t all = blocks_hit + blocks_read;
  return all == 0 ? 1 : static_cast<double>(blocks_hit) / static_cast<double>(all);
}

double LoadFigures::selectivity() const {
  std::uint64_t one = 0, all = 0;
  for (const PatternFigures& pattern : patterns) {
    if (!pattern.by_key || pattern.writes) continue;
    one += pattern.one_row;
    all += pattern.executions - pattern.unfinished;
  }
  return all == 0 ? 1 : static_cast<double>(one) / static_cast<double>(all);
}

Result<LoadFigures> measure_load(const Ground& ground, const model::Workload& workload,
                                 const synthesis::Plan& plan, FreshRows& fresh,
                                 const LoadSettings& settings, const LoadTargets& targets,
                                 world::World& world) {
  return Proof(ground, workload, plan, fresh, settings, targets, world).run();
}

}  // namespace mimar::verify
