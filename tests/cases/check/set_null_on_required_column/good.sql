CREATE TABLE customers (
  tenant bigint,
  number bigint,
  PRIMARY KEY (tenant, number)
);
-- Only the nullable half is emptied.
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant bigint NOT NULL,
  customer_number bigint,
  FOREIGN KEY (tenant, customer_number) REFERENCES customers (tenant, number) ON DELETE SET NULL (customer_number)
);
CREATE INDEX orders_customer ON orders (tenant, customer_number);
