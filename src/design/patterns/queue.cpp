// A queue in a table: SKIP LOCKED keeps claimers apart, a lease brings back the jobs of workers
// that died, and the number of the attempt tells a worker that came back too late from the one that
// has the job now.

#include "design/patterns/catalogue.h"
#include "design/patterns/writing.h"

namespace mimar::design::pattern {
namespace {

constexpr std::string_view tables_sql = R"sql(
CREATE TABLE {jobs} (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  queue text NOT NULL DEFAULT 'default',
  payload jsonb NOT NULL,
  priority smallint NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL DEFAULT now(),
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  attempts_allowed integer NOT NULL DEFAULT 5 CHECK (attempts_allowed > 0),
  worker text,
  leased_until timestamptz,
  last_error text,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT {lease_check} CHECK ((worker IS NULL) = (leased_until IS NULL))
);
CREATE INDEX {order.name} ON {jobs} (queue, priority DESC, due_at, id);
CREATE TABLE {dead} (
  id bigint PRIMARY KEY,
  queue text NOT NULL,
  payload jsonb NOT NULL,
  attempts integer NOT NULL,
  last_error text,
  created_at timestamptz NOT NULL,
  died_at timestamptz NOT NULL DEFAULT now()
);
)sql";

constexpr std::string_view claim_sql = R"sql(
CREATE FUNCTION {bury}(job {jobs}) RETURNS void
  LANGUAGE sql SET search_path = pg_catalog, pg_temp
AS $body$
  WITH gone AS (DELETE FROM {jobs} AS j WHERE j.id = job.id RETURNING j.*)
  INSERT INTO {dead} (id, queue, payload, attempts, last_error, created_at)
  SELECT g.id, g.queue, g.payload, g.attempts, g.last_error, g.created_at FROM gone AS g
$body$;
CREATE FUNCTION {claim}(of_queue text, for_worker text, lease interval DEFAULT '1 minute',
                        batch integer DEFAULT 1)
  RETURNS SETOF {jobs}
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
  job {jobs};
BEGIN
  -- Their last workers died with them.
  FOR job IN
    SELECT * FROM {jobs} AS j
    WHERE j.queue = of_queue AND j.leased_until < clock_timestamp()
      AND j.attempts >= j.attempts_allowed
    LIMIT 100 FOR UPDATE SKIP LOCKED
  LOOP
    PERFORM {bury}(job);
  END LOOP;
  -- LIMIT inside: a loop over all of them would lock more than it takes.
  RETURN QUERY
  WITH next AS MATERIALIZED (
    SELECT j.id FROM {jobs} AS j
    WHERE j.queue = of_queue AND j.due_at <= clock_timestamp()
      AND (j.leased_until IS NULL OR j.leased_until < clock_timestamp())
      AND j.attempts < j.attempts_allowed
    ORDER BY j.priority DESC, j.due_at, j.id
    LIMIT batch FOR UPDATE SKIP LOCKED
  )
  UPDATE {jobs} AS j
  SET attempts = j.attempts + 1, worker = for_worker, leased_until = clock_timestamp() + lease
  FROM next AS n WHERE j.id = n.id
  RETURNING j.*;
END
$body$;
)sql";

constexpr std::string_view finish_sql = R"sql(
CREATE FUNCTION {complete}(job_id bigint, attempt integer) RETURNS boolean
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
  DELETE FROM {jobs} AS j WHERE j.id = job_id AND j.attempts = attempt AND j.worker IS NOT NULL;
  RETURN FOUND;
END
$body$;
CREATE FUNCTION {prolong}(job_id bigint, attempt integer, lease interval DEFAULT '1 minute')
  RETURNS boolean
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
  UPDATE {jobs} AS j SET leased_until = clock_timestamp() + lease
  WHERE j.id = job_id AND j.attempts = attempt AND j.worker IS NOT NULL;
  RETURN FOUND;
END
$body$;
CREATE FUNCTION {give_back}(job_id bigint, attempt integer, error text) RETURNS boolean
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
  job {jobs};
BEGIN
  UPDATE {jobs} AS j
  SET worker = NULL, leased_until = NULL, last_error = error,
      due_at = clock_timestamp() + least(power(2, j.attempts), 3600) * interval '1 second'
  WHERE j.id = job_id AND j.attempts = attempt AND j.worker IS NOT NULL
  RETURNING j.* INTO job;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  IF job.attempts >= job.attempts_allowed THEN
    PERFORM {bury}(job);
  END IF;
  RETURN true;
END
$body$;
)sql";

void attack(Writing& w) {
  set(w, "probe",
      filled(w,
             "INSERT INTO {jobs} (queue, payload) VALUES ('(probe)', '{}');\nSELECT * FROM "
             "{claim}('(probe)', 'a');\n"));
  holds(w, "function {claim}: one claimer a job", Expect::empty,
        "{probe}SELECT 1 FROM {claim}('(probe)', 'b')",
        "CREATE OR REPLACE FUNCTION {claim}(of_queue text, for_worker text, lease interval DEFAULT "
        "'1 minute', batch integer DEFAULT 1) RETURNS SETOF {jobs} LANGUAGE sql AS 'SELECT * FROM "
        "{jobs} AS j WHERE j.queue = of_queue LIMIT batch'");
  refused(w, "constraint {lease_check} of {jobs}", "23514",
          "{probe}UPDATE {jobs} SET worker = NULL WHERE queue = '(probe)'",
          "ALTER TABLE {jobs} DROP CONSTRAINT {lease_check}");
}

Result<Draft> apply(const model::Database& database, const PatternRequest& request,
                    const Policy& policy) {
  Writing w = begin(database, request, policy);
  if (!request.table.empty())
    if (const auto error = unfit(w)) return fail(*error);
  const std::string base = option(request, "name", "jobs");
  if (const auto error = claim(w, "jobs", base)) return fail(*error);
  for (const char* part : {"dead", "claim", "complete", "prolong", "give_back", "bury"})
    name(w, part, base, part);
  name(w, "order", "idx_" + base, "next");
  name(w, "lease_check", base, "lease_check");
  set(w, "lease_check", w.values["lease_check.name"]);
  write(w, tables_sql);
  comment(w, "TABLE {jobs}", "Jobs that wait or run; a done one is gone. Claim with {claim}");
  comment(w, "COLUMN {jobs}.attempts",
          "How often it was claimed; a worker names its attempt, so that one that comes back too "
          "late is told");
  comment(w, "TABLE {dead}", "Jobs that failed as often as they may");
  write(w, claim_sql);
  comment(
      w, "FUNCTION {claim}(text, text, interval, integer)",
      "The next jobs for a worker, its own until the lease ends; commit before working on them");
  comment(w, "FUNCTION {bury}({jobs})", "Moves a job to {dead}");
  write(w, finish_sql);
  comment(w, "FUNCTION {complete}(bigint, integer)", "Done; false when the lease was lost");
  comment(w, "FUNCTION {prolong}(bigint, integer, interval)",
          "Still working; false when it was lost");
  comment(w, "FUNCTION {give_back}(bigint, integer, text)",
          "Failed: tried again later, twice as late each time, or dead; false when it was lost");
  because(w, "function {claim}",
          "FOR UPDATE SKIP LOCKED: claimers neither wait for each other nor get the same job; the "
          "lease outlives the transaction, so that no transaction is open while work is done");
  because(w, "table {dead}", "a job that kills its workers must not come back for ever");
  attack(w);
  return std::move(w.draft);
}

}  // namespace

Pattern queue() {
  return {
      "queue",
      "No two workers have one attempt of a job, a job whose worker died comes back when its "
      "lease ends, and one that fails too often is kept aside.",
      "Each job is written three times and leaves dead rows for vacuum; a job may run twice when "
      "a worker outlives its lease, so work must be repeatable; above some thousand jobs a "
      "second use a broker.",
      false,
      {{"name", "the table's name", "jobs"}},
      apply};
}

}  // namespace mimar::design::pattern
