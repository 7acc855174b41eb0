CREATE TABLE product (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  weight integer NOT NULL,
  CONSTRAINT weight_known CHECK (weight IS NOT NULL)
);
