CREATE TABLE visit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  seen timestamptz NOT NULL DEFAULT 'now',
  noted timestamptz DEFAULT '2024-05-17 10:11:12.345678+00'
);
