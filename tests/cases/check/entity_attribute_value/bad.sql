CREATE TABLE products (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
CREATE TABLE product_facts (
  product_id bigint REFERENCES products ON DELETE CASCADE,
  attribute_name text,
  value text,
  PRIMARY KEY (product_id, attribute_name)
);
