#include "ops/architect/step.h"

#include <algorithm>
#include <cstdlib>
#include <map>

namespace mimar::ops::architect {
namespace {

constexpr std::string_view begin = "BEGIN;\n", commit = "COMMIT;\n";

// What the transaction holds that others wait for, per table, with the file the table is in.
constexpr std::string_view held_locks =
    "SELECT c.relnamespace::regnamespace::text || '.' || c.relname, l.mode, "
    "pg_relation_filenode(c.oid) FROM pg_locks AS l JOIN pg_class AS c ON c.oid = l.relation WHERE "
    "l.pid = pg_backend_pid() AND c.relkind IN ('r', "
    "'p') AND c.relnamespace <> 'pg_catalog'::regnamespace AND l.mode IN ('ShareLock', "
    "'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock') ORDER BY 1, l.mode DESC";
constexpr std::string_view table_files =
    "SELECT relnamespace::regnamespace::text || '.' || relname, pg_relation_filenode(oid) FROM "
    "pg_class WHERE relkind IN ('r', 'p') AND relnamespace <> 'pg_catalog'::regnamespace";
// Counted as they begin, also on tables without rows (manual: The Cumulative Statistics System).
// The count of index scans falls when an index is dropped, so the two are not added up.
constexpr std::string_view seq_scans =
    "SELECT schemaname || '.' || relname, seq_scan FROM pg_stat_xact_user_tables";
constexpr std::string_view index_scans =
    "SELECT schemaname || '.' || relname, idx_scan FROM pg_stat_xact_user_tables";

using Values = std::map<std::string, std::string>;  // by table

Result<Values> values(engine::postgres::Connection& connection, std::string_view sql) {
  const auto rows = connection.execute(sql);
  if (!rows) return fail(rows.error());
  Values result;
  for (const auto& row : rows->rows)
    result[row.at(0).value_or("")] = row.at(1).value_or("");
  return result;
}

std::string at(const Values& values, const std::string& table) {
  const auto found = values.find(table);
  return found == values.end() ? std::string() : found->second;
}

// How often each table was read so far.
struct Scans {
  Values seq, index;

  static Result<Scans> now(engine::postgres::Connection& connection) {
    Result<Values> seq = values(connection, seq_scans);
    if (!seq) return fail(std::move(seq.error()));
    Result<Values> index = values(connection, index_scans);
    if (!index) return fail(std::move(index.error()));
    return Scans{std::move(*seq), std::move(*index)};
  }

  bool more_than(const Scans& before, const std::string& table) const {
    const auto more = [&](const Values& now, const Values& then) {
      return std::atoll(at(now, table).c_str()) > std::atoll(at(then, table).c_str());
    };
    return more(seq, before.seq) || more(index, before.index);
  }
};

std::string inside_transaction(std::string_view up) {
  if (up.starts_with(begin)) up.remove_prefix(begin.size());
  if (up.ends_with(commit)) up.remove_suffix(commit.size());
  return std::string(up);
}

// Of several locks on a table the strongest stays: one that stops readers too.
void note(Proposal& proposal, const TableLock& lock) {
  if (!proposal.locks.empty() && proposal.locks.back().table == lock.table) {
    if (lock.mode == "AccessExclusiveLock") proposal.locks.back().mode = lock.mode;
    return;
  }
  proposal.locks.push_back(lock);
}

// An extension is created by the broker on a connection of its own.
bool fits_in_transaction(const std::string& up) {
  return up.find(" CONCURRENTLY ") == std::string::npos &&
         up.find("CREATE EXTENSION") == std::string::npos;
}

Result<void> run_and_watch(Proposal& proposal, scratch::Database& database) {
  engine::postgres::Connection& connection = database.owner();
  const Result<Values> files = values(connection, table_files);
  if (!files) return fail(files.error());
  if (auto begun = connection.execute(begin); !begun) return fail(begun.error());
  const Result<Scans> scans = Scans::now(connection);
  if (!scans) return fail(scans.error());
  if (auto ran = connection.execute(inside_transaction(proposal.up)); !ran)
    return fail(ran.error());
  const auto held = connection.execute(held_locks);
  if (!held) return fail(held.error());
  const Result<Scans> scans_after = Scans::now(connection);
  if (!scans_after) return fail(scans_after.error());
  if (auto committed = connection.execute(commit); !committed) return fail(committed.error());
  proposal.locks.clear();
  for (const auto& row : held->rows) {
    const std::string table = row.at(0).value_or("");
    if (!files->contains(table)) continue;  // a table that the step made: nobody waits for it
    note(proposal, {table, row.at(1).value_or(""), at(*files, table) != row.at(2).value_or(""),
                    scans_after->more_than(*scans, table)});
  }
  return {};
}

}  // namespace

Result<void> run_step(Proposal& proposal, scratch::Database& database) {
  const bool alone = !fits_in_transaction(proposal.up);
  const Result<void> ran =
      alone ? database.run_script(proposal.up, "review.up.sql") : run_and_watch(proposal, database);
  if (ran) return ran;
  (void)database.owner().execute("ROLLBACK");
  // A concurrent build that failed leaves an invalid index.
  if (alone && !proposal.down.empty() && proposal.up.starts_with("CREATE"))
    (void)database.owner().execute(proposal.down);
  return ran;
}

bool grows_with_rows(const Proposal& proposal) {
  if (!fits_in_transaction(proposal.up))
    return proposal.up.starts_with("CREATE INDEX") ||
           proposal.up.starts_with("CREATE UNIQUE INDEX");
  return std::any_of(proposal.locks.begin(), proposal.locks.end(),
                     [](const TableLock& lock) { return lock.rewritten || lock.read; });
}

std::string_view effect_of_lock(std::string_view mode) {
  return mode == "AccessExclusiveLock" ? "blocks reads and writes" : "blocks writes";
}

}  // namespace mimar::ops::architect
