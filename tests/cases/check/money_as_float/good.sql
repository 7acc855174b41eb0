CREATE TABLE products (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  unit_price numeric(19, 4) NOT NULL,
  price_cents bigint,
  price_change_ratio double precision,
  weight real
);
