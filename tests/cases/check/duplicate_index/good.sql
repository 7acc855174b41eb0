CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL CONSTRAINT customers_code_key UNIQUE,
  city text NOT NULL,
  joined_at timestamptz NOT NULL
);
CREATE INDEX customers_code_lower ON customers (lower(code));
CREATE INDEX customers_city ON customers (city);
CREATE INDEX customers_city_pattern ON customers (city text_pattern_ops);
CREATE INDEX customers_city_hash ON customers USING hash (city);
CREATE INDEX customers_city_recent ON customers (city) WHERE joined_at > '2024-01-01';
-- Neither direction of this one is the other's.
CREATE INDEX customers_city_newest ON customers (joined_at, city);
CREATE INDEX customers_newest_city ON customers (joined_at DESC, city);
