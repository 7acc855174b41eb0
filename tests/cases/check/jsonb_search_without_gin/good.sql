CREATE TABLE product (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  attributes jsonb NOT NULL
);
CREATE INDEX product_attributes ON product USING gin (attributes);
