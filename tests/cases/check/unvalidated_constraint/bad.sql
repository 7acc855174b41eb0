CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);

CREATE TABLE invoices (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL,
  total numeric(12, 2) NOT NULL
);
CREATE INDEX invoices_customer ON invoices (customer_id);
ALTER TABLE invoices ADD CONSTRAINT invoices_customer_fkey
  FOREIGN KEY (customer_id) REFERENCES customers ON DELETE RESTRICT NOT VALID;
ALTER TABLE invoices ADD CONSTRAINT invoices_total_positive CHECK (total > 0) NOT VALID;
