CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);

CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers ON DELETE CASCADE,
  billed_customer_id bigint REFERENCES customers ON DELETE SET NULL,
  placed_at timestamptz NOT NULL DEFAULT now(),
  paid_at timestamptz
);
-- Starts with another column, so it does not find the orders of a customer.
CREATE INDEX orders_by_time ON orders (placed_at, customer_id);
-- Leaves out rows that the foreign key must find.
CREATE INDEX orders_unpaid ON orders (billed_customer_id) WHERE paid_at IS NULL;
