#include "ops/architect/step.h"

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
  std::map<std::string, std::string> files;
  const auto before = connection.execute(table_files);
  if (!before) return fail(before.error());
  for (const auto& row : before->rows)
    files[row.at(0).value_or("")] = row.at(1).value_or("");
  if (auto begun = connection.execute(begin); !begun) return fail(begun.error());
  if (auto ran = connection.execute(inside_transaction(proposal.up)); !ran)
    return fail(ran.error());
  const auto held = connection.execute(held_locks);
  if (!held) return fail(held.error());
  if (auto committed = connection.execute(commit); !committed) return fail(committed.error());
  for (const auto& row : held->rows) {
    const std::string table = row.at(0).value_or("");
    const auto file = files.find(table);
    if (file == files.end()) continue;  // a table that the step made: nobody waits for it
    note(proposal, {table, row.at(1).value_or(""), file->second != row.at(2).value_or("")});
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

std::string_view effect_of_lock(std::string_view mode) {
  return mode == "AccessExclusiveLock" ? "blocks reads and writes" : "blocks writes";
}

}  // namespace mimar::ops::architect
