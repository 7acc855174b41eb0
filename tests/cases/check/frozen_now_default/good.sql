CREATE TABLE visit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  seen timestamptz NOT NULL DEFAULT now(),
  noted timestamptz DEFAULT '1970-01-01 00:00:00+00',
  word text DEFAULT 'now'
);
