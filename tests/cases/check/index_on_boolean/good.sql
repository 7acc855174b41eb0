CREATE TABLE jobs (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  queued_at timestamptz NOT NULL,
  done boolean NOT NULL DEFAULT false
);
CREATE INDEX jobs_waiting ON jobs (queued_at) WHERE NOT done;
CREATE INDEX jobs_done_queued ON jobs (done, queued_at);
