CREATE TABLE feature (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  is_active boolean NOT NULL,
  issue integer NOT NULL,
  has integer NOT NULL,
  island varchar(1) NOT NULL
);
