CREATE TABLE customer (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
  gift_for bigint REFERENCES customer (id) ON DELETE SET NULL,
  paid_by bigint REFERENCES customer (id) ON DELETE SET NULL,
  sent_to bigint REFERENCES customer (id) ON DELETE SET NULL
);
