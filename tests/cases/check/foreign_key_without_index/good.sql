CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);

CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers ON DELETE CASCADE,
  billed_customer_id bigint REFERENCES customers ON DELETE SET NULL,
  shipped_customer_id bigint REFERENCES customers ON DELETE SET NULL
);
CREATE INDEX orders_by_customer ON orders (customer_id, id);
-- Leaves out only NULLs, which reference nothing.
CREATE INDEX orders_by_billed ON orders (billed_customer_id) WHERE billed_customer_id IS NOT NULL;
CREATE INDEX orders_by_shipped ON orders USING hash (shipped_customer_id);

CREATE TABLE shipments (
  region text,
  number bigint,
  PRIMARY KEY (region, number)
);
-- The columns may stand in any order; the primary key serves as the index.
CREATE TABLE parcels (
  shipment_number bigint,
  shipment_region text,
  position bigint,
  PRIMARY KEY (shipment_number, shipment_region, position),
  FOREIGN KEY (shipment_region, shipment_number) REFERENCES shipments (region, number) ON DELETE CASCADE
);
