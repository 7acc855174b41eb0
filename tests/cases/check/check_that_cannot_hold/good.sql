CREATE TABLE product (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  weight integer,
  height integer,
  CONSTRAINT sane CHECK (weight > 5 AND weight < 1000),
  CONSTRAINT other CHECK (weight < 5 OR weight > 1000),
  CONSTRAINT two CHECK (weight > 1000 AND height < 5)
);
