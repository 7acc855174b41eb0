CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);

CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers ON DELETE RESTRICT,
  referrer_id bigint REFERENCES customers DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX orders_customer ON orders (customer_id);
CREATE INDEX orders_referrer ON orders (referrer_id);
