CREATE EXTENSION pg_trgm;
CREATE TABLE product (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  label text NOT NULL,
  code text NOT NULL
);
CREATE INDEX product_label ON product USING gin (label gin_trgm_ops);
