#include "ops/architect/monitoring_queries.h"

namespace mimar::ops::architect {

std::vector<MonitoringQuery> monitoring_queries() {
  return {
      {"Buffer cache hit ratio", "below 0.95 for 15 minutes on an OLTP load",
       "SELECT round(sum(blks_hit) / nullif(sum(blks_hit + blks_read), 0), 4) AS hit_ratio\nFROM "
       "pg_stat_database",
       false},
      {"Connections in use", "above 80 % of max_connections",
       "SELECT count(*) AS connections, current_setting('max_connections')::int AS allowed\nFROM "
       "pg_stat_activity\nWHERE backend_type = 'client backend'",
       false},
      {"Longest transaction", "older than 5 minutes: it holds back VACUUM",
       "SELECT max(now() - xact_start) AS age\nFROM pg_stat_activity\nWHERE state <> 'idle'",
       false},
      {"Sessions waiting for a lock", "any for longer than 10 seconds",
       "SELECT pid, now() - state_change AS waiting, pg_blocking_pids(pid) AS blocked_by\nFROM "
       "pg_stat_activity\nWHERE wait_event_type = 'Lock'",
       false},
      {"Dead rows", "above 20 % of a table of more than 10,000 rows",
       "SELECT relid::regclass AS relation, n_dead_tup, n_live_tup, last_autovacuum\nFROM "
       "pg_stat_user_tables\nWHERE n_live_tup > 10000 AND n_dead_tup > n_live_tup * 0.2",
       false},
      {"Sequential scans of large tables",
       "a table of more than 10,000 rows that is scanned whole again and again",
       "SELECT relid::regclass AS relation, seq_scan, idx_scan, n_live_tup\nFROM "
       "pg_stat_user_tables\nWHERE n_live_tup > 10000 AND seq_scan > coalesce(idx_scan, 0)",
       false},
      {"Unused indexes", "unused over a full business cycle, replicas included",
       "SELECT indexrelid::regclass AS index, pg_relation_size(indexrelid) AS bytes\nFROM "
       "pg_stat_user_indexes JOIN pg_index USING (indexrelid)\nWHERE idx_scan = 0 AND NOT "
       "indisunique",
       false},
      {"Invalid indexes", "any: a concurrent build failed and left it behind",
       "SELECT indexrelid::regclass AS index\nFROM pg_index\nWHERE NOT indisvalid", false},
      {"Transaction ID age", "above 500 million: autovacuum does not keep up",
       "SELECT max(age(datfrozenxid)) AS age\nFROM pg_database", false},
      {"Sequences near their end", "above 70 % of the maximum",
       "SELECT schemaname, sequencename, last_value::numeric / max_value AS used\nFROM "
       "pg_sequences\nWHERE last_value > 0.7 * max_value",
       false},
      {"Replication lag", "above 30 seconds or 100 MB",
       "SELECT application_name, replay_lag, pg_wal_lsn_diff(sent_lsn, replay_lsn) AS "
       "bytes_behind\nFROM pg_stat_replication",
       false},
      {"Temporary files", "growing: work_mem is too small for some query",
       "SELECT datname, temp_files, temp_bytes\nFROM pg_stat_database\nWHERE datname = "
       "current_database()",
       false},
  };
}

}  // namespace mimar::ops::architect
