CREATE TABLE jobs (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  queued_at timestamptz NOT NULL,
  done boolean NOT NULL DEFAULT false
);
CREATE INDEX jobs_done ON jobs (done);
