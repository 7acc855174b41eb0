-- Readings arrive from sensors; nothing says which row is which.
CREATE TABLE readings (
  sensor text NOT NULL,
  taken_at timestamptz NOT NULL,
  celsius numeric(5, 2) NOT NULL
);

-- The unique index identifies the rows already.
CREATE TABLE currencies (
  code text NOT NULL,
  name text NOT NULL
);
CREATE UNIQUE INDEX currencies_code ON currencies (code);
