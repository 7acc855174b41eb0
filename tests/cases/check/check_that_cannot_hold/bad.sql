CREATE TABLE product (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  weight integer,
  CONSTRAINT sane CHECK (weight > 1000 AND weight < 5)
);
