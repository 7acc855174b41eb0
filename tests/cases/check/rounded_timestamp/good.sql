CREATE TABLE visit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  seen timestamptz NOT NULL,
  noted timestamptz(3)
);
