CREATE TABLE batch (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  label text NOT NULL
);
CREATE TABLE batch_line (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  batch_id bigint NOT NULL REFERENCES batch ON DELETE CASCADE,
  order_id integer NOT NULL
);
CREATE INDEX ON batch_line (batch_id);
