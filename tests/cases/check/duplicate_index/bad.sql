CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL CONSTRAINT customers_code_key UNIQUE,
  city text NOT NULL,
  joined_at timestamptz NOT NULL
);
-- The unique constraint has an index of its own.
CREATE INDEX customers_code ON customers (code);
CREATE INDEX customers_city ON customers (city);
CREATE INDEX customers_town ON customers (city);
