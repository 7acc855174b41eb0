CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  credit_limit numeric NOT NULL,
  position bigint NOT NULL,
  name text NOT NULL,
  value text
);
