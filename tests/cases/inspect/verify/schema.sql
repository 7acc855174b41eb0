CREATE TABLE customer (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE,
  joined timestamptz NOT NULL DEFAULT now()
);

CREATE TYPE order_state AS ENUM ('open', 'paid', 'sent');

CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
  gift_for bigint REFERENCES customer (id) ON DELETE SET NULL,
  state order_state NOT NULL DEFAULT 'open',
  total numeric(10,2) NOT NULL CHECK (total >= 0)
);
CREATE INDEX orders_customer_id_idx ON orders (customer_id);

CREATE VIEW open_orders AS SELECT id, total FROM orders WHERE state = 'open';
