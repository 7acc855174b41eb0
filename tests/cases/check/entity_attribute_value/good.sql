CREATE TABLE products (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  attributes jsonb NOT NULL DEFAULT '{}'
);
CREATE TABLE settings (
  name text PRIMARY KEY,
  value text NOT NULL
);
