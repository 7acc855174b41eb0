CREATE TABLE product (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  weight integer NOT NULL,
  CONSTRAINT heavy CHECK (weight > 0),
  CONSTRAINT light CHECK (weight < 1000)
);
