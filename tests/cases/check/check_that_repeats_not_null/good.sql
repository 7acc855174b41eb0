CREATE TABLE product (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  weight integer NOT NULL,
  height integer,
  CONSTRAINT height_known CHECK (height IS NOT NULL)
);
